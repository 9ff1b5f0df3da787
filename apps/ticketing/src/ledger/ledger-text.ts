import type { LedgerCounts, LedgerDifference } from '@app/contracts'
import { ledgerHolds } from '@app/metrics'
import type { LedgerFound } from './compare-ledger.js'

const COLUMNS = [
  ['offered', 'offered'],
  ['answered', 'answered'],
  ['abandoned', 'abandoned'],
  ['calledBack', 'call-back'],
  ['voicemail', 'voicemail'],
  ['overflowed', 'overflowed'],
  ['shortAbandoned', 'short'],
  ['waiting', 'waiting'],
  ['selfServed', 'self-served'],
] as const satisfies readonly (readonly [keyof LedgerCounts, string])[]

/** What a comparison found, for a terminal: a table by day, then each call that differs. */
export function ledgerText({ days, differences, differenceCount, inMotion, beforeJournal }: LedgerFound): string {
  const row = (cells: string[]) => cells.map((cell, index) => (index === 0 ? cell.padEnd(10) : cell.padStart(COLUMNS[index - 1]?.[1].length ?? 11))).join('  ')
  const lines = [row(['day', ...COLUMNS.map(([, title]) => title)])]
  for (const { day, journal, stored, differences: count } of days) {
    const cells = COLUMNS.map(([name]) => (journal[name] === stored[name] ? String(stored[name]) : `${stored[name]}≠${journal[name]}`))
    lines.push(`${row([day, ...cells])}  ${count > 0 ? `✗ ${count} differ` : ledgerHolds(stored) ? '✓' : '✗ does not hold'}`)
  }
  if (differences.length > 0) lines.push('', 'Calls that differ (the calls table ≠ Asterisk’s queue_log):', ...differences.map(sentence))
  if (differenceCount > differences.length) lines.push(`  … and ${differenceCount - differences.length} more`)
  lines.push('', differenceCount === 0 ? '✓ Every call is as Asterisk wrote it.' : `✗ ${differenceCount} calls differ.`)
  if (inMotion > 0) lines.push(`  ${inMotion} calls of the last two minutes are not judged yet.`)
  if (beforeJournal > 0) lines.push(`  ${beforeJournal} calls are older than the queue_log that there still is.`)
  return `${lines.join('\n')}\n`
}

function sentence({ callId, arrivedAt, kind, fields }: LedgerDifference): string {
  const what = { differs: fields.map(({ field, stored, journal }) => `${field} ${String(stored)} ≠ ${String(journal)}`).join(', '), 'not-stored': 'is in the queue_log and not in the table', 'not-in-journal': 'is in the table and not in the queue_log' }[kind]
  return `  ${callId}  ${arrivedAt}  ${what}`
}
