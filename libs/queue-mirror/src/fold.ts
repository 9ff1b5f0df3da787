import { operatorCallOf } from '@app/contracts'
import { numberOf, type AmiRow, type Membership, type Mirror, type OperatorCall } from './mirror.js'
import { foldOwnCalls } from './own-calls.js'
import { queueRow } from './queue-row.js'
import { stateOf } from './state-of.js'

const text = (row: AmiRow, name: string) => row[name] ?? ''
/** A header that is a whole number; 0 where it is missing. */
export const whole = (row: AmiRow, name: string) => Number.parseInt(row[name] ?? '', 10) || 0

/** A membership as it stands in QueueMember rows and in every QueueMember… event. */
export const membershipOf = (row: AmiRow): Membership => ({
  paused: text(row, 'paused') === '1',
  pausedReason: text(row, 'pausedreason'),
  status: whole(row, 'status'),
  lastPause: whole(row, 'lastpause'),
  lastCall: whole(row, 'lastcall'),
  loginTime: whole(row, 'logintime'),
})

/**
 * The mirror after one AMI event: the same object where the event changes nothing. Unknown events and those that lack a name are ignored; the
 * same event told again with the same moment changes nothing more.
 * @param at when it happened, milliseconds since the epoch
 */
export function fold(mirror: Mirror, event: AmiRow, at: number): Mirror {
  const row = queueRow(event)
  return row ? noteChanges(mirror, foldOwnCalls(apply(mirror, row, at), row, at), at) : mirror
}

function apply(mirror: Mirror, event: AmiRow, at: number): Mirror {
  const queue = text(event, 'queue')
  const member = text(event, 'interface')
  const callId = callOf(event)
  if (lacks(event, { queue, member, callId })) return mirror
  switch (text(event, 'event')) {
    case 'QueueCallerJoin':
      return join(mirror, queue, { callId, number: numberOf(event['calleridnum']), position: whole(event, 'position'), enteredAt: at })
    case 'QueueCallerAbandon':
    case 'QueueCallerLeave':
      return leave(mirror, queue, callId)
    case 'QueueMemberAdded':
    case 'QueueMemberStatus':
    case 'QueueMemberPause':
    case 'QueueMemberRinginuse':
    case 'QueueMemberPenalty':
      return withMembership(mirror, member, queue, membershipOf(event))
    case 'QueueMemberRemoved':
      return mirror.members[member]?.[queue] ? { ...mirror, members: withoutMembership(mirror.members, member, queue) } : mirror
    case 'AgentCalled':
      return { ...mirror, offers: { ...mirror.offers, [member]: operatorCall(event, at, waitedBy(mirror, queue, callId, at)) } }
    case 'AgentConnect':
      return { ...mirror, offers: without(mirror.offers, member), talks: { ...mirror.talks, [member]: operatorCall(event, at, whole(event, 'holdtime')) } }
    case 'AgentRingNoAnswer':
    case 'AgentDump':
      return dropCalls(mirror, 'offers', (call, whose) => whose === member && call.callId === callId)
    case 'AgentComplete':
      return dropCalls(mirror, 'talks', (call, whose) => whose === member && call.callId === callId)
    case 'Hangup': {
      const channelId = text(event, 'uniqueid')
      const ofChannel = (call: OperatorCall) => call.channelId === channelId
      return channelId ? dropCalls(dropCalls(mirror, 'offers', ofChannel), 'talks', ofChannel) : mirror
    }
    default:
      return mirror
  }
}

function join(mirror: Mirror, queue: string, caller: Mirror['queues'][string][number]): Mirror {
  const others = mirror.queues[queue] ?? []
  // Who is there already is where a snapshot put them, and this event is older than that snapshot.
  if (others.some((other) => other.callId === caller.callId)) return mirror
  // A caller with priority comes in before others, who move back; without a position it is the end.
  const before = caller.position > 0 ? caller.position - 1 : others.length
  const waiting = [...others.slice(0, before), caller, ...others.slice(before)]
  const elsewhere = Object.fromEntries(Object.entries(mirror.queues).map(([name, callers]) => [name, renumber(callers.filter((other) => other.callId !== caller.callId))]))
  return { ...mirror, queues: { ...elsewhere, [queue]: renumber(waiting) } }
}

