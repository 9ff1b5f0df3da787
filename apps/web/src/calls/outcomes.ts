import type { CallOutcome } from '@app/contracts'

export const OUTCOME_COLORS: Record<CallOutcome, string> = {
  answered: 'teal',
  'self-served': 'blue',
  voicemail: 'violet',
  abandoned: 'red',
  'short-abandoned': 'gray',
  'called-back': 'blue',
  overflowed: 'orange',
  unreached: 'gray',
}

export const OUTCOMES = Object.keys(OUTCOME_COLORS) as CallOutcome[]
