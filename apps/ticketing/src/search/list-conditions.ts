import type { Session, TicketQuery } from '@app/contracts'
import { seenBy, type Condition } from '../tickets/ticket-visibility.js'

/** The counting of a list ends here. */
export const MOST_COUNTED = 1_000

export const both = (...conditions: (Condition | null)[]): Condition => {
  const there = conditions.filter((condition) => condition !== null)
  return { sql: there.map(({ sql }) => `(${sql})`).join(' AND ') || 'TRUE', values: there.flatMap(({ values }) => values) }
}

/** Everything that is asked of a list besides its states and departments, and what this person may see. */
export const listConditions = (query: Pick<TicketQuery, 'categoryId' | 'overdue'>, session: Session): Condition =>
  both(
    seenBy(session),
    query.categoryId === undefined ? null : { sql: 'ticket.category_id = ?', values: [query.categoryId] },
    query.overdue ? { sql: 'ticket.answered_at IS NULL AND ticket.stopped_at IS NULL AND ticket.deadline_at < ?', values: [new Date()] } : null,
  )

/** The departments of a list; null: whichever. One that is asked for and not seen leaves none. */
export function narrowed(seen: number[] | null, asked: number | undefined): number[] | null {
  if (asked === undefined) return seen
  return seen === null || seen.includes(asked) ? [asked] : []
}
