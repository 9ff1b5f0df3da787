import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { LISTENING_CALLER, type EarMode, type Listening, type ListenTo, type Session } from '@app/contracts'
import { citizenTalkOf, interfaceOf, memberNameOf, type AmiRow } from '@app/queue-mirror'
import { HealthRegister, refusal, RepeatedWork } from '@app/service'
import { Connections } from '../asterisk/connections.js'
import { OperatorNames } from '../operators/operator-names.js'
import { HallRecords } from './hall-records.js'
import { Hall } from './hall.js'

const LOOK_MS = 15_000
const RETRY_MS = 1_000
/** The supervisor's own browser answers by itself, or it is not there. */
const ANSWER_MS = 8_000
const UP = '6'
/** Channel ids of ears begin with it. */
const EAR = 'listening-'

interface Ear {
  listening: Listening
  /** The supervisor's own leg. */
  channelId: string
  reason: string
}

/**
 * Supervisors' ears in talks: ChanSpy on the operator's leg, so a whisper is heard by the operator alone. Each is written down before it is opened.
 * Asterisk's own channels tell which ears are open; a restart of ours only forgets, and asks.
 */
@Injectable()
export class Ears implements OnApplicationBootstrap, OnApplicationShutdown {
  /** By supervisor; null: closed. */
  readonly events = new EventEmitter<{ ear: [number, Listening | null]; state: [string, 'up' | 'gone']; known: [] }>().setMaxListeners(0)
  private readonly log = new Logger(Ears.name)
  private readonly ears = new Map<number, Ear>()
  private readonly opening = new Set<number>()
  private readonly work: RepeatedWork
  private known = false

  constructor(
    private readonly connections: Connections,
    private readonly hall: Hall,
    private readonly names: OperatorNames,
    private readonly records: HallRecords,
    health: HealthRegister,
  ) {
    connections.ami.onEvent((event) => {
      const channelId = event['uniqueid'] ?? ''
      if (!channelId.startsWith(EAR)) return
      if (event['event'] === 'Newstate' && event['channelstate'] === UP) this.events.emit('state', channelId, 'up')
      if (event['event'] === 'Hangup') {
        this.events.emit('state', channelId, 'gone')
        this.closed(channelId)
      }
    })
    // An Asterisk that was restarted took the ears with it, and a console that was restarted does not know them yet.
    connections.ami.onConnected(() => this.find())
    // Deeds that nobody could be told of as ended, and what could not be found then.
    this.work = new RepeatedWork('ears', LOOK_MS, health, () => this.look(), { essential: false })
  }

  onApplicationBootstrap(): void {
    this.work.start()
  }

  async onApplicationShutdown(): Promise<void> {
    await this.work.stop()
  }

  /** False until it was found out which ears the process before this one had opened. */
  get isKnown(): boolean {
    return this.known
  }

  of(supervisorId: number): Listening | null {
    return this.ears.get(supervisorId)?.listening ?? null
  }

  /** @throws RefusedError 409 where there is no talk or no softphone, 503 where it cannot be written down */
  async open(session: Session, { userId, mode, reason }: ListenTo): Promise<Listening> {
    const talk = citizenTalkOf(this.hall.now, interfaceOf(userId))
    if (!talk || userId === session.userId) throw noTalk()
    const own = interfaceOf(session.userId)
    if (this.hall.now.talks[own] || this.hall.now.ownCalls[own] || this.opening.has(session.userId)) throw refusal.conflict('in-a-call', { vi: 'Anh/Chị đang có cuộc gọi.', en: 'You are in a call.' })
    this.opening.add(session.userId)
    try {
      await this.leave(session.userId)
      const contact = await this.connections.ami.action({ action: 'Getvar', variable: `PJSIP_AOR(${memberNameOf(session.userId)},contact)` })
      if (!contact['value']) throw noSoftphone()
      const deedId = await this.records.write({ kind: mode, byId: session.userId, operatorId: userId, callId: talk.callId, queue: talk.queue, reason, detail: null })
      const channelId = `${EAR}${deedId}-${Math.floor(Date.now() / 1000)}.1`
      const listening: Listening = { deedId, userId, displayName: this.names.get(userId).displayName, callId: talk.callId, queue: talk.queue, mode, since: new Date().toISOString() }
      this.ears.set(session.userId, { listening, channelId, reason })
      const state = this.stateOf(channelId)
      await this.connections.ami.action({
        action: 'Originate',
        channel: interfaceOf(session.userId),
        context: 'listening',
        exten: mode,
        priority: 1,
        async: true,
        timeout: ANSWER_MS,
        channelid: channelId,
        callerid: `"${LISTENING_CALLER}" <${LISTENING_CALLER}>`,
        variable: `LISTENED=${talk.channelId}`,
      })
      if ((await state) !== 'up') {
        this.closed(channelId)
        throw noSoftphone()
      }
      this.log.log(`op-${session.userId} ${mode}s to op-${userId} in call ${talk.callId}: deed ${deedId}`)
      this.events.emit('ear', session.userId, listening)
      return listening
    } finally {
      this.opening.delete(session.userId)
    }
  }

