import { EventEmitter } from 'node:events'
import { Injectable, Logger } from '@nestjs/common'
import { AmiRefused } from '@app/asterisk'
import { CONSULT_CALLER, type ConsultMark, type ConsultTarget, type ConsultView, type LiveOperator, type Session } from '@app/contracts'
import { citizenTalkOf, interfaceOf, stateOf, type CitizenTalk } from '@app/queue-mirror'
import { refusal } from '@app/service'
import { Connections } from '../asterisk/connections.js'
import { Hall } from '../hall/hall.js'
import { OperatorNames } from '../operators/operator-names.js'
import { citizensWords, readMark, secondLegWords } from './consult-words.js'
import { foldConsult, type AmiEvent, type Consult } from './fold-consult.js'
import { LiveConsults } from './live-consults.js'
import { planConsult, type ConsultRefusal } from './plan-consult.js'
import { TRANSFER_REFUSALS } from './talk-desk.js'

/** The operator's own browser answers by itself, or it is not there. */
const ANSWER_MS = 8_000
const UP = '6'
/** Uniqueids of operators' second legs begin with it. */
const CONSULT = 'consult-'
const EVENTS = new Set(['DialBegin', 'DialEnd', 'BridgeEnter', 'Hangup', 'Newstate'])

const REFUSALS: Record<ConsultRefusal, { vi: string; en: string }> = {
  ...TRANSFER_REFUSALS,
  'taken-over': { vi: 'Cuộc gọi này đã được trưởng ca tiếp nhận, không thể chuyển tiếp.', en: 'A supervisor has taken this call over; it cannot be handed on.' },
  'already-consulting': { vi: 'Anh/Chị đang hỏi ý kiến một người khác.', en: 'You are asking somebody else already.' },
}

/**
 * An operator asks somebody before handing the citizen on. The citizen stays in app_queue's bridge, on hold; the operator has a second leg for it. All of
 * it stands on Asterisk's channels: what is kept here is read from them again after a restart of ours.
 */
@Injectable()
export class Consults {
  /** By user: what is shown to this one changed. */
  readonly events = new EventEmitter<{ view: [number]; leg: [string, 'up' | 'gone'] }>().setMaxListeners(0)
  private readonly log = new Logger(Consults.name)
  private readonly consults = new Map<number, Consult>()
  /** Until the next consult, or the end of the talk, whose leg is named. */
  private readonly failures = new Map<number, { failed: NonNullable<ConsultView['failed']>; talkLeg: string }>()
  /** Legs of asked colleagues to whom a citizen was given: the mirror sees that talk when they are in one bridge. */
  private readonly given = new Set<string>()
  private readonly beginning = new Set<number>()

  constructor(
    private readonly connections: Connections,
    private readonly hall: Hall,
    private readonly names: OperatorNames,
    private readonly shown: LiveConsults,
  ) {
    connections.ami.onEvent((event) => {
      if (EVENTS.has(event['event'] ?? '')) this.happened(event)
    })
    connections.ami.onConnected(() => this.find())
  }

  view(userId: number): ConsultView {
    const asking = this.consults.get(userId)
    const asked = [...this.consults.values()].find(({ consulted, askedLeg }) => askedLeg !== null && consulted.kind === 'operator' && consulted.userId === userId)
    return {
      asking: asking ? { id: asking.id, consulted: asking.consulted, callId: asking.callId, phase: asking.phase, since: asking.since } : null,
      asked: asked ? { by: this.names.get(asked.userId).displayName, number: asked.number, queue: asked.queue, callId: asked.callId, phase: asked.phase } : null,
      failed: this.failures.get(userId)?.failed ?? null,
    }
  }

  /** Rings the one to be asked. @throws RefusedError 409 without a talk, where the target cannot be, or where the operator's softphone does not answer */
  async begin(session: Session, target: ConsultTarget): Promise<ConsultView> {
    const { userId } = session
    const talk = this.talkOf(userId)
    const taker = talk ? await this.variableOn(talk.citizenId, 'TAKER_LEG') : ''
    const plan = planConsult(target, {
      userId,
      dialler: session.role === 'operator' ? 'operator' : 'supervisor',
      talk,
      queues: Object.keys(this.hall.now.queues),
      colleague: target.kind === 'operator' ? this.colleague(target.userId) : null,
      consulting: this.consults.has(userId) || this.beginning.has(userId),
      takenOver: taker !== '',
    })
    if ('refusal' in plan) throw refused(plan.refusal)
    if (!talk) throw refused('not-talking')
    this.beginning.add(userId)
    try {
      await this.place(userId, talk, plan.dial, target.kind === 'operator' ? { kind: 'operator', userId: target.userId, displayName: this.names.get(target.userId).displayName } : { kind: 'number', number: plan.number ?? '' })
    } finally {
      this.beginning.delete(userId)
    }
    return this.view(userId)
  }

