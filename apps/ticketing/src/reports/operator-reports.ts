import type { ReportTable } from '@app/contracts'
import { heldShareOf, meanHoldOf, meanTalkOf, ratio } from '@app/metrics'
import { bucketsOf, daysOfBucket, isDayBucket, type DayBucket } from './call-cube.js'
import { rolledUp } from './operator-cube.js'
import { drillOf, type ReportContext } from './report-context.js'
import { about, of, table, type Row } from './report-table.js'
import { WORDS } from './report-texts.js'
import { surveySums, surveyCells, SURVEY_COLUMNS } from './survey-reports.js'

interface Talks {
  talks: number
  talksKnown: number
  talkSeconds: number
  holdsKnown: number
  held: number
  holdSeconds: number
  longestHold: number
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
const noTalks = (): Talks => ({ talks: 0, talksKnown: 0, talkSeconds: 0, holdsKnown: 0, held: 0, holdSeconds: 0, longestHold: 0 })
const noTimes = (): Times => ({ available: 0, talking: 0, wrapUp: 0, paused: 0, missed: 0 })
const STATES: Record<string, keyof Times> = { available: 'available', talking: 'talking', 'wrap-up': 'wrapUp', paused: 'paused' }

async function talksBy(context: ReportContext, by: DayBucket | 'operator'): Promise<Map<string, Talks>> {
  const found = new Map<string, Talks>()
  for (const row of await rolledUp<Record<'talks' | 'talks_known' | 'talk_seconds' | 'holds_known' | 'held' | 'hold_seconds' | 'longest_hold', string>>(context, 'talks', by, []))
    found.set(
      row.bucket,
      addTalks(found.get(row.bucket) ?? noTalks(), {
        talks: Number(row.talks),
        talksKnown: Number(row.talks_known),
        talkSeconds: Number(row.talk_seconds),
        holdsKnown: Number(row.holds_known),
        held: Number(row.held),
        holdSeconds: Number(row.hold_seconds),
        longestHold: Number(row.longest_hold),
      }),
    )
  return found
}

async function timesBy(context: ReportContext, by: DayBucket | 'operator'): Promise<Map<string, Times>> {
  const found = new Map<string, Times>()
  for (const { bucket, state, seconds, times } of await rolledUp<Record<'state' | 'seconds' | 'times', string>>(context, 'states', by, ['state'])) {
    const sums = found.get(bucket) ?? noTimes()
    if (state === 'missed') sums.missed += Number(times)
    else sums[STATES[state] ?? 'paused'] += Number(seconds)
    found.set(bucket, sums)
  }
  return found
}

const addTalks = (a: Talks, b: Talks): Talks => ({
  talks: a.talks + b.talks,
  talksKnown: a.talksKnown + b.talksKnown,
  talkSeconds: a.talkSeconds + b.talkSeconds,
  holdsKnown: a.holdsKnown + b.holdsKnown,
  held: a.held + b.held,
  holdSeconds: a.holdSeconds + b.holdSeconds,
  longestHold: Math.max(a.longestHold, b.longestHold),
})

/** Without a talk of which it is known nothing is said, rather than that nobody was on hold. */
const holdCells = (talk: Talks) => ({ meanHold: meanHoldOf(talk), held: talk.holdsKnown === 0 ? null : talk.held, heldShare: heldShareOf(talk), longestHold: talk.holdsKnown === 0 ? null : talk.longestHold })
const HELD = { standing: 'answered', held: 'yes' }

/** Talk, of it hold, wrap-up, and talk and wrap-up together. States are not of a queue: narrowed to one, only the talk is known. */
export async function handlingReport(context: ReportContext): Promise<ReportTable[]> {
  const { query, period } = context
  const by: DayBucket = isDayBucket(query.by) ? query.by : 'day'
  const talks = await talksBy(context, by)
  const times = query.queue === undefined ? await timesBy(context, by) : new Map<string, Times>()
  const cells = (talk: Talks, time: Times | undefined) => {
    const mean = meanTalkOf(talk)
    const wrapUp = time ? ratio(time.wrapUp, talk.talks) : null
    return { talks: talk.talks, meanTalk: mean, ...holdCells(talk), meanWrapUp: wrapUp, aht: mean === null || wrapUp === null ? null : mean + wrapUp }
  }
  const rows = bucketsOf(period, by).map((key): Row => ({ key, cells: { time: key, ...cells(talks.get(key) ?? noTalks(), times.get(key)) }, drill: drillOf(context, daysOfBucket(key, by, period)) }))
  const all = [...talks.values()].reduce(addTalks, noTalks())
  const total = query.queue === undefined ? sumTimes([...times.values()]) : undefined
  return [table('by-time', query.language, 'calls', [about('time', by), of('talks', 'count', { standing: 'answered' }), of('meanTalk', 'seconds'), of('meanHold', 'seconds'), of('meanWrapUp', 'seconds'), of('aht', 'seconds'), of('held', 'count', HELD), of('heldShare', 'ratio'), of('longestHold', 'seconds')], rows, { key: 'total', cells: { time: null, ...cells(all, total) }, drill: drillOf(context, period) })]
}

const sumTimes = (times: readonly Times[]): Times =>
  times.reduce((sum, one) => ({ available: sum.available + one.available, talking: sum.talking + one.talking, wrapUp: sum.wrapUp + one.wrapUp, paused: sum.paused + one.paused, missed: sum.missed + one.missed }), noTimes())

/** Each operator with the number of cases behind every figure. */
export async function operatorReport(context: ReportContext): Promise<ReportTable[]> {
  const { query, names } = context
  const talks = await talksBy(context, 'operator')
  const times = await timesBy(context, 'operator')
  const surveys = await surveySums(context, 'operator')
  const ids = [...new Set([...talks.keys(), ...times.keys()])].sort((a, b) => (talks.get(b)?.talks ?? 0) - (talks.get(a)?.talks ?? 0))
  const cells = (talk: Talks, time: Times) => {
    const signedIn = time.available + time.talking + time.wrapUp + time.paused
    return { talks: talk.talks, missed: time.missed, meanTalk: meanTalkOf(talk), ...holdCells(talk), signedIn, available: time.available, talking: time.talking, wrapUp: time.wrapUp, paused: time.paused, occupancy: ratio(time.talking + time.wrapUp, signedIn - time.paused) }
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
    of('meanHold', 'seconds'),
    of('held', 'count', HELD),
    of('heldShare', 'ratio'),
    of('longestHold', 'seconds'),
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
