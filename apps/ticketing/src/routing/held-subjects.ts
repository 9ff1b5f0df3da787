import type { RoutingRules } from '@app/contracts'
import { OPEN_STATES } from '@app/ticket-life'
import type { RoutedTicket } from '@app/ticket-routing'
import type { EntityManager } from 'typeorm'

/** Who works on an open ticket of the same citizen about the same category. */
export type Held = NonNullable<RoutedTicket['held']>

/** States in which somebody of the department has something to do with a ticket. */
export const WORKED_ON = OPEN_STATES.filter((state) => state !== 'returned' && state !== 'merged')

/** Whether rules ask who holds a subject: else nobody has to look. */
export const asksForHolder = ({ rules }: RoutingRules): boolean => rules.some(({ on, when, to }) => on && (when.holders !== null || to.lead.by === 'holder'))

/** A citizen and what it is about. */
export interface Subject {
  citizenKey: string | null
  categoryId: number
}

export const subjectKey = ({ citizenKey, categoryId }: Subject): string => `${categoryId} ${citizenKey}`

/**
 * Who works on these subjects now, the one of the newest ticket first of all.
 * @param exceptIds the tickets themselves, where they are there already
 * @returns by {@link subjectKey}
 */
export async function holdersOf(manager: EntityManager, subjects: readonly Subject[], exceptIds: readonly number[]): Promise<Map<string, Held>> {
  const known = subjects.filter(({ citizenKey }) => citizenKey !== null)
  if (known.length === 0) return new Map()
  const rows = (await manager.query(
    `SELECT id, citizen_key AS citizenKey, category_id AS categoryId, department_id AS departmentId, assignee_id AS userId
     FROM tickets WHERE citizen_key IN (?) AND category_id IN (?) AND state IN (?) ORDER BY created_at, id`,
    [[...new Set(known.map(({ citizenKey }) => citizenKey))], [...new Set(known.map(({ categoryId }) => categoryId))], WORKED_ON],
  )) as (Held & Subject & { id: number })[]
  // The newest comes last and stays.
  return new Map(rows.filter(({ id }) => !exceptIds.includes(id)).map((row) => [subjectKey(row), { departmentId: row.departmentId, userId: row.userId }]))
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
