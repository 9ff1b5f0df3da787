import { setTimeout as pause } from 'node:timers/promises'
import { Inject, Injectable, Logger } from '@nestjs/common'
import { WRAP_UP_EXTENDED, type AfterCall, type LiveOperator, type Session, type SetAfterCall, type SetState, type SipLine } from '@app/contracts'
import { interfaceOf, memberNameOf, pauseOf, stateOf, type Mirror } from '@app/queue-mirror'
import { refusal, RefusedError } from '@app/service'
import { Connections } from '../asterisk/connections.js'
import { Lines } from '../asterisk/lines.js'
import { Hall } from '../hall/hall.js'
import { SETTINGS, type ConsoleSettings } from '../settings.js'
import { awaitsCitizen, stateInCall } from './awaits-citizen.js'
import { DeskRecords } from './desk-records.js'
import { OperatorNames } from './operator-names.js'
import { planAfterCall, withWish } from './plan-after-call.js'
import { planRestore } from './plan-restore.js'
import { isReached, planState, type StateRefusal, type StateStep } from './plan-state.js'
import { joinQueue, leaveQueue } from './queue-membership.js'
import { tellAsked } from './tell-asked.js'

const REFUSALS: Record<StateRefusal, { vi: string; en: string }> = {
  'no-queues': { vi: 'Tài khoản của Anh/Chị chưa được phân công hàng chờ nào.', en: 'Your account answers no queue yet.' },
  'in-a-call': { vi: 'Anh/Chị đang có cuộc gọi. Vui lòng kết thúc cuộc gọi trước khi nghỉ ca.', en: 'You are in a call. Please end it before you sign off.' },
  'no-softphone': { vi: 'Điện thoại trên trình duyệt chưa kết nối. Vui lòng kiểm tra micrô và đường truyền.', en: 'The softphone in your browser is not connected. Please check the microphone and the network.' },
}

const REGISTRATION_MS = 6_000
const REGISTRATION_LOOK_MS = 250

/** What an operator asks for, done in Asterisk and confirmed by it. */
@Injectable()
export class OperatorDesk {
  private readonly log = new Logger(OperatorDesk.name)
  /** One change at a time for each operator, in the order they were asked for. */
  private readonly turns = new Map<number, Promise<unknown>>()

  constructor(
    private readonly connections: Connections,
    private readonly lines: Lines,
    private readonly hall: Hall,
    private readonly names: OperatorNames,
    private readonly records: DeskRecords,
    @Inject(SETTINGS) private readonly settings: ConsoleSettings,
  ) {}

  async register(session: Session): Promise<SipLine> {
    this.needAsterisk()
    await this.names.remember({ userId: session.userId, displayName: session.displayName, queues: session.queues })
    return this.lines.open(memberNameOf(session.userId), { context: 'from-operator', callerId: `"${memberNameOf(session.userId)}" <${memberNameOf(session.userId)}>` })
  }

  /**
   * @param session whose state it is
   * @param asked by whom, where it is somebody else, and why: kept in the journal
   */
  setState(session: Session, wanted: SetState, asked: { by?: number; why?: string } = {}): Promise<LiveOperator> {
    return this.inTurn(session.userId, async () => {
      const member = interfaceOf(session.userId)
      const state = stateOf(this.hall.now, member)
      const wish = this.records.get(session.userId).afterCall
      // The citizen is on the way back to them: whatever they want comes after that call.
      if (awaitsCitizen(this.hall.now, member)) {
        await this.records.put(session.userId, { afterCall: wanted.state === 'available' ? undefined : wanted })
        this.hall.tellSoon()
        return this.hall.operator(session.userId)
      }
      const meant = withWish(wanted, state, wish)
      const operator = await this.change(session, meant, { by: asked.by ?? session.userId, why: asked.why ?? (meant === wanted ? '' : 'after-call') })
      if (!wish) return operator
      await this.records.dropWish(session.userId)
      this.hall.tellSoon()
      return this.hall.operator(session.userId)
    })
  }

