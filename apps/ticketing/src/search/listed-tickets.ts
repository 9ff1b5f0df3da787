import type { Session, TicketQuery } from '@app/contracts'
import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import type { TicketEntity } from '../database/ticket.entities.js'
import { seenTickets } from '../tickets/ticket-visibility.js'

/** The counting of a list ends here. */
export const MOST_COUNTED = 1_000

/** The tickets that this person may see and that fit what is asked, but for states, departments and words: by these a list or search goes itself. */
export function listedTickets(manager: EntityManager, { categoryId, overdue }: Pick<TicketQuery, 'categoryId' | 'overdue'>, session: Session, now: Date): SelectQueryBuilder<TicketEntity> {
  const select = seenTickets(manager, session)
  if (categoryId !== undefined) select.andWhere('ticket.categoryId = :categoryId', { categoryId })
  if (overdue) select.andWhere('ticket.answeredAt IS NULL AND ticket.stoppedAt IS NULL AND ticket.deadlineAt < :now', { now })
  return select
}

/** The departments of a list; null: whichever. One that is asked for and not seen leaves none. */
export function narrowed(seen: number[] | null, asked: number | undefined): number[] | null {
  if (asked === undefined) return seen
  return seen === null || seen.includes(asked) ? [asked] : []
}
