import type { LedgerDifference, LedgerValue } from '@app/contracts'
import { LEDGER_FIELDS, type LedgerCall, type LedgerField } from './ledger-call.js'

export interface Comparison {
  /** By when the call arrived. */
  differences: LedgerDifference[]
  /** Calls of the last moments: told, and perhaps not stored yet. */
  inMotion: number
}

/** How long it may take from a line in the journal to the row. */
const ON_ITS_WAY_SECONDS = 120

/**
 * Every call that the journal and the database tell differently of.
 * @param now when the journal was read to its end, epoch seconds: of what happened just before, only rows that have taken in the same lines are judged
 */
export function compareCalls(journal: readonly LedgerCall[], rows: readonly LedgerCall[], now: number): Comparison {
  const stored = new Map(rows.map((row) => [row.id, row]))
  const told = new Set<string>()
  const differences: LedgerDifference[] = []
  let inMotion = 0
  const found = (difference: LedgerDifference, lastAt: number) => {
    if (lastAt >= now - ON_ITS_WAY_SECONDS) inMotion++
    else differences.push(difference)
  }
  for (const call of journal) {
    told.add(call.id)
    const row = stored.get(call.id)
    const of = { callId: call.id, arrivedAt: iso(call.arrivedAt), outcome: call.outcome }
    if (!row) {
      found({ ...of, kind: 'not-stored', fields: [] }, call.toldAt ?? call.arrivedAt)
      continue
    }
    const fields = LEDGER_FIELDS.filter((field) => call[field] !== row[field] && !isOlderThanHolds(field, row)).map((field) => ({ field, journal: valueOf(call, field), stored: valueOf(row, field) }))
    const lastAt = call.lastFactId === row.lastFactId ? 0 : Math.max(call.toldAt ?? 0, call.endedAt === null ? (row.endedAt ?? 0) : 0)
    if (fields.length > 0) found({ ...of, kind: 'differs', fields }, lastAt)
  }
  for (const row of rows) if (!told.has(row.id)) found({ callId: row.id, arrivedAt: iso(row.arrivedAt), outcome: row.outcome, kind: 'not-in-journal', fields: [] }, row.arrivedAt)
  return { differences: differences.sort((a, b) => a.arrivedAt.localeCompare(b.arrivedAt) || a.callId.localeCompare(b.callId)), inMotion }
}

/** A row from before holds were told does not know what the journal, folded anew, takes for none. */
const isOlderThanHolds = (field: LedgerField, row: LedgerCall): boolean => field === 'holdSeconds' && row.holdSeconds === null

const iso = (seconds: number) => new Date(seconds * 1000).toISOString()

function valueOf(call: LedgerCall, field: LedgerField): LedgerValue {
  const value = call[field]
  return typeof value === 'number' && field.endsWith('At') ? iso(value) : value
}
