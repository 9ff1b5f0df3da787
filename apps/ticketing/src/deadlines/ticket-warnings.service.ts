import { Injectable } from '@nestjs/common'
import type { Page, Session, TicketWarning, TicketWarningQuery } from '@app/contracts'
import { refusal } from '@app/service'
import { OPEN_STATES } from '@app/ticket-life'
import { In, IsNull, type EntityManager, type SelectQueryBuilder } from 'typeorm'
import { Database } from '../database/database.js'
import { CategoryEntity, DepartmentEntity, UserEntity } from '../database/directory.entities.js'
import { TicketWarningEntity } from '../database/ticket-warning.entity.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { Outbox } from '../outbox/outbox.js'
import { PAGE_SIZE, pageAt } from '../page.js'
import { seesTicket, visibleTo } from '../visibility/sees-ticket.js'
import { TicketVisibility } from '../visibility/ticket-visibility.js'
import { StaffNotices, type NoticedTicketRow } from '../staff-notices/staff-notices.service.js'
import { audienceKey, readAudience, whomToWarn, type WarnedTicket } from './whom-to-warn.js'

/** Who must look at tickets whose time runs out, until somebody has. */
@Injectable()
export class TicketWarnings {
  constructor(
    private readonly database: Database,
    private readonly visibility: TicketVisibility,
    private readonly outbox: Outbox,
    private readonly notices: StaffNotices,
  ) {}

  /** Within the transaction in which it is noted that so much of its time is gone; who has an address is told by mail, too. */
  async store(tx: EntityManager, ticket: WarnedTicket & NoticedTicketRow & Pick<TicketEntity, 'deadlineAt'>, percent: number, at: Date): Promise<void> {
    const departments = await tx.find(DepartmentEntity, { select: { id: true, parentId: true } })
    const people = await tx.find(UserEntity, { select: { id: true, departmentId: true, isHead: true }, where: { disabledAt: IsNull(), role: 'officer' } })
    const audiences = whomToWarn(percent, ticket, { departments, people })
    await tx.insert(TicketWarningEntity, audiences.map((audience) => ({ ticketId: ticket.id, percent, deadlineAt: ticket.deadlineAt, audience: audienceKey(audience), at, seenAt: null, seenBy: null, handledAt: null, handledBy: null })))
    await this.notices.warned(tx, ticket, percent, audiences)
  }

  /** How many wait for whoever asks, of tickets that wait for an answer. */
  async count(session: Session): Promise<number> {
    return (await this.waiting(session)).getCount()
  }

  async list({ handled, page }: TicketWarningQuery, session: Session): Promise<Page<TicketWarning>> {
    const { skip, take } = pageAt(page)
    const select = handled === 'no' ? (await this.waiting(session)).orderBy('warning.deadlineAt', 'ASC').addOrderBy('warning.id', 'ASC') : (await this.of(session)).andWhere('warning.handledAt IS NOT NULL').orderBy('warning.handledAt', 'DESC')
    const [rows, total] = await select.offset(skip).limit(take).getManyAndCount()
    return { items: await this.views(rows, session), page, pageSize: PAGE_SIZE, total }
  }

  /** @throws RefusedError 404 for one that is not for whoever asks */
  async see(id: number, session: Session): Promise<void> {
    await this.change(id, session, (row) => (row.seenAt === null ? { seenAt: new Date(), seenBy: session.userId } : {}))
  }

  /** Somebody has done something about it: it waits for nobody any more. @throws RefusedError 404 */
  async handle(id: number, session: Session): Promise<void> {
    const at = new Date()
    await this.change(id, session, (row) => (row.handledAt === null ? { handledAt: at, handledBy: session.userId, seenAt: row.seenAt ?? at, seenBy: row.seenBy ?? session.userId } : {}))
  }