function leave(mirror: Mirror, queue: string, callId: string): Mirror {
  const before = mirror.queues[queue] ?? []
  const waiting = before.filter((caller) => caller.callId !== callId)
  const left = before.length === waiting.length ? mirror : { ...mirror, queues: { ...mirror.queues, [queue]: renumber(waiting) } }
  return dropCalls(left, 'offers', (call) => call.callId === callId)
}

/** Whether an event that the mirror knows does not say whom or what it is about. */
function lacks(event: AmiRow, named: { queue: string; member: string; callId: string }): boolean {
  const name = text(event, 'event')
  if (name.startsWith('QueueCaller')) return !named.queue || !named.callId
  if (name.startsWith('QueueMember')) return !named.queue || !named.member
  if (!name.startsWith('Agent')) return false
  // An offer or a talk without the operator's leg would never end by that leg's hang-up.
  const needsLeg = name === 'AgentCalled' || name === 'AgentConnect'
  return !named.member || !named.callId || (needsLeg && !text(event, 'destuniqueid'))
}

const renumber = (callers: Mirror['queues'][string]) => callers.map((caller, i) => ({ ...caller, position: i + 1 }))

/** A citizen out of an operator's own call is in the queue as a call of their own: that of their channel. */
function callOf(event: AmiRow): string {
  const linkedId = text(event, 'linkedid')
  return operatorCallOf(linkedId) !== null && text(event, 'uniqueid') ? text(event, 'uniqueid') : linkedId || text(event, 'uniqueid')
}

function operatorCall(event: AmiRow, at: number, waitedSeconds: number): OperatorCall {
  return {
    callId: callOf(event),
    queue: text(event, 'queue'),
    number: numberOf(event['calleridnum']),
    language: text(event, 'language') || null,
    channelId: text(event, 'destuniqueid'),
    citizenId: callOf(event),
    since: at,
    waitedSeconds,
  }
}

function waitedBy(mirror: Mirror, queue: string, callId: string, at: number): number {
  const caller = mirror.queues[queue]?.find((waiting) => waiting.callId === callId)
  return caller ? Math.max(0, Math.round((at - caller.enteredAt) / 1000)) : 0
}

function withMembership(mirror: Mirror, member: string, queue: string, membership: Membership): Mirror {
  const known = mirror.members[member]?.[queue]
  if (known && Object.entries(membership).every(([name, value]) => known[name as keyof Membership] === value)) return mirror
  return { ...mirror, members: { ...mirror.members, [member]: { ...mirror.members[member], [queue]: membership } } }
}

function withoutMembership(members: Mirror['members'], member: string, queue: string): Mirror['members'] {
  const left = Object.fromEntries(Object.entries(members[member] ?? {}).filter(([name]) => name !== queue))
  const others = Object.fromEntries(Object.entries(members).filter(([name]) => name !== member))
  return Object.keys(left).length > 0 ? { ...others, [member]: left } : others
}

const without = <T>(record: Record<string, T>, key: string): Record<string, T> => Object.fromEntries(Object.entries(record).filter(([name]) => name !== key))

function dropCalls(mirror: Mirror, kind: 'offers' | 'talks', drop: (call: OperatorCall, whose: string) => boolean): Mirror {
  const all = Object.entries(mirror[kind])
  const kept = all.filter(([whose, call]) => !drop(call, whose))
  return kept.length === all.length ? mirror : { ...mirror, [kind]: Object.fromEntries(kept) }
}

/** Keeps the moment at which each operator's state changed. */
function noteChanges(before: Mirror, after: Mirror, at: number): Mirror {
  if (after === before) return before
  // Somebody who left every queue in a talk is no member when it ends. What is the very same object in both needs no look: of some hundred
  // operators an event is about one.
  const touched = (['members', 'offers', 'talks', 'ownCalls'] as const).flatMap((part) => (before[part] === after[part] ? [] : Object.keys({ ...before[part], ...after[part] }).filter((member) => before[part][member] !== after[part][member])))
  const changed = [...new Set(touched)].filter((member) => stateOf(before, member) !== stateOf(after, member))
  return changed.length === 0 ? after : { ...after, changedAt: { ...after.changedAt, ...Object.fromEntries(changed.map((member) => [member, at])) } }
}
