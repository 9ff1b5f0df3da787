import { CALL_COUNT_COLUMNS, callCountsSql, CITIZENS_CALLS_SQL, peakSql, STANDING_SQL, waitStepSql, type CallCounts } from '@app/metrics'
import type { EntityManager } from 'typeorm'
import { recountHourWaits, sumHourWaitsOfMonth } from './hour-waits.js'
import { dayAfter, dayBounds, localSql, monthEnd, monthOf, quarterSql, weekdayOf } from './local-sql.js'

/** From so many quarter hours on, a day is read in one go. */
const MOST_SINGLY = 4

const names = Object.keys(CALL_COUNT_COLUMNS) as (keyof CallCounts)[]
const columns = names.map((name) => CALL_COUNT_COLUMNS[name]).join(', ')
const sums = names.map((name) => `SUM(r.${CALL_COUNT_COLUMNS[name]})`).join(', ')

const quarterMoments = (day: string, slot: number): [Date, Date] => {
  const begins = dayBounds(day).begins.getTime() + slot * 900_000
  return [new Date(begins), new Date(begins + 900_000)]
}

/** Counts quarter hours of a day anew, and what is summed from them; to be run in a transaction. @param slots 0 to 95 */
export async function recountCalls(tx: EntityManager, day: string, slots: readonly number[], serviceLevelSeconds: number): Promise<void> {
  const counts = callCountsSql(serviceLevelSeconds)
  const whole = slots.length > MOST_SINGLY
  const spans = whole ? [Object.values(dayBounds(day)) as [Date, Date]] : slots.map((slot) => quarterMoments(day, slot))
  const counted = whole ? Array.from({ length: 96 }, (_, slot) => slot) : [...slots]
  await tx.query(`DELETE FROM call_roll_ups WHERE grain = 'quarter' AND day = ? AND slot IN (?)`, [day, counted])
  for (const [begins, ends] of spans)
    await tx.query(
      `INSERT INTO call_roll_ups (grain, day, slot, queue, ${columns})
       SELECT 'quarter', ?, ${quarterSql('c.arrived_at')} slot, COALESCE(c.queue, '') queue_name, ${names.map((name) => counts[name]).join(', ')}
       FROM calls c WHERE c.arrived_at >= ? AND c.arrived_at < ? AND ${CITIZENS_CALLS_SQL} GROUP BY slot, queue_name`,
      [day, begins, ends],
    )
  await tx.query(`DELETE FROM call_roll_ups WHERE grain = 'day' AND day = ?`, [day])
  await tx.query(`INSERT INTO call_roll_ups (grain, day, slot, queue, ${columns}) SELECT 'day', r.day, 0, r.queue, ${sums} FROM call_roll_ups r WHERE r.grain = 'quarter' AND r.day = ? GROUP BY r.day, r.queue`, [day])
  const weekday = weekdayOf(day)
  const monthSlots = counted.map((slot) => (weekday - 1) * 96 + slot)
  await tx.query(`DELETE FROM call_roll_ups WHERE grain = 'month' AND day = ? AND slot IN (?)`, [monthOf(day), monthSlots])
  await tx.query(
    `INSERT INTO call_roll_ups (grain, day, slot, queue, ${columns})
     SELECT 'month', ?, ? + r.slot, r.queue, ${sums} FROM call_roll_ups r WHERE r.grain = 'quarter' AND r.day IN (?) AND r.slot IN (?) GROUP BY r.slot, r.queue`,
    [monthOf(day), (weekday - 1) * 96, sameWeekdays(day), counted],
  )
}

function sameWeekdays(day: string): string[] {
  const days: string[] = []
  for (let one = monthOf(day); one <= monthEnd(day); one = dayAfter(one)) if (weekdayOf(one) === weekdayOf(day)) days.push(one)
  return days
}

/** How long the callers of a day waited, and who spoke with them; to be run in a transaction. */
export async function recountWaitsAndTalks(tx: EntityManager, day: string): Promise<void> {
  const { begins, ends } = dayBounds(day)
  const standing = STANDING_SQL
  await tx.query(`DELETE FROM wait_roll_ups WHERE grain = 'day' AND day = ?`, [day])
  await tx.query(
    `INSERT INTO wait_roll_ups (grain, day, queue, peak, how, seconds, calls)
     SELECT 'day', ?, COALESCE(c.queue, '') queue_name, ${peakSql(localSql('c.arrived_at'))} is_peak, IF(${standing} = 'answered', 'answered', 'abandoned') how_it_ended, ${waitStepSql('c.wait_seconds')} step, COUNT(*)
     FROM calls c WHERE c.arrived_at >= ? AND c.arrived_at < ? AND ${CITIZENS_CALLS_SQL} AND c.wait_seconds IS NOT NULL AND ${standing} IN ('answered', 'abandoned', 'short-abandoned')
     GROUP BY queue_name, is_peak, how_it_ended, step`,
    [day, begins, ends],
  )
  await recountHourWaits(tx, day)
  await tx.query('DELETE FROM talk_roll_ups WHERE day = ?', [day])
  await tx.query(
    `INSERT INTO talk_roll_ups (day, operator_id, queue, talks, talks_known, talk_seconds)
     SELECT ?, COALESCE(c.operator_id, 0) operator, COALESCE(c.queue, '') queue_name, COUNT(*), SUM(c.ended_at IS NOT NULL AND c.talk_seconds IS NOT NULL), SUM(CASE WHEN c.ended_at IS NOT NULL THEN COALESCE(c.talk_seconds, 0) ELSE 0 END)
     FROM calls c WHERE c.arrived_at >= ? AND c.arrived_at < ? AND ${CITIZENS_CALLS_SQL} AND ${standing} = 'answered'
     GROUP BY operator, queue_name`,
    [day, begins, ends],
  )
}

/** Of a month, out of its days. */
export async function sumWaitsOfMonth(tx: EntityManager, month: string): Promise<void> {
  await tx.query(`DELETE FROM wait_roll_ups WHERE grain = 'month' AND day = ?`, [month])
  await tx.query(
    `INSERT INTO wait_roll_ups (grain, day, queue, peak, how, seconds, calls)
     SELECT 'month', ?, r.queue, r.peak, r.how, r.seconds, SUM(r.calls) FROM wait_roll_ups r WHERE r.grain = 'day' AND r.day BETWEEN ? AND ? GROUP BY r.queue, r.peak, r.how, r.seconds`,
    [month, month, monthEnd(month)],
  )
  await sumHourWaitsOfMonth(tx, month)
}

/** Ratings that were asked for on a day. */
export async function recountSurveys(tx: EntityManager, day: string): Promise<void> {
  const { begins, ends } = dayBounds(day)
  await tx.query('DELETE FROM survey_roll_ups WHERE day = ?', [day])
  await tx.query(
    `INSERT INTO survey_roll_ups (day, queue, operator_id, rating, calls)
     SELECT ?, COALESCE(c.queue, '') queue_name, COALESCE(s.operator_id, 0) operator, COALESCE(s.rating, 0) given, COUNT(*)
     FROM surveys s LEFT JOIN calls c ON c.id = s.call_id WHERE s.asked_at >= ? AND s.asked_at < ? GROUP BY queue_name, operator, given`,
    [day, begins, ends],
  )
}
