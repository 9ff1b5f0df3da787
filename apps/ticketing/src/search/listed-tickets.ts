import type { TicketQuery } from '@app/contracts'
import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import { TicketEntity } from '../database/ticket.entities.js'
import { whereSupports } from '../routing/supporting-departments.js'
import { narrow } from '../tickets/narrow.js'
import { visibleTo, type Asker, type Viewer } from '../visibility/sees-ticket.js'

/** The counting of a list ends here. */
export const MOST_COUNTED = 1_000

/** The tickets that this person may see and that fit what is asked, but for states, departments, wards and words: by these a list or search goes itself. */
export function listedTickets(manager: EntityManager, query: TicketQuery, { session, viewer }: Asker, now: Date): SelectQueryBuilder<TicketEntity> {
  const { kind, urgency, level } = query
  const { sql, parameters } = visibleTo(viewer, 'ticket')
  const select = manager.createQueryBuilder(TicketEntity, 'ticket').where(sql, parameters)
  if (query.supporting) whereSupports(select, viewer.departmentId ?? 0)
  // A list is of what is to do; complaints are for the named people, wherever they work.
  else if (viewer.role === 'officer') select.andWhere("(ticket.departmentId = :own OR ticket.kind = 'complaint')", { own: viewer.departmentId ?? 0 })
  if (kind !== undefined) select.andWhere('ticket.kind = :kind', { kind })
  if (urgency !== undefined) select.andWhere('ticket.urgency = :urgency', { urgency })
  if (level !== undefined) select.andWhere('ticket.level = :level', { level })
  narrow(select, query, session, now)
  return select
}

/**
 * Every ticket that is listed is at one of these departments; null: at whichever. Only to look in fewer places: what is listed,
 * {@link listedTickets} says.
 */
export const departmentsListed = ({ role, departmentId, named }: Viewer, { supporting }: Pick<TicketQuery, 'supporting'>): number[] | null => (role === 'officer' && !named && !supporting ? [departmentId ?? 0] : null)

/** The departments of a list; null: whichever. Those that are asked for and not listed leave none. */
export function narrowed(listed: number[] | null, asked: number[] | null): number[] | null {
  if (asked === null) return listed
  return listed === null ? asked : asked.filter((id) => listed.includes(id))
}

/** @param wards null: wherever it is */
export const inWards = (select: SelectQueryBuilder<TicketEntity>, wards: number[] | null): SelectQueryBuilder<TicketEntity> => (wards === null ? select : select.andWhere('ticket.wardId IN (:...wards)', { wards }))
