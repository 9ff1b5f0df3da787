import type { Language, ReportCell, ReportTable } from '@app/contracts'
import { abandonRate, addCounts, asaOf, decidedCalls, firstCallResolutionOf, isPeak, LONGEST_WAIT, noCalls, ratio, serviceLevels, waitedWithin, waitPercentile, type CallCounts } from '@app/metrics'
import { refusal } from '@app/service'
import { daysOf } from '../roll-ups/local-sql.js'
import { bucketsOf, callsByDays, callsBySlot, daysOfBucket, isDayBucket, waits, withinByDays, type Waits } from './call-cube.js'
import { withinByHours, withinByQuarters } from './hour-cube.js'
import { missedByEnd } from './missed-cube.js'
import { drillOf, type ReportContext } from './report-context.js'
import { about, of, table, type Column, type Row } from './report-table.js'
import { WEEKDAYS, WORDS } from './report-texts.js'
import { metricName } from './metric-definitions.js'

const clock = (quarter: number) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`

interface TimeRow {
  key: string
  time: string
  counts: CallCounts
  drill: Record<string, string>
}

/** The calls by the bucket asked for; hours and quarter hours are those of all days together. */
async function byTime(context: ReportContext): Promise<TimeRow[]> {
  const { manager, query, period } = context
  const { by } = query
  if (isDayBucket(by)) {
    const counts = await callsByDays(manager, period, by, query.queue)
    return bucketsOf(period, by).map((bucket) => ({ key: bucket, time: bucket, counts: counts.get(bucket) ?? noCalls(), drill: drillOf(context, daysOfBucket(bucket, by, period)) }))
  }
  const size = by === 'hour' ? 4 : 1
  const quarters = await callsBySlot(manager, 'month-quarter', period, query.queue)
  return Array.from({ length: 96 / size }, (_, i) => {
    const counts = Array.from({ length: size }, (_, one) => quarters.get(i * size + one)).reduce<CallCounts>((sum, one) => (one ? addCounts(sum, one) : sum), noCalls())
    return { key: clock(i * size), time: clock(i * size), counts, drill: { ...drillOf(context, period), quarterFrom: String(i * size), quarterTo: String((i + 1) * size - 1) } }
  })
}

const timeColumn = ({ query: { by } }: ReportContext): Column => about('time', isDayBucket(by) ? by : 'time')

/** A table by time, whose total is computed from the sums, not out of the rows' rates. */
function timeTable(context: ReportContext, rows: readonly TimeRow[], columns: readonly Column[], cells: (counts: CallCounts, row: TimeRow | null) => Record<string, ReportCell>): ReportTable {
  const total = rows.reduce((sum, { counts }) => addCounts(sum, counts), noCalls())
  return table(
    'by-time',
    context.query.language,
    'calls',
    [timeColumn(context), ...columns],
    rows.map((row) => ({ key: row.key, cells: { time: row.time, ...cells(row.counts, row) }, drill: row.drill })),
    { key: 'total', cells: { time: null, ...cells(total, null) }, drill: drillOf(context, context.period) },
  )
}

const standing = (of: string) => ({ standing: of })
const LEDGER: readonly Column[] = [
  of('arrived', 'count', standing('arrived')),
  of('offered', 'count', standing('offered')),
  of('answered', 'count', standing('answered')),
  of('abandoned', 'count', standing('abandoned')),
  of('shortAbandoned', 'count', standing('short-abandoned')),
  of('calledBack', 'count', standing('called-back')),
  of('voicemail', 'count', standing('voicemail')),
  of('overflowed', 'count', standing('overflowed')),
  of('waiting', 'count'),
  of('selfServed', 'count', standing('self-served')),
]
const ledgerCells = (counts: CallCounts): Record<string, number> => Object.fromEntries(LEDGER.map(({ key }) => [key, counts[key as keyof CallCounts]]))

export const volume = async (context: ReportContext): Promise<ReportTable[]> => [timeTable(context, await byTime(context), [...LEDGER, of('abandonRate', 'ratio'), of('asa', 'seconds')], (counts) => ({ ...ledgerCells(counts), abandonRate: abandonRate(counts), asa: asaOf(counts) }))]

export async function heatMap(context: ReportContext): Promise<ReportTable[]> {
  const week = await callsBySlot(context.manager, 'month-hour', context.period, context.query.queue, ['offered'])
  const hours = Array.from({ length: 24 }, (_, hour) => hour)
  const columns: Column[] = [
    about('weekday'),
    ...hours.map((hour): Column => ({ key: `h${hour}`, kind: 'count', title: { vi: `${hour}h`, en: `${hour}h` }, metric: 'offered', drill: { standing: 'offered', quarterFrom: String(hour * 4), quarterTo: String(hour * 4 + 3) } })),
  ]
  const offered = (weekday: number, hour: number) => week.get(weekday * 24 + hour)?.offered ?? 0
  const rows = WEEKDAYS.map((name, weekday): Row => ({ key: String(weekday + 1), cells: { weekday: name, ...Object.fromEntries(hours.map((hour) => [`h${hour}`, offered(weekday, hour)])) }, drill: { ...drillOf(context, context.period), weekday: String(weekday + 1) } }))
  return [table('week', context.query.language, 'calls', columns, rows)]
}

/** Of a talk whose begin the journal lost nobody knows the wait: it is in no distribution. */
const WAIT_KNOWN = { waitFrom: '0' }
/** Bars of the distribution, by their last second. */
const BARS = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 420, 600, 900, 1_800, 3_600, LONGEST_WAIT]

/** `45 giây`, `2 phút`, `1 giờ`: from two minutes on the bars are whole minutes. */
function waitText(seconds: number, language: Language): string {
  const [value, unit] = seconds >= 3_600 ? ([seconds / 3_600, 'hours'] as const) : seconds >= 120 ? ([seconds / 60, 'minutes'] as const) : ([seconds, 'seconds'] as const)
  return `${value} ${WORDS[unit][language]}`
}

function waitBars(context: ReportContext, { answered, abandoned }: Waits, key: 'distribution' | 'after', columns: readonly ('answered' | 'abandoned')[]): ReportTable {
  const before = (i: number) => BARS[i - 1] ?? -1
  const inBar = (steps: Waits['answered'], i: number) => waitedWithin(steps, BARS[i] as number) - waitedWithin(steps, before(i))
  const all = { answered: waitedWithin(answered, LONGEST_WAIT), abandoned: waitedWithin(abandoned, LONGEST_WAIT) }
  const steps = { answered, abandoned }
  const rows = BARS.map((bar, i): Row => ({
    key: String(bar),
    cells: { wait: bar === LONGEST_WAIT ? WORDS.longer[context.query.language] : waitText(bar, context.query.language), ...Object.fromEntries(columns.map((column) => [column, inBar(steps[column], i)])), share: ratio(inBar(steps[columns[0] ?? 'answered'], i), all[columns[0] ?? 'answered']) },
    drill: { ...drillOf(context, context.period), waitFrom: String(before(i) + 1), ...(bar === LONGEST_WAIT ? {} : { waitTo: String(bar) }) },
  }))
  const titled = columns.map((column): Column => of(column, 'count', standing(column === 'answered' ? 'answered' : 'given-up')))
  return table(key, context.query.language, 'calls', [about('wait'), ...titled, about('share', 'ratio')], rows, { key: 'total', cells: { wait: null, ...Object.fromEntries(columns.map((column) => [column, all[column]])) }, drill: { ...drillOf(context, context.period), ...WAIT_KNOWN } })
}

const SHARES = { p50: 0.5, p80: 0.8, p90: 0.9, p95: 0.95, p99: 0.99, longest: 1 } as const

export async function waitReport(context: ReportContext): Promise<ReportTable[]> {
  const found = await waits(context.manager, context.period, context.now, context.query.queue)
  const counts = [...(await callsByDays(context.manager, context.period, 'month', context.query.queue)).values()].reduce(addCounts, noCalls())
  const row = (key: 'all' | 'peak' | 'offPeak', mean: number | null): Row => ({
    key,
    cells: { when: WORDS[key], answered: waitedWithin(found[key].answered, LONGEST_WAIT), ...Object.fromEntries(Object.entries(SHARES).map(([name, share]) => [name, waitPercentile(found[key].answered, share)])), asa: mean },
    drill: { ...drillOf(context, context.period), ...(key === 'all' ? {} : { peak: key === 'peak' ? 'yes' : 'no' }) },
  })
  const columns = [about('when'), of('answered', 'count', { ...standing('answered'), ...WAIT_KNOWN }), ...(Object.keys(SHARES) as (keyof typeof SHARES)[]).map((name) => about(name, 'seconds')), of('asa', 'seconds')]
  return [waitBars(context, found.all, 'distribution', ['answered', 'abandoned']), table('percentiles', context.query.language, 'calls', columns, [row('all', asaOf(counts)), row('peak', null), row('offPeak', null)])]
}

/** Of more days the calls themselves are not counted while somebody waits. */
const MOST_DAYS_BY_CALL = 5

export async function serviceLevelReport(context: ReportContext): Promise<ReportTable[]> {
  const { manager, query, period, now } = context
  const { within } = query
  const counted = within === context.countedWithin
  const byQuarters = query.by === 'quarter-hour'
  if (!counted && byQuarters && daysOf(period.from, period.to).length > MOST_DAYS_BY_CALL)
    throw refusal.conflict('within-by-quarter-hour', {
      vi: `Theo từng 15 phút, mức phục vụ với T khác ${context.countedWithin} giây chỉ xem được trong nhiều nhất ${MOST_DAYS_BY_CALL} ngày. Vui lòng chọn khoảng thời gian ngắn hơn, hoặc xem theo giờ, ngày, tuần, tháng.`,
      en: `By the quarter hour there is the service level with another T than ${context.countedWithin} s for at most ${MOST_DAYS_BY_CALL} days. Please choose fewer days, or hours, days, weeks or months.`,
    })
  const byClock = async () => {
    const found = byQuarters ? await withinByQuarters(manager, period, within, query.queue) : await withinByHours(manager, period, within, now, query.queue)
    return new Map([...found].map(([slot, calls]) => [clock(byQuarters ? slot : slot * 4), calls]))
  }
  const [rows, inTime, beside] = await Promise.all([byTime(context), counted ? null : isDayBucket(query.by) ? withinByDays(manager, period, query.by, within, now, query.queue) : byClock(), rivals(context)])
  const withinOf = (counts: CallCounts, row: TimeRow | null) => (inTime === null ? counts.inTime : row === null ? [...inTime.values()].reduce((sum, one) => sum + one, 0) : (inTime.get(row.key) ?? 0))
  const columns = [of('offered', 'count', standing('offered')), of('answered', 'count', standing('answered')), of('within', 'count', { standing: 'answered', waitTo: String(within) }), of('serviceLevel', 'ratio'), of('abandonRate', 'ratio'), of('asa', 'seconds')]
  const trend = timeTable(context, rows, columns, (counts, row) => {
    const answeredWithin = withinOf(counts, row)
    return { offered: counts.offered, answered: counts.answered, within: answeredWithin, serviceLevel: ratio(answeredWithin, decidedCalls(counts)), abandonRate: abandonRate(counts), asa: asaOf(counts) }
  })
  return [trend, beside]
}

/** The same calls by each formula that other products use, at peak and off. */
async function rivals(context: ReportContext): Promise<ReportTable> {
  const { manager, query, period, now } = context
  const [found, hours] = await Promise.all([waits(manager, period, now, query.queue), callsBySlot(manager, 'month-hour', period, query.queue, ['offered', 'answered', 'abandoned', 'shortAbandoned', 'waiting'])])
  const counts = { all: noCalls(), peak: noCalls(), offPeak: noCalls() }
  for (const [slot, one] of hours) {
    const when = isPeak(Math.floor(slot / 24) + 1, slot % 24) ? 'peak' : 'offPeak'
    counts.all = addCounts(counts.all, one)
    counts[when] = addCounts(counts[when], one)
  }
  const times = ['all', 'peak', 'offPeak'] as const
  const levels = Object.fromEntries(times.map((when) => [when, serviceLevels(counts[when], waitedWithin(found[when].answered, query.within), waitedWithin(found[when].abandoned, query.within))])) as Record<(typeof times)[number], ReturnType<typeof serviceLevels>>
  const names = { ours: 'serviceLevel', answeredOnly: 'answeredOnly', appQueue: 'appQueue', allOffered: 'allOffered' } as const
  const rows = (Object.keys(names) as (keyof typeof names)[]).map((key): Row => ({ key, cells: { formula: metricName(names[key]), ...Object.fromEntries(times.map((when) => [when, levels[when][key]])) } }))
  return table('rivals', query.language, null, [about('formula'), ...times.map((key): Column => ({ key, kind: 'ratio', title: WORDS[key], metric: null, drill: null }))], rows)
}

export async function abandonReport(context: ReportContext): Promise<ReportTable[]> {
  const { manager, period, query } = context
  const columns = [of('offered', 'count', standing('offered')), of('abandoned', 'count', standing('abandoned')), of('shortAbandoned', 'count', standing('short-abandoned')), of('abandonRate', 'ratio')]
  const trend = timeTable(context, await byTime(context), columns, (counts) => ({ offered: counts.offered, abandoned: counts.abandoned, shortAbandoned: counts.shortAbandoned, abandonRate: abandonRate(counts) }))
  const after = waitBars(context, (await waits(manager, period, context.now, query.queue)).all, 'after', ['abandoned'])
  return [trend, after, await followed(context)]
}

/** Who gave up, by person: whether they were reached since. */
async function followed({ manager, period, query, now }: ReportContext): Promise<ReportTable> {
  const rows = await missedByEnd(manager, period, now, query.queue)
  const words = { 'called-back': 'called-back', 'called-again': 'called-again', nobody: 'nobody' } as const
  const sums = new Map<keyof typeof WORDS, { persons: number; calls: number }>([['called-back', { persons: 0, calls: 0 }], ['called-again', { persons: 0, calls: 0 }], ['closed-otherwise', { persons: 0, calls: 0 }], ['nobody', { persons: 0, calls: 0 }]])
  for (const { how, persons, calls } of rows) {
    const word = how === '' ? 'nobody' : (words[how as keyof typeof words] ?? 'closed-otherwise')
    const sum = sums.get(word)
    if (sum) {
      sum.persons += persons
      sum.calls += calls
    }
  }
  const all = [...sums.values()].reduce((sum, { persons }) => sum + persons, 0)
  const persons: Column = { key: 'persons', kind: 'count', title: { vi: 'Người', en: 'People' }, metric: null, drill: null }
  const calls: Column = { key: 'calls', kind: 'count', title: { vi: 'Cuộc gọi', en: 'Calls' }, metric: null, drill: null }
  return table('followed', query.language, null, [about('what'), persons, calls, about('share', 'ratio')], [...sums].map(([word, sum]) => ({ key: word, cells: { what: WORDS[word], ...sum, share: ratio(sum.persons, all) } })))
}

export async function repeatReport(context: ReportContext): Promise<ReportTable[]> {
  const columns = [of('numbered', 'count'), of('again', 'count', { repeat: 'again' }), of('againRate', 'ratio'), of('answered', 'count', standing('answered')), of('followed', 'count', { standing: 'answered', repeat: 'followed' }), of('firstCallResolution', 'ratio')]
  return [timeTable(context, await byTime(context), columns, (counts) => ({ numbered: counts.numbered, again: counts.again, againRate: ratio(counts.again, counts.numbered), answered: counts.answered, followed: counts.followed, firstCallResolution: firstCallResolutionOf(counts) }))]
}
