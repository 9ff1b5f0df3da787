import type { ReportTable } from '@app/contracts'
import { meanTalkOf, ratio } from '@app/metrics'
import { bucketsOf, dayBucketSql, daysOfBucket, isDayBucket, type DayBucket } from './call-cube.js'
import { drillOf, type ReportContext } from './report-context.js'
import { about, of, table, type Row } from './report-table.js'
import { WORDS } from './report-texts.js'
import { surveySums, surveyCells, SURVEY_COLUMNS } from './survey-reports.js'

interface Talks {
  talks: number
  talksKnown: number
  talkSeconds: number
}
interface Times {
  available: number
  talking: number
  wrapUp: number
  paused: number
  missed: number
}
/** A talk of which the journal does not say whose it was. */
const UNKNOWN = '0'
const noTalks = (): Talks => ({ talks: 0, talksKnown: 0, talkSeconds: 0 })
const noTimes = (): Times => ({ available: 0, talking: 0, wrapUp: 0, paused: 0, missed: 0 })
const STATES: Record<string, keyof Times> = { available: 'available', talking: 'talking', 'wrap-up': 'wrapUp', paused: 'paused' }

/** @param bucket SQL by which rows `r` are put together */
async function talksBy({ manager, period, query }: ReportContext, bucket: string): Promise<Map<string, Talks>> {
  const narrowed = [...(query.queue === undefined ? [] : [{ sql: ' AND r.queue = ?', value: query.queue }]), ...(query.operator === undefined ? [] : [{ sql: ' AND r.operator_id = ?', value: query.operator }])]
  const rows = await manager.query<{ bucket: string; talks: string; talksKnown: string; talkSeconds: string }[]>(
    `SELECT ${bucket} AS bucket, SUM(r.talks) AS talks, SUM(r.talks_known) AS talksKnown, SUM(r.talk_seconds) AS talkSeconds FROM talk_roll_ups r WHERE r.day BETWEEN ? AND ?${narrowed.map(({ sql }) => sql).join('')} GROUP BY bucket`,
    [period.from, period.to, ...narrowed.map(({ value }) => value)],
  )
  return new Map(rows.map((row) => [String(row.bucket), { talks: Number(row.talks), talksKnown: Number(row.talksKnown), talkSeconds: Number(row.talkSeconds) }]))
}

async function timesBy({ manager, period, query }: ReportContext, bucket: string): Promise<Map<string, Times>> {
  const rows = await manager.query<{ bucket: string; state: string; seconds: string; times: string }[]>(
    `SELECT ${bucket} AS bucket, r.state, SUM(r.seconds) AS seconds, SUM(r.times) AS times FROM state_roll_ups r WHERE r.day BETWEEN ? AND ?${query.operator === undefined ? '' : ' AND r.user_id = ?'} GROUP BY bucket, r.state`,
    [period.from, period.to, ...(query.operator === undefined ? [] : [query.operator])],
  )
  const found = new Map<string, Times>()
  for (const { bucket: key, state, seconds, times } of rows) {
    const sums = found.get(String(key)) ?? noTimes()
    if (state === 'missed') sums.missed += Number(times)
    else sums[STATES[state] ?? 'paused'] += Number(seconds)
    found.set(String(key), sums)
  }
  return found
}

/** Talk, wrap-up and their sum. States are not of a queue: narrowed to one, only the talk is known. */
export async function handlingReport(context: ReportContext): Promise<ReportTable[]> {
  const { query, period } = context
  const by: DayBucket = isDayBucket(query.by) ? query.by : 'day'
  const bucket = dayBucketSql(by)
  const talks = await talksBy(context, bucket)
  const times = query.queue === undefined ? await timesBy(context, bucket) : new Map<string, Times>()
  const cells = (talk: Talks, time: Times | undefined) => {
    const mean = meanTalkOf(talk)
    const wrapUp = time ? ratio(time.wrapUp, talk.talks) : null
    return { talks: talk.talks, meanTalk: mean, meanWrapUp: wrapUp, aht: mean === null || wrapUp === null ? null : mean + wrapUp }
  }
  const rows = bucketsOf(period, by).map((key): Row => ({ key, cells: { time: key, ...cells(talks.get(key) ?? noTalks(), times.get(key)) }, drill: drillOf(context, daysOfBucket(key, by, period)) }))
  const all = [...talks.values()].reduce((sum, one) => ({ talks: sum.talks + one.talks, talksKnown: sum.talksKnown + one.talksKnown, talkSeconds: sum.talkSeconds + one.talkSeconds }), noTalks())
  const total = query.queue === undefined ? sumTimes([...times.values()]) : undefined
  return [table('by-time', query.language, 'calls', [about('time', by), of('talks', 'count', { standing: 'answered' }), of('meanTalk', 'seconds'), of('meanWrapUp', 'seconds'), of('aht', 'seconds')], rows, { key: 'total', cells: { time: null, ...cells(all, total) }, drill: drillOf(context, period) })]
}

const sumTimes = (times: readonly Times[]): Times =>
  times.reduce((sum, one) => ({ available: sum.available + one.available, talking: sum.talking + one.talking, wrapUp: sum.wrapUp + one.wrapUp, paused: sum.paused + one.paused, missed: sum.missed + one.missed }), noTimes())

/** Each operator with the number of cases behind every figure. */
export async function operatorReport(context: ReportContext): Promise<ReportTable[]> {
  const { query, names } = context
  const talks = await talksBy(context, 'r.operator_id')
  const times = await timesBy(context, 'r.user_id')
  const surveys = await surveySums(context, 'r.operator_id')
  const ids = [...new Set([...talks.keys(), ...times.keys()])].sort((a, b) => (talks.get(b)?.talks ?? 0) - (talks.get(a)?.talks ?? 0))
  const cells = (talk: Talks, time: Times) => {
    const signedIn = time.available + time.talking + time.wrapUp + time.paused
    return { talks: talk.talks, missed: time.missed, meanTalk: meanTalkOf(talk), signedIn, available: time.available, talking: time.talking, wrapUp: time.wrapUp, paused: time.paused, occupancy: ratio(time.talking + time.wrapUp, signedIn - time.paused) }
  }
  const rows = ids.map((id): Row => ({
    key: id,
    cells: { operator: id === UNKNOWN ? WORDS.unknown : (names.operators.get(Number(id)) ?? `op-${id}`), ...cells(talks.get(id) ?? noTalks(), times.get(id) ?? noTimes()), ...surveyCells(surveys.get(id)) },
    drill: id === UNKNOWN ? null : { ...drillOf(context, context.period), operator: id },
  }))
  const columns = [
    about('operator'),
    of('talks', 'count', { standing: 'answered' }),
    of('missed', 'count'),
    of('meanTalk', 'seconds'),
    of('signedIn', 'seconds'),
    of('available', 'seconds'),
    of('talking', 'seconds'),
    of('wrapUp', 'seconds'),
    of('paused', 'seconds'),
    of('occupancy', 'ratio'),
    ...SURVEY_COLUMNS,
  ]
  return [table('operators', query.language, 'calls', columns, rows)]
}
