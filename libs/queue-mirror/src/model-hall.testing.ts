import { caller, events, hex, second } from './ami-rows.testing.js'
import type { AmiRow } from './mirror.js'
import type { SnapshotRows } from './snapshot.js'

export const QUEUES = ['procedures', 'reports'] as const
const OPERATORS = [1, 2, 3]

interface Citizen {
  callId: string
  queue: string
  since: number
}

interface Leg {
  channelId: string
  citizen: Citizen
  state: 'ringing' | 'talking'
  since: number
}

interface Operator {
  user: number
  queues: string[]
  pausedReason: string
  lastPause: number
  softphone: boolean
  leg: Leg | null
}

export const DEEDS = ['join', 'join-first', 'overflow', 'give-up', 'time-out', 'offer', 'offer', 'answer', 'answer', 'ring-out', 'decline', 'citizen-ends', 'operator-ends', 'sign-in', 'sign-in', 'sign-out', 'leave-one', 'pause', 'unpause', 'softphone'] as const
/** What is done, and numbers that choose by whom. */
export interface Deed {
  kind: (typeof DEEDS)[number]
  a: number
  b: number
}

/**
 * A small hall that keeps app_queue's rules and knows nothing of the mirror: each deed tells the events that Asterisk would tell, and `rows`
 * what it would answer when asked.
 */
export class ModelHall {
  private now = 0
  private channels = 0
  private readonly waiting: Record<string, Citizen[]> = { procedures: [], reports: [] }
  private readonly operators: Operator[] = OPERATORS.map((user) => ({ user, queues: [], pausedReason: '', lastPause: 0, softphone: true, leg: null }))

  get moment(): number {
    return second(this.now)
  }

  /** The deed's events in their order; none where the deed is not possible. */
  do({ kind, a, b }: Deed): AmiRow[] {
    this.now++
    const operator = choose(this.operators, a)
    const citizen = choose(Object.values(this.waiting).flat(), a)
    const ringing = choose(this.operators.filter(({ leg }) => leg?.state === 'ringing'), a)
    const talking = choose(this.operators.filter(({ leg }) => leg?.state === 'talking'), a)
    switch (kind) {
      case 'join':
      case 'join-first':
        return this.enter({ callId: this.newChannel(), queue: QUEUES[a % 2] ?? 'procedures', since: this.now }, kind === 'join-first')
      case 'overflow':
        return citizen ? [...this.exit(citizen), ...this.enter(Object.assign(citizen, { queue: citizen.queue === 'procedures' ? 'reports' : 'procedures', since: this.now }), b % 2 === 0)] : []
      case 'give-up':
        return citizen ? [...this.silence(citizen), events.abandon(citizen.queue, citizen.callId), ...this.exit(citizen), events.hangup(citizen.callId)] : []
      case 'time-out':
        return citizen ? [...this.silence(citizen), ...this.exit(citizen), events.hangup(citizen.callId)] : []
      case 'offer':
        return citizen ? this.offer(citizen, b) : []
      case 'answer':
        return ringing?.leg ? this.answer(ringing, ringing.leg) : []
      case 'ring-out':
        return ringing?.leg ? [...this.endLeg(ringing, events.refused), ...this.pause(ringing, 'Auto-Pause')] : []
      case 'decline':
        return ringing?.leg ? this.endLeg(ringing, events.refused) : []
      case 'citizen-ends':
        return talking?.leg ? [events.hangup(talking.leg.citizen.callId), ...this.endLeg(talking, events.complete), ...this.pause(talking, 'wrap-up')] : []
      case 'operator-ends': {
        if (!talking?.leg) return []
        const { callId } = talking.leg.citizen
        return [...this.pause(talking, 'wrap-up'), ...this.endLeg(talking, events.complete), events.hangup(callId)]
      }
      case 'sign-in':
        return operator ? QUEUES.filter((queue, i) => !operator.queues.includes(queue) && (b & (i + 1)) > 0).map((queue) => (operator.queues.push(queue), this.member('QueueMemberAdded', queue, operator))) : []
      case 'sign-out':
        return operator ? this.leaveQueues(operator, operator.queues) : []
      case 'leave-one':
        return operator ? this.leaveQueues(operator, operator.queues.slice(0, 1)) : []
      case 'pause':
        return operator ? this.pause(operator, 'meal') : []
      case 'unpause':
        return operator ? this.pause(operator, '') : []
      case 'softphone':
        if (!operator || operator.leg) return []
        operator.softphone = !operator.softphone
        return this.status(operator)
    }
  }

