import { addCounts, CALL_COUNT_COLUMNS, noCalls, type CallCounts, type WaitSteps } from '@app/metrics'
import type { Bucket } from '@app/contracts'
import type { EntityManager } from 'typeorm'
import { dayAfter, dayAt, monthEnd, monthOf } from '../roll-ups/local-sql.js'

/** Days in Asia/Ho_Chi_Minh, both included. */
export interface Period {
  from: string
  to: string
}

const names = Object.keys(CALL_COUNT_COLUMNS) as (keyof CallCounts)[]
const sumsOf = (wanted: readonly (keyof CallCounts)[]) => wanted.map((name) => `SUM(r.${CALL_COUNT_COLUMNS[name]}) AS ${name}`).join(', ')
const SUMS = sumsOf(names)
type Sums = Partial<Record<keyof CallCounts, string | number | null>> & { bucket: string | number }

/** What rows of a day are put together under. */
const DAY_BUCKETS = {
  month: (day: string) => `DATE_FORMAT(${day}, '%Y-%m')`,
  week: (day: string) => `DATE_FORMAT(${day} - INTERVAL WEEKDAY(${day}) DAY, '%Y-%m-%d')`,
  day: (day: string) => `DATE_FORMAT(${day}, '%Y-%m-%d')`,
} as const
export type DayBucket = keyof typeof DAY_BUCKETS

/** @param day SQL of a row's day */
export const dayBucketSql = (by: DayBucket, day: string): string => DAY_BUCKETS[by](day)

export const isDayBucket = (by: Bucket): by is DayBucket => by in DAY_BUCKETS

const countsOf = (row: Sums): CallCounts => {
  const counts = noCalls()
  for (const name of names) counts[name] = Number(row[name] ?? 0)
  return counts
}
/** The condition that a question of one queue adds. @param rows by what name the statement knows what it counts */
export const ofQueue = (queue: string | undefined, rows: 'r' | 'c' = 'r') => (queue === undefined ? { sql: '', values: [] } : { sql: ` AND ${rows}.queue = ?`, values: [queue] })

/** Counts by month, week or day of arrival. */
export async function callsByDays(manager: EntityManager, { from, to }: Period, by: DayBucket, queue?: string): Promise<Map<string, CallCounts>> {
  const narrowed = ofQueue(queue)
  const rows = await manager.query<Sums[]>(`SELECT ${dayBucketSql(by, 'r.day')} AS bucket, ${SUMS} FROM call_roll_ups r WHERE r.grain = 'day' AND r.day BETWEEN ? AND ?${narrowed.sql} GROUP BY bucket`, [from, to, ...narrowed.values])
  return new Map(rows.map((row) => [String(row.bucket), countsOf(row)]))
}

/** What counts of whole months are put together by: the quarter hour of the day (0 to 95), or the hour of the week (0 is Monday's first, 167 Sunday's last). */
const MONTH_SLOTS = {
  'month-quarter': 'r.slot',
  'month-hour': 'WEEKDAY(r.day) * 24 + FLOOR(r.slot / 4)',
} as const

/**
 * Counts by quarter hour of the day or by hour of the week. Whole months are read as such, the days at the ends one by one.
 * @param wanted the others are 0: of three years each costs time
 */
export async function callsBySlot(manager: EntityManager, grain: keyof typeof MONTH_SLOTS, period: Period, queue?: string, wanted: readonly (keyof CallCounts)[] = names): Promise<Map<number, CallCounts>> {
  const narrowed = ofQueue(queue)
  const sums = sumsOf(wanted)
  const { months, days } = splitByMonths(period, period.to)
  const parts = [
    ...(months.length > 0 ? [{ sql: `SELECT r.slot AS bucket, ${sums} FROM call_roll_ups r WHERE r.grain = ? AND r.day IN (?)${narrowed.sql} GROUP BY r.slot`, values: [grain, months, ...narrowed.values] }] : []),
    ...days.map(({ from, to }) => ({
      sql: `SELECT ${MONTH_SLOTS[grain]} AS bucket, ${sums} FROM call_roll_ups r WHERE r.grain = 'quarter' AND r.day BETWEEN ? AND ?${narrowed.sql} GROUP BY bucket`,
      values: [from, to, ...narrowed.values],
    })),
  ]
  const all = new Map<number, CallCounts>()
  for (const { sql, values } of parts)
    for (const row of await manager.query<Sums[]>(sql, values)) {
      const slot = Number(row.bucket)
      const counts = countsOf(row)
      const before = all.get(slot)
      all.set(slot, before ? addCounts(before, counts) : counts)
    }
  return all
}

