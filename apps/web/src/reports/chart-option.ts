import type { CellKind, Language, ReportCell, ReportColumn, ReportTable } from '@app/contracts'
import type { EChartsCoreOption } from 'echarts/core'
import type { TFunction } from 'i18next'
import { MOST_ROWS } from './chart-height.js'
import { labelColumn, type ChartShape, type DrawnColumn } from './chart-shape.js'
import { formatCell, formatDecimal, formatTick } from './format-cell.js'

export interface ChartContext {
  table: ReportTable
  /** The period that it is compared with, and its name. */
  other: { table: ReportTable; title: string } | null
  title: string
  language: Language
  t: TFunction
  dark: boolean
  narrow: boolean
  /** Nobody turns the pages of a legend on paper. */
  paper: boolean
}

/** What was clicked on: the row and the column of the table. */
export interface Place {
  row: number
  column: string
}

const COLORS = ['#3e8acf', '#d08a1d', '#8a63b8', '#4aa8b5', '#b0588c', '#7f8f3a', '#7b8794']
/** What a reader has learned on the page of today. */
const MEANING: [RegExp, light: string, dark?: string][] = [
  [/^(answered|done|resolvedRate|talking|satisfied|serviceLevel)$/, '#2c8f79'],
  [/^(abandoned|overdue)$/, '#d9544d'],
  // A line over its own bars.
  [/^abandonRate$/, '#5f1f66', '#e3bdf0'],
  [/^(arrived|made|inTimeRate)$/, '#3e8acf'],
  // Behind a line, not in front of it.
  [/^(offered|available)$/, '#88b5df'],
  [/^(shortAbandoned|paused)$/, '#7b8794'],
  [/^calledBack$/, '#8a63b8'],
  [/^voicemail$/, '#d08a1d'],
  [/^overflowed$/, '#8c4a2f'],
  [/^selfServed$/, '#4aa8b5'],
]

function colorOf({ key }: ReportColumn, index: number, dark: boolean): string | undefined {
  const [, light, inDark] = MEANING.find(([pattern]) => pattern.test(key)) ?? []
  return (dark ? inDark : undefined) ?? light ?? COLORS[index % COLORS.length]
}
const inks = (dark: boolean) => ({ ink: dark ? '#c1c7cf' : '#4a5561', line: dark ? '#333a42' : '#e3e8ee', ground: dark ? '#25292e' : '#fff' })

const textOf = (table: ReportTable, row: number, context: ChartContext, short: boolean): string => {
  const label = labelColumn(table)
  if (!label) return ''
  const value = table.rows[row]?.cells[label.key] ?? null
  const written = short ? formatTick(value, label.kind, context.language, context.t, isOneDay(table, label.key)) : formatCell(value, label.kind, context.language, context.t)
  const ward = label.key === 'category' && table.columns.some(({ key }) => key === 'ward') ? table.rows[row]?.cells['ward'] : null
  return ward ? `${written} · ${ward}` : written
}

const isOneDay = ({ rows }: ReportTable, key: string) => new Set(rows.map(({ cells }) => String(cells[key]).slice(0, 10))).size === 1

/** So that an axis of times has round times on it; undefined: as the chart likes. */
const ROUND_SECONDS = [15, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 18_000, 36_000, 72_000, 180_000, 360_000, 720_000, 1_800_000]
function stepOf(kind: CellKind, most: number): { interval?: number; max?: number } {
  const step = kind === 'seconds' ? ROUND_SECONDS.find((seconds) => most / seconds <= 6) : undefined
  return step === undefined || most === 0 ? {} : { interval: step, max: Math.ceil(most / step) * step }
}

/** The most that stands in these columns, on top of each other where they are stacked. */
const mostOf = (rows: ReportTable['rows'], drawn: readonly DrawnColumn[]) =>
  Math.max(0, ...rows.map(({ cells }) => Math.max(drawn.filter(({ stacked }) => stacked).reduce((sum, { column }) => sum + Number(cells[column.key] ?? 0), 0), ...drawn.map(({ column }) => Number(cells[column.key] ?? 0)))))

const axisText = (kind: CellKind, { language, t }: ChartContext) => (value: number) => kind === 'seconds' && value === 0 ? '0' : kind === 'seconds' && value >= 3_600 ? t('reports.unit.hours', { value: formatDecimal(value / 3_600, 1, language) }) : formatCell(kind === 'count' || kind === 'decimal' ? value : Math.round(value * 1000) / 1000, kind, language, t)

function frame(context: ChartContext, entries = 1): EChartsCoreOption {
  const { ink } = inks(context.dark)
  return {
    textStyle: { fontFamily: 'Be Vietnam Pro, sans-serif' },
    animation: false,
    aria: { enabled: true, label: { description: context.t('reports.chartLabel', { title: context.title }) } },
    legend: { top: 0, left: 0, type: context.paper ? 'plain' : 'scroll', textStyle: { color: ink }, pageTextStyle: { color: ink }, pageIconColor: ink },
    grid: { left: 8, right: 12, top: context.paper && entries > 5 ? 60 : 36, bottom: 4, containLabel: true },
  }
}

