import type { EntityManager } from 'typeorm'
import { keptByQueue, rowsOf, type Period } from './call-cube.js'

/** Who called in vain last within a period, by what became of them since; empty: nothing yet. */
export async function missedByEnd(manager: EntityManager, period: Period, now: Date, queue?: string): Promise<{ how: string; persons: number; calls: number }[]> {
  const found: { how: string; persons: number; calls: number }[] = []
  for (const { where, values } of rowsOf(period, now, null)) {
    const rows = await manager.query<{ how: string; persons: string; calls: string }[]>(
      `SELECT r.how, SUM(r.persons) AS persons, SUM(r.calls) AS calls FROM missed_roll_ups r WHERE ${where} AND r.kept = ?${queue === undefined ? '' : ' AND r.queue = ?'} GROUP BY r.how`,
      [...values, keptByQueue(queue), ...(queue === undefined ? [] : [queue])],
    )
    found.push(...rows.map(({ how, persons, calls }) => ({ how, persons: Number(persons), calls: Number(calls) })))
  }
  return found
}