  /** What an operator wants when the call and its wrap-up are over; in no call it is done at once. */
  setAfterCall(session: Session, { wish }: SetAfterCall): Promise<LiveOperator> {
    return this.inTurn(session.userId, async () => {
      this.needAsterisk()
      const plan = planAfterCall(wish, stateInCall(this.hall.now, interfaceOf(session.userId)))
      switch (plan.kind) {
        case 'keep':
          await this.records.put(session.userId, { afterCall: plan.wish })
          break
        case 'forget':
          await this.records.dropWish(session.userId)
          break
        case 'now':
          await this.change(session, plan.wanted, { by: session.userId, why: '' })
          break
        default:
          plan satisfies never
      }
      this.hall.tellSoon()
      return this.hall.operator(session.userId)
    })
  }

  /** @throws RefusedError 409 out of a wrap-up, or when it was made longer as often as may be */
  extendWrapUp(session: Session): Promise<LiveOperator> {
    const member = interfaceOf(session.userId)
    const { WRAP_UP_EXTRA_SECONDS: step, WRAP_UP_EXTRA_TIMES: most } = this.settings
    return this.inTurn(session.userId, async () => {
      this.needAsterisk()
      const pause = pauseOf(Object.values(this.hall.now.members[member] ?? {}))
      if (stateOf(this.hall.now, member) !== 'wrap-up' || !pause) throw refusal.conflict('no-wrap-up', { vi: 'Thời gian hoàn tất đã hết.', en: 'The wrap-up is over.' })
      const { extraSeconds, times } = this.records.longer(this.hall.now, member)
      if (times >= most) throw refusal.conflict('wrap-up-longest', { vi: 'Thời gian hoàn tất không kéo dài thêm được nữa.', en: 'The wrap-up cannot be made longer any more.' })
      await this.records.put(session.userId, { wrapUp: { pausedAt: pause.lastPause, extraSeconds: extraSeconds + step, times: times + 1 } })
      await this.connections.ami.action({ action: 'QueueLog', queue: 'NONE', event: WRAP_UP_EXTENDED, interface: memberNameOf(session.userId), message: `${step}|${times + 1}` })
      this.hall.tellSoon()
      return this.hall.operator(session.userId)
    })
  }

  /** What was wished for after the call, or available again, for an operator whose wrap-up is over; a state that the operator chose meanwhile stands. */
  endWrapUp(userId: number): Promise<void> {
    const member = interfaceOf(userId)
    const inWrapUp = (mirror: Mirror) => stateOf(mirror, member) === 'wrap-up'
    return this.inTurn(userId, async () => {
      if (!inWrapUp(this.hall.now)) return
      const { afterCall } = this.records.get(userId)
      if (afterCall) return this.carryOut(userId, afterCall)
      await tellAsked(this.connections.ami, { userId, by: null, what: 'available', why: 'wrap-up-over' })
      await this.connections.ami.action({ action: 'QueuePause', interface: member, paused: 'false' })
      await this.hall.confirm((mirror) => !inWrapUp(mirror))
    })
  }

  /** Brings an operator back to where Asterisk had them when it was lost. @returns whether it had forgotten anything */
  restore(userId: number, before: Mirror['members'][string]): Promise<boolean> {
    const member = interfaceOf(userId)
    return this.inTurn(userId, async () => {
      const { steps, pause: reason } = planRestore(before, this.hall.now.members[member] ?? {})
      if (steps.length === 0) return false
      await tellAsked(this.connections.ami, { userId, by: null, what: Object.keys(before).length === 0 ? 'offline' : (reason ?? 'available'), why: 'mended' })
      for (const step of steps) await this.take(step, userId, reason !== null)
      await this.hall.confirm((mirror) => planRestore(before, mirror.members[member] ?? {}).steps.length === 0)
      return true
    })
  }

  /** A wish that no end of a wrap-up carries out. */
  carryOutWish(userId: number): Promise<void> {
    return this.inTurn(userId, async () => {
      const { afterCall } = this.records.get(userId)
      if (afterCall && planAfterCall(afterCall, stateInCall(this.hall.now, interfaceOf(userId))).kind !== 'keep') await this.carryOut(userId, afterCall)
    })
  }

