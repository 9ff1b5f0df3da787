import type { EntityManager } from 'typeorm'
import { dayBounds, localDaySql } from './local-sql.js'
import { sumDays } from './sums.js'
import { TICKET_COUNTS_SQL } from './ticket-counts-sql.js'

const names = Object.keys(TICKET_COUNTS_SQL) as (keyof typeof TICKET_COUNTS_SQL)[]

/** Tickets that were made on days, as they are now; to be run in a transaction. */
export async function recountTickets(tx: EntityManager, from: string, to = from): Promise<void> {
  await tx.query(`DELETE FROM ticket_roll_ups WHERE grain = 'day' AND kept = 'every' AND day BETWEEN ? AND ?`, [from, to])
  await tx.query(
    `INSERT INTO ticket_roll_ups (grain, kept, day, department_id, category_id, ward_id, ${names.join(', ')})
     SELECT 'day', 'every', ${localDaySql('t.created_at')} made_on, t.department_id, t.category_id, COALESCE(t.ward_id, 0) ward, ${names.map((name) => TICKET_COUNTS_SQL[name]).join(', ')}
     FROM tickets t WHERE t.created_at >= ? AND t.created_at < ? GROUP BY made_on, t.department_id, t.category_id, ward`,
    [dayBounds(from).begins, dayBounds(to).ends],
  )
  await sumDays(tx, 'tickets', from, to)
}
