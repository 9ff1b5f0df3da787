import type { OperatorState } from '@app/contracts'
import type { Membership, Mirror } from './mirror.js'

/** The reason with which the dialplan pauses an operator after a talk. */
export const WRAP_UP = 'wrap-up'
/** The reason with which app_queue pauses an operator who let a call ring out. */
export const AUTO_PAUSE = 'Auto-Pause'

// Asterisk's device states (include/asterisk/devicestate.h).
const IN_USE = [2, 7, 8]
const RINGING = 6
const NOT_THERE = [0, 4, 5]

/** What an operator does now, from Asterisk's own facts alone. */
export function stateOf(mirror: Mirror, member: string): OperatorState {
  const memberships = Object.values(mirror.members[member] ?? {})
  if (mirror.talks[member] || mirror.ownCalls[member]) return 'talking'
  if (memberships.length === 0) return 'offline'
  if (mirror.offers[member]) return 'offered'
  if (memberships.some(({ status }) => IN_USE.includes(status))) return 'talking'
  if (memberships.some(({ status }) => status === RINGING)) return 'offered'
  const pause = pauseOf(memberships)
  if (pause) return pause.pausedReason === WRAP_UP ? 'wrap-up' : 'paused'
  return memberships.every(({ status }) => NOT_THERE.includes(status)) ? 'unreachable' : 'available'
}

/** The pause an operator is in: a person paused in one queue is not available. */
export function pauseOf<M extends Pick<Membership, 'paused' | 'lastPause'>>(memberships: readonly M[]): M | undefined {
  return memberships.filter(({ paused }) => paused).sort((a, b) => b.lastPause - a.lastPause)[0]
}
