import type { PauseReason } from '@app/contracts'

const CHOICES: Record<PauseReason, true> = { break: true, meal: true, meeting: true, training: true, paperwork: true }

/** The reasons an operator may choose, in the order of the menu. */
export const PAUSE_CHOICES = Object.keys(CHOICES) as PauseReason[]

/** What is written by hand in Asterisk has no key; the caller then shows it as it is. */
export const pauseReasonKey = (reason: string | null): string => (reason ? `pauseReason.${reason}` : 'pauseReason.none')
