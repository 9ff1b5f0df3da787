import { BUCKETS, FILTERS_OF, REPORT_FILTERS, ServiceLevelSeconds, type Bucket, type Language, type ReportFilter, type ReportName } from '@app/contracts'
import { bucketFor, bucketsFor, isDay, periodOf, type Period } from './periods.js'

export const COMPARISONS = ['none', 'before', 'year'] as const
export type Comparison = (typeof COMPARISONS)[number]

/** What a report's page shows; all of it stands in the address, so that a link shows the same. */
export interface ReportView extends Period, Partial<Record<ReportFilter, string>> {
  /** Null: as fits the period. */
  by: Bucket | null
  /** Null: the city's own. */
  within: number | null
  compare: Comparison
}

/** Seconds that hotlines usually promise. */
export const USUAL_WITHIN = [10, 15, 20, 30, 45, 60, 90, 120] as const

/** Reports with rows by time: of calls to the quarter of an hour, of what people do by days. */
const BY_TIME: readonly ReportName[] = ['volume', 'service-level', 'abandons', 'repeat-callers']
const BY_DAYS: readonly ReportName[] = ['handling', 'surveys', 'tickets']
export const isByTime = (name: ReportName): boolean => BY_TIME.includes(name) || BY_DAYS.includes(name)
const isWithinDay = (bucket: Bucket) => bucket === 'hour' || bucket === 'quarter-hour'

/** Another T than the city's own is counted by whole days. */
export const stepsFor = (name: ReportName, view: Period & Pick<ReportView, 'within'>): Bucket[] =>
  bucketsFor(view).filter((bucket) => !isWithinDay(bucket) || (BY_TIME.includes(name) && !(hasWithin(name) && view.within !== null)))

/** The step that a report is shown in: the one chosen, where it has it. */
export function stepOf(name: ReportName, view: Period & Pick<ReportView, 'within' | 'by'>): Bucket {
  const wanted = view.by ?? bucketFor(view)
  return stepsFor(name, view).includes(wanted) ? wanted : 'day'
}

/** Reports whose figures depend on T. */
export const hasWithin = (name: ReportName): boolean => name === 'service-level'

/** What the address says; what it says wrongly counts as not said. */
export function readView(params: URLSearchParams, today: string): ReportView {
  const [from, to, by, compare] = [params.get('from'), params.get('to'), params.get('by'), params.get('compare')]
  const within = ServiceLevelSeconds.safeParse(params.get('within'))
  const period = isDay(from) && isDay(to) && from <= to ? { from, to } : periodOf('last-30', today)
  return {
    ...period,
    by: BUCKETS.find((bucket) => bucket === by && bucketsFor(period).includes(bucket)) ?? null,
    within: within.success ? within.data : null,
    compare: COMPARISONS.find((known) => known === compare) ?? 'none',
    ...Object.fromEntries(REPORT_FILTERS.flatMap((filter) => (params.get(filter) ? [[filter, params.get(filter)]] : []))),
  }
}

/** The address of a view, without what is as usual. */
export function writeView(view: ReportView): URLSearchParams {
  const { from, to, by, within, compare } = view
  return new URLSearchParams({
    from,
    to,
    ...(by !== null && { by }),
    ...(within !== null && { within: String(within) }),
    ...(compare !== 'none' && { compare }),
    ...Object.fromEntries(REPORT_FILTERS.flatMap((filter) => (view[filter] ? [[filter, view[filter]]] : []))),
  })
}

/** What is asked of the server: filters that the report does not take stay in the address for the next report. */
export const askedOf = (name: ReportName, view: ReportView, language: Language): Record<string, string> => ({
  from: view.from,
  to: view.to,
  by: stepOf(name, view),
  compare: view.compare,
  language,
  ...(hasWithin(name) && view.within !== null && { within: String(view.within) }),
  ...Object.fromEntries(FILTERS_OF[name].flatMap((filter) => (view[filter] ? [[filter, view[filter]]] : []))),
})
