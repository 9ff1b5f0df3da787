import { CITIZENS_CALLS_SQL, STANDING_SQL, waitStepSql } from '@app/metrics'
import type { EntityManager } from 'typeorm'
import { dayBounds, localDaySql, localSql, monthEnd } from './local-sql.js'

/** How long answered callers of these days waited, by the hour of the day; to be run in a transaction. @param to included */
export async function recountHourWaits(tx: EntityManager, from: string, to = from): Promise<void> {
  await tx.query(`DELETE FROM hour_wait_roll_ups WHERE grain = 'day' AND day BETWEEN ? AND ?`, [from, to])
  await tx.query(
    `INSERT INTO hour_wait_roll_ups (grain, day, seconds, hour, queue, calls)
     SELECT 'day', ${localDaySql('c.arrived_at')} arrived_on, ${waitStepSql('c.wait_seconds')} step, HOUR(${localSql('c.arrived_at')}) arrived_in, COALESCE(c.queue, '') queue_name, COUNT(*)
     FROM calls c WHERE c.arrived_at >= ? AND c.arrived_at < ? AND ${CITIZENS_CALLS_SQL} AND c.wait_seconds IS NOT NULL AND ${STANDING_SQL} = 'answered'
     GROUP BY arrived_on, step, arrived_in, queue_name`,
    [dayBounds(from).begins, dayBounds(to).ends],
  )
}

/** Of a month, out of its days. */
export async function sumHourWaitsOfMonth(tx: EntityManager, month: string): Promise<void> {
  await tx.query(`DELETE FROM hour_wait_roll_ups WHERE grain = 'month' AND day = ?`, [month])
  await tx.query(
    `INSERT INTO hour_wait_roll_ups (grain, day, seconds, hour, queue, calls)
     SELECT 'month', ?, r.seconds, r.hour, r.queue, SUM(r.calls) FROM hour_wait_roll_ups r WHERE r.grain = 'day' AND r.day BETWEEN ? AND ? GROUP BY r.seconds, r.hour, r.queue`,
    [month, month, monthEnd(month)],
  )
}
