import type { EntityManager } from 'typeorm'
import { dayBounds, monthEnd, monthOf } from './local-sql.js'

/** Which tickets a count is of, over rows `t` of `tickets`; the lists behind the figures ask by the same words. @param t their alias */
export function ticketConditions(t: string) {
  const done = `${t}.state <> 'merged' AND ${t}.answered_at IS NOT NULL`
  const judged = `(${t}.rating IS NOT NULL OR ${t}.reopenings > 0)`
  return {
    open: `${t}.state <> 'merged' AND ${t}.answered_at IS NULL`,
    merged: `${t}.state = 'merged'`,
    done,
    inTime: `${done} AND ${t}.answered_at <= ${t}.deadline_at`,
    late: `${done} AND ${t}.answered_at > ${t}.deadline_at`,
    returned: `EXISTS (SELECT 1 FROM ticket_history h WHERE h.ticket_id = ${t}.id AND h.deed = 'returned')`,
    extended: `${t}.extensions > 0`,
    reopened: `${t}.reopenings > 0`,
    rated: `${t}.rating IS NOT NULL`,
    satisfied: `${t}.rating >= 4`,
    judged,
    resolved: `${judged} AND ${t}.reopenings = 0 AND ${t}.rating >= 3`,
  } as const
}

const sum = (condition: string, value = '1') => `SUM(CASE WHEN ${condition} THEN ${value} ELSE 0 END)`
const is = ticketConditions('t')

/** What each column of `ticket_roll_ups` counts, over rows `t` of `tickets`. */
export const TICKET_COUNTS_SQL = {
  made: 'COUNT(*)',
  open: sum(is.open),
  merged: sum(is.merged),
  done: sum(is.done),
  in_time: sum(is.inTime),
  returned: sum(is.returned),
  extended: sum(is.extended),
  reopened: sum(is.reopened),
  rated: sum(is.rated),
  satisfied: sum(is.satisfied),
  judged: sum(is.judged),
  resolved: sum(is.resolved),
  rating_sum: 'SUM(COALESCE(t.rating, 0))',
  answer_seconds: sum(is.done, 'GREATEST(0, TIMESTAMPDIFF(SECOND, t.created_at, t.answered_at))'),
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
