import type { ReportCell, ReportTable } from '@app/contracts'
import { ratio, wilson } from '@app/metrics'
import { bucketsOf, isDayBucket, type DayBucket } from './call-cube.js'
import { rolledUp } from './operator-cube.js'
import type { ReportContext } from './report-context.js'
import { about, of, table, type Column, type Row } from './report-table.js'
import { WORDS } from './report-texts.js'

/** How many gave each rating; at 0 those who gave none. */
export type Ratings = [number, number, number, number, number, number]
const none = (): Ratings => [0, 0, 0, 0, 0, 0]

/** Ratings by month, week or day, or by operator's id. */
export async function surveySums(context: ReportContext, by: DayBucket | 'operator'): Promise<Map<string, Ratings>> {
  const found = new Map<string, Ratings>()
  for (const { bucket, rating, calls } of await rolledUp<{ rating: number; calls: string }>(context, 'surveys', by, ['rating'])) {
    const ratings = found.get(bucket) ?? none()
    ratings[rating] = (ratings[rating] ?? 0) + Number(calls)
    found.set(bucket, ratings)
  }
  return found
}

export const SURVEY_COLUMNS: readonly Column[] = [of('asked', 'count'), of('given', 'count'), of('responseRate', 'ratio'), of('meanRating', 'decimal'), of('satisfied', 'ratio'), about('low', 'ratio'), about('high', 'ratio')]

/** Never a rating without how many gave it, and how far it can be trusted. */
export function surveyCells(ratings: Ratings = none()): Record<string, ReportCell> {
  const asked = ratings.reduce((sum, one) => sum + one, 0)
  const given = asked - ratings[0]
  const satisfied = ratings[4] + ratings[5]
  const interval = wilson(satisfied, given)
  return { asked, given, responseRate: ratio(given, asked), meanRating: ratio(ratings.reduce((sum, count, rating) => sum + count * rating, 0), given), satisfied: ratio(satisfied, given), low: interval?.low ?? null, high: interval?.high ?? null }
}

const plus = (a: Ratings, b: Ratings) => a.map((count, i) => count + (b[i] ?? 0)) as Ratings

export async function surveyReport(context: ReportContext): Promise<ReportTable[]> {
  const { query, period, names } = context
  const by: DayBucket = isDayBucket(query.by) ? query.by : 'day'
  const times = await surveySums(context, by)
  const operators = await surveySums(context, 'operator')
  const all = [...times.values()].reduce(plus, none())
  const language = query.language
  const total: Row = { key: 'total', cells: { time: null, operator: WORDS.total, ...surveyCells(all) } }
  const asked = all.reduce((sum, one) => sum + one, 0)
  return [
    table('by-time', language, null, [about('time', by), ...SURVEY_COLUMNS], bucketsOf(period, by).map((key) => ({ key, cells: { time: key, ...surveyCells(times.get(key)) } })), total),
    table('ratings', language, null, [about('rating'), of('given', 'count'), about('share', 'ratio')], [5, 4, 3, 2, 1, 0].map((rating) => ({ key: String(rating), cells: { rating: rating === 0 ? WORDS['not-given'] : String(rating), given: all[rating] ?? 0, share: ratio(all[rating] ?? 0, asked) } }))),
    table(
      'operators',
      language,
      null,
      [about('operator'), ...SURVEY_COLUMNS],
      [...operators].sort(([, a], [, b]) => sum(b) - sum(a)).map(([id, ratings]) => ({ key: id, cells: { operator: names.operators.get(Number(id)) ?? WORDS.unknown, ...surveyCells(ratings) } })),
      total,
    ),
  ]
}
const sum = (ratings: Ratings) => ratings.reduce((all, one) => all + one, 0)
