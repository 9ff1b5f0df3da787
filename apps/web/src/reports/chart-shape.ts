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

type Wish = [key: string, as: 'bar' | 'line', stacked: boolean]
const bar = (key: string): Wish => [key, 'bar', false]
const stack = (key: string): Wish => [key, 'bar', true]
const line = (key: string): Wish => [key, 'line', false]

/** What people look for in a table, in the order of the legend; columns that are not there are left out. */
const WISHES: Partial<Record<`${ReportName}/${string}`, { shape: 'time' | 'steps' | 'rows'; wishes: Wish[] }>> = {
  'volume/by-time': { shape: 'time', wishes: [stack('answered'), stack('abandoned'), stack('shortAbandoned'), stack('calledBack'), stack('voicemail'), stack('overflowed'), stack('selfServed'), line('arrived')] },
  'waits/distribution': { shape: 'steps', wishes: [stack('answered'), stack('abandoned')] },
  'service-level/by-time': { shape: 'time', wishes: [line('serviceLevel'), bar('offered')] },
  'service-level/rivals': { shape: 'rows', wishes: [bar('all'), bar('peak'), bar('offPeak')] },
  'abandons/by-time': { shape: 'time', wishes: [bar('abandoned'), line('abandonRate')] },
  'abandons/after': { shape: 'steps', wishes: [bar('abandoned')] },
  'abandons/followed': { shape: 'rows', wishes: [bar('persons')] },
  'handling/by-time': { shape: 'time', wishes: [stack('meanTalk'), stack('meanWrapUp'), line('aht'), line('meanHold')] },
  'operators/operators': { shape: 'rows', wishes: [stack('talking'), stack('wrapUp'), stack('available'), stack('paused')] },
  'flows/flows': { shape: 'rows', wishes: [stack('selfServed'), stack('answered'), stack('abandoned'), stack('voicemail'), stack('calledBack'), stack('overflowed')] },
  'repeat-callers/by-time': { shape: 'time', wishes: [line('firstCallResolution'), line('againRate')] },
  'surveys/by-time': { shape: 'time', wishes: [line('satisfied'), line('responseRate'), bar('given')] },
  'surveys/ratings': { shape: 'steps', wishes: [bar('given')] },
  'tickets/by-time': { shape: 'time', wishes: [bar('made'), bar('done'), line('overdue')] },
  'tickets/ages': { shape: 'steps', wishes: [bar('open')] },
  'departments/departments': { shape: 'rows', wishes: [bar('inTimeRate'), bar('resolvedRate'), bar('satisfiedRate')] },
  'categories/wards': { shape: 'rows', wishes: [bar('made'), bar('done')] },
  'rising-topics/topics': { shape: 'rows', wishes: [bar('now'), bar('usual')] },
  'scorecard/weeks': { shape: 'time', wishes: [line('feedbackInTime'), line('feedbackSatisfied'), line('proceduresSatisfied')] },
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
    const drawn = wanted.wishes.flatMap(([wish, as, stacked]) => {
      const column = figures.find(({ key }) => key === wish)
      return column ? [{ column, as, stacked }] : []
    })
    if (drawn.length > 0) return { shape: wanted.shape, drawn }
  }
  if (!isTime(first.kind)) return null
  // Along time rates are lines and counts are bars; more than three nobody can tell apart.
  const rates = figures.filter(({ kind }) => kind === 'ratio')
  const drawn = rates.length > 1 ? rates : figures
  return drawn.length > 0 ? { shape: 'time', drawn: drawn.slice(0, 3).map((column) => ({ column, as: column.kind === 'count' ? 'bar' : 'line', stacked: false })) } : null
}

/** What a row is about: its first column that is no figure (a rank is one). */
export const labelColumn = ({ columns }: ReportTable): ReportColumn | undefined => columns.find(({ kind }) => !isNumeric(kind)) ?? columns[0]
