import type { EntityManager } from 'typeorm'
import { keptByQueue, ofQueue, rowsOf, type Period } from './call-cube.js'

/** Who called in vain last within a period, by what became of them since; empty: nothing yet. */
export async function missedByEnd(manager: EntityManager, period: Period, now: Date, queue?: string): Promise<{ how: string; persons: number; calls: number }[]> {
  const narrowed = ofQueue(queue)
  const found: { how: string; persons: number; calls: number }[] = []
  for (const { where, values } of rowsOf(period, now, null)) {
    const rows = await manager.query<{ how: string; persons: string; calls: string }[]>(
      `SELECT r.how, SUM(r.persons) AS persons, SUM(r.calls) AS calls FROM missed_roll_ups r WHERE ${where} AND r.kept = ?${narrowed.sql} GROUP BY r.how`,
      [...values, keptByQueue(queue), ...narrowed.values],
    )
    found.push(...rows.map(({ how, persons, calls }) => ({ how, persons: Number(persons), calls: Number(calls) })))
  }
  return found
}
