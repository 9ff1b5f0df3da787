import type { Session } from '@app/contracts'
import type { TicketEntity } from '../database/ticket.entities.js'

/** A condition on a row of `tickets`, called `ticket`, with its values. */
export interface Condition {
  sql: string
  values: unknown[]
}

/** An officer sees tickets of the own department only. */
export const isSeenBy = (ticket: Pick<TicketEntity, 'departmentId'>, session: Session): boolean => session.role !== 'officer' || ticket.departmentId === session.department?.id

/** The same for many tickets: {@link isSeenBy} as a condition. Null: all are seen. */
export const seenBy = (session: Session): Condition | null => (session.role === 'officer' ? { sql: 'ticket.department_id = ?', values: [session.department?.id ?? 0] } : null)

/** Every ticket that this person may see is at one of these departments; null: at whichever. Lists and searches go by it, and by {@link seenBy} besides. */
export const departmentsSeenBy = (session: Session): number[] | null => (session.role === 'officer' ? [session.department?.id ?? 0] : null)
