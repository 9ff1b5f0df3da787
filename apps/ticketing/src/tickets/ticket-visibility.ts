import type { Session } from '@app/contracts'
import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import { TicketEntity } from '../database/ticket.entities.js'

/** An officer sees tickets of the own department only. */
export const isSeenBy = (ticket: Pick<TicketEntity, 'departmentId'>, session: Session): boolean => session.role !== 'officer' || ticket.departmentId === session.department?.id

/** The tickets that this person may see, called `ticket`: {@link isSeenBy} for many. */
export function seenTickets(manager: EntityManager, session: Session): SelectQueryBuilder<TicketEntity> {
  const select = manager.createQueryBuilder(TicketEntity, 'ticket')
  return session.role === 'officer' ? select.andWhere('ticket.departmentId = :own', { own: session.department?.id ?? 0 }) : select
}

/**
 * Every ticket that this person may see is at one of these departments; null: at whichever. Only to look in fewer places: what is seen,
 * {@link seenTickets} says.
 */
export const departmentsSeenBy = (session: Session): number[] | null => (session.role === 'officer' ? [session.department?.id ?? 0] : null)
