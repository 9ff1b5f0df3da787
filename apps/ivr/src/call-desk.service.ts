import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { AriConnection, type AriChannel, type AriEvent } from '@app/asterisk'
import { beginFlow, RETURN_REASONS, type FlowEvent, type FlowState } from '@app/flow'
import { HealthRegister } from '@app/service'
import { Answers } from './answers.service.js'
import { CallMailbox } from './call-mailbox.js'
import { PublishedDataShelf } from './published-data-shelf.service.js'
import { FlowShelf, type ShelvedFlow } from './flow-shelf.service.js'
import { readSavedCall } from './saved-call.js'
import { SETTINGS, type IvrSettings } from './settings.js'

const APP = 'hotline'
/** First argument of Stasis() for a caller whom a queue gave back. */
const RETURNED = 'returned'
/** Dialplan context of an administrator's trial call; its extension is the version to hear. */
const TRIAL = 'from-trial'

const isTrial = ({ dialplan }: AriChannel) => dialplan?.context === TRIAL

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
    private readonly shelf: FlowShelf,
    private readonly published: PublishedDataShelf,
    private readonly answers: Answers,
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
  }

  /** The lease is renewed over the same connection: what it promises is that this one works. */
  get connection(): AriConnection {
    return this.ari
  }

  /** Whether new calls come here and can be served: only then may the lease be renewed. */
  get serving(): boolean {
    return this.ari.connected && !this.replaced && !this.shelf.isEmpty
  }

  onApplicationBootstrap(): void {
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
        return event.args[0] === RETURNED ? this.comeBack(event.channel, event.args[1] ?? '') : this.arrive(event.channel)
      case 'StasisEnd':
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

  private arrive(channel: AriChannel): void {
    if (this.mailboxes.has(channel.id)) return
    const caller = channel.caller?.number ?? ''
    const dialled = channel.dialplan?.exten ?? ''
    const begin = (shelved: ShelvedFlow | null) => {
      if (!shelved) return this.sendAway(channel.id, 'no flow is published')
      this.open(channel, { callId: channel.id, wayBefore: null }, shelved, beginFlow(shelved.flow)).post({ type: 'arrived', variables: { caller, dialled, callerList: this.published.listOf(caller) } })
    }
    if (isTrial(channel)) void this.shelf.version(dialled).then(begin)
    else begin(this.shelf.flowOf(dialled))
  }

  /** A queue gave the caller back: the flow goes on where it left. */
  private comeBack(channel: AriChannel, why: string): void {
    const reason = RETURN_REASONS.find((known) => known === why) ?? 'nobody'
    this.ari
      .getVariable(channel.id, 'QUEUE_ENTERED')
      .then((enteredAt) => this.resume(channel, { type: 'returned', reason, variables: enteredAt ? { enteredAt } : {} }))
      .catch((error: unknown) => this.sendAway(channel.id, String(error)))
  }

  private adopt(channel: AriChannel): Promise<void> {
    return this.resume(channel, { type: 'adopted' })
  }

  /** Goes on with a call whose state is on its channel, in the version that it began with. */
  private async resume(channel: AriChannel, event: FlowEvent): Promise<void> {
    const text = await this.ari.getVariable(channel.id, 'FLOW_STATE')
    const callId = (await this.ari.getVariable(channel.id, 'CALL_ID')) ?? channel.id
    const { way, state } = readSavedCall(text ?? '')
    if (text && !state) this.log.warn(`call ${callId}: FLOW_STATE is not understood; the flow begins again`)
    const shelved = (state && (await this.shelf.version(state.flow))) ?? (isTrial(channel) ? null : this.shelf.flowOf(channel.dialplan?.exten ?? ''))
    if (!shelved) return this.sendAway(channel.id, 'no flow is published')
    const fits = state?.flow === shelved.flow.version
    this.open(channel, { callId, wayBefore: way || null }, shelved, state ?? beginFlow(shelved.flow)).post(fits ? event : { type: 'adopted' })
  }

  /** Back to the dialplan, whose fallback is a person. */
  private sendAway(channelId: string, why: string): void {
    this.log.error(`call ${channelId}: not served: ${why}`)
    this.ari
      .setVariable(channelId, 'TOQUEUE_REASON', 'fallback')
      .then(() => this.ari.continueInDialplan(channelId, 'to-queue', this.settings.FALLBACK_QUEUE))
      .catch((error: unknown) => this.log.error(`call ${channelId}: not sent on either: ${String(error)}`)) // the lease or the adoption comes next
  }

  private open(channel: AriChannel, { callId, wayBefore }: { callId: string; wayBefore: string | null }, shelved: ShelvedFlow, state: FlowState): CallMailbox {
    const { id: channelId, language, creationtime } = channel
    const mailbox: CallMailbox = new CallMailbox(channelId, callId, state, language ?? null, {
      ari: this.ari,
      shelved,
      published: this.published,
      answers: this.answers,
      fallbackQueue: this.settings.FALLBACK_QUEUE,
      arrivedAt: creationtime === undefined ? Date.now() : Date.parse(creationtime),
      wayBefore,
      isTrial: isTrial(channel),
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
