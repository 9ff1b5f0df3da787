import type { ReportTable } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import type { TFunction } from 'i18next'
import { moveTile, widenTile } from '../boards/arrange-tiles.js'
import { startingBoard } from '../boards/starting-board.js'
import { tilePeriod } from '../boards/tile-view.js'
import { chartOption } from './chart-option.js'
import { chartShape } from './chart-shape.js'
import { drillPath } from './drill-path.js'
import { formatCell, formatDifference } from './format-cell.js'
import { matchRows } from './match-rows.js'
import { bucketFor, bucketsFor, daysIn, monthOf, periodOf, presetOf, PRESETS } from './periods.js'
import { askedOf, readView, writeView } from './report-view.js'

const t = ((key: string, values?: Record<string, unknown>) => [key, ...Object.values(values ?? {})].join(' ')) as TFunction

const column = (key: string, kind: ReportTable['columns'][number]['kind'], drill: Record<string, string> | null = null) => ({ key, kind, title: key, metric: null, drill })
const byTime = (days: string[], first = 10): ReportTable => ({
  key: 'by-time',
  title: 'By day',
  opens: 'calls',
  columns: [column('time', 'day'), column('arrived', 'count', { standing: 'arrived' }), column('answered', 'count', { standing: 'answered' }), column('abandoned', 'count', { standing: 'abandoned' }), column('rate', 'ratio')],
  rows: days.map((day, index) => ({ key: day, drill: { from: day, to: day, queue: 'reports' }, cells: { time: day, arrived: first + index, answered: first + index - 2, abandoned: index === 0 ? 0 : 2, rate: 0.9345 } })),
  total: null,
})

