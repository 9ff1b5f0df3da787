import { Injectable, Logger } from '@nestjs/common'
import { sameOperatorQueue, type LiveOperator, type MoveOperator, type Session, type SetOperatorState } from '@app/contracts'
import { interfaceOf, memberNameOf, pauseOf, type Mirror } from '@app/queue-mirror'
import { refusal, RefusedError } from '@app/service'
import { Connections } from '../asterisk/connections.js'
import { OperatorDesk } from '../operators/operator-desk.js'
import { OperatorNames } from '../operators/operator-names.js'
import { joinQueue, leaveQueue } from '../operators/queue-membership.js'
import { HallRecords } from './hall-records.js'
import { Hall } from './hall.js'

/** Whether a citizen would lose somebody: a state that Asterisk only thinks busy drops nobody. */
export const hasCitizen = (mirror: Mirror, member: string): boolean => mirror.talks[member] !== undefined || mirror.ownCalls[member] !== undefined || mirror.offers[member] !== undefined

/** What a supervisor does for an operator: another state, other queues. Written down first, done in Asterisk, confirmed by it. */
@Injectable()
export class OtherOperators {
  private readonly log = new Logger(OtherOperators.name)

  constructor(
    private readonly connections: Connections,
    private readonly hall: Hall,
    private readonly names: OperatorNames,
    private readonly desk: OperatorDesk,
    private readonly records: HallRecords,
  ) {}

  /** @throws RefusedError 409 where it would drop a citizen, 503 where it cannot be written down */
  async setState(by: Session, { userId, wanted, reason }: SetOperatorState): Promise<LiveOperator> {
    // First of all: the log holds nothing that was refused.
    this.desk.needAsterisk()
    const member = interfaceOf(userId)
    if (wanted.state === 'offline' && hasCitizen(this.hall.now, member)) throw refusal.conflict('would-drop-a-citizen', DROPS)
    await this.names.learn([userId])
    const { displayName, queues } = this.names.get(userId)
    await this.records.write({ kind: 'state', byId: by.userId, operatorId: userId, callId: null, queue: null, reason, detail: wanted.state === 'paused' ? `paused: ${wanted.reason}` : wanted.state })
    const operator: Session = { userId, username: memberNameOf(userId), displayName, role: 'operator', department: null, queues }
    try {
      return await this.desk.setState(operator, wanted, { by: by.userId, why: reason })
    } catch (error) {
      // Asterisk thinks the line busy, and nobody is on it: that is the stuck one who is to be freed.
      if (wanted.state === 'offline' && error instanceof RefusedError && error.failure.code === 'in-a-call' && !hasCitizen(this.hall.now, member)) return this.takeOut(userId)
      if (error instanceof RefusedError && WORDS[error.failure.code]) throw refusal.conflict(error.failure.code, WORDS[error.failure.code] ?? DROPS)
      throw error
    }
  }

  /** @throws RefusedError 503 where it cannot be written down, or Asterisk is away: it would be written, and not done @returns the operator as Asterisk has them; `queues` are those answered now, or at the next sign-on */
  async move(by: Session, { userId, queues, until, reason }: MoveOperator): Promise<LiveOperator> {
    this.desk.needAsterisk()
    await this.names.learn([userId])
    const answered = await this.records.move({ userId, queues, until, reason, byId: by.userId })
    await this.names.remember({ ...this.names.get(userId), userId, queues: answered })
    const member = interfaceOf(userId)
    const memberships = this.hall.now.members[member] ?? {}
    const memberOf = Object.keys(memberships)
    // Whoever is not here stays away: the queues count from the next sign-on.
    if (memberOf.length > 0) {
      const pause = pauseOf(Object.values(memberships))
      for (const queue of answered.filter((each) => !memberOf.includes(each))) await this.join(userId, queue, pause?.pausedReason ?? null)
      for (const queue of memberOf.filter((each) => !answered.includes(each))) await leaveQueue(this.connections.ami, userId, queue)
      await this.hall.confirm((mirror) => sameQueues(Object.keys(mirror.members[member] ?? {}), answered))
    }
    this.log.log(`op-${userId} is moved to ${answered.join(', ') || 'no queue'} by op-${by.userId}`)
    return this.hall.operator(userId)
  }

  private async join(userId: number, queue: string, pausedReason: string | null): Promise<void> {
    const { ami } = this.connections
    await joinQueue(ami, userId, queue, pausedReason !== null)
    if (pausedReason) for (const name of [sameOperatorQueue(queue), queue]) await ami.action({ action: 'QueuePause', queue: name, interface: interfaceOf(userId), paused: 'true', reason: pausedReason })
  }

  private async takeOut(userId: number): Promise<LiveOperator> {
    const member = interfaceOf(userId)
    for (const queue of Object.keys(this.hall.now.members[member] ?? {})) await leaveQueue(this.connections.ami, userId, queue)
    await this.hall.confirm((mirror) => mirror.members[member] === undefined)
    return this.hall.operator(userId)
  }
}

const sameQueues = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((queue) => b.includes(queue))

const DROPS = {
  vi: 'Tổng đài viên này đang phục vụ người dân. Chưa thể cho nghỉ ca; vui lòng đợi hết cuộc gọi.',
  en: 'This operator is serving a citizen. They cannot be signed off now; please wait until the call is over.',
}
const WORDS: Record<string, { vi: string; en: string } | undefined> = {
  'in-a-call': DROPS,
  'no-queues': { vi: 'Tài khoản này chưa được phân công hàng chờ nào.', en: 'This account answers no queue yet.' },
  'no-softphone': { vi: 'Điện thoại trên trình duyệt của tổng đài viên này chưa kết nối.', en: "The softphone in this operator's browser is not connected." },
}