  /** Between listening and whispering, on the same leg. @throws RefusedError 409 without an ear */
  async setMode(session: Session, mode: EarMode): Promise<Listening> {
    const ear = this.ears.get(session.userId)
    if (!ear || ear.listening.mode === 'taken-over') throw noTalk()
    if (ear.listening.mode === mode) return ear.listening
    const { listening, channelId, reason } = ear
    const deedId = await this.records.write({ kind: mode, byId: session.userId, operatorId: listening.userId, callId: listening.callId, queue: listening.queue, reason, detail: null })
    await this.connections.ami.action({ action: 'Redirect', channel: channelId, context: 'listening', exten: mode, priority: 1 })
    const next = { ...listening, deedId, mode }
    this.ears.set(session.userId, { ...ear, listening: next })
    this.end(listening.deedId)
    this.events.emit('ear', session.userId, next)
    return next
  }

  /**
   * The citizen speaks with the supervisor from now on; the operator is released into wrap-up. Once the operator's leg is hung up
   * Asterisk does the rest by itself. @throws RefusedError 409 without an ear, or where the talk has just ended
   */
  async takeOver(session: Session, reason: string): Promise<Listening> {
    const ear = this.ears.get(session.userId)
    const { ami } = this.connections
    if (!ear || ear.listening.mode === 'taken-over') throw noTalk()
    const { listening, channelId } = ear
    const talk = citizenTalkOf(this.hall.now, interfaceOf(listening.userId))
    if (talk?.callId !== listening.callId) throw noTalk()
    const channels = await ami.list({ action: 'CoreShowChannels' }, 'CoreShowChannelsComplete')
    const nameOf = (uniqueId: string) => channels.find((row) => row['uniqueid'] === uniqueId)?.['channel']
    const [citizen, own, operator] = [nameOf(talk.citizenId), nameOf(channelId), nameOf(talk.channelId)]
    if (!citizen || !own || !operator) throw noTalk()
    const deedId = await this.records.write({ kind: 'take-over', byId: session.userId, operatorId: listening.userId, callId: listening.callId, queue: listening.queue, reason, detail: null })
    for (const [variable, value] of [['TAKEN_BY', own], ['TAKEN_FROM', operator], ['TAKER', memberNameOf(session.userId)]] as const) await ami.action({ action: 'Setvar', channel: citizen, variable, value })
    await ami.action({ action: 'Redirect', channel: own, context: 'taking-over', exten: 's', priority: 1 })
    // app_queue gives the citizen back to the dialplan, which knows from here what to do (extensions.conf, to-queue, taken-over).
    // By ARI: app_queue learns of a hang-up by AMI only when the citizen hangs up, and would count the talk until then.
    await this.connections.ari.hangup(talk.channelId)
    const next: Listening = { ...listening, deedId, mode: 'taken-over', since: new Date().toISOString() }
    this.ears.set(session.userId, { ...ear, listening: next })
    this.end(listening.deedId)
    this.log.log(`op-${session.userId} takes over call ${listening.callId} of op-${listening.userId}: deed ${deedId}`)
    this.events.emit('ear', session.userId, next)
    return next
  }

  /** Closes the ear; nothing where there is none. */
  async leave(supervisorId: number): Promise<void> {
    // Away: the page hangs up by itself, and the next connect shows what is left.
    if (!this.connections.ami.connected) return
    const channelId = this.ears.get(supervisorId)?.channelId ?? (this.known ? undefined : legOf(await this.legs(), supervisorId)?.['uniqueid'])
    if (!channelId) return
    const gone = this.stateOf(channelId, 'gone')
    await this.connections.ami.action({ action: 'Hangup', channel: channelId }).catch((error: unknown) => this.log.warn(`ear ${channelId} could not be hung up: ${String(error)}`))
    await gone
    this.closed(channelId)
  }