  /** What `QueueStatus` and `CoreShowChannels` answer now. */
  rows(): SnapshotRows {
    const queues = QUEUES.flatMap((queue) => [
      { event: 'QueueParams', queue, strategy: 'rrmemory' },
      ...this.operators.filter(({ queues }) => queues.includes(queue)).map((operator) => ({ ...this.member('QueueMember', queue, operator), location: `PJSIP/op-${operator.user}` })),
      ...(this.waiting[queue] ?? []).map(({ callId, since }, i) => ({ ...caller(callId), event: 'QueueEntry', queue, position: String(i + 1), wait: String(this.now - since) })),
    ])
    const inTalk = this.operators.flatMap(({ leg }) => (leg?.state === 'talking' ? [leg.citizen] : []))
    const citizens = [...Object.values(this.waiting).flat(), ...inTalk].map(({ callId, queue, since }) => ({ ...caller(callId), event: 'CoreShowChannel', exten: queue, application: 'Queue', applicationdata: `${queue},cnt`, duration: this.duration(since) }))
    const legs = this.operators.flatMap(({ user, leg }) =>
      leg ? [{ event: 'CoreShowChannel', channel: `PJSIP/op-${user}-${hex(leg.channelId)}`, channelstate: leg.state === 'talking' ? '6' : '5', uniqueid: leg.channelId, linkedid: leg.citizen.callId, application: 'AppQueue', duration: this.duration(leg.since) }] : [],
    )
    return { queues, channels: [...legs, ...citizens] }
  }

  private enter(citizen: Citizen, first: boolean): AmiRow[] {
    const { [citizen.queue]: waiting = [] } = this.waiting
    if (first) waiting.unshift(citizen)
    else waiting.push(citizen)
    return [events.join(citizen.queue, citizen.callId, first ? 1 : waiting.length)]
  }

  private exit(citizen: Citizen): AmiRow[] {
    this.waiting[citizen.queue] = (this.waiting[citizen.queue] ?? []).filter((other) => other !== citizen)
    return [...this.silence(citizen), events.leave(citizen.queue, citizen.callId)]
  }

  /** Ends what rings for this citizen. */
  private silence(citizen: Citizen): AmiRow[] {
    return this.operators.filter(({ leg }) => leg?.state === 'ringing' && leg.citizen === citizen).flatMap((operator) => this.endLeg(operator))
  }

  private offer(citizen: Citizen, n: number): AmiRow[] {
    const operator = choose(this.operators.filter(({ leg, softphone, pausedReason, queues }) => !leg && softphone && !pausedReason && queues.includes(citizen.queue)), n)
    if (!operator) return []
    const channelId = this.newChannel()
    operator.leg = { channelId, citizen, state: 'ringing', since: this.now }
    const called = events.offered(citizen.queue, citizen.callId, operator.user, channelId)
    return n % 2 === 0 ? [called, ...this.status(operator)] : [...this.status(operator), called]
  }

  private answer(operator: Operator, leg: Leg): AmiRow[] {
    const { citizen, channelId } = leg
    leg.state = 'talking'
    return [...this.exit(citizen), events.connect(citizen.queue, citizen.callId, operator.user, channelId, this.now - citizen.since), ...this.status(operator)]
  }

  private endLeg(operator: Operator, why?: typeof events.complete): AmiRow[] {
    const { leg } = operator
    if (!leg) return []
    operator.leg = null
    const { citizen, channelId } = leg
    return [...(why ? [why(citizen.queue, citizen.callId, operator.user, channelId)] : []), events.hangup(channelId, citizen.callId), ...this.status(operator)]
  }

  private pause(operator: Operator, reason: string): AmiRow[] {
    if (operator.queues.length === 0) return []
    operator.pausedReason = reason
    if (reason) operator.lastPause = this.moment / 1000
    return operator.queues.map((queue) => this.member('QueueMemberPause', queue, operator))
  }

  private leaveQueues(operator: Operator, queues: string[]): AmiRow[] {
    operator.queues = operator.queues.filter((queue) => !queues.includes(queue))
    if (operator.queues.length === 0) operator.pausedReason = ''
    return queues.map((queue) => events.removed(queue, operator.user))
  }

  private status(operator: Operator): AmiRow[] {
    return operator.queues.map((queue) => this.member('QueueMemberStatus', queue, operator))
  }

  private member(event: string, queue: string, { user, leg, softphone, pausedReason, lastPause }: Operator): AmiRow {
    const status = leg ? { ringing: '6', talking: '2' }[leg.state] : softphone ? '1' : '5'
    return events.member(event, queue, user, { status, paused: pausedReason ? '1' : '0', pausedreason: pausedReason, lastpause: String(lastPause) })
  }

  private newChannel(): string {
    return `${this.moment / 1000}.${++this.channels}`
  }

  private duration(since: number): string {
    const seconds = this.now - since
    return [3600, 60, 1].map((unit) => String(Math.floor(seconds / unit) % (unit === 3600 ? 100 : 60)).padStart(2, '0')).join(':')
  }
}

const choose = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)]