/** Whole months of a period up to a last day, and the stretches of days beside them. */
export function splitByMonths({ from, to }: Period, monthsUntil: string): { months: string[]; days: Period[] } {
  const months: string[] = []
  for (let month = monthOf(from) === from ? from : dayAfter(monthEnd(from)); monthEnd(month) <= to && monthEnd(month) <= monthsUntil; month = dayAfter(monthEnd(month))) months.push(month)
  const [first] = months
  const last = months.at(-1)
  if (first === undefined || last === undefined) return { months, days: [{ from, to }] }
  const days: Period[] = []
  if (from < first) days.push({ from, to: dayAfter(first, -1) })
  if (monthEnd(last) < to) days.push({ from: dayAfter(monthEnd(last)), to })
  return { months, days }
}

/** A month is summed once it is over, with a day to spare. */
const summedUntil = (now: Date): string => dayAfter(dayAt(now), -2)

/** Which rows `r` of a roll-up that is kept by day and by month are a period's: of whole months these, unless days or weeks are asked for. */
export function rowsOf(period: Period, now: Date, by: DayBucket | null): { where: string; values: unknown[] }[] {
  const { months, days } = by === null || by === 'month' ? splitByMonths(period, summedUntil(now)) : { months: [], days: [period] }
  return [
    ...(months.length > 0 ? [{ where: `r.grain = 'month' AND r.day IN (?)`, values: [months] }] : []),
    ...days.map(({ from, to }) => ({ where: `r.grain = 'day' AND r.day BETWEEN ? AND ?`, values: [from, to] })),
  ]
}

export interface Waits {
  answered: WaitSteps
  abandoned: WaitSteps
}
const noWaits = (): { answered: Map<number, number>; abandoned: Map<number, number> } => ({ answered: new Map(), abandoned: new Map() })

/** The sums with fewest rows that tell what is asked for. */
export const keptByQueue = (queue: string | undefined): 'queue' | 'none' => (queue === undefined ? 'none' : 'queue')

/** How long callers waited, at peak and off. */
export async function waits(manager: EntityManager, period: Period, now: Date, queue?: string): Promise<{ all: Waits; peak: Waits; offPeak: Waits }> {
  const narrowed = ofQueue(queue)
  const found = { all: noWaits(), peak: noWaits(), offPeak: noWaits() }
  for (const { where, values } of rowsOf(period, now, null)) {
    const rows = await manager.query<{ peak: number; how: keyof Waits; seconds: number; calls: string }[]>(
      `SELECT r.peak, r.how, r.seconds, SUM(r.calls) AS calls FROM wait_roll_ups r WHERE ${where} AND r.kept = ?${narrowed.sql} GROUP BY r.peak, r.how, r.seconds`,
      [...values, keptByQueue(queue), ...narrowed.values],
    )
    for (const { peak, how, seconds, calls } of rows)
      for (const steps of [found.all[how], (peak ? found.peak : found.offPeak)[how]]) steps.set(seconds, (steps.get(seconds) ?? 0) + Number(calls))
  }
  return found
}

/** Answered within T, by month, week or day; an index leads to the waits up to T. */
export async function withinByDays(manager: EntityManager, period: Period, by: DayBucket, seconds: number, now: Date, queue?: string): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (const { where, values } of rowsOf(period, now, by))
    for (const { bucket, calls } of await manager.query<{ bucket: string; calls: string }[]>(
      `SELECT ${dayBucketSql(by, 'r.day')} AS bucket, SUM(r.calls) AS calls FROM wait_roll_ups r WHERE ${where} AND r.kept = ? AND r.queue = ? AND r.how = 'answered' AND r.seconds <= ? GROUP BY bucket`,
      [...values, keptByQueue(queue), queue ?? '', seconds],
    ))
      found.set(bucket, (found.get(bucket) ?? 0) + Number(calls))
  return found
}

/** Every bucket of a period, those without a call too. */
export function bucketsOf({ from, to }: Period, by: DayBucket): string[] {
  const buckets: string[] = []
  for (let day = from; day <= to; day = dayAfter(day)) {
    const bucket = bucketAt(day, by)
    if (buckets.at(-1) !== bucket) buckets.push(bucket)
  }
  return buckets
}

export function bucketAt(day: string, by: DayBucket): string {
  if (by === 'month') return day.slice(0, 7)
  if (by === 'day') return day
  return dayAfter(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
}

/** The days of a bucket that are in the period. */
export function daysOfBucket(bucket: string, by: DayBucket, { from, to }: Period): Period {
  const first = by === 'month' ? `${bucket}-01` : bucket
  const last = by === 'month' ? monthEnd(first) : by === 'week' ? dayAfter(first, 6) : first
  return { from: first < from ? from : first, to: last > to ? to : last }
}
