import { CALL_COUNT_COLUMNS, callCountsSql, CITIZENS_CALLS_SQL, HELD_SQL, HOLD_KNOWN_SQL, peakSql, STANDING_SQL, waitStepSql, type CallCounts } from '@app/metrics'
import type { EntityManager } from 'typeorm'
import { dayBounds, daysOf, localDaySql, localSql, monthEnd, monthOf, quarterSql, weekdayOf } from './local-sql.js'
import { sumDays } from './sums.js'

/** From so many quarter hours on, a day is read in one go. */
const MOST_SINGLY = 4

const names = Object.keys(CALL_COUNT_COLUMNS) as (keyof CallCounts)[]
const columns = names.map((name) => CALL_COUNT_COLUMNS[name]).join(', ')
const sums = names.map((name) => `SUM(r.${CALL_COUNT_COLUMNS[name]})`).join(', ')

const quarterMoments = (day: string, slot: number): [Date, Date] => {
  const begins = dayBounds(day).begins.getTime() + slot * 900_000
  return [new Date(begins), new Date(begins + 900_000)]
}

async function countQuarters(tx: EntityManager, begins: Date, ends: Date, serviceLevelSeconds: number): Promise<void> {
  const counts = callCountsSql(serviceLevelSeconds)
  await tx.query(
    `INSERT INTO call_roll_ups (grain, day, slot, queue, ${columns})
     SELECT 'quarter', ${localDaySql('c.arrived_at')} arrived_on, ${quarterSql('c.arrived_at')} slot, COALESCE(c.queue, '') queue_name, ${names.map((name) => counts[name]).join(', ')}
     FROM calls c WHERE c.arrived_at >= ? AND c.arrived_at < ? AND ${CITIZENS_CALLS_SQL} GROUP BY arrived_on, slot, queue_name`,
    [begins, ends],
  )
}

async function sumQuartersOfDays(tx: EntityManager, from: string, to: string): Promise<void> {
  await tx.query(`DELETE FROM call_roll_ups WHERE grain = 'day' AND day BETWEEN ? AND ?`, [from, to])
  await tx.query(`INSERT INTO call_roll_ups (grain, day, slot, queue, ${columns}) SELECT 'day', r.day, 0, r.queue, ${sums} FROM call_roll_ups r WHERE r.grain = 'quarter' AND r.day BETWEEN ? AND ? GROUP BY r.day, r.queue`, [from, to])
}

/** Of a month by the quarter hour of the day, and by the hour of the week; from some quarter hours of some of its days, or of all. */
async function sumQuartersOfMonth(tx: EntityManager, month: string, weekdays: readonly number[], slots: readonly number[]): Promise<void> {
  const days = daysOf(month, monthEnd(month))
  const hours = [...new Set(slots.map((slot) => Math.floor(slot / 4)))]
  await tx.query(`DELETE FROM call_roll_ups WHERE grain = 'month-quarter' AND day = ? AND slot IN (?)`, [month, slots])
  await tx.query(
    `INSERT INTO call_roll_ups (grain, day, slot, queue, ${columns})
     SELECT 'month-quarter', ?, r.slot, r.queue, ${sums} FROM call_roll_ups r WHERE r.grain = 'quarter' AND r.day IN (?) AND r.slot IN (?) GROUP BY r.slot, r.queue`,
    [month, days, slots],
  )
  await tx.query(`DELETE FROM call_roll_ups WHERE grain = 'month-hour' AND day = ? AND slot IN (?)`, [month, weekdays.flatMap((weekday) => hours.map((hour) => (weekday - 1) * 24 + hour))])
  await tx.query(
    `INSERT INTO call_roll_ups (grain, day, slot, queue, ${columns})
     SELECT 'month-hour', ?, WEEKDAY(r.day) * 24 + FLOOR(r.slot / 4) hour_of_week, r.queue, ${sums} FROM call_roll_ups r WHERE r.grain = 'quarter' AND r.day IN (?) AND r.slot IN (?) GROUP BY hour_of_week, r.queue`,
    [month, days.filter((day) => weekdays.includes(weekdayOf(day))), hours.flatMap((hour) => [0, 1, 2, 3].map((quarter) => hour * 4 + quarter))],
  )
}

/** Counts quarter hours of a day anew, and what is summed from them; to be run in a transaction. @param slots 0 to 95 */
export async function recountCalls(tx: EntityManager, day: string, slots: readonly number[], serviceLevelSeconds: number): Promise<void> {
  const whole = slots.length > MOST_SINGLY
  const counted = whole ? ALL_SLOTS : [...slots]
  await tx.query(`DELETE FROM call_roll_ups WHERE grain = 'quarter' AND day = ? AND slot IN (?)`, [day, counted])
  const spans = whole ? [Object.values(dayBounds(day)) as [Date, Date]] : slots.map((slot) => quarterMoments(day, slot))
  for (const [begins, ends] of spans) await countQuarters(tx, begins, ends, serviceLevelSeconds)
  await sumQuartersOfDays(tx, day, day)
  await sumQuartersOfMonth(tx, monthOf(day), [weekdayOf(day)], counted)
}
const ALL_SLOTS = Array.from({ length: 96 }, (_, slot) => slot)
const ALL_WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]

