import { callCountsSql, CITIZENS_CALLS_SQL } from '@app/metrics'
import type { EntityManager } from 'typeorm'
import { dayBounds, quarterSql } from '../roll-ups/local-sql.js'
import { keptByQueue, ofQueue, rowsOf, type Period } from './call-cube.js'

/** Answered within T by the hour of the day (0 to 23), of all days together. */
export async function withinByHours(manager: EntityManager, period: Period, seconds: number, now: Date, queue?: string): Promise<Map<number, number>> {
  const narrowed = ofQueue(queue)
  const found = new Map<number, number>()
  for (const { where, values } of rowsOf(period, now, null))
    for (const { hour, calls } of await manager.query<{ hour: number; calls: string }[]>(
      `SELECT r.hour, SUM(r.calls) AS calls FROM hour_wait_roll_ups r WHERE ${where} AND r.kept = ? AND r.seconds <= ?${narrowed.sql} GROUP BY r.hour`,
      [...values, keptByQueue(queue), seconds, ...narrowed.values],
    ))
      found.set(hour, (found.get(hour) ?? 0) + Number(calls))
  return found
}

/**
 * Answered within T by the quarter hour of the day (0 to 95), of all days together. No roll-up has it for any T, so the calls themselves are counted:
 * for few days only.
 */
export async function withinByQuarters(manager: EntityManager, { from, to }: Period, seconds: number, queue?: string): Promise<Map<number, number>> {
  const narrowed = ofQueue(queue, 'c')
  const rows = await manager.query<{ slot: number; calls: string }[]>(
    `SELECT ${quarterSql('c.arrived_at')} AS slot, ${callCountsSql(seconds).inTime} AS calls FROM calls c WHERE c.arrived_at >= ? AND c.arrived_at < ? AND ${CITIZENS_CALLS_SQL}${narrowed.sql} GROUP BY slot`,
    [dayBounds(from).begins, dayBounds(to).ends, ...narrowed.values],
  )
  return new Map(rows.map(({ slot, calls }) => [Number(slot), Number(calls)]))
}