  private closed(channelId: string): void {
    for (const [supervisorId, ear] of this.ears) {
      if (ear.channelId !== channelId) continue
      this.ears.delete(supervisorId)
      this.events.emit('ear', supervisorId, null)
      this.end(ear.listening.deedId)
    }
  }

  /** What cannot be told now is told by the next look. */
  private end(deedId: number): void {
    this.records.end(deedId).catch((error: unknown) => this.log.warn(`deed ${deedId} is not told as ended yet: ${String(error)}`))
  }

  /** Until the leg is up or gone, or the patience is at its end. @param only wait for this one alone */
  private stateOf(channelId: string, only?: 'gone'): Promise<'up' | 'gone' | null> {
    return new Promise((resolve) => {
      const end = (state: 'up' | 'gone' | null) => {
        clearTimeout(patience)
        this.events.off('state', heard)
        resolve(state)
      }
      const heard = (id: string, state: 'up' | 'gone') => {
        if (id === channelId && (only === undefined || state === only)) end(state)
      }
      const patience = setTimeout(() => end(null), ANSWER_MS)
      this.events.on('state', heard)
    })
  }

  /** The ears at once after a connect, so that nobody hears a talk without being shown it; while that cannot be done, again and again. */
  private async find(): Promise<void> {
    const { ami } = this.connections
    while (ami.connected) {
      try {
        return await this.look()
      } catch (error) {
        this.log.warn(`ears are not known yet: ${String(error)}`)
        await pause(RETRY_MS)
      }
    }
  }

  private async legs(): Promise<AmiRow[]> {
    return (await this.connections.ami.list({ action: 'CoreShowChannels' }, 'CoreShowChannelsComplete')).filter((row) => (row['uniqueid'] ?? '').startsWith(EAR))
  }

  private async look(): Promise<void> {
    if (!this.connections.ami.connected) return
    const before = [...this.ears]
    const legs = await this.legs()
    // Its end was not heard: Asterisk was away.
    for (const [supervisorId, { channelId }] of before) if (!this.opening.has(supervisorId) && !legs.some((row) => row['uniqueid'] === channelId)) this.closed(channelId)
    await this.adopt(legs)
    if (this.known) return
    this.known = true
    this.events.emit('known')
  }

  /** Takes over what the process before this one had opened, and ends what is over. */
  private async adopt(legs: readonly AmiRow[]): Promise<void> {
    const open = await this.records.open()
    const unknown = open.filter(({ id, byId }) => this.ears.get(byId)?.listening.deedId !== id && !this.opening.has(byId))
    // The newest first: a change between listening and whispering may have been cut off before the older was ended.
    for (const deed of unknown.toReversed()) {
      const leg = legOf(legs, deed.byId)
      if (!leg || this.ears.has(deed.byId) || deed.callId === null) {
        await this.records.end(deed.id)
        continue
      }
      const mode = deed.kind === 'whisper' ? 'whisper' : deed.kind === 'take-over' ? 'taken-over' : 'listen'
      const listening: Listening = { deedId: deed.id, userId: deed.operatorId, displayName: deed.operator, callId: deed.callId, queue: deed.queue, mode, since: deed.at }
      this.ears.set(deed.byId, { listening, channelId: leg['uniqueid'] ?? '', reason: deed.reason })
      this.events.emit('ear', deed.byId, listening)
    }
  }
}

const legOf = (legs: readonly AmiRow[], supervisorId: number) => legs.find((row) => (row['channel'] ?? '').startsWith(`${interfaceOf(supervisorId)}-`))
const noTalk = () => refusal.conflict('no-talk', { vi: 'Tổng đài viên này hiện không nói chuyện với ai.', en: 'This operator is in no talk at the moment.' })
const noSoftphone = () =>
  refusal.conflict('no-softphone', {
    vi: 'Điện thoại trên trình duyệt của Anh/Chị chưa kết nối. Vui lòng kiểm tra micrô và đường truyền.',
    en: 'The softphone in your browser is not connected. Please check the microphone and the network.',
  })