/** Counts days of one month anew; to be run in a transaction. */
export async function recountCallsOfDays(tx: EntityManager, from: string, to: string, serviceLevelSeconds: number): Promise<void> {
  await tx.query(`DELETE FROM call_roll_ups WHERE grain = 'quarter' AND day BETWEEN ? AND ?`, [from, to])
  await countQuarters(tx, dayBounds(from).begins, dayBounds(to).ends, serviceLevelSeconds)
  await sumQuartersOfDays(tx, from, to)
  await sumQuartersOfMonth(tx, monthOf(from), ALL_WEEKDAYS, ALL_SLOTS)
}

/** How long the callers of days waited, and who spoke with them; to be run in a transaction. */
export async function recountWaitsAndTalks(tx: EntityManager, from: string, to = from): Promise<void> {
  const within = [dayBounds(from).begins, dayBounds(to).ends]
  const standing = STANDING_SQL
  await tx.query(`DELETE FROM wait_roll_ups WHERE grain = 'day' AND kept = 'queue' AND day BETWEEN ? AND ?`, [from, to])
  await tx.query(
    `INSERT INTO wait_roll_ups (grain, kept, day, queue, peak, how, seconds, calls)
     SELECT 'day', 'queue', ${localDaySql('c.arrived_at')} arrived_on, COALESCE(c.queue, '') queue_name, ${peakSql(localSql('c.arrived_at'))} is_peak, IF(${standing} = 'answered', 'answered', 'abandoned') how_it_ended, ${waitStepSql('c.wait_seconds')} step, COUNT(*)
     FROM calls c WHERE c.arrived_at >= ? AND c.arrived_at < ? AND ${CITIZENS_CALLS_SQL} AND c.wait_seconds IS NOT NULL AND ${standing} IN ('answered', 'abandoned', 'short-abandoned')
     GROUP BY arrived_on, queue_name, is_peak, how_it_ended, step`,
    within,
  )
  await sumDays(tx, 'waits', from, to)
  await tx.query(`DELETE FROM hour_wait_roll_ups WHERE grain = 'day' AND kept = 'queue' AND day BETWEEN ? AND ?`, [from, to])
  await tx.query(
    `INSERT INTO hour_wait_roll_ups (grain, kept, day, seconds, hour, queue, calls)
     SELECT 'day', 'queue', ${localDaySql('c.arrived_at')} arrived_on, ${waitStepSql('c.wait_seconds')} step, HOUR(${localSql('c.arrived_at')}) arrived_in, COALESCE(c.queue, '') queue_name, COUNT(*)
     FROM calls c WHERE c.arrived_at >= ? AND c.arrived_at < ? AND ${CITIZENS_CALLS_SQL} AND c.wait_seconds IS NOT NULL AND ${standing} = 'answered'
     GROUP BY arrived_on, step, arrived_in, queue_name`,
    within,
  )
  await sumDays(tx, 'hourWaits', from, to)
  await tx.query(`DELETE FROM talk_roll_ups WHERE grain = 'day' AND kept = 'operator' AND day BETWEEN ? AND ?`, [from, to])
  await tx.query(
    `INSERT INTO talk_roll_ups (grain, kept, day, operator_id, queue, talks, talks_known, talk_seconds, holds_known, held, hold_seconds, longest_hold)
     SELECT 'day', 'operator', ${localDaySql('c.arrived_at')} arrived_on, COALESCE(c.operator_id, 0) spoke_with, COALESCE(c.queue, '') queue_name, COUNT(*), SUM(c.ended_at IS NOT NULL AND c.talk_seconds IS NOT NULL), SUM(CASE WHEN c.ended_at IS NOT NULL THEN COALESCE(c.talk_seconds, 0) ELSE 0 END),
            SUM(CASE WHEN ${HOLD_KNOWN_SQL} THEN 1 ELSE 0 END), SUM(CASE WHEN ${HELD_SQL} THEN 1 ELSE 0 END), SUM(CASE WHEN ${HOLD_KNOWN_SQL} THEN c.hold_seconds ELSE 0 END), MAX(CASE WHEN ${HOLD_KNOWN_SQL} THEN c.hold_seconds ELSE 0 END)
     FROM calls c WHERE c.arrived_at >= ? AND c.arrived_at < ? AND ${CITIZENS_CALLS_SQL} AND ${standing} = 'answered'
     GROUP BY arrived_on, spoke_with, queue_name`,
    within,
  )
  await sumDays(tx, 'talks', from, to)
}

/** Ratings that were asked for on days. */
export async function recountSurveys(tx: EntityManager, from: string, to = from): Promise<void> {
  await tx.query(`DELETE FROM survey_roll_ups WHERE grain = 'day' AND kept = 'operator' AND day BETWEEN ? AND ?`, [from, to])
  await tx.query(
    `INSERT INTO survey_roll_ups (grain, kept, day, queue, operator_id, rating, calls)
     SELECT 'day', 'operator', ${localDaySql('s.asked_at')} asked_on, COALESCE(c.queue, '') queue_name, COALESCE(s.operator_id, 0) spoke_with, COALESCE(s.rating, 0) given, COUNT(*)
     FROM surveys s LEFT JOIN calls c ON c.id = s.call_id WHERE s.asked_at >= ? AND s.asked_at < ? GROUP BY asked_on, queue_name, spoke_with, given`,
    [dayBounds(from).begins, dayBounds(to).ends],
  )
  await sumDays(tx, 'surveys', from, to)
}
