import { Injectable, Logger } from '@nestjs/common'
import type { Person, Session } from '@app/contracts'
import { refusal } from '@app/service'
import type { EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { UserEntity } from '../database/directory.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { TicketHistory } from '../history/ticket-history.js'
import { Outbox } from '../outbox/outbox.js'
import type { DeedRecord } from '../tickets/ticket-acts.service.js'
import { badTicketField } from '../tickets/ticket-router.js'
import { TicketsService } from '../tickets/tickets.service.js'
import { assignRefusal, mayAssign, type Assigner } from './assignment.js'

/** Who of a department has a ticket. */
@Injectable()
export class Assignments {
  private readonly log = new Logger(Assignments.name)

  constructor(
    private readonly database: Database,
    private readonly tickets: TicketsService,
    private readonly history: TicketHistory,
    private readonly outbox: Outbox,
  ) {}

  /** @throws RefusedError 404, 403, 409, 400 */
  async assign(code: string, userId: number | null, session: Session, seen: number | undefined): Promise<TicketEntity> {
    const { id } = await this.tickets.find(code, session)
    const after = await this.database.manager.transaction((tx) => this.assignWithin(tx, id, userId, session, { seen }))
    this.outbox.wake()
    return after
  }

  /** Within a transaction. @throws as {@link assign} does */
  async assignWithin(tx: EntityManager, ticketId: number, userId: number | null, session: Session, { seen, record }: { seen?: number | undefined; record?: DeedRecord }): Promise<TicketEntity> {
    const ticket = await tx.findOneOrFail(TicketEntity, { where: { id: ticketId }, lock: { mode: 'pessimistic_write' } })
    if (!this.tickets.isSeenBy(ticket, session)) throw refusal.notFound({ vi: 'phiếu này', en: 'ticket' })
    await this.history.refuseStale(tx, ticket, seen)
    const to = userId === null ? null : await tx.findOneBy(UserEntity, { id: userId })
    const refused = userId !== null && to === null ? 'not-there' : assignRefusal(await this.assigner(tx, session), ticket, to)
    if (refused === 'not-yours') throw refusal.forbidden()
    if (refused === 'not-now') throw notAssignable()
    if (refused === 'not-there') throw badTicketField('userId', { vi: 'Vui lòng chọn một cán bộ của đơn vị đang giữ phiếu.', en: 'Please choose an officer of the department that has the ticket.' })
    if (ticket.assigneeId === userId) return ticket
    record?.before.set(ticket.id, { ...ticket })
    const changed = { ...ticket, assigneeId: userId }
    await tx.update(TicketEntity, ticket.id, { assigneeId: userId })
    await this.outbox.store(tx, { topic: 'ticket', id: ticket.code, departmentId: ticket.departmentId })
    await this.history.add(tx, changed, { deed: 'assigned', by: session.userId, at: new Date(), ...(to && { text: to.displayName }) })
    this.log.log(`ticket ${ticket.code} assigned to ${userId ?? 'nobody'} by ${session.userId}`)
    return changed
  }

  async mayAssign(session: Session, ticket: Pick<TicketEntity, 'departmentId'>): Promise<'everybody' | 'self' | 'nobody'> {
    return mayAssign(await this.assigner(this.database.manager, session), ticket)
  }

  /** Officers of a department. */
  async colleagues(departmentId: number): Promise<Person[]> {
    return (await this.database.manager.find(UserEntity, { where: { role: 'officer', departmentId }, order: { displayName: 'ASC' } })).map(({ id, displayName }) => ({ id, displayName }))
  }

  private async assigner(tx: EntityManager, { userId, role, department }: Session): Promise<Assigner> {
    const user = await tx.findOneBy(UserEntity, { id: userId })
    return { userId, role, departmentId: department?.id ?? null, isHead: user?.isHead ?? false }
  }
}

const notAssignable = () => refusal.conflict('not-now', { vi: 'Phiếu không còn ở trong tay đơn vị nên không thể giao người xử lý.', en: 'The ticket is out of the department’s hands, so nobody can be put in charge of it.' })
