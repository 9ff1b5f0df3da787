import type { Changed } from '@app/contracts'
import { In, type EntityManager } from 'typeorm'
import { TicketEntity } from '../database/ticket.entities.js'
import { UserEntity } from '../database/directory.entities.js'
import { ComplaintViewerEntity } from '../database/ticket-rule.entities.js'
import { seesTicket } from './sees-ticket.js'

/** The same facts, but those of complaints about officials told to the people who may see them, and to nobody else. */
export async function forNamedPeople(tx: EntityManager, facts: readonly Changed[]): Promise<Changed[]> {
  const codes = facts.filter(({ topic }) => topic === 'ticket').map(({ id }) => id)
  const complaints = codes.length === 0 ? [] : await tx.findBy(TicketEntity, { code: In(codes), kind: 'complaint' })
  if (complaints.length === 0) return [...facts]
  const viewers = await tx.find(ComplaintViewerEntity)
  const people = await tx.findBy(UserEntity, { id: In(viewers.map(({ userId }) => userId)) })
  return facts.map((fact) => {
    const ticket = fact.topic === 'ticket' ? complaints.find(({ code }) => code === fact.id) : undefined
    if (!ticket) return fact
    const onlyFor = people.filter(({ id, role, departmentId }) => seesTicket({ userId: id, role, departmentId, named: true }, ticket)).map(({ id }) => id)
    return { ...fact, departmentId: null, onlyFor }
  })
}
