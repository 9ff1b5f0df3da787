import type { Session, TicketActor } from '@app/contracts'
import { In, type EntityManager, type SelectQueryBuilder } from 'typeorm'
import { TicketDepartmentEntity } from '../database/routing.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'

type Parts = Pick<TicketEntity, 'departmentId' | 'supporterIds'>

/** Whether a department takes part in a ticket besides its lead: its officers see it and may contribute, only the lead answers. */
export const supports = (ticket: Parts, departmentId: number | undefined): boolean => departmentId !== undefined && supportersOf(ticket).includes(departmentId)

/** Ids of the departments that take part in a ticket, without the lead. */
export const supportersOf = ({ departmentId, supporterIds }: Parts): number[] => supporterIds.filter((id) => id !== departmentId)

/** What somebody signed in is to a ticket: an officer of a department that takes part is a supporter, whatever the role says. */
export const actorIn = (ticket: Parts, { role, department }: Pick<Session, 'role' | 'department'>): TicketActor => (role === 'officer' && supports(ticket, department?.id) ? 'supporter' : role)

/** From now on these and no others take part in a ticket; the only place that writes who does. */
export async function setSupporters(tx: EntityManager, ticketId: number, supporterIds: readonly number[], at: Date): Promise<void> {
  const there = (await tx.findBy(TicketDepartmentEntity, { ticketId })).map(({ departmentId }) => departmentId)
  const gone = there.filter((id) => !supporterIds.includes(id))
  if (gone.length > 0) await tx.delete(TicketDepartmentEntity, { ticketId, departmentId: In(gone) })
  const added = supporterIds.filter((id) => !there.includes(id))
  if (added.length > 0) await tx.insert(TicketDepartmentEntity, added.map((departmentId) => ({ ticketId, departmentId, addedAt: at })))
  await tx.update(TicketEntity, ticketId, { supporterIds: [...supporterIds] })
}

/** Only tickets in which a department takes part without leading. */
export const whereSupports = (select: SelectQueryBuilder<TicketEntity>, departmentId: number): SelectQueryBuilder<TicketEntity> =>
  select.innerJoin(TicketDepartmentEntity, 'part', 'part.ticketId = ticket.id AND part.departmentId = :supporter AND ticket.departmentId <> :supporter', { supporter: departmentId })
