import type { LedgerCounts } from '@app/contracts'
import { withQuery } from '../api/request.js'

export type LedgerName = keyof LedgerCounts

/** What became of the calls that were offered, in the order of the equation. */
export const BECAME = ['answered', 'calledBack', 'voicemail', 'overflowed', 'abandoned'] as const satisfies readonly LedgerName[]
/** Beside it: hung up before a citizen can be said to have waited; and not judged yet. */
export const BESIDE = ['shortAbandoned', 'waiting'] as const satisfies readonly LedgerName[]

export const PART_COLORS: Record<LedgerName, string> = {
  arrived: 'gray',
  offered: 'civic',
  selfServed: 'grape',
  answered: 'teal',
  abandoned: 'red',
  shortAbandoned: 'gray',
  calledBack: 'blue',
  voicemail: 'indigo',
  overflowed: 'orange',
  waiting: 'yellow',
}

const STANDINGS: Partial<Record<LedgerName, string>> = {
  arrived: 'arrived',
  offered: 'offered',
  selfServed: 'self-served',
  answered: 'answered',
  abandoned: 'abandoned',
  shortAbandoned: 'short-abandoned',
  calledBack: 'called-back',
  voicemail: 'voicemail',
  overflowed: 'overflowed',
}

/** The page of the calls behind a figure; null: there is none. */
export function callsBehind(name: LedgerName, from: string, to: string): string | null {
  const standing = STANDINGS[name]
  return standing === undefined ? null : withQuery('/reports/behind/calls', { from, to, standing })
}
