import type { ReportColumn, ReportName, ReportTable } from '@app/contracts'
import { isNumeric, isTime } from './format-cell.js'

export interface DrawnColumn {
  column: ReportColumn
  as: 'bar' | 'line'
  /** On top of the others that are stacked. */
  stacked: boolean
}

/** How a table is drawn: along time, as rows one below the other, as steps side by side, as a map of week and hour, or as one stack per kind along time. */
export type ChartShape =
  | { shape: 'time' | 'steps' | 'rows'; drawn: DrawnColumn[] }
  | { shape: 'heat'; hours: ReportColumn[] }
  | { shape: 'kinds'; time: ReportColumn; kind: ReportColumn; count: ReportColumn }

type Wish = [pattern: RegExp, as: 'bar' | 'line', stacked: boolean]
const bars = (pattern: RegExp): Wish => [pattern, 'bar', false]
const stack = (pattern: RegExp): Wish => [pattern, 'bar', true]
const line = (pattern: RegExp): Wish => [pattern, 'line', false]

/** What people look for in a table, in the order of the legend; columns that are not there are left out. */
const WISHES: Partial<Record<`${ReportName}/${string}`, { shape: 'time' | 'steps' | 'rows'; wishes: Wish[] }>> = {
  'volume/by-time': { shape: 'time', wishes: [stack(/^answered$/), stack(/^abandoned$/), stack(/^(short_abandon(ed)?|short-abandoned|shortAbandoned)$/), stack(/^(called_back|called-back|calledBack)$/), stack(/^voicemail$/), stack(/^overflowed$/), line(/^arrived$/)] },
  'waits/distribution': { shape: 'steps', wishes: [stack(/^answered$/), stack(/^abandoned$/)] },
  'service-level/by-time': { shape: 'time', wishes: [line(/^sl$/), line(/^sl_answered_only$/), line(/^sl_app_queue$/)] },
  'abandons/by-time': { shape: 'time', wishes: [bars(/^abandoned$/), line(/rate$/)] },
  'abandons/after': { shape: 'steps', wishes: [bars(/./)] },
  'abandons/followed': { shape: 'rows', wishes: [bars(/./)] },
  'handling/by-time': { shape: 'time', wishes: [stack(/^talk/), stack(/^hold/), stack(/^(wrap|after)/), line(/^aht/)] },
  'operators/operators': { shape: 'rows', wishes: [bars(/^(answered|talks)$/)] },
  'flows/flows': { shape: 'rows', wishes: [stack(/^(self_served|self-served|selfServed)$/), stack(/^(to_queue|queue|offered|to_person|person)$/), stack(/^(gave_up|gaveUp|abandoned)$/)] },
  'surveys/by-time': { shape: 'time', wishes: [bars(/^given$/), line(/^satisfied$/)] },
  'surveys/ratings': { shape: 'steps', wishes: [bars(/./)] },
  'tickets/by-time': { shape: 'time', wishes: [bars(/^(made|in)$/), bars(/^done$/), line(/^overdue$/)] },
  'tickets/ages': { shape: 'steps', wishes: [bars(/./)] },
  'departments/departments': { shape: 'rows', wishes: [bars(/^in_time(_rate)?$/), bars(/^resolved(_rate)?$/), bars(/^satisfied(_rate)?$/)] },
  'categories/wards': { shape: 'rows', wishes: [bars(/./)] },
  'rising-topics/topics': { shape: 'rows', wishes: [bars(/^(this_week|now|week|count)$/), bars(/^(usual|expected)$/)] },
}

/** Null: a table says it better. */
export function chartShape(report: ReportName, table: ReportTable): ChartShape | null {
  const [first] = table.columns
  if (!first || table.rows.length === 0) return null
  if (report === 'heat-map' && table.key === 'week') {
    const hours = table.columns.filter(({ key }) => /^h\d{1,2}$/.test(key))
    return hours.length > 0 ? { shape: 'heat', hours } : null
  }
  if (report === 'categories' && table.key === 'months') {
    const time = table.columns.find(({ kind }) => kind === 'month')
    const kind = table.columns.find((column) => column.kind === 'text')
    const count = table.columns.find((column) => column.kind === 'count')
    return time && kind && count ? { shape: 'kinds', time, kind, count } : null
  }
  const wanted = WISHES[`${report}/${table.key}`]
  const figures = table.columns.filter(({ kind, key }) => key !== first.key && isNumeric(kind))
  if (wanted) {
    const drawn = wanted.wishes.flatMap(([pattern, as, stacked]) => {
      const column = figures.find(({ key }) => pattern.test(key))
      return column ? [{ column, as, stacked }] : []
    })
    if (drawn.length > 0) return { shape: wanted.shape, drawn }
  }
  if (!isTime(first.kind) || first.key === undefined) return null
  // Along time rates are lines and counts are bars; more than three nobody can tell apart.
  const rates = figures.filter(({ kind }) => kind === 'ratio')
  const drawn = rates.length > 1 ? rates : figures
  return drawn.length > 0 ? { shape: 'time', drawn: drawn.slice(0, 3).map((column) => ({ column, as: column.kind === 'count' ? 'bar' : 'line', stacked: false })) } : null
}