  private async change(id: number, session: Session, part: (row: TicketWarningEntity) => Partial<TicketWarningEntity>): Promise<void> {
    const audiences = await this.audiencesOf(session)
    await this.database.manager.transaction(async (tx) => {
      const row = await tx.findOne(TicketWarningEntity, { where: { id, audience: In(audiences) }, lock: { mode: 'pessimistic_write' } })
      if (!row) throw refusal.notFound({ vi: 'lời nhắc này', en: 'warning' })
      const changed = part(row)
      if (Object.keys(changed).length === 0) return
      await tx.update(TicketWarningEntity, id, changed)
      const { code, departmentId } = await tx.findOneByOrFail(TicketEntity, { id: row.ticketId })
      await this.outbox.store(tx, { topic: 'ticket', id: code, departmentId })
    })
    this.outbox.wake()
  }

  private async audiencesOf({ role, userId, department }: Session): Promise<string[]> {
    if (role !== 'officer') return ['leads']
    if (!department) return [`person:${userId}`]
    const user = await this.database.manager.findOneBy(UserEntity, { id: userId })
    return [`person:${userId}`, `department:${department.id}`, ...(user?.isHead ? [`heads:${department.id}`] : [])]
  }

  /** A complaint about an official is in nobody's list who may not know of it. */
  private async of(session: Session): Promise<SelectQueryBuilder<TicketWarningEntity>> {
    const { sql, parameters } = visibleTo(await this.visibility.viewerOf(session), 'ticket')
    return this.database.manager
      .createQueryBuilder(TicketWarningEntity, 'warning')
      .innerJoin(TicketEntity, 'ticket', 'ticket.id = warning.ticketId')
      .where('warning.audience IN (:...audiences)', { audiences: await this.audiencesOf(session) })
      .andWhere(`(ticket.kind <> 'complaint' OR ${sql})`, parameters)
  }

  private async waiting(session: Session): Promise<SelectQueryBuilder<TicketWarningEntity>> {
    return (await this.of(session))
      .andWhere('ticket.state IN (:...open)', { open: OPEN_STATES })
      .andWhere('warning.handledAt IS NULL')
      // The later one says it all.
      .andWhere('NOT EXISTS (SELECT 1 FROM ticket_warnings later WHERE later.ticket_id = warning.ticket_id AND later.deadline_at = warning.deadline_at AND later.percent > warning.percent AND later.audience IN (:...audiences))')
  }

  private async views(rows: TicketWarningEntity[], session: Session): Promise<TicketWarning[]> {
    const { manager } = this.database
    const viewer = await this.visibility.viewerOf(session)
    const tickets = new Map((await manager.findBy(TicketEntity, { id: In(rows.map(({ ticketId }) => ticketId)) })).map((ticket) => [ticket.id, ticket]))
    const categories = new Map((await manager.find(CategoryEntity)).map((row) => [row.id, { vi: row.nameVi, en: row.nameEn }]))
    const departments = new Map((await manager.find(DepartmentEntity)).map((row) => [row.id, { vi: row.nameVi, en: row.nameEn }]))
    const people = new Map((await manager.findBy(UserEntity, { id: In(rows.flatMap(({ seenBy, handledBy }) => [seenBy, handledBy]).filter((id) => id !== null)) })).map((row) => [row.id, row.displayName]))
    return rows.flatMap((row) => {
      const ticket = tickets.get(row.ticketId)
      const category = ticket && categories.get(ticket.categoryId)
      const department = ticket && departments.get(ticket.departmentId)
      // The database's foreign keys promise that all are there.
      if (!ticket || !category || !department) return []
      const { warned, id } = readAudience(row.audience)
      return [
        {
          id: row.id,
          percent: row.percent,
          at: row.at.toISOString(),
          warned,
          warnedDepartment: warned === 'person' || id === null ? null : (departments.get(id) ?? null),
          code: ticket.code,
          state: ticket.state,
          category,
          department,
          description: seesTicket(viewer, ticket) ? ticket.description : null,
          deadlineAt: row.deadlineAt.toISOString(),
          seenAt: row.seenAt?.toISOString() ?? null,
          seenBy: row.seenBy === null ? null : (people.get(row.seenBy) ?? null),
          handledAt: row.handledAt?.toISOString() ?? null,
          handledBy: row.handledBy === null ? null : (people.get(row.handledBy) ?? null),
        },
      ]
    })
  }
}
