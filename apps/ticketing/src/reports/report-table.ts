import type { CellKind, Language, LocalName, ReportCell, ReportColumn, ReportRow, ReportTable } from '@app/contracts'
import { metricName, type MetricKey } from './metric-definitions.js'
import { COLUMN_TITLES, TABLE_TITLES } from './report-texts.js'

export type Drill = Record<string, string>
type ColumnTitle = keyof typeof COLUMN_TITLES

/** A column before it is put into words: of a metric, or of what it is about. */
export interface Column {
  key: string
  kind: CellKind
  title: LocalName
  metric: MetricKey | null
  drill: Drill | null
}

/** A column of a metric. @param drill what its cells open, beside the row's own */
export const of = (metric: MetricKey, kind: CellKind, drill: Drill | null = null): Column => ({ key: metric, kind, title: metricName(metric), metric, drill })
/** A column that names what a row is about. */
export const about = (key: ColumnTitle, kind: CellKind = 'text'): Column => ({ key, kind, title: COLUMN_TITLES[key], metric: null, drill: null })

export interface Row {
  key: string
  cells: Record<string, ReportCell | LocalName>
  drill?: Drill | null
}

/** Puts a table into the words of a language. */
export function table(key: keyof typeof TABLE_TITLES, language: Language, opens: ReportTable['opens'], columns: readonly Column[], rows: readonly Row[], total: Row | null = null): ReportTable {
  const row = ({ key: rowKey, cells, drill = null }: Row): ReportRow => ({ key: rowKey, cells: Object.fromEntries(columns.map((column) => [column.key, cell(cells[column.key], language)])), drill })
  return {
    key,
    title: TABLE_TITLES[key][language],
    opens,
    columns: columns.map(({ title, ...column }): ReportColumn => ({ ...column, title: title[language] })),
    rows: rows.map(row),
    total: total && row(total),
  }
}

const cell = (value: ReportCell | LocalName | undefined, language: Language): ReportCell => (value === undefined || value === null ? null : typeof value === 'object' ? value[language] : value)