  /** @throws RefusedError 409 where there is nobody to hand over to */
  async handOver(session: Session): Promise<LiveOperator> {
    const consult = this.reached(session.userId)
    const legs = await this.legsOf(consult)
    const member = interfaceOf(session.userId)
    await this.setOnCitizen(consult, legs, consult.phase === 'together')
    const { ami, ari } = this.connections
    if (consult.askedLeg !== null) this.given.add(consult.askedLeg)
    if (consult.phase !== 'together') {
      // The second leg ends with it, and so this consult.
      await ami.action({ action: 'Redirect', channel: legs.asked, context: 'consulted-waits', exten: 's', priority: 1 })
    }
    // By ARI, as at a handing on at once (talk-desk.ts). Whoever is still in the bridge steps out of it by talk-ended.
    await ari.hangup(consult.talkLeg)
    this.log.log(`call ${consult.callId}: ${member} hands over to the one who was asked`)
    await this.hall.confirm((mirror) => citizenTalkOf(mirror, member)?.callId !== consult.callId)
    return this.hall.operator(session.userId)
  }

  /** @throws RefusedError 409 where there is nobody to bring in */
  async together(session: Session): Promise<ConsultView> {
    const consult = this.reached(session.userId)
    if (consult.phase === 'together') return this.view(session.userId)
    const legs = await this.legsOf(consult)
    const { ami } = this.connections
    await this.setOnCitizen(consult, legs, true)
    await ami.action({ action: 'Setvar', channel: legs.operator, variable: 'CONSULTED', value: legs.asked })
    await ami.action({ action: 'Setvar', channel: legs.asked, variable: 'JOIN_WITH', value: legs.operator })
    this.keep({ ...consult, joining: true })
    await ami.action({ action: 'Redirect', channel: legs.asked, context: 'consulted-joins', exten: 's', priority: 1 })
    this.log.log(`call ${consult.callId}: ${interfaceOf(session.userId)} brings the asked one into the talk`)
    return this.view(session.userId)
  }

  private async place(userId: number, talk: CitizenTalk, dial: string, consulted: Consult['consulted']): Promise<void> {
    const mark: ConsultMark = { userId, callId: talk.callId, citizen: talk.citizenId, queue: talk.queue, number: talk.number, talkLeg: talk.channelId, consulted, since: new Date().toISOString() }
    const id = `${CONSULT}${userId}-${Math.floor(Date.now() / 1000)}.1`
    this.failures.delete(userId)
    this.keep({ ...mark, id, phase: 'calling', askedLeg: null, joining: false })
    const { ami } = this.connections
    const answered = this.legAnswers(id)
    await ami.action({
      action: 'Originate',
      channel: interfaceOf(userId),
      context: 'consulting',
      exten: 's',
      priority: 1,
      async: true,
      timeout: ANSWER_MS,
      channelid: id,
      callerid: `"${CONSULT_CALLER}" <${CONSULT_CALLER}>`,
      variable: Object.entries(secondLegWords(mark, dial)).map(([name, value]) => `${name}=${value}`).join(','),
    })
    if (!(await answered)) {
      this.forget(userId, id)
      throw refusal.conflict('no-softphone', { vi: 'Điện thoại trên trình duyệt của Anh/Chị không nhận được cuộc hỏi ý kiến. Vui lòng thử lại.', en: 'The softphone in your browser did not take the second call. Please try again.' })
    }
    // By name: a function of the dialplan on this leg ends the second one with it (talk-ended).
    const name = (await this.channels()).find((row) => row['uniqueid'] === id)?.['channel']
    if (name) await ami.action({ action: 'Setvar', channel: talk.channelId, variable: 'CONSULT_LEG', value: name })
    this.log.log(`call ${talk.callId}: ${interfaceOf(userId)} asks ${consulted.kind === 'operator' ? interfaceOf(consulted.userId) : 'a number'}`)
  }

  /** Where the citizen goes on when the operator's leg ends. */
  private async setOnCitizen(consult: Consult, legs: { asked: string; operator: string }, together: boolean): Promise<void> {
    const { consulted, citizen } = consult
    const [askedQueue = ''] = consulted.kind === 'operator' ? this.colleague(consulted.userId).queues : []
    for (const [variable, value] of Object.entries(citizensWords(consult, legs, together, askedQueue))) await this.connections.ami.action({ action: 'Setvar', channel: citizen, variable, value })
  }

  private reached(userId: number): Consult {
    const consult = this.consults.get(userId)
    if (!consult || consult.phase === 'calling' || consult.joining) throw nobodyAsked()
    return consult
  }

  private async legsOf({ talkLeg, askedLeg }: Consult): Promise<{ operator: string; asked: string }> {
    const channels = await this.channels()
    const nameOf = (uniqueId: string | null) => channels.find((row) => row['uniqueid'] === uniqueId)?.['channel']
    const [operator, asked] = [nameOf(talkLeg), nameOf(askedLeg)]
    if (!operator || !asked) throw nobodyAsked()
    return { operator, asked }
  }

  private channels(): Promise<AmiEvent[]> {
    return this.connections.ami.list({ action: 'CoreShowChannels' }, 'CoreShowChannelsComplete')
  }

  private talkOf(userId: number): CitizenTalk | null {
    return citizenTalkOf(this.hall.now, interfaceOf(userId))
  }

