import { setMaxListeners } from 'node:events'
import { AriBadAnswer, AriNotConnected, AriRefused } from './ari-errors.js'
import { ARI_EVENT_TYPES, AriChannels, parseAriEvent, type AriChannel, type AriEvent } from './ari-events.js'
import { AriSocket, REST_RESPONSE } from './ari-socket.js'
import { loadAriClient, requestAri, type AriAddress, type AriClient } from './ari-transport.js'
import { httpWire } from './ari-wire.js'

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
  private client: AriClient | null = null
  private socket: AriSocket | null = null
  private ready = false
  private stopped = true
  private round = 0
  private retryIn: number
  private timer: NodeJS.Timeout | undefined
  private beating: NodeJS.Timeout | undefined
  /** Aborted by `stop()`: what is under way then ends at once. */
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
    setMaxListeners(0, this.ending.signal) // one for each request under way
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
      const client = await loadAriClient(this.options, this.times.request, this.ending.signal)
      if (!current()) return
      this.client = client
      this.early = []
      if (this.options.app) {
        const socket = await AriSocket.open(this.options, this.options.app, this.times.beat, this.times.request, this.ending.signal, {
          onMessage: (text) => {
            if (current()) this.take(text)
          },
          onClosed: () => {
            if (current()) this.lost(new AriNotConnected('events', new Error('the socket closed')))
          },
        })
        if (!current()) return socket.close()
        this.socket = socket
        await this.request('applications', 'filter', { applicationName: this.options.app, filter: { allowed: [...ARI_EVENT_TYPES, REST_RESPONSE].map((type) => ({ type })) } })
        if (!current()) return
      }
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

  /** The socket has its own pings; this one shows that requests are answered. */
  private scheduleBeat(current: () => boolean): void {
    this.beating = setTimeout(() => {
      this.request('asterisk', 'ping', {}).then(
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
    this.client = null
    this.early = null
    clearTimeout(this.beating)
    const socket = this.socket
    this.socket = null
    socket?.close()
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

  private async request(resource: string, name: string, parameters: Record<string, unknown>): Promise<unknown> {
    if (!this.client) throw new AriNotConnected(`${resource}.${name}`)
    return requestAri(this.client, this.options, resource, name, parameters, { wire: this.socket ?? httpWire, timeout: this.times.request, ending: this.ending.signal })
  }

  private async command(resource: string, name: string, parameters: Record<string, unknown>): Promise<AriOutcome> {
    try {
      await this.request(resource, name, parameters)
      return 'done'
    } catch (error) {
      if (error instanceof AriRefused && error.gone) return 'gone'
      throw error
    }
  }

  answerChannel(channelId: string): Promise<AriOutcome> {
    return this.command('channels', 'answer', { channelId })
  }

  continueInDialplan(channelId: string, context: string, extension: string, priority = 1): Promise<AriOutcome> {
    return this.command('channels', 'continueInDialplan', { channelId, context, extension, priority })
  }

  /** @param sounds names such as `hotline/welcome`, played one after the other under one id */
  play(channelId: string, playbackId: string, sounds: readonly string[], language: string): Promise<AriOutcome> {
    return this.command('channels', 'playWithId', { channelId, playbackId, media: sounds.map((sound) => `sound:${sound}`).join(','), lang: language })
  }

  /** `gone`: it had ended by itself. */
  stopPlayback(playbackId: string): Promise<AriOutcome> {
    return this.command('playbacks', 'stop', { playbackId })
  }

  setVariable(channelId: string, variable: string, value: string): Promise<AriOutcome> {
    return this.command('channels', 'setChannelVar', { channelId, variable, value })
  }

  /** @returns null when the variable is not set, or the channel is gone */
  async getVariable(channelId: string, variable: string): Promise<string | null> {
    try {
      const answer = await this.request('channels', 'getChannelVar', { channelId, variable })
      return (answer as { value: string }).value
    } catch (error) {
      if (error instanceof AriRefused && error.gone) return null
      throw error
    }
  }

  hangup(channelId: string): Promise<AriOutcome> {
    return this.command('channels', 'hangup', { channelId })
  }

  /** Channels that are in this connection's Stasis app now, also those that entered before it connected. */
  async listAppChannels(): Promise<AriChannel[]> {
    const { data: channels, error } = AriChannels.safeParse(await this.request('channels', 'list', {}))
    if (error) throw new AriBadAnswer('channels.list', error)
    return channels.filter((channel) => channel.dialplan?.app_name === 'Stasis' && channel.dialplan.app_data?.split(',')[0] === this.options.app)
  }

  async setGlobalVariable(variable: string, value: string): Promise<void> {
    await this.request('asterisk', 'setGlobalVar', { variable, value })
  }

  /** Makes or replaces a sorcery object, such as `res_pjsip` / `endpoint` / `op-7`. */
  async putDynamicConfig(configClass: string, objectType: string, id: string, fields: Record<string, string>): Promise<void> {
    const list = Object.entries(fields).map(([attribute, value]) => ({ attribute, value }))
    await this.request('asterisk', 'updateObject', { configClass, objectType, id, fields: list })
  }

  /** `gone`: there was no such object. */
  deleteDynamicConfig(configClass: string, objectType: string, id: string): Promise<AriOutcome> {
    return this.command('asterisk', 'deleteObject', { configClass, objectType, id })
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
