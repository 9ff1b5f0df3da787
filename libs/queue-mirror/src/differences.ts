import type { Mirror } from './mirror.js'
import { stateOf } from './state-of.js'

/** What two mirrors disagree on, one sentence each, for the log. Moments are not compared: events and snapshots round them differently. */
export function differences(mine: Mirror, asterisks: Mirror): string[] {
  const found: string[] = []
  for (const queue of keysOf(mine.queues, asterisks.queues)) {
    const [a, b] = [mine, asterisks].map((mirror) => (mirror.queues[queue] ?? []).map(({ callId }) => callId).join(' '))
    if (a !== b) found.push(`queue ${queue}: mirror has [${a}], Asterisk has [${b}]`)
  }
  // Somebody in a talk need not be a member any more.
  for (const member of keysOf({ ...mine.members, ...mine.talks, ...mine.ownCalls }, { ...asterisks.members, ...asterisks.talks, ...asterisks.ownCalls })) {
    const [a, b] = [mine, asterisks].map((mirror) => describe(mirror, member))
    if (a !== b) found.push(`${member}: mirror has ${a}, Asterisk has ${b}`)
  }
  return found
}

function describe(mirror: Mirror, member: string): string {
  const call = mirror.talks[member] ?? mirror.offers[member]
  const memberships = Object.entries(mirror.members[member] ?? {})
    .map(([queue, { paused, pausedReason }]) => `${queue}${paused ? ` paused (${pausedReason})` : ''}`)
    .sort()
  const own = mirror.ownCalls[member]
  return `${stateOf(mirror, member)} in ${memberships.join(', ') || 'no queue'}${call ? ` with ${call.callId}` : ''}${own ? `, ${own.phase} in ${own.callId}` : ''}`
}

const keysOf = (a: object, b: object) => [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()
