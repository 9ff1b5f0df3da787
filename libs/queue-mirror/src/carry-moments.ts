import type { Mirror, OperatorCall } from './mirror.js'
import { stateOf } from './state-of.js'

/**
 * Asterisk's snapshot with the moments that the mirror saw for itself. A snapshot tells since when somebody is paused, but not since when
 * somebody is available or talks; so a fresh snapshot must not set back a clock on a screen.
 * @returns what `snapshot` says; only moments of what is the same in both are taken from `seen`
 */
export function carryMoments(seen: Mirror, snapshot: Mirror): Mirror {
  const entered = new Map(Object.values(seen.queues).flatMap((callers) => callers.map(({ callId, enteredAt }) => [callId, enteredAt] as const)))
  const queues = Object.fromEntries(
    Object.entries(snapshot.queues).map(([name, callers]) => [name, callers.map((caller) => ({ ...caller, enteredAt: entered.get(caller.callId) ?? caller.enteredAt }))]),
  )
  const changedAt = { ...snapshot.changedAt }
  for (const [member, at] of Object.entries(seen.changedAt)) if (stateOf(seen, member) === stateOf(snapshot, member)) changedAt[member] = at
  return { ...snapshot, queues, offers: carryCalls(seen.offers, snapshot.offers), talks: carryCalls(seen.talks, snapshot.talks), ownCalls: carryOwnCalls(seen.ownCalls, snapshot.ownCalls), changedAt }
}

const carryOwnCalls = (seen: Mirror['ownCalls'], snapshot: Mirror['ownCalls']): Mirror['ownCalls'] =>
  Object.fromEntries(
    Object.entries(snapshot).map(([member, call]) => {
      const known = seen[member]
      return [member, known?.channelId === call.channelId && known.phase === call.phase ? known : call]
    }),
  )

function carryCalls(seen: Record<string, OperatorCall>, snapshot: Record<string, OperatorCall>): Record<string, OperatorCall> {
  return Object.fromEntries(
    Object.entries(snapshot).map(([member, call]) => {
      const known = seen[member]
      return [member, known?.callId === call.callId ? { ...call, since: known.since, waitedSeconds: known.waitedSeconds } : call]
    }),
  )
}
