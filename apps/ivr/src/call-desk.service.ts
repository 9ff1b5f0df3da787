import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { AriConnection, type AriChannel, type AriEvent } from '@app/asterisk'
import { beginFlow, readFlowState, type Flow, type FlowEvent } from '@app/flow'
import { HealthRegister } from '@app/service'
import { CallMailbox } from './call-mailbox.js'
import { missingSounds } from './missing-sounds.js'
import type { IvrSettings } from './settings.js'

export const FLOW = Symbol('flow')
export const SETTINGS = Symbol('settings')
const APP = 'hotline'

/** Every call in the flow, by channel: new ones, those of a process that died, and what happens to them. */
@Injectable()
export class CallDesk implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(CallDesk.name)
  private readonly mailboxes = new Map<string, CallMailbox>()
  private readonly ari: AriConnection
  /** Another process has the app's events now: Asterisk gives them to the newer one. */
  private replaced = false

  constructor(
    @Inject(SETTINGS) private readonly settings: IvrSettings,
    @Inject(FLOW) private readonly flow: Flow,
    health: HealthRegister,
  ) {
    this.ari = new AriConnection({
      url: settings.ARI_URL,
      username: settings.ARI_USERNAME,
      password: settings.ARI_PASSWORD,
      app: APP,
      onFault: (error) => this.log.warn(error.message),
    })
    health.part('asterisk', () => {
      if (this.replaced) return { ok: false, detail: 'another process has taken over the calls' }
      return this.ari.connected ? { ok: true, detail: `${this.mailboxes.size} calls` } : { ok: false, detail: 'not connected' }
    })
    health.part('flow', () => ({ ok: true, detail: flow.version }))
    health.part('sounds', () => {
      const missing = missingSounds(flow, settings.SOUNDS_DIR)
      return missing.length === 0 ? { ok: true } : { ok: false, detail: `missing: ${missing.join(', ')}` }
    })
  }

  /** The lease is renewed over the same connection: what it promises is that this one works. */
  get connection(): AriConnection {
    return this.ari
  }

  /** Whether new calls come here: only then may the lease be renewed. */
  get serving(): boolean {
    return this.ari.connected && !this.replaced
  }

  onApplicationBootstrap(): void {
    for (const file of missingSounds(this.flow, this.settings.SOUNDS_DIR)) this.log.error(`sound missing: ${file} in ${this.settings.SOUNDS_DIR}`)
    this.ari.onEvent((event) => this.take(event))
    this.ari.onConnected(() => this.adoptAll())
    this.ari.start()
  }

  /** Callers stay in Stasis; the next process adopts them, or the lease runs out and they go to the queue. */
  onApplicationShutdown(): void {
    this.forgetAll()
    this.ari.stop()
  }

  private take(event: AriEvent): void {
    switch (event.type) {
      case 'StasisStart':
        if (!this.mailboxes.has(event.channel.id)) this.open(event.channel.id, event.channel.id, null).post({ type: 'arrived' })
        return
      case 'StasisEnd':
      case 'ChannelDestroyed':
        return this.mailboxes.get(event.channel.id)?.post({ type: 'hungUp' })
      case 'ChannelDtmfReceived':
        return this.mailboxes.get(event.channel.id)?.post({ type: 'digit', digit: event.digit })
      case 'PlaybackFinished':
        return this.playbackEnded(event.playback)
      case 'ApplicationReplaced':
        this.log.warn('another process has taken over the calls')
        this.replaced = true
        return this.forgetAll()
      default:
        return event satisfies never
    }
  }

  private playbackEnded({ id, state, target_uri: target }: { id: string; state: string; target_uri: string }): void {
    const mailbox = this.mailboxes.get(target.replace(/^channel:/, ''))
    if (!mailbox) return
    const playbackId = id.slice(id.lastIndexOf(':') + 1)
    if (state === 'failed') this.log.warn(`call ${mailbox.callId}: playback ${playbackId} did not come to its end (hang-up, or a sound that cannot be read)`)
    const event: FlowEvent = { type: state === 'failed' ? 'playbackFailed' : 'playbackFinished', playbackId }
    mailbox.post(event)
  }

  /** Events were lost while we were away, so what we remember of calls is worth nothing: their channels say where they are. */
  private async adoptAll(): Promise<void> {
    this.replaced = false
    this.forgetAll()
    const channels = await this.ari.listAppChannels()
    for (const channel of channels) await this.adopt(channel)
    if (channels.length > 0) this.log.log(`adopted ${channels.length} calls`)
  }

  private async adopt(channel: AriChannel): Promise<void> {
    const saved = await this.ari.getVariable(channel.id, 'FLOW_STATE')
    const callId = (await this.ari.getVariable(channel.id, 'CALL_ID')) ?? channel.id
    if (saved && !readFlowState(saved)) this.log.warn(`call ${callId}: FLOW_STATE is not understood; the flow begins again`)
    this.open(channel.id, callId, saved).post({ type: 'adopted' })
  }

  private open(channelId: string, callId: string, saved: string | null): CallMailbox {
    const state = (saved === null ? null : readFlowState(saved)) ?? beginFlow(this.flow)
    const mailbox: CallMailbox = new CallMailbox(channelId, callId, state, {
      ari: this.ari,
      flow: this.flow,
      fallbackQueue: this.settings.FALLBACK_QUEUE,
      log: this.log,
      onOver: () => {
        if (this.mailboxes.get(channelId) === mailbox) this.mailboxes.delete(channelId)
      },
    })
    this.mailboxes.set(channelId, mailbox)
    return mailbox
  }

  private forgetAll(): void {
    for (const mailbox of this.mailboxes.values()) mailbox.abandon()
    this.mailboxes.clear()
  }
}
