import type { Session, TicketQuery } from '@app/contracts'
import { OPEN_STATES } from '@app/ticket-life'
import { DateTime } from 'luxon'
import type { SelectQueryBuilder } from 'typeorm'
import type { TicketEntity } from '../database/ticket.entities.js'
import { ZONE } from '../settings.js'

/** Until when (the end of today, of this week) something is due that is so; null: it is late already. */
export function dueUntil(due: 'overdue' | 'today' | 'week', now: Date): Date | null {
  if (due === 'overdue') return null
  return DateTime.fromJSDate(now, { zone: ZONE })
    .endOf(due === 'today' ? 'day' : 'week')
    .toJSDate()
}

/** Filters of the inbox besides state and words. */
export function narrow(select: SelectQueryBuilder<TicketEntity>, { categoryId, due, assignee }: Omit<TicketQuery, 'page'>, session: Session, now: Date): void {
  if (categoryId !== undefined) select.andWhere('ticket.categoryId = :categoryId', { categoryId })
  if (assignee === 'nobody') select.andWhere('ticket.assigneeId IS NULL')
  else if (assignee !== undefined) select.andWhere('ticket.assigneeId = :assignee', { assignee: assignee === 'mine' ? session.userId : assignee })
  if (due === undefined) return
  // What stands still is not late, and not due.
  select.andWhere('ticket.state IN (:...waiting) AND ticket.stoppedAt IS NULL', { waiting: OPEN_STATES })
  const until = dueUntil(due, now)
  if (until === null) select.andWhere('ticket.deadlineAt < :now', { now })
  else select.andWhere('ticket.deadlineAt BETWEEN :now AND :until', { now, until })
}
