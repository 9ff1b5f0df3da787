// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- an app's build sees only files that are reached, and a declaration is not imported
/// <reference path="./asterisk-manager.d.ts" />
import { randomUUID } from 'node:crypto'
import Manager from 'asterisk-manager'
import { AmiNotConnected, AmiRefused, AmiTimeout } from './ami-errors.js'

/** One AMI event or answer: header names in lower case, as the client gives them; of a header that came twice the first. */
export type AmiMessage = Readonly<Record<string, string>>

export interface AmiOptions {
  host: string
  port: number
  username: string
  password: string
  /** Told of faults nobody else is told of: connection lost, a login refused, a handler that failed. */
  onFault?: (error: Error) => void
  /** Milliseconds; changed in tests only. */
  times?: Partial<AmiTimes>
}

export interface AmiTimes {
  action: number
  /** Between heart-beats; two without an answer and the connection counts as lost. */
  beat: number
  firstRetry: number
  longestRetry: number
}

type Client = InstanceType<typeof Manager>
type Raw = Record<string, string | string[] | Record<string, string>>

const TIMES: AmiTimes = { action: 4_000, beat: 3_000, firstRetry: 200, longestRetry: 2_000 }

interface Collecting {
  action: string
  complete: string
  rows: AmiMessage[]
  done: (rows: AmiMessage[]) => void
  fail: (error: Error) => void
}

/**
 * A lasting connection to Asterisk's Manager Interface over `asterisk-manager`, which by itself reconnects late or never, keeps actions that
 * were sent while it was away, and has no heart-beat: each connection here is a fresh client, and every action is answered, refused or timed out.
 */
export class AmiConnection {
  private client: Client | null = null
  private ready = false
  private stopped = true
  private retryIn: number
  private timer: NodeJS.Timeout | undefined
  private readonly times: AmiTimes
  private readonly eventHandlers: ((event: AmiMessage) => void)[] = []
  private readonly connectedHandlers: (() => Promise<void>)[] = []
  private readonly disconnectedHandlers: (() => void)[] = []
  private readonly waiting = new Map<string, { resolve: (answer: AmiMessage) => void; reject: (error: Error) => void; action: string }>()
  private readonly collecting = new Map<string, Collecting>()

  constructor(private readonly options: AmiOptions) {
    this.times = { ...TIMES, ...options.times }
    this.retryIn = this.times.firstRetry
  }

  /** True while signed in and the heart beats. */
  get connected(): boolean {
    return this.ready
  }

  onEvent(handler: (event: AmiMessage) => void): void {
    this.eventHandlers.push(handler)
  }

  /** After each sign-in, before any event of this connection: take the snapshot, then apply what came meanwhile. */
  onConnected(handler: () => Promise<void>): void {
    this.connectedHandlers.push(handler)
  }

  onDisconnected(handler: () => void): void {
    this.disconnectedHandlers.push(handler)
  }

  /** Returns at once; the first connect too is tried until it works. */
  start(): void {
    if (!this.stopped) return
    this.stopped = false
    this.connect()
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
    this.drop(this.client)
  }

  /**
   * Sends one action and waits for its answer.
   * @throws AmiNotConnected at once, AmiRefused, AmiTimeout
   */
  async action(fields: Record<string, string | number | boolean>, timeoutMs = this.times.action): Promise<AmiMessage> {
    if (!this.ready) throw new AmiNotConnected(nameOf(fields))
    return this.ask(fields, timeoutMs)
  }

  /**
   * Sends an action that answers with a list of events (`QueueStatus`, `CoreShowChannels`).
   * @returns the rows, without the closing event
   * @throws as {@link action}
   */
  async list(fields: Record<string, string | number | boolean>, complete: string, timeoutMs = 10_000): Promise<AmiMessage[]> {
    if (!this.ready) throw new AmiNotConnected(nameOf(fields))
    const id = randomUUID()
    let timer: NodeJS.Timeout | undefined
    try {
      return await new Promise<AmiMessage[]>((resolve, reject) => {
        timer = setTimeout(() => reject(new AmiTimeout(nameOf(fields))), timeoutMs)
        this.collecting.set(id, { action: nameOf(fields), complete: complete.toLowerCase(), rows: [], done: resolve, fail: reject })
        this.ask(fields, timeoutMs, id).catch(reject)
      })
    } finally {
      clearTimeout(timer)
      this.collecting.delete(id)
    }
  }

