import type { ReportCell, ReportTable } from '@app/contracts'
import { ratio } from '@app/metrics'
import { dayAfter } from '../roll-ups/local-sql.js'
import { bucketAt, bucketsOf, daysOfBucket, isDayBucket, type DayBucket, type Period } from './call-cube.js'
import { ticketDrillOf, type ReportContext } from './report-context.js'
import { about, of, table, type Column, type Row } from './report-table.js'
import { WORDS } from './report-texts.js'
import { surveyCells, surveySums } from './survey-reports.js'
import { addTickets, noTickets, openByAge, overdueBy, ticketsBy, type TicketCounts } from './ticket-cube.js'

const standing = (of: string) => ({ standing: of })

const TICKET_COLUMNS: readonly Column[] = [
  of('made', 'count', standing('made')),
  of('done', 'count', standing('done')),
  of('inTime', 'count', standing('in-time')),
  of('inTimeRate', 'ratio'),
  of('open', 'count', standing('open')),
  of('overdue', 'count', standing('overdue')),
  of('returned', 'count', standing('returned')),
  of('extended', 'count', standing('extended')),
  of('reopened', 'count', standing('reopened')),
  of('meanAnswer', 'minutes'),
]
const ticketCells = (counts: TicketCounts, overdue: number): Record<string, ReportCell> => ({
  made: counts.made,
  done: counts.done,
  inTime: counts.in_time,
  inTimeRate: ratio(counts.in_time, counts.done + overdue),
  open: counts.open,
  overdue,
  returned: counts.returned,
  extended: counts.extended,
  reopened: counts.reopened,
  meanAnswer: counts.done === 0 ? null : counts.answer_seconds / counts.done / 60,
})

/** Open tickets' ages, by their last day; 0 is older. */
const AGES = { 1: 'day-1', 3: 'day-3', 7: 'day-7', 14: 'day-14', 30: 'day-30', 0: 'day-more' } as const

export async function ticketReport(context: ReportContext): Promise<ReportTable[]> {
  const { manager, query, period, now } = context
  const by: DayBucket = isDayBucket(query.by) ? query.by : 'day'
  const counts = new Map((await ticketsBy(manager, period, query, now, [], by)).map((entry) => [entry.bucket, entry.counts]))
  const overdue = await overdueBy(manager, period, query, now, by)
  const rows = bucketsOf(period, by).map((key): Row => ({ key, cells: { time: key, ...ticketCells(counts.get(key) ?? noTickets(), overdue.get(key) ?? 0) }, drill: ticketDrillOf(context, daysOfBucket(key, by, period)) }))
  const total = [...counts.values()].reduce(addTickets, noTickets())
  const late = [...overdue.values()].reduce((sum, one) => sum + one, 0)
  const ages = await openByAge(manager, period, query, now, [1, 3, 7, 14, 30])
  const open = [...ages.values()].reduce((sum, one) => sum + one, 0)
  return [
    table('by-time', query.language, 'tickets', [about('time', by), ...TICKET_COLUMNS], rows, { key: 'total', cells: { time: null, ...ticketCells(total, late) }, drill: ticketDrillOf(context, period) }),
    table('ages', query.language, 'tickets', [about('age'), of('open', 'count'), about('share', 'ratio')], [1, 3, 7, 14, 30, 0].map((age) => ({ key: String(age), cells: { age: WORDS[AGES[age as keyof typeof AGES]], open: ages.get(age) ?? 0, share: ratio(ages.get(age) ?? 0, open) } }))),
  ]
}

/** Ranked by the mean of the three rates; those that nobody judged come after. */
export async function departmentReport(context: ReportContext): Promise<ReportTable[]> {
  const { manager, query, period, now, names } = context
  const entries = await ticketsBy(manager, period, query, now, ['department'], null)
  const overdue = await overdueBy(manager, period, query, now, 'department')
  const rated = entries.map(({ ids: [id = 0], counts }) => {
    const late = overdue.get(String(id)) ?? 0
    const rates = { inTimeRate: ratio(counts.in_time, counts.done + late), resolvedRate: ratio(counts.resolved, counts.judged), satisfiedRate: ratio(counts.satisfied, counts.rated) }
    const known = Object.values(rates).filter((rate): rate is number => rate !== null)
    return { id, counts, late, rates, score: known.length === 3 ? known.reduce((sum, rate) => sum + rate, 0) / 3 : null }
  })
  rated.sort((a, b) => (b.score ?? -1) - (a.score ?? -1) || b.counts.made - a.counts.made)
  const columns = [
    about('rank', 'count'),
    about('department'),
    of('made', 'count', standing('made')),
    of('inTimeRate', 'ratio'),
    of('inTime', 'count', standing('in-time')),
    of('done', 'count', standing('done')),
    of('overdue', 'count', standing('overdue')),
    of('resolvedRate', 'ratio'),
    of('judged', 'count', standing('judged')),
    of('satisfiedRate', 'ratio'),
    of('rated', 'count', standing('rated')),
    of('returned', 'count', standing('returned')),
    of('meanAnswer', 'minutes'),
  ]
  const cells = (counts: TicketCounts, late: number) => ({ ...ticketCells(counts, late), resolvedRate: ratio(counts.resolved, counts.judged), judged: counts.judged, satisfiedRate: ratio(counts.satisfied, counts.rated), rated: counts.rated })
  const rows = rated.map(({ id, counts, late, score }, i): Row => ({ key: String(id), cells: { rank: score === null ? null : i + 1, department: names.departments.get(id) ?? `#${id}`, ...cells(counts, late) }, drill: { ...ticketDrillOf(context, period), department: String(id) } }))
  const total = rated.reduce((sum, { counts }) => addTickets(sum, counts), noTickets())
  const late = rated.reduce((sum, one) => sum + one.late, 0)
  return [table('departments', query.language, 'tickets', columns, rows, { key: 'total', cells: { department: WORDS.total, ...cells(total, late) }, drill: ticketDrillOf(context, period) })]
}