  /** Forgotten last: whoever is cut off in between does it again. */
  private async carryOut(userId: number, wish: AfterCall): Promise<void> {
    const member = interfaceOf(userId)
    const queues = Object.keys(this.hall.now.members[member] ?? {})
    if (queues.length > 0) {
      const step: StateStep[] = wish.state === 'offline' ? queues.map((queue) => ({ kind: 'leave', queue })) : [{ kind: 'pause', reason: wish.reason }]
      await tellAsked(this.connections.ami, { userId, by: null, what: wish.state === 'offline' ? 'offline' : wish.reason, why: 'after-call' })
      for (const one of step) await this.take(one, userId, true)
      await this.hall.confirm((mirror) => isReached(wish, queues, mirror.members[member] ?? {}))
    }
    await this.records.dropWish(userId)
    this.hall.tellSoon()
    this.log.log(`${member}: ${wish.state}, as wished for after the call`)
  }

  private inTurn<T>(userId: number, work: () => Promise<T>): Promise<T> {
    const turn = (this.turns.get(userId) ?? Promise.resolve()).catch(() => undefined).then(work)
    this.turns.set(userId, turn)
    return turn
  }

  private async change(session: Session, wanted: SetState, { by, why }: { by: number; why: string }): Promise<LiveOperator> {
    this.needAsterisk()
    const member = interfaceOf(session.userId)
    await this.names.remember({ userId: session.userId, displayName: session.displayName, queues: session.queues })
    const registered = wanted.state !== 'available' || (await this.isRegistered(session.userId))
    const plan = planState(wanted, {
      state: stateOf(this.hall.now, member),
      memberOf: Object.keys(this.hall.now.members[member] ?? {}),
      queues: session.queues,
      registered,
    })
    if ('refusal' in plan) throw refusal.conflict(plan.refusal, REFUSALS[plan.refusal])
    const paused = wanted.state === 'paused'
    // Who and why is in the journal before it is done.
    await tellAsked(this.connections.ami, { userId: session.userId, by, what: paused ? wanted.reason : wanted.state, why })
    for (const step of plan.steps) await this.take(step, session.userId, paused)
    // The answer is what Asterisk says, not what was asked for.
    await this.hall.confirm((mirror) => isReached(wanted, session.queues, mirror.members[member] ?? {}))
    this.log.log(`${member}: ${wanted.state}${paused ? ` (${wanted.reason})` : ''}`)
    return this.hall.operator(session.userId)
  }

  private async take(step: StateStep, userId: number, paused: boolean): Promise<void> {
    const { ami } = this.connections
    const member = interfaceOf(userId)
    switch (step.kind) {
      case 'join':
        return joinQueue(ami, userId, step.queue, paused)
      case 'leave':
        return leaveQueue(ami, userId, step.queue)
      case 'pause':
        await ami.action({ action: 'QueuePause', interface: member, paused: 'true', reason: step.reason })
        return
      case 'unpause':
        await ami.action({ action: 'QueuePause', interface: member, paused: 'false' })
        return
      default:
        step satisfies never
    }
  }

  /** Waits a little for a softphone that is just coming back: after a reload of the page, or a restart of Asterisk. */
  private async isRegistered(userId: number): Promise<boolean> {
    const patience = Date.now() + REGISTRATION_MS
    for (;;) {
      const contacts = await this.connections.ami.action({ action: 'Getvar', variable: `PJSIP_AOR(${memberNameOf(userId)},contact)` })
      if (contacts['value']) return true
      if (Date.now() > patience) return false
      await pause(REGISTRATION_LOOK_MS)
    }
  }

  /** @throws RefusedError 503 while Asterisk is away, or was not asked yet */
  needAsterisk(): void {
    // Before the first snapshot nobody knows who is where.
    if (!this.hall.currentHealth.asterisk || !this.connections.ari.connected)
      throw new RefusedError(503, { code: 'asterisk-away', message: { vi: 'Tổng đài thoại đang tạm mất kết nối. Hệ thống sẽ tự kết nối lại.', en: 'The telephone system is away at the moment. It will be back by itself.' } })
  }
}
