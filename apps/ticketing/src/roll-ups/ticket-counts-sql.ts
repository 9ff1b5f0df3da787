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
