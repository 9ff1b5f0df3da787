import type { Report, ReportCell, ReportColumn } from '@app/contracts'

/** Spreadsheets take it for UTF-8 only with this. */
const BYTE_ORDER_MARK = '\uFEFF'
const FORMULA = /^[=+\-@\t\r]/

/** A report as CSV (RFC 4180): its tables one below the other, numbers as the API gives them. */
export function csvOf(report: Report): string {
  const lines: string[][] = [[report.title], [`${String(report.query['from'])} – ${String(report.query['to'])}`]]
  for (const { which, from, to, tables } of report.periods)
    for (const { title, columns, rows, total } of tables) {
      lines.push([], [title, ...(which === 'asked' ? [] : [`${from} – ${to}`])], columns.map((column) => column.title))
      for (const row of total ? [...rows, total] : rows) lines.push(columns.map((column) => field(row.cells[column.key] ?? null, column)))
    }
  return `${BYTE_ORDER_MARK}${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`
}

const field = (cell: ReportCell, { kind }: ReportColumn): string => {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  // A name that begins like a formula is not to be one.
  return kind === 'text' && FORMULA.test(cell) ? `'${cell}` : cell
}
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
