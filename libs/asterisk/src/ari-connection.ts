import { AriBadAnswer, AriNotConnected, AriRefused } from './ari-errors.js'
import { ARI_EVENT_TYPES, AriChannels, AriVariable, parseAriEvent, type AriChannel, type AriEvent } from './ari-events.js'
import { readAnswer, requestAri, type AriOperation } from './ari-request.js'
import { AriSocket, REST_RESPONSE } from './ari-socket.js'
import { HttpWire, type AriAddress, type AriWire } from './ari-wire.js'

export interface AriOptions extends AriAddress {
  /** The Stasis app whose events are wanted. Without it no event socket is opened: REST only. */
  app?: string
  /** Told of every fault that no caller of a method is told of: connection lost, a message not understood, a handler that failed. */
  onFault?: (error: Error) => void
  /** Milliseconds; changed in tests only. */
  times?: Partial<AriTimes>
}

export interface AriTimes {
  request: number
  /** Between heart-beats. */
  beat: number
  firstRetry: number
  longestRetry: number
}

const TIMES: AriTimes = { request: 4_000, beat: 3_000, firstRetry: 200, longestRetry: 5_000 }

/** What became of a command to a channel: `gone` is the ordinary answer when the caller has hung up or left Stasis. */
export type AriOutcome = 'done' | 'gone'

/** A lasting connection to Asterisk's REST interface and, with `app`, to its events. Reconnects for ever until `stop()`. */
export class AriConnection {
  private wire: AriWire | null = null
  private ready = false
  private stopped = true
  private round = 0
  private retryIn: number
  private timer: NodeJS.Timeout | undefined
  private beating: NodeJS.Timeout | undefined
  /** Aborted by `stop()`: a socket that is opening then ends at once. */
  private ending = new AbortController()
  /** Events that came while the `onConnected` handlers were still at work. */
  private early: AriEvent[] | null = null
  private readonly times: AriTimes
  private readonly eventHandlers: ((event: AriEvent) => void)[] = []
  private readonly connectedHandlers: (() => void | Promise<void>)[] = []

  constructor(private readonly options: AriOptions) {
    this.times = { ...TIMES, ...options.times }
    this.retryIn = this.times.firstRetry
  }

  /** True while requests are answered (and events flow). */
  get connected(): boolean {
    return this.ready
  }

  onEvent(handler: (event: AriEvent) => void): void {
    this.eventHandlers.push(handler)
  }

  /** After each (re)connect; events are held back until the handler's promise has ended. */
  onConnected(handler: () => void | Promise<void>): void {
    this.connectedHandlers.push(handler)
  }

  /** Returns at once; the first connect too is tried until it works. */
  start(): void {
    if (!this.stopped) return
    this.stopped = false
    this.ending = new AbortController()
    void this.connect()
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
    this.drop()
    this.ending.abort()
  }

  private async connect(): Promise<void> {
    const round = ++this.round
    const current = () => round === this.round && !this.stopped
    try {
      this.early = []
      const wire = await this.openWire(current)
      if (!current()) return wire.close()
      this.wire = wire
      await this.request(PING)
      if (!current()) return
      if (this.options.app) await this.request(filterOf(this.options.app))
      if (!current()) return
      for (const handler of this.connectedHandlers) {
        await handler()
        if (!current()) return
      }
      this.ready = true
      this.retryIn = this.times.firstRetry
      const early = this.early ?? []
      this.early = null
      for (const event of early) this.tell(event)
      this.scheduleBeat(current)
    } catch (error) {
      if (current()) this.lost(asError(error))
    }
  }

  /** With an app its requests go over the socket of its events. */
  private async openWire(current: () => boolean): Promise<AriWire> {
    const { app } = this.options
    if (!app) return new HttpWire(this.options)
    return AriSocket.open(this.options, app, this.times.beat, this.times.request, this.ending.signal, {
      onMessage: (text) => {
        if (current()) this.take(text)
      },
      onClosed: () => {
        if (current()) this.lost(new AriNotConnected('events', new Error('the socket closed')))
      },
    })
  }

  /** The socket has its own pings; this one shows that requests are answered. */
  private scheduleBeat(current: () => boolean): void {
    this.beating = setTimeout(() => {
      this.request(PING).then(
        () => {
          if (current()) this.scheduleBeat(current)
        },
        (error: unknown) => {
          if (current()) this.lost(asError(error))
        },
      )
    }, this.times.beat)
  }

  private lost(error: Error): void {
    this.drop()
    this.fault(error)
    this.timer = setTimeout(() => void this.connect(), this.retryIn)
    this.retryIn = Math.min(this.retryIn * 2, this.times.longestRetry)
  }

  private drop(): void {
    this.round++
    this.ready = false
    this.early = null
    clearTimeout(this.beating)
    const wire = this.wire
    this.wire = null
    wire?.close()
  }

