import type { EntityManager } from 'typeorm'
import { dayBounds, localDaySql } from './local-sql.js'
import { sumDays } from './sums.js'

/** Who called in vain, by the day of their last call and by what became of them since; to be run in a transaction. */
export async function recountMissed(tx: EntityManager, from: string, to = from): Promise<void> {
  await tx.query(`DELETE FROM missed_roll_ups WHERE grain = 'day' AND kept = 'queue' AND day BETWEEN ? AND ?`, [from, to])
  await tx.query(
    `INSERT INTO missed_roll_ups (grain, kept, day, queue, how, persons, calls)
     SELECT 'day', 'queue', ${localDaySql('m.last_at')} called_on, COALESCE(m.queue, '') queue_name, COALESCE(m.closed_how, '') became, COUNT(*), SUM(m.calls)
     FROM missed_callers m WHERE m.last_at >= ? AND m.last_at < ? GROUP BY called_on, queue_name, became`,
    [dayBounds(from).begins, dayBounds(to).ends],
  )
  await sumDays(tx, 'missed', from, to)
}