const tooltip = (context: ChartContext) => {
  const { ink, ground, line } = inks(context.dark)
  return { confine: true, backgroundColor: ground, borderColor: line, textStyle: { color: ink } }
}

const place = (row: number, column: ReportColumn, value: ReportCell | undefined) => ({ value: typeof value === 'number' ? value : null, place: { row, column: column.key } satisfies Place })

/** Along time or side by side: bars and lines; with two kinds of figures an axis on each side. */
function upright(shape: { shape: 'time' | 'steps'; drawn: DrawnColumn[] }, context: ChartContext): EChartsCoreOption {
  const { table, other } = context
  const { ink, line } = inks(context.dark)
  const kinds = [...new Set(shape.drawn.map(({ column }) => column.kind))].slice(0, 2)
  const drawn = shape.drawn.filter(({ column }) => kinds.includes(column.kind))
  const main = drawn.at(-1)?.as === 'line' && drawn[0]?.stacked ? drawn.at(-1) : drawn[0]
  const rows = table.rows.map((_, index) => index)
  return {
    ...frame(context, drawn.length),
    tooltip: { ...tooltip(context), trigger: 'axis', axisPointer: { type: drawn.some(({ as }) => as === 'bar') ? 'shadow' : 'line' } },
    xAxis: { type: 'category', data: rows.map((row) => textOf(table, row, context, true)), axisLabel: { color: ink, fontSize: 11, hideOverlap: true }, axisTick: { show: false }, axisLine: { lineStyle: { color: line } } },
    yAxis: kinds.map((kind) => ({ type: 'value', ...stepOf(kind, mostOf(table.rows, drawn.filter(({ column }) => column.kind === kind))), ...(kind === 'count' && { minInterval: 1 }), ...(kind === 'ratio' && { max: 1, min: 0 }), axisLabel: { color: ink, formatter: axisText(kind, context) }, splitLine: { show: kind === kinds[0], lineStyle: { color: line } } })),
    series: [
      ...drawn.map(({ column, as, stacked }, index) => ({
        type: as,
        name: column.title,
        yAxisIndex: kinds.indexOf(column.kind),
        ...(stacked && { stack: 'all' }),
        data: rows.map((row) => place(row, column, table.rows[row]?.cells[column.key])),
        color: colorOf(column, index, context.dark),
        z: as === 'line' ? 3 : 2,
        ...(as === 'bar' ? { barMaxWidth: 22, barCategoryGap: '30%' } : { symbol: 'circle', symbolSize: rows.length > 60 ? 3 : 6, showSymbol: true, lineStyle: { width: 2 } }),
        tooltip: { valueFormatter: (value: unknown) => formatCell(typeof value === 'number' ? value : null, column.kind, context.language, context.t) },
      })),
      ...(other && main
        ? [
            {
              type: 'line',
              name: `${main.column.title} · ${other.title}`,
              yAxisIndex: kinds.indexOf(main.column.kind),
              data: rows.map((row) => ({ value: other.table.rows[row]?.cells[main.column.key] ?? null })),
              color: context.dark ? '#9aa4af' : '#6b7682',
              symbol: 'none',
              lineStyle: { type: 'dashed', width: 2 },
              tooltip: { valueFormatter: (value: unknown) => formatCell(typeof value === 'number' ? value : null, main.column.kind, context.language, context.t) },
            },
          ]
        : []),
    ],
  }
}

/** One below the other, the first at the top. */
function lying(shape: { shape: 'rows'; drawn: DrawnColumn[] }, context: ChartContext): EChartsCoreOption {
  const { table } = context
  const { ink, line } = inks(context.dark)
  const kind = shape.drawn[0]?.column.kind ?? 'count'
  const drawn = shape.drawn.filter(({ column }) => column.kind === kind)
  const rows = table.rows.slice(0, MOST_ROWS).map((_, index) => index)
  return {
    ...frame(context),
    tooltip: { ...tooltip(context), trigger: 'axis', axisPointer: { type: 'shadow' } },
    yAxis: { type: 'category', inverse: true, data: rows.map((row) => textOf(table, row, context, false)), axisLabel: { color: ink, fontSize: 11, width: context.narrow ? 120 : 300, overflow: context.narrow ? 'break' : 'truncate' }, axisTick: { show: false }, axisLine: { lineStyle: { color: line } } },
    xAxis: { type: 'value', ...stepOf(kind, mostOf(table.rows.slice(0, MOST_ROWS), drawn)), ...(kind === 'count' && { minInterval: 1 }), ...(kind === 'ratio' && { max: 1 }), axisLabel: { color: ink, formatter: axisText(kind, context), hideOverlap: true }, splitLine: { lineStyle: { color: line } } },
    series: drawn.map(({ column, stacked }, index) => ({
      type: 'bar',
      name: column.title,
      ...(stacked && { stack: 'all' }),
      data: rows.map((row) => place(row, column, table.rows[row]?.cells[column.key])),
      color: colorOf(column, index, context.dark),
      barMaxWidth: 16,
      tooltip: { valueFormatter: (value: unknown) => formatCell(typeof value === 'number' ? value : null, column.kind, context.language, context.t) },
    })),
  }
}