  private take(text: string): void {
    try {
      const event = parseAriEvent(text)
      if (!event) return
      if (this.early) this.early.push(event)
      else this.tell(event)
    } catch (error) {
      this.fault(new AriBadAnswer('events', error))
    }
  }

  private tell(event: AriEvent): void {
    for (const handler of this.eventHandlers) {
      try {
        handler(event)
      } catch (error) {
        this.fault(asError(error))
      }
    }
  }

  private fault(error: Error): void {
    this.options.onFault?.(error)
  }

  private async request(operation: AriOperation): Promise<string> {
    if (!this.wire) throw new AriNotConnected(operation.name)
    return requestAri(this.wire, operation, this.times.request)
  }

  private async command(operation: AriOperation): Promise<AriOutcome> {
    try {
      await this.request(operation)
      return 'done'
    } catch (error) {
      if (error instanceof AriRefused && error.gone) return 'gone'
      throw error
    }
  }

  answerChannel(channelId: string): Promise<AriOutcome> {
    return this.command({ name: 'channels.answer', method: 'POST', path: ['channels', channelId, 'answer'] })
  }

  continueInDialplan(channelId: string, context: string, extension: string, priority = 1): Promise<AriOutcome> {
    return this.command({ name: 'channels.continueInDialplan', method: 'POST', path: ['channels', channelId, 'continue'], query: { context, extension, priority } })
  }

  /** @param sounds names such as `hotline/welcome`, played one after the other under one id */
  play(channelId: string, playbackId: string, sounds: readonly string[], language: string): Promise<AriOutcome> {
    const media = sounds.map((sound) => `sound:${sound}`).join(',')
    return this.command({ name: 'channels.playWithId', method: 'POST', path: ['channels', channelId, 'play', playbackId], query: { media, lang: language } })
  }

  /** `gone`: it had ended by itself. */
  stopPlayback(playbackId: string): Promise<AriOutcome> {
    return this.command({ name: 'playbacks.stop', method: 'DELETE', path: ['playbacks', playbackId] })
  }

  setVariable(channelId: string, variable: string, value: string): Promise<AriOutcome> {
    return this.command({ name: 'channels.setChannelVar', method: 'POST', path: ['channels', channelId, 'variable'], query: { variable, value } })
  }

  /** @returns null when the variable is not set, or the channel is gone */
  async getVariable(channelId: string, variable: string): Promise<string | null> {
    const name = 'channels.getChannelVar'
    try {
      const answer = await this.request({ name, method: 'GET', path: ['channels', channelId, 'variable'], query: { variable } })
      return readAnswer(name, answer, (value) => AriVariable.parse(value)).value
    } catch (error) {
      if (error instanceof AriRefused && error.gone) return null
      throw error
    }
  }

  /** @param cause Q.850; a normal clearing where none is given */
  hangup(channelId: string, cause?: number): Promise<AriOutcome> {
    return this.command({ name: 'channels.hangup', method: 'DELETE', path: ['channels', channelId], ...(cause === undefined ? {} : { query: { reason_code: String(cause) } }) })
  }

  /** Channels that are in this connection's Stasis app now, also those that entered before it connected. */
  async listAppChannels(): Promise<AriChannel[]> {
    const name = 'channels.list'
    const channels = readAnswer(name, await this.request({ name, method: 'GET', path: ['channels'] }), (value) => AriChannels.parse(value))
    return channels.filter((channel) => channel.dialplan?.app_name === 'Stasis' && channel.dialplan.app_data?.split(',')[0] === this.options.app)
  }

  async setGlobalVariable(variable: string, value: string): Promise<void> {
    await this.request({ name: 'asterisk.setGlobalVar', method: 'POST', path: ['asterisk', 'variable'], query: { variable, value } })
  }

  /** Makes or replaces a sorcery object, such as `res_pjsip` / `endpoint` / `op-7`. */
  async putDynamicConfig(configClass: string, objectType: string, id: string, values: Record<string, string>): Promise<void> {
    const fields = Object.entries(values).map(([attribute, value]) => ({ attribute, value }))
    await this.request({ name: 'asterisk.updateObject', method: 'PUT', path: ['asterisk', 'config', 'dynamic', configClass, objectType, id], body: { fields } })
  }

  /** `gone`: there was no such object. */
  deleteDynamicConfig(configClass: string, objectType: string, id: string): Promise<AriOutcome> {
    return this.command({ name: 'asterisk.deleteObject', method: 'DELETE', path: ['asterisk', 'config', 'dynamic', configClass, objectType, id] })
  }
}

const PING: AriOperation = { name: 'asterisk.ping', method: 'GET', path: ['asterisk', 'ping'] }

/** Events that nobody acts on stay in Asterisk. */
const filterOf = (app: string): AriOperation => ({ name: 'applications.filter', method: 'PUT', path: ['applications', app, 'eventFilter'], body: { allowed: [...ARI_EVENT_TYPES, REST_RESPONSE].map((type) => ({ type })) } })

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
