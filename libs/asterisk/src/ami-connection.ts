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

/** One connect and what ends it for good. */
interface Session {
  client: Client
  /** Ends the socket at once, in whatever state it is; the package only asks the other side to close, and a hung one never does. */
  ending: AbortController
  /** Until the login is answered: the package has no time limit of its own for it. */
  patience: NodeJS.Timeout
}
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
  private session: Session | null = null
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
    this.drop(this.session)
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
    const { session } = this
    if (!session) return Promise.reject(new AmiNotConnected(nameOf(fields)))
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
      session.client.action({ ...fields, actionid: id }, () => undefined) // answers are matched by our own id, see answered()
    })
  }

  private connect(): void {
    const client = new Manager(null, this.options.host, this.options.username, this.options.password, true)
    const ending = new AbortController()
    const session: Session = { client, ending, patience: setTimeout(() => lost(new AmiTimeout('login')), this.times.action) }
    this.session = session
    const current = () => this.session === session && !this.stopped
    const lost = (error: Error) => {
      if (!current()) return
      this.drop(session)
      this.fault(error)
      this.timer = setTimeout(() => this.connect(), this.retryIn)
      this.retryIn = Math.min(this.retryIn * 2, this.times.longestRetry)
    }
    client.on('error', lost)
    client.on('close', () => lost(new Error('Asterisk closed the connection')))
    client.on('response', (message) => current() && this.answered(plain(message)))
    // What comes with the answer to the login (FullyBooted) is older than any snapshot taken after it.
    client.on('managerevent', (message) => current() && this.ready && this.happened(plain(message)))
    // The package hands its first parameter to net.createConnection, which takes these as well.
    client.connect({ port: this.options.port, host: this.options.host, signal: ending.signal }, undefined, () => {
      client.login((refusal) => {
        clearTimeout(session.patience)
        if (!current()) return
        if (refusal) return lost(new AmiRefused('login', String(refusal['message'] ?? 'no reason')))
        this.ready = true
        this.retryIn = this.times.firstRetry
        void this.beat(session, lost)
        for (const handler of this.connectedHandlers) void this.guard(handler)
      })
    })
  }

  private async beat(session: Session, lost: (error: Error) => void): Promise<void> {
    while (this.session === session && this.ready) {
      await new Promise((resolve) => setTimeout(resolve, this.times.beat).unref())
      if (this.session !== session) return
      try {
        await this.ask({ action: 'Ping' }, this.times.beat)
      } catch (error) {
        lost(error as Error)
        return
      }
    }
  }

  private drop(session: Session | null): void {
    if (!session || this.session !== session) return
    this.session = null
    clearTimeout(session.patience)
    session.client.removeAllListeners()
    session.client.on('error', () => undefined) // nobody is left to be told, and an unheard error would end the process
    session.ending.abort()
    for (const { reject, action } of [...this.waiting.values()]) reject(new AmiNotConnected(action))
    for (const { fail, action } of [...this.collecting.values()]) fail(new AmiNotConnected(action))
    if (!this.ready) return
    this.ready = false
    for (const handler of this.disconnectedHandlers) void this.guard(handler)
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
    for (const handler of this.eventHandlers) void this.guard(() => handler(event))
  }

  /** A handler that fails is told of, and nothing else. */
  private async guard(handler: () => void | Promise<void>): Promise<void> {
    try {
      await handler()
    } catch (error) {
      this.fault(error as Error)
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