/** The week by the hour: the darker, the more. */
function heat({ hours }: { hours: ReportColumn[] }, context: ChartContext): EChartsCoreOption {
  const { table } = context
  const { ink, ground } = inks(context.dark)
  const cells = table.rows.flatMap(({ cells }, row) => hours.map((column, hour) => ({ value: [hour, row, Number(cells[column.key] ?? 0)], place: { row, column: column.key } satisfies Place })))
  const most = Math.max(1, ...cells.map(({ value }) => value[2] ?? 0))
  return {
    ...frame(context),
    legend: { show: false },
    grid: { left: 8, right: 12, top: 8, bottom: 36, containLabel: true },
    tooltip: { ...tooltip(context), formatter: ({ value }: { value: [number, number, number] }) => `${textOf(table, value[1], context, false)}, ${hours[value[0]]?.title ?? ''}: <b>${formatCell(value[2], 'count', context.language, context.t)}</b>` },
    xAxis: { type: 'category', data: hours.map(({ title }) => title), axisLabel: { color: ink, fontSize: 11, hideOverlap: true }, axisTick: { show: false }, axisLine: { show: false } },
    yAxis: { type: 'category', inverse: true, data: table.rows.map((_, row) => textOf(table, row, context, false)), axisLabel: { color: ink, fontSize: 12 }, axisTick: { show: false }, axisLine: { show: false } },
    visualMap: { type: 'continuous', min: 0, max: most, calculable: false, orient: 'horizontal', left: 'center', bottom: 0, itemHeight: 180, itemWidth: 10, textStyle: { color: ink }, text: [formatCell(most, 'count', context.language, context.t), '0'], inRange: { color: context.dark ? ['#22303d', '#2f77b7', '#b3cfea'] : ['#eef5fc', '#639fd6', '#0f4a78'] } },
    series: [{ type: 'heatmap', name: table.title, data: cells, itemStyle: { borderWidth: 1, borderColor: ground }, emphasis: { itemStyle: { borderColor: ink } } }],
  }
}

const MOST_KINDS = 6

/** What it is about, month by month: the largest kinds one on top of the other, all others together. */
function kindsByMonth({ time, kind, count }: { time: ReportColumn; kind: ReportColumn; count: ReportColumn }, context: ChartContext): EChartsCoreOption {
  const { table, language, t } = context
  const { ink, line } = inks(context.dark)
  const sums = new Map<string, Map<string, number>>()
  const totals = new Map<string, number>()
  for (const { cells } of table.rows) {
    const [month, name, value] = [String(cells[time.key]), String(cells[kind.key]), Number(cells[count.key] ?? 0)]
    const of = sums.get(name) ?? new Map<string, number>()
    sums.set(name, of.set(month, (of.get(month) ?? 0) + value))
    totals.set(name, (totals.get(name) ?? 0) + value)
  }
  const months = [...new Set(table.rows.map(({ cells }) => String(cells[time.key])))].sort()
  const names = [...totals].sort(([, a], [, b]) => b - a).map(([name]) => name)
  const rest = names.slice(MOST_KINDS)
  const valueOf = (of: string[], month: string) => of.reduce((sum, name) => sum + (sums.get(name)?.get(month) ?? 0), 0)
  const series = [...names.slice(0, MOST_KINDS).map((name) => ({ name, of: [name] })), ...(rest.length > 0 ? [{ name: t('reports.others'), of: rest }] : [])]
  return {
    ...frame(context),
    tooltip: { ...tooltip(context), trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: (value: unknown) => formatCell(typeof value === 'number' ? value : null, 'count', language, t) },
    xAxis: { type: 'category', data: months.map((month) => formatCell(month, 'month', language, t)), axisLabel: { color: ink, fontSize: 11 }, axisTick: { show: false }, axisLine: { lineStyle: { color: line } } },
    yAxis: { type: 'value', minInterval: 1, axisLabel: { color: ink, formatter: axisText('count', context) }, splitLine: { lineStyle: { color: line } } },
    series: series.map(({ name, of }, index) => ({ type: 'bar', stack: 'all', name, data: months.map((month) => valueOf(of, month)), color: COLORS[index % COLORS.length], barMaxWidth: 46 })),
  }
}

export function chartOption(shape: ChartShape, context: ChartContext): EChartsCoreOption {
  switch (shape.shape) {
    case 'time':
    case 'steps':
      return upright({ shape: shape.shape, drawn: shape.drawn }, context)
    case 'rows':
      return lying({ shape: 'rows', drawn: shape.drawn }, context)
    case 'heat':
      return heat(shape, context)
    case 'kinds':
      return kindsByMonth(shape, context)
    default:
      return shape satisfies never
  }
}
