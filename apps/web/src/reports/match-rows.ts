import type { ReportRow, ReportTable } from '@app/contracts'
import { isTime } from './format-cell.js'

/** The row of the other period beside each row: of time the one at the same place, else the one of the same thing. */
export function matchRows(table: ReportTable, other: ReportTable | undefined): (ReportRow | null)[] {
  if (!other) return table.rows.map(() => null)
  const first = table.columns[0]
  if (first && isTime(first.kind)) return table.rows.map((_, index) => other.rows[index] ?? null)
  const byKey = new Map(other.rows.map((row) => [row.key, row]))
  return table.rows.map((row) => byKey.get(row.key) ?? null)
}
