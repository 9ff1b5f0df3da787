import type { ReportColumn, ReportRow, ReportTable } from '@app/contracts'
import type { Period } from './periods.js'

/** Where the calls or tickets behind a figure are listed; null: nothing to open. */
export function drillPath({ opens }: Pick<ReportTable, 'opens'>, row: ReportRow, column: ReportColumn, period: Period): string | null {
  if (opens === null || row.drill === null || column.drill === null) return null
  const value = row.cells[column.key]
  if (value === null || value === undefined || value === 0) return null
  // Of a row of the period before, its own days stand in its `drill`.
  return `/reports/behind/${opens}?${new URLSearchParams({ from: period.from, to: period.to, ...row.drill, ...column.drill }).toString()}`
}