export async function categoryReport(context: ReportContext): Promise<ReportTable[]> {
  const { manager, query, period, now, names } = context
  const months = await ticketsBy(manager, period, query, now, ['category', 'department'], 'month')
  const wards = await ticketsBy(manager, period, query, now, ['ward'], null)
  const counted = [of('made', 'count', standing('made')), of('done', 'count', standing('done')), of('open', 'count', standing('open')), of('inTime', 'count', standing('in-time')), of('returned', 'count', standing('returned')), of('meanAnswer', 'minutes')]
  const nameOf = (map: ReadonlyMap<number, { vi: string; en: string }>, id: number) => map.get(id) ?? `#${id}`
  months.sort((a, b) => a.bucket.localeCompare(b.bucket) || b.counts.made - a.counts.made)
  wards.sort((a, b) => b.counts.made - a.counts.made)
  return [
    table(
      'months',
      query.language,
      'tickets',
      [about('month', 'month'), about('category'), about('department'), ...counted],
      months.map(({ ids: [category = 0, department = 0], bucket, counts }) => ({
        key: `${bucket}|${category}|${department}`,
        cells: { month: bucket, category: nameOf(names.categories, category), department: nameOf(names.departments, department), ...ticketCells(counts, 0) },
        drill: { ...ticketDrillOf(context, daysOfBucket(bucket, 'month', period)), category: String(category), department: String(department) },
      })),
    ),
    table(
      'wards',
      query.language,
      'tickets',
      [about('ward'), ...counted],
      wards.map(({ ids: [ward = 0], counts }) => ({ key: String(ward), cells: { ward: ward === 0 ? WORDS['no-ward'] : nameOf(names.departments, ward), ...ticketCells(counts, 0) }, drill: ward === 0 ? null : { ...ticketDrillOf(context, period), ward: String(ward) } })),
    ),
  ]
}

const USUAL_WEEKS = 8
/** Fewer tickets in a week are no topic. */
const FEWEST = 5
const MOST_TOPICS = 50

/**
 * The last seven days of the period against the eight weeks before, by category and ward. As rare events come: a topic rises when the count is
 * more than two standard deviations (the root of what is usual) above the usual.
 */
export async function risingTopics(context: ReportContext): Promise<ReportTable[]> {
  const { manager, query, period, now, names } = context
  const last = { from: dayAfter(period.to, -6), to: period.to }
  const before = { from: dayAfter(last.from, -7 * USUAL_WEEKS), to: dayAfter(last.from, -1) }
  const madeIn = (weeks: Period) => ticketsBy(manager, weeks, query, now, ['category', 'ward'], null, ['made'])
  const [counts, earlier] = await Promise.all([madeIn(last), madeIn(before)])
  const usual = new Map(earlier.map(({ ids, counts: { made } }) => [ids.join('|'), made / USUAL_WEEKS]))
  const rising = counts
    .map(({ ids, counts: { made } }) => ({ ids, made, expected: usual.get(ids.join('|')) ?? 0 }))
    .map((topic) => ({ ...topic, above: (topic.made - topic.expected) / Math.sqrt(Math.max(1, topic.expected)) }))
    .filter(({ made, above }) => made >= FEWEST && above > 2)
    .sort((a, b) => b.above - a.above)
    .slice(0, MOST_TOPICS)
  return [
    table(
      'topics',
      query.language,
      'tickets',
      [about('category'), about('ward'), { ...about('now', 'count'), drill: standing('made') }, about('usual', 'decimal'), about('times', 'decimal')],
      rising.map(({ ids: [category = 0, ward = 0], made, expected }) => ({
        key: `${category}|${ward}`,
        cells: { category: names.categories.get(category) ?? `#${category}`, ward: ward === 0 ? WORDS['no-ward'] : (names.departments.get(ward) ?? `#${ward}`), now: made, usual: expected, times: expected === 0 ? null : made / expected },
        drill: ward === 0 ? null : { ...ticketDrillOf(context, last), category: String(category), ward: String(ward) },
      })),
    ),
  ]
}

/** The three figures that the national scorecard asks for each week. */
export async function scorecard(context: ReportContext): Promise<ReportTable[]> {
  const { manager, query, period, now } = context
  const tickets = new Map((await ticketsBy(manager, period, {}, now, [], 'week')).map((entry) => [entry.bucket, entry.counts]))
  const overdue = await overdueBy(manager, period, {}, now, 'week')
  const surveys = await surveySums({ ...context, query: { ...query, queue: 'procedures', operator: undefined } }, 'week')
  const rows = bucketsOf(period, 'week').map((week): Row => {
    const counts = tickets.get(week) ?? noTickets()
    const { satisfied = null, given = 0 } = surveyCells(surveys.get(week))
    return {
      key: bucketAt(week, 'week'),
      cells: { week, made: counts.made, feedbackInTime: ratio(counts.in_time, counts.done + (overdue.get(week) ?? 0)), rated: counts.rated, feedbackSatisfied: ratio(counts.satisfied, counts.rated), given, proceduresSatisfied: satisfied },
      drill: ticketDrillOf(context, daysOfBucket(week, 'week', period)),
    }
  })
  return [table('weeks', query.language, 'tickets', [about('week', 'week'), of('made', 'count', standing('made')), of('feedbackInTime', 'ratio'), of('rated', 'count', standing('rated')), of('feedbackSatisfied', 'ratio'), of('given', 'count'), of('proceduresSatisfied', 'ratio')], rows)]
}
