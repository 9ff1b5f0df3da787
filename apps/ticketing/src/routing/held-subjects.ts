import type { RoutingRules } from '@app/contracts'
import { OPEN_STATES } from '@app/ticket-life'
import type { RoutedTicket } from '@app/ticket-routing'
import { In, Not, type EntityManager } from 'typeorm'
import { TicketEntity } from '../database/ticket.entities.js'

/** Who works on an open ticket of the same citizen about the same category. */
type Held = NonNullable<RoutedTicket['held']>

/** States in which somebody of the department has something to do with a ticket. */
export const WORKED_ON = OPEN_STATES.filter((state) => state !== 'returned' && state !== 'merged')

/** Whether rules ask who holds a subject: else nobody has to look. */
export const asksForHolder = ({ rules }: RoutingRules): boolean => rules.some(({ on, when, to }) => on && (when.holders !== null || to.lead.by === 'holder'))

/** @param exceptId the ticket itself, where it is there already */
export async function holderOf(manager: EntityManager, { citizenKey, categoryId, exceptId }: { citizenKey: string | null; categoryId: number; exceptId: number | null }): Promise<Held | null> {
  if (citizenKey === null) return null
  const found = await manager.findOne(TicketEntity, { where: { citizenKey, categoryId, state: In(WORKED_ON), ...(exceptId !== null && { id: Not(exceptId) }) }, order: { createdAt: 'DESC', id: 'DESC' } })
  return found && { departmentId: found.departmentId, userId: found.assigneeId }
}

/** @param ticketIds of tickets whose citizen is known
 * @returns who held their subject when they were made, as far as the rows still tell: where the earlier ticket is now, and by its present answer */
export async function holdersThen(manager: EntityManager, ticketIds: readonly number[]): Promise<Map<number, Held>> {
  if (ticketIds.length === 0) return new Map()
  const rows = (await manager.query(
    // From the tickets to their citizens' others, whatever the database thinks of the way: the other way round it looks at every ticket there is.
    `SELECT STRAIGHT_JOIN t.id AS id, h.department_id AS departmentId, h.assignee_id AS userId
     FROM tickets t JOIN tickets h FORCE INDEX (ix_tickets_citizen) ON h.citizen_key = t.citizen_key AND h.category_id = t.category_id AND h.created_at < t.created_at AND (h.answered_at IS NULL OR h.answered_at > t.created_at)
     WHERE t.id IN (?) ORDER BY h.created_at, h.id`,
    [ticketIds],
  )) as (Held & { id: number })[]
  // The newest comes last and stays.
  return new Map(rows.map(({ id, departmentId, userId }) => [id, { departmentId, userId }]))
}