  private colleague(userId: number) {
    const member = interfaceOf(userId)
    return { state: stateOf(this.hall.now, member), queues: Object.keys(this.hall.now.members[member] ?? {}) }
  }

  private happened(event: AmiEvent): void {
    const leg = event['uniqueid'] ?? ''
    const name = event['event']
    if (leg.startsWith(CONSULT) && (name === 'Hangup' || (name === 'Newstate' && event['channelstate'] === UP))) this.events.emit('leg', leg, name === 'Hangup' ? 'gone' : 'up')
    if (name === 'BridgeEnter' && this.given.delete(leg)) this.lookAgain()
    if (name === 'Hangup') this.gone(leg)
    for (const consult of this.consults.values()) {
      const next = foldConsult(consult, event)
      if (next === consult) continue
      if ('over' in next) {
        if (next.failed) this.failures.set(consult.userId, { failed: { consulted: consult.consulted, why: next.failed }, talkLeg: consult.talkLeg })
        this.forget(consult.userId, consult.id)
        if (consult.phase === 'together' && leg === consult.askedLeg) this.alone(consult)
      } else {
        this.keep(next)
        // In the bridge of the talk the asked colleague talks with that citizen.
        if (next.phase === 'together') this.lookAgain()
      }
    }
  }

  private gone(leg: string): void {
    this.given.delete(leg)
    for (const [userId, { talkLeg }] of this.failures) {
      if (talkLeg !== leg) continue
      this.failures.delete(userId)
      this.events.emit('view', userId)
    }
  }

  /** The asked one has left a talk of three: it is the operator's own again. */
  private alone({ callId, citizen, userId }: Consult): void {
    const set = this.talkOf(userId)?.callId === callId ? this.connections.ami.action({ action: 'Setvar', channel: citizen, variable: 'HAND_CONTEXT', value: '' }) : Promise.resolve()
    // The dialplan sees by itself that the asked one is gone (hand-to-consulted). Refused: the citizen has gone with them.
    set.catch((error: unknown) => error instanceof AmiRefused || this.log.warn(`call ${callId} still names somebody who has left: ${String(error)}`))
  }

  private lookAgain(): void {
    this.hall.refresh().catch((error: unknown) => this.log.warn(`the hall is not seen anew: ${String(error)}`))
  }

  private keep(consult: Consult): void {
    this.consults.set(consult.userId, consult)
    this.tell(consult)
  }

  private forget(userId: number, id: string): void {
    const consult = this.consults.get(userId)
    if (consult?.id !== id) return
    this.consults.delete(userId)
    this.tell(consult)
  }

  private tell({ userId, consulted }: Consult): void {
    for (const whose of consulted.kind === 'operator' ? [userId, consulted.userId] : [userId]) {
      this.shown.put(whose, this.view(whose))
      this.events.emit('view', whose)
    }
  }

  /** Until the operator's second leg is up or gone, or the patience is at its end. */
  private legAnswers(id: string): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (up: boolean) => {
        clearTimeout(patience)
        this.events.off('leg', heard)
        resolve(up)
      }
      const heard = (leg: string, state: 'up' | 'gone') => {
        if (leg === id) end(state === 'up')
      }
      const patience = setTimeout(() => end(false), ANSWER_MS + 1_000)
      this.events.on('leg', heard)
    })
  }

  /** What Asterisk's channels tell of consults: those begun by the process before this one, and those that ended while Asterisk could not be heard. */
  private async find(): Promise<void> {
    const channels = await this.channels()
    const found = new Set<number>()
    for (const row of channels) {
      const own = (row['uniqueid'] ?? '').startsWith(CONSULT)
      if (!own && row['context'] !== 'consulted-joins') continue
      const mark = await this.markOn(row['channel'] ?? '')
      if (!mark) continue
      const asked = own ? channels.find((other) => other['linkedid'] === row['uniqueid'] && other !== row) : row
      found.add(mark.userId)
      this.keep({ ...mark, id: own ? (row['uniqueid'] ?? '') : `${CONSULT}${mark.userId}`, phase: own ? (asked?.['channelstate'] === UP ? 'talking' : 'calling') : 'together', askedLeg: asked?.['uniqueid'] ?? null, joining: false })
    }
    for (const consult of [...this.consults.values()]) if (!found.has(consult.userId) && !this.beginning.has(consult.userId)) this.forget(consult.userId, consult.id)
  }

  /** Empty also where the channel has just gone. */
  private async variableOn(channel: string, variable: string): Promise<string> {
    const { value } = await this.connections.ami.action({ action: 'Getvar', channel, variable }).catch((error: unknown) => {
      if (error instanceof AmiRefused) return { value: '' }
      throw error
    })
    return value ?? ''
  }

  private async markOn(channel: string): Promise<ConsultMark | null> {
    const value = await this.variableOn(channel, 'CONSULT')
    if (value === '') return null
    return readMark(value)
  }
}

const refused = (code: ConsultRefusal) => refusal.conflict(code, REFUSALS[code])
const nobodyAsked = () => refusal.conflict('nobody-asked', { vi: 'Chưa có ai nhận lời hỏi ý kiến, hoặc người đó vừa gác máy.', en: 'Nobody has answered yet, or they have just hung up.' })
