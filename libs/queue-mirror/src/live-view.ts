import { OPERATOR_STATES, type Language, type LiveCall, type LiveOperator, type LiveQueue, type OperatorState } from '@app/contracts'
import { interfaceOf, type Mirror, type OperatorCall } from './mirror.js'
import { AUTO_PAUSE, pauseOf, stateOf } from './state-of.js'

const moment = (milliseconds: number) => new Date(milliseconds).toISOString()

/** One queue as screens show it. */
export function liveQueue(mirror: Mirror, name: string): LiveQueue {
  const operators = Object.fromEntries(OPERATOR_STATES.map((state) => [state, 0])) as Record<OperatorState, number>
  for (const [member, memberships] of Object.entries(mirror.members)) if (memberships[name]) operators[stateOf(mirror, member)]++
  return {
    name,
    waiting: (mirror.queues[name] ?? []).map(({ callId, number, position, enteredAt }) => ({ callId, number, position, enteredAt: moment(enteredAt) })),
    operators,
  }
}

/**
 * One operator as screens show it.
 * @param person who it is; the queues are those answered when available
 * @param at now, milliseconds since the epoch: stands where Asterisk tells no moment
 */
export function liveOperator(mirror: Mirror, person: { userId: number; displayName: string; queues: string[] }, wrapUpSeconds: number, at: number): LiveOperator {
  const member = interfaceOf(person.userId)
  const memberships = mirror.members[member] ?? {}
  const state = stateOf(mirror, member)
  const pause = pauseOf(Object.values(memberships))
  const ownCall = mirror.ownCalls[member]
  return {
    userId: person.userId,
    displayName: person.displayName,
    queues: Object.keys(memberships).length > 0 ? Object.keys(memberships).sort() : person.queues,
    state,
    since: moment(mirror.changedAt[member] ?? at),
    pauseReason: state === 'paused' ? (pause?.pausedReason === AUTO_PAUSE ? 'missed-offer' : pause?.pausedReason || null) : null,
    wrapUpEndsAt: state === 'wrap-up' && pause ? moment((pause.lastPause + wrapUpSeconds) * 1000) : null,
    offer: state === 'offered' ? liveCall(mirror.offers[member]) : null,
    talk: state === 'talking' ? liveCall(mirror.talks[member]) : null,
    ...(ownCall ? { ownCall: { callId: ownCall.callId, phase: ownCall.phase, since: moment(ownCall.since) } } : {}),
  }
}

function liveCall(call: OperatorCall | undefined): LiveCall | null {
  if (!call) return null
  const language: Language | null = call.language === 'vi' || call.language === 'en' ? call.language : null
  return { callId: call.callId, queue: call.queue, number: call.number, language, since: moment(call.since), waitedSeconds: call.waitedSeconds }
}
