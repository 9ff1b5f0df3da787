import type { EntityManager } from 'typeorm'
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
