import type { EntityManager } from 'typeorm'
import { dayBounds, monthEnd, monthOf } from './local-sql.js'

const sum = (condition: string, value = '1') => `SUM(CASE WHEN ${condition} THEN ${value} ELSE 0 END)`
const done = `t.state <> 'merged' AND t.answered_at IS NOT NULL`
const judged = '(t.rating IS NOT NULL OR t.reopenings > 0)'

/** What each column of `ticket_roll_ups` counts, over rows `t` of `tickets`. */
export const TICKET_COUNTS_SQL = {
  made: 'COUNT(*)',
  open: sum(`t.state <> 'merged' AND t.answered_at IS NULL`),
  merged: sum(`t.state = 'merged'`),
  done: sum(done),
  in_time: sum(`${done} AND t.answered_at <= t.deadline_at`),
  returned: sum(`EXISTS (SELECT 1 FROM ticket_history h WHERE h.ticket_id = t.id AND h.deed = 'returned')`),
  extended: sum('t.extensions > 0'),
  reopened: sum('t.reopenings > 0'),
  rated: sum('t.rating IS NOT NULL'),
  satisfied: sum('t.rating >= 4'),
  judged: sum(judged),
  resolved: sum(`${judged} AND t.reopenings = 0 AND t.rating >= 3`),
  rating_sum: 'SUM(COALESCE(t.rating, 0))',
  answer_seconds: sum(done, 'GREATEST(0, TIMESTAMPDIFF(SECOND, t.created_at, t.answered_at))'),
} as const
const names = Object.keys(TICKET_COUNTS_SQL) as (keyof typeof TICKET_COUNTS_SQL)[]

/** Tickets that were made on a day, as they are now; to be run in a transaction. */
export async function recountTickets(tx: EntityManager, day: string): Promise<void> {
  const { begins, ends } = dayBounds(day)
  await tx.query(`DELETE FROM ticket_roll_ups WHERE grain = 'day' AND day = ?`, [day])
  await tx.query(
    `INSERT INTO ticket_roll_ups (grain, day, department_id, category_id, ward_id, ${names.join(', ')})
     SELECT 'day', ?, t.department_id, t.category_id, COALESCE(t.ward_id, 0) ward, ${names.map((name) => TICKET_COUNTS_SQL[name]).join(', ')}
     FROM tickets t WHERE t.created_at >= ? AND t.created_at < ? GROUP BY t.department_id, t.category_id, ward`,
    [day, begins, ends],
  )
}

export async function sumTicketsOfMonth(tx: EntityManager, day: string): Promise<void> {
  const month = monthOf(day)
  await tx.query(`DELETE FROM ticket_roll_ups WHERE grain = 'month' AND day = ?`, [month])
  await tx.query(
    `INSERT INTO ticket_roll_ups (grain, day, department_id, category_id, ward_id, ${names.join(', ')})
     SELECT 'month', ?, r.department_id, r.category_id, r.ward_id, ${names.map((name) => `SUM(r.${name})`).join(', ')} FROM ticket_roll_ups r WHERE r.grain = 'day' AND r.day BETWEEN ? AND ? GROUP BY r.department_id, r.category_id, r.ward_id`,
    [month, month, monthEnd(month)],
  )
}
