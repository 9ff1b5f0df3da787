import { setTimeout as pause } from 'node:timers/promises'
import { Injectable, Logger } from '@nestjs/common'
import { AmiRefused } from '@app/asterisk'
import { sameOperatorQueue, type LiveOperator, type Session, type SetState, type SipLine } from '@app/contracts'
import { interfaceOf, memberNameOf, stateOf, type Mirror } from '@app/queue-mirror'
import { refusal, RefusedError } from '@app/service'
import { Connections } from '../asterisk/connections.js'
import { Lines } from '../asterisk/lines.js'
import { Hall } from '../hall/hall.js'
import { OperatorNames } from './operator-names.js'
import { isReached, planState, type StateRefusal, type StateStep } from './plan-state.js'

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
  ) {}

  async register(session: Session): Promise<SipLine> {
    this.needAsterisk()
    await this.names.remember({ userId: session.userId, displayName: session.displayName, queues: session.queues })
    return this.lines.open(memberNameOf(session.userId), { context: 'from-operator', callerId: `"${memberNameOf(session.userId)}" <${memberNameOf(session.userId)}>` })
  }

  setState(session: Session, wanted: SetState): Promise<LiveOperator> {
    return this.inTurn(session.userId, () => this.change(session, wanted))
  }

  /** Makes an operator available whose wrap-up is over; a state that the operator chose meanwhile stands. */
  endWrapUp(userId: number): Promise<void> {
    const member = interfaceOf(userId)
    const inWrapUp = (mirror: Mirror) => stateOf(mirror, member) === 'wrap-up'
    return this.inTurn(userId, async () => {
      if (!inWrapUp(this.hall.now)) return
      await this.connections.ami.action({ action: 'QueuePause', interface: member, paused: 'false' })
      await this.hall.confirm((mirror) => !inWrapUp(mirror))
    })
  }

  private inTurn<T>(userId: number, work: () => Promise<T>): Promise<T> {
    const turn = (this.turns.get(userId) ?? Promise.resolve()).catch(() => undefined).then(work)
    this.turns.set(userId, turn)
    return turn
  }

  private async change(session: Session, wanted: SetState): Promise<LiveOperator> {
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
    for (const step of plan.steps) await this.take(step, member, session, paused)
    // The answer is what Asterisk says, not what was asked for.
    await this.hall.confirm((mirror) => isReached(wanted, session.queues, mirror.members[member] ?? {}))
    this.log.log(`${member}: ${wanted.state}${paused ? ` (${wanted.reason})` : ''}`)
    return this.hall.operator(session.userId)
  }

  private async take(step: StateStep, member: string, session: Session, paused: boolean): Promise<void> {
    const { ami } = this.connections
    switch (step.kind) {
      case 'join':
        // The other one first: who is in the queue itself is in both. The penalty is how a caller names the operator (extensions.conf, to-queue).
        for (const [queue, penalty] of [[sameOperatorQueue(step.queue), session.userId], [step.queue, 0]] as const)
          await ami.action({ action: 'QueueAdd', queue, interface: member, membername: memberNameOf(session.userId), stateinterface: member, paused, penalty }).catch(unless('already there'))
        return
      case 'leave':
        for (const queue of [sameOperatorQueue(step.queue), step.queue]) await ami.action({ action: 'QueueRemove', queue, interface: member }).catch(unless('not there'))
        return
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

  private needAsterisk(): void {
    // Before the first snapshot nobody knows who is where.
    if (!this.hall.currentHealth.asterisk || !this.connections.ari.connected)
      throw new RefusedError(503, { code: 'asterisk-away', message: { vi: 'Tổng đài thoại đang tạm mất kết nối. Hệ thống sẽ tự kết nối lại.', en: 'The telephone system is away at the moment. It will be back by itself.' } })
  }
}

/** Lets a refusal pass that says what was wanted is so already. */
const unless = (words: string) => (error: unknown) => {
  if (!(error instanceof AmiRefused) || !error.reason.toLowerCase().includes(words)) throw error
}
