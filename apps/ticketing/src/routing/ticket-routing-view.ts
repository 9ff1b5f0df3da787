import type { TicketRouting } from '@app/contracts'
import { In, type EntityManager } from 'typeorm'
import { DepartmentEntity, UserEntity } from '../database/directory.entities.js'
import { TicketRoutingEntity } from '../database/routing.entities.js'
import type { TicketEntity } from '../database/ticket.entities.js'
import { departmentView } from '../directory/directory.controller.js'
import { supportersOf } from './supporting-departments.js'

/** How a ticket was routed the last time that rules did it, and who takes part in it now. */
export async function ticketRouting(manager: EntityManager, ticket: TicketEntity): Promise<TicketRouting> {
  const routing = await manager.findOne(TicketRoutingEntity, { where: { ticketId: ticket.id }, order: { id: 'DESC' } })
  const supporters = supportersOf(ticket)
  const departments = new Map((await manager.findBy(DepartmentEntity, { id: In([...supporters, ...[routing?.departmentId, routing?.insteadOfId].filter((id) => typeof id === 'number')]) })).map((row) => [row.id, departmentView(row)]))
  const nameOf = (id: number | null | undefined) => (typeof id === 'number' ? (departments.get(id)?.name ?? null) : null)
  const person = routing?.personId ? await manager.findOneBy(UserEntity, { id: routing.personId }) : null
  return {
    why: routing?.why ?? null,
    version: routing?.version ?? null,
    at: routing?.at.toISOString() ?? null,
    department: nameOf(routing?.departmentId),
    insteadOf: nameOf(routing?.insteadOfId),
    person: person?.displayName ?? null,
    support: supporters.flatMap((id) => departments.get(id) ?? []),
  }
}
