import type { Session, TicketActor } from '@app/contracts'
import { In, type EntityManager, type SelectQueryBuilder } from 'typeorm'
import { TicketDepartmentEntity } from '../database/routing.entities.js'
import type { TicketEntity } from '../database/ticket.entities.js'

/** Whether a department takes part in a ticket besides its lead: its officers see it and may contribute, only the lead answers. */
export const supports = (manager: EntityManager, ticket: Pick<TicketEntity, 'id' | 'departmentId'>, departmentId: number | undefined): Promise<boolean> =>
  departmentId === undefined || departmentId === ticket.departmentId ? Promise.resolve(false) : manager.existsBy(TicketDepartmentEntity, { ticketId: ticket.id, departmentId })

/** What somebody signed in is to a ticket: an officer of a department that takes part is a supporter, whatever the role says. */
export const actorIn = async (manager: EntityManager, ticket: Pick<TicketEntity, 'id' | 'departmentId'>, { role, department }: Pick<Session, 'role' | 'department'>): Promise<TicketActor> =>
  role === 'officer' && (await supports(manager, ticket, department?.id)) ? 'supporter' : role

/** Ids of the departments that take part in a ticket, without the lead. */
export const supportersOf = async (manager: EntityManager, ticket: Pick<TicketEntity, 'id' | 'departmentId'>): Promise<number[]> =>
  (await manager.find(TicketDepartmentEntity, { where: { ticketId: ticket.id }, order: { departmentId: 'ASC' } })).map(({ departmentId }) => departmentId).filter((id) => id !== ticket.departmentId)

/** From now on these and no others take part in a ticket. */
export async function setSupporters(tx: EntityManager, ticketId: number, departmentIds: readonly number[], at: Date): Promise<void> {
  const there = await tx.findBy(TicketDepartmentEntity, { ticketId })
  const gone = there.map(({ departmentId }) => departmentId).filter((id) => !departmentIds.includes(id))
  if (gone.length > 0) await tx.delete(TicketDepartmentEntity, { ticketId, departmentId: In(gone) })
  const added = departmentIds.filter((id) => !there.some(({ departmentId }) => departmentId === id))
  if (added.length > 0) await tx.insert(TicketDepartmentEntity, added.map((departmentId) => ({ ticketId, departmentId, addedAt: at })))
}

/** Only tickets in which a department takes part without leading. */
export const whereSupports = (select: SelectQueryBuilder<TicketEntity>, departmentId: number): SelectQueryBuilder<TicketEntity> =>
  select.innerJoin(TicketDepartmentEntity, 'part', 'part.ticketId = ticket.id AND part.departmentId = :supporter AND ticket.departmentId <> :supporter', { supporter: departmentId })
