import type { CellKind, Language, Report, ReportCell } from '@app/contracts'
import writeXlsxFile, { type Cell, type SheetData } from 'write-excel-file/node'

/** Most letters of a sheet's name. */
const SHEET_NAME = 31
const UNITS: Partial<Record<CellKind, Record<Language, string>>> = { seconds: { vi: 'giây', en: 's' }, minutes: { vi: 'phút', en: 'min' } }

/** A report as a workbook: a sheet a table, with real numbers and dates; texts are texts, whatever they begin with. */
export function xlsxOf(report: Report): Promise<Buffer> {
  const language = report.query['language'] === 'en' ? 'en' : 'vi'
  const names = new Set<string>()
  const sheets = report.periods.flatMap(({ which, from, to, tables }) =>
    tables.map(({ title, columns, rows, total }) => {
      const unit = (kind: CellKind) => UNITS[kind]?.[language]
      const head = columns.map(({ title: name, kind }): Cell => ({ value: unit(kind) ? `${name} (${unit(kind)})` : name, type: String, fontWeight: 'bold', wrap: true }))
      const data: SheetData = [
        [{ value: report.title, type: String, fontWeight: 'bold' }],
        [{ value: `${from} – ${to}`, type: String }],
        [],
        head,
        ...rows.map((row) => columns.map(({ key, kind }) => cellOf(row.cells[key] ?? null, kind))),
        ...(total ? [columns.map(({ key, kind }) => cellOf(total.cells[key] ?? null, kind))] : []),
      ]
      return { data, sheet: sheetName(which === 'asked' ? title : `${title} ${from}`, names), columns: columns.map(({ kind }) => ({ width: kind === 'text' ? 32 : 14 })), stickyRowsCount: 4 }
    }),
  )
  return writeXlsxFile(sheets).toBuffer()
}

function cellOf(value: ReportCell, kind: CellKind): Cell {
  if (value === null) return null
  switch (kind) {
    case 'text':
    case 'time':
      return { value: String(value), type: String, format: '@' }
    case 'day':
    case 'week':
      return { value: new Date(`${value}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' }
    case 'month':
      return { value: new Date(`${value}-01T00:00:00Z`), type: Date, format: 'mm/yyyy' }
    case 'count':
      return { value: Number(value), type: Number, format: '#,##0' }
    case 'ratio':
      return { value: Number(value), type: Number, format: '0.0%' }
    case 'seconds':
    case 'minutes':
      return { value: Number(value), type: Number, format: '#,##0.0' }
    case 'decimal':
      return { value: Number(value), type: Number, format: '#,##0.00' }
    default:
      return kind satisfies never
  }
}

/** Without what a sheet's name may not have, and no name twice. */
function sheetName(title: string, taken: Set<string>): string {
  const plain = title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, SHEET_NAME)
  let name = plain
  for (let i = 2; taken.has(name); i++) name = `${plain.slice(0, SHEET_NAME - 3)} ${i}`
  taken.add(name)
  return name
}