describe('a period', () => {
  it('has a name whose days are what they say', () => {
    const today = '2026-11-26' // a Thursday
    expect(PRESETS.map((preset) => Object.values(periodOf(preset, today)).join(' '))).toEqual([
      '2026-11-26 2026-11-26',
      '2026-11-25 2026-11-25',
      '2026-11-23 2026-11-26',
      '2026-11-16 2026-11-22',
      '2026-10-28 2026-11-26',
      '2026-11-01 2026-11-26',
      '2026-10-01 2026-10-31',
      '2026-10-01 2026-11-26',
      '2026-07-01 2026-09-30',
      '2026-01-01 2026-11-26',
      '2025-01-01 2025-12-31',
    ])
  })
  it('is right at the edges of years and weeks', () => {
    expect(periodOf('last-month', '2027-01-01')).toEqual({ from: '2026-12-01', to: '2026-12-31' })
    expect(periodOf('last-quarter', '2027-02-28')).toEqual({ from: '2026-10-01', to: '2026-12-31' })
    expect(periodOf('this-week', '2026-11-29')).toEqual({ from: '2026-11-23', to: '2026-11-29' })
    expect(monthOf('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
    expect(presetOf(periodOf('last-year', '2026-11-26'), '2026-11-26')).toBe('last-year')
    expect(presetOf({ from: '2026-11-02', to: '2026-11-05' }, '2026-11-26')).toBeNull()
  })
  it('is shown in steps that make a table somebody reads', () => {
    expect(bucketsFor({ from: '2026-01-01', to: '2026-12-31' })).toEqual(['day', 'week', 'month'])
    expect([1, 30, 90, 365].map((days) => bucketFor({ from: '2026-01-01', to: new Date(Date.UTC(2026, 0, days)).toISOString().slice(0, 10) }))).toEqual(['hour', 'day', 'week', 'month'])
    expect(daysIn({ from: '2026-10-24', to: '2026-11-02' })).toBe(10)
  })
})

describe('the address of a report', () => {
  const today = '2026-11-26'
  it('says all that is shown, and is read back as it was', () => {
    const view = readView(new URLSearchParams('from=2026-10-01&to=2026-10-31&by=week&within=15&compare=year&queue=reports&ward=12'), today)
    expect(view).toMatchObject({ from: '2026-10-01', to: '2026-10-31', by: 'week', within: 15, compare: 'year', queue: 'reports', ward: '12' })
    expect(readView(writeView(view), today)).toEqual(view)
  })
  it.each(['', 'from=2026-13-01&to=x&by=century&within=-3&compare=never', 'from=2026-11-26&to=2026-11-01'])('means the last thirty days where it says nothing that can be: %s', (search) => {
    expect(readView(new URLSearchParams(search), today)).toEqual({ from: '2026-10-28', to: today, by: null, within: null, compare: 'none' })
  })
  it('asks a report only for what it takes', () => {
    const view = readView(new URLSearchParams('from=2026-10-01&to=2026-10-31&queue=reports&ward=12&within=15'), today)
    expect(askedOf('volume', view, 'vi')).toEqual({ from: '2026-10-01', to: '2026-10-31', by: 'day', compare: 'none', language: 'vi', queue: 'reports' })
    expect(askedOf('departments', view, 'en')).toMatchObject({ ward: '12', language: 'en' })
    expect(askedOf('service-level', view, 'vi')).toMatchObject({ within: '15' })
  })
})

describe('a figure', () => {
  it('is written by its kind and the language', () => {
    expect([formatCell(1234.5, 'decimal', 'vi', t), formatCell(1234.5, 'decimal', 'en', t)]).toEqual(['1.234,5', '1,234.5'])
    expect([formatCell(0.9345, 'ratio', 'vi', t), formatCell(83, 'seconds', 'vi', t), formatCell(12.4, 'seconds', 'en', t)]).toEqual(['93,5%', '1:23', '0:12'])
    expect([formatCell('2026-11', 'month', 'vi', t), formatCell('2026-11-26', 'day', 'en', t), formatCell('2026-11-26 13:15', 'time', 'vi', t), formatCell('13:15', 'time', 'vi', t), formatCell(null, 'ratio', 'vi', t)]).toEqual(['11/2026', '26/11/2026', '13:15 26/11/2026', '13:15', '–'])
    expect([45, 90, 2_160].map((minutes) => formatCell(minutes, 'minutes', 'vi', t))).toEqual(['reports.unit.minutes 45', 'reports.unit.hours 1,5', 'reports.unit.days 1,5'])
  })
  it('is compared in points where it is a rate, else in per cent; with nothing there is nothing to compare', () => {
    expect(formatDifference(0.95, 0.9, 'ratio', 'vi', t)).toBe('reports.points +5')
    expect(formatDifference(90, 100, 'count', 'vi', t)).toBe('−10%')
    expect(formatDifference(5, 0, 'count', 'vi', t)).toBeNull()
    expect(formatDifference(null, 3, 'count', 'vi', t)).toBeNull()
  })
  it('opens what is behind it, unless there is nothing', () => {
    const table = byTime(['2026-11-01'])
    const [row] = table.rows
    const open = (key: string) => drillPath(table, row!, table.columns.find((one) => one.key === key)!, { from: '2026-11-01', to: '2026-11-30' })
    expect(open('answered')).toBe('/reports/behind/calls?from=2026-11-01&to=2026-11-01&queue=reports&standing=answered')
    expect([open('abandoned'), open('rate')]).toEqual([null, null])
  })
  it('stands beside the one at the same place of the other period', () => {
    const [now, before] = [byTime(['2026-11-01', '2026-11-02']), byTime(['2026-10-01'])]
    expect(matchRows(now, before).map((row) => row?.key ?? null)).toEqual(['2026-10-01', null])
    const named = { ...now, columns: [column('name', 'text'), ...now.columns.slice(1)] }
    expect(matchRows(named, { ...before, rows: [now.rows[1]!] }).map((row) => row?.key ?? null)).toEqual([null, '2026-11-02'])
  })
})

describe('a chart', () => {
  const context = (table: ReportTable) => ({ table, other: null, title: table.title, language: 'vi' as const, t, dark: false, narrow: false, paper: false })
  const seriesOf = (option: object) => (option as { series: { name: string; stack?: string; data: { value: unknown; place?: unknown }[] }[] }).series

  it('of volume stacks what became of the calls, under a line of all that arrived', () => {
    const table = byTime(['2026-11-01', '2026-11-02'])
    const shape = chartShape('volume', table)!
    const series = seriesOf(chartOption(shape, context(table)))
    expect(series.map(({ name, stack }) => [name, stack])).toEqual([['answered', 'all'], ['abandoned', 'all'], ['arrived', undefined]])
    expect(series[0]?.data[1]).toEqual({ value: 9, place: { row: 1, column: 'answered' } })
  })
  it('shows the other period as a line of its own', () => {
    const table = byTime(['2026-11-01', '2026-11-02'])
    const option = chartOption(chartShape('volume', table)!, { ...context(table), other: { table: byTime(['2026-10-01', '2026-10-02'], 30), title: 'before' } })
    expect(seriesOf(option).at(-1)).toMatchObject({ name: 'arrived · before', data: [{ value: 30 }, { value: 31 }] })
  })
  it('of the week has a cell for each weekday and hour', () => {
    const hours = Array.from({ length: 24 }, (_, hour) => column(`h${hour}`, 'count'))
    const table: ReportTable = { key: 'week', title: 'Week', opens: 'calls', columns: [column('weekday', 'text'), ...hours], total: null, rows: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ key: String(day), drill: null, cells: { weekday: `T${day}`, ...Object.fromEntries(hours.map(({ key }, hour) => [key, day * hour])) } })) }
    expect(seriesOf(chartOption(chartShape('heat-map', table)!, context(table)))[0]?.data).toHaveLength(168)
  })
  it('is not drawn where there is nothing to see, nor of a table that nobody foresaw', () => {
    expect(chartShape('volume', byTime([]))).toBeNull()
    expect(chartShape('flows', { ...byTime(['2026-11-01']), key: 'unforeseen', columns: [column('name', 'text'), column('n', 'count')] })).toBeNull()
  })
})

describe('a board', () => {
  const widths = (tiles: { width: number }[]) => tiles.map(({ width }) => width)
  it('is arranged by moving and widening tiles, never off its edges', () => {
    const tiles = [3, 6, 12].map((width) => ({ ...startingBoard[0]!, width }))
    expect(widths(moveTile(tiles, 0, 2))).toEqual([6, 12, 3])
    expect(widths(moveTile(tiles, 2, 0))).toEqual([12, 3, 6])
    expect(widths(moveTile(tiles, 0, -1))).toEqual([3, 6, 12])
    expect(widths(widenTile(widenTile(tiles, 0, -1), 2, 1))).toEqual([3, 6, 12])
    expect(widths(widenTile(tiles, 1, 2))).toEqual([3, 8, 12])
  })
  it('shows whole days up to yesterday, or today', () => {
    expect(tilePeriod({ days: 7 }, '2026-11-26')).toEqual({ from: '2026-11-19', to: '2026-11-25' })
    expect(tilePeriod({ days: 0 }, '2026-11-26')).toEqual({ from: '2026-11-26', to: '2026-11-26' })
  })
})
