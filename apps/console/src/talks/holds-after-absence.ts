import type { HoldMoment } from '@app/contracts'

/** What to tell the journal of a leg, in this order, and what to leave on the leg (`keep`: as it is). */
export interface HoldAccount {
  began: HoldMoment | null
  /** With the beginning it belongs to. */
  ended: { began: HoldMoment; ended: HoldMoment } | null
  leave: HoldMoment | null | 'keep'
}

/**
 * What is to be told of an operator's leg after a time in which nobody watched it: the console was away from Asterisk. What the console had told is
 * on the leg; a hold that it told of, and that is still there, went on all the time.
 * @param told since when it had told that the citizen is on hold
 * @param held whether the citizen is now
 * @param now epoch milliseconds
 */
export function holdsAfterAbsence(told: HoldMoment | null, held: boolean, now: number): HoldAccount {
  const atTheLatest: HoldMoment = { at: now, sure: false }
  if (held) return told ? { began: told, ended: null, leave: 'keep' } : { began: atTheLatest, ended: null, leave: atTheLatest }
  // One that began and ended unseen cannot be known of: of this talk it is not known how long its holds were.
  return { began: null, ended: { began: told ?? atTheLatest, ended: atTheLatest }, leave: told ? null : 'keep' }
}