  private ask(fields: Record<string, string | number | boolean>, timeoutMs: number, id: string = randomUUID()): Promise<AmiMessage> {
    const { client } = this
    if (!client) return Promise.reject(new AmiNotConnected(nameOf(fields)))
    // A line end in a value would begin a header, or an action, that nobody meant.
    for (const [name, value] of Object.entries(fields)) if (/[\r\n]/.test(String(value))) return Promise.reject(new TypeError(`${nameOf(fields)}: ${name} has a line end in it`))
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => settle(() => reject(new AmiTimeout(nameOf(fields)))), timeoutMs)
      const settle = (how: () => void) => {
        clearTimeout(timer)
        this.waiting.delete(id)
        how()
      }
      this.waiting.set(id, { action: nameOf(fields), resolve: (answer) => settle(() => resolve(answer)), reject: (error) => settle(() => reject(error)) })
      client.action({ ...fields, actionid: id }, () => undefined) // answers are matched by our own id, see answered()
    })
  }

  private connect(): void {
    const client = new Manager(null, this.options.host, this.options.username, this.options.password, true)
    this.client = client
    const current = () => this.client === client && !this.stopped
    const lost = (error: Error) => {
      if (!current()) return
      this.drop(client)
      this.fault(error)
      this.timer = setTimeout(() => this.connect(), this.retryIn)
      this.retryIn = Math.min(this.retryIn * 2, this.times.longestRetry)
    }
    // The package has no time limit of its own for the connect and the login.
    const patience = setTimeout(() => lost(new AmiTimeout('login')), this.times.action)
    client.on('error', lost)
    client.on('close', () => lost(new Error('Asterisk closed the connection')))
    client.on('response', (message) => current() && this.answered(plain(message)))
    // What comes with the answer to the login (FullyBooted) is older than any snapshot taken after it.
    client.on('managerevent', (message) => current() && this.ready && this.happened(plain(message)))
    client.connect(this.options.port, this.options.host, () => {
      client.login((refusal) => {
        clearTimeout(patience)
        if (!current()) return
        if (refusal) return lost(new AmiRefused('login', String(refusal['message'] ?? 'no reason')))
        this.ready = true
        this.retryIn = this.times.firstRetry
        void this.beat(client, lost)
        for (const handler of this.connectedHandlers) handler().catch((error: Error) => this.fault(error))
      })
    })
  }

  private async beat(client: Client, lost: (error: Error) => void): Promise<void> {
    while (this.client === client && this.ready) {
      await new Promise((resolve) => setTimeout(resolve, this.times.beat).unref())
      if (this.client !== client) return
      try {
        await this.ask({ action: 'Ping' }, this.times.beat)
      } catch (error) {
        lost(error as Error)
        return
      }
    }
  }

  private drop(client: Client | null): void {
    if (!client || this.client !== client) return
    this.client = null
    client.removeAllListeners()
    client.on('error', () => undefined) // nobody is left to be told, and an unheard error would end the process
    // The package forgets a socket that is still opening, and it would stay: that one is closed when it has opened.
    if (client.isConnected()) client.disconnect()
    else client.on('connect', () => client.disconnect())
    for (const { reject, action } of [...this.waiting.values()]) reject(new AmiNotConnected(action))
    for (const { fail, action } of [...this.collecting.values()]) fail(new AmiNotConnected(action))
    if (!this.ready) return
    this.ready = false
    for (const handler of this.disconnectedHandlers) handler()
  }

  private answered(message: AmiMessage): void {
    const asked = this.waiting.get(message['actionid'] ?? '')
    if (!asked) return
    if (message['response']?.toLowerCase() === 'error') asked.reject(new AmiRefused(asked.action, message['message'] ?? 'no reason'))
    else asked.resolve(message)
  }

  private happened(event: AmiMessage): void {
    const collecting = this.collecting.get(event['actionid'] ?? '')
    if (collecting) {
      if (event['event']?.toLowerCase() === collecting.complete) collecting.done(collecting.rows)
      else collecting.rows.push(event)
      return
    }
    for (const handler of this.eventHandlers) {
      try {
        handler(event)
      } catch (error) {
        this.fault(error as Error)
      }
    }
  }

  private fault(error: Error): void {
    this.options.onFault?.(error)
  }
}

const nameOf = (fields: Record<string, string | number | boolean>) => String(fields['action'])

function plain(message: Raw): AmiMessage {
  const result: Record<string, string> = {}
  for (const [name, value] of Object.entries(message)) {
    if (typeof value === 'string') result[name] = value
    else if (Array.isArray(value)) result[name] = value[0] ?? ''
  }
  return result
}
