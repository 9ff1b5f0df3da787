import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { dayOf } from '@app/metrics'
import { HealthRegister, RepeatedWork } from '@app/service'
import { In, LessThanOrEqual, MoreThan, type EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { CategoryEntity, DepartmentEntity, UserEntity } from '../database/directory.entities.js'
import { ReorganisationEntity } from '../database/reorganisation.entities.js'
import { TicketDepartmentEntity } from '../database/routing.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { DirectoryChanges } from '../directory/directory-changes.js'
import { FlowPublisher } from '../flows/flow-publisher.js'
import { TicketHistory } from '../history/ticket-history.js'
import { Outbox } from '../outbox/outbox.js'
import { setSupporters } from '../routing/supporting-departments.js'
import { ZONE } from '../settings.js'
import { StaffNotices } from '../staff-notices/staff-notices.service.js'
import { directoryOf, MOVED_STATES } from './directory-of.js'
import { planMoves, targetOf, type Reorganised } from './plan-moves.js'
import { Reorganisations } from './reorganisations.service.js'

const POLL_MS = 5_000
const BATCH = 200

/**
 * Carries reorganisations out from the beginning of their day on. Departments change in one transaction, then each ticket moves in its own:
 * whatever ends in between goes on where it was, and nothing is done twice.
 */
@Injectable()
export class ReorganisationWork implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(ReorganisationWork.name)
  private readonly work: RepeatedWork

  constructor(
    private readonly database: Database,
    private readonly reorganisations: Reorganisations,
    private readonly history: TicketHistory,
    private readonly changes: DirectoryChanges,
    private readonly publisher: FlowPublisher,
    private readonly outbox: Outbox,
    private readonly notices: StaffNotices,
    health: HealthRegister,
  ) {
    this.work = new RepeatedWork('reorganisations', POLL_MS, health, () => this.look(new Date()))
  }

  onApplicationBootstrap(): void {
    this.work.start()
  }

  async onApplicationShutdown(): Promise<void> {
    await this.work.stop()
  }

  /** All that is due at a moment. */
  async look(at: Date): Promise<void> {
    const { manager } = this.database
    const { day } = dayOf(at, ZONE)
    const due = await manager.find(ReorganisationEntity, { select: { id: true }, where: { state: 'planned', day: LessThanOrEqual(day) }, order: { day: 'ASC', id: 'ASC' } })
    for (const { id } of due) await this.begin(id, at)
    const moving = await manager.find(ReorganisationEntity, { where: { state: 'moving' }, order: { id: 'ASC' } })
    for (const row of moving) await this.finish(row)
  }

  /** Departments, categories and people; from here on nothing new comes to a department that ends. */
  async begin(id: number, at: Date): Promise<void> {
    await this.database.manager.transaction(async (tx) => {
      const row = await tx.findOneOrFail(ReorganisationEntity, { where: { id }, lock: { mode: 'pessimistic_write' } })
      if (row.state !== 'planned') return
      const faults = await this.reorganisations.faults(tx, row.plan, id)
      if (faults.length > 0) {
        await tx.update(ReorganisationEntity, id, { state: 'stuck', faults })
        return this.log.error(`reorganisation ${id} is stuck: ${faults.map(({ en }) => en).join(' ')}`)
      }
      const targetIds = await this.makeTargets(tx, row)
      await this.moveDirectory(tx, row, { day: row.plan.day, sources: row.plan.sources, targets: targetIds, parts: row.plan.parts })
      await tx.update(ReorganisationEntity, id, { state: 'moving', targetIds })
      this.log.log(`reorganisation ${id} of ${row.day} has begun at ${at.toISOString()}`)
    })
    this.outbox.wake()
  }

  private async makeTargets(tx: EntityManager, { plan, plannedBy }: ReorganisationEntity): Promise<number[]> {
    const ids: number[] = []
    for (const target of plan.targets) {
      if ('departmentId' in target) {
        ids.push(target.departmentId)
        continue
      }
      const { name, ...made } = target.made
      // Whoever calls the number of the first that ends, or reads its mailbox, reaches the one that took over.
      const { phone, email } = await tx.findOneByOrFail(DepartmentEntity, { id: plan.sources[0] ?? 0 })
      const { id } = await tx.save(Object.assign(new DepartmentEntity(), { ...made, phone, email, nameVi: name.vi, nameEn: name.en, validFrom: plan.day, validUntil: null, successorId: null, isFallback: false }))
      await this.changes.add(tx, { by: plannedBy, subject: 'department', subjectId: id, name, before: null, after: { code: made.code, type: made.type, validFrom: plan.day } })
      ids.push(id)
    }
    return ids
  }

  private async moveDirectory(tx: EntityManager, { plannedBy, plan }: ReorganisationEntity, reorganised: Reorganised): Promise<void> {
    const directory = await directoryOf(tx, plan)
    const moves = planMoves(reorganised, { ...directory, tickets: [] })
    const names = new Map(directory.departments.map((row) => [row.id, row.nameVi]))
    const nameOf = (id: number) => names.get(id) ?? null
    for (const { id, validUntil, successorId } of moves.ends) {
      await tx.update(DepartmentEntity, id, { validUntil, successorId })
      const row = directory.departments.find((department) => department.id === id)
      await this.changes.add(tx, { by: plannedBy, subject: 'department', subjectId: id, name: { vi: row?.nameVi ?? '', en: row?.nameEn ?? '' }, before: { validUntil: null, successor: null }, after: { validUntil, successor: nameOf(successorId) } })
    }
    for (const { id, to } of moves.below) await tx.update(DepartmentEntity, id, { parentId: to })
    for (const { id, to } of moves.categories) await tx.update(CategoryEntity, id, { departmentId: to })
    for (const { id, to } of moves.people) await tx.update(UserEntity, id, { departmentId: to })
    if (moves.fallbackId !== null) {
      await tx.update(DepartmentEntity, { isFallback: true }, { isFallback: false })
      await tx.update(DepartmentEntity, moves.fallbackId, { isFallback: true })
    }
  }

  private async finish(row: ReorganisationEntity): Promise<void> {
    const { manager } = this.database
    for (let after = 0; ; ) {
      const tickets = await manager.find(TicketEntity, { select: { id: true }, where: { id: MoreThan(after), departmentId: In(row.plan.sources), state: In(MOVED_STATES) }, order: { id: 'ASC' }, take: BATCH })
      for (const { id } of tickets) await this.moveTicket(row, id)
      const last = tickets.at(-1)
      if (!last) break
      after = last.id
    }
    await this.moveSupporters(row)
    await this.publisher.speakDepartments()
    await manager.update(ReorganisationEntity, row.id, { state: 'done', doneAt: new Date() })
    this.log.log(`reorganisation ${row.id} is done`)
  }

  /** Tickets in which a department that ended takes part; whoever leads one takes no part besides. */
  private async moveSupporters({ plan, targetIds }: ReorganisationEntity): Promise<void> {
    const { manager } = this.database
    const parts = await manager.find(TicketDepartmentEntity, { where: { departmentId: In(plan.sources.filter((id) => !targetIds.includes(id))) } })
    for (const ticketId of new Set(parts.map((part) => part.ticketId))) {
      await manager.transaction(async (tx) => {
        const ticket = await tx.findOneOrFail(TicketEntity, { where: { id: ticketId }, lock: { mode: 'pessimistic_write' } })
        if (!MOVED_STATES.some((state) => state === ticket.state)) return
        const to = targetOf({ targets: targetIds, parts: plan.parts }, ticket)
        const moved = [...new Set(ticket.supporterIds.map((id) => (plan.sources.includes(id) ? to : id)))].filter((id) => id !== ticket.departmentId)
        await setSupporters(tx, ticketId, moved, new Date())
        await this.outbox.store(tx, ...moved.map((departmentId) => ({ topic: 'ticket' as const, id: ticket.code, departmentId })))
      })
    }
    this.outbox.wake()
  }

  /** One ticket, with the link of its history; its deadline stays. */
  async moveTicket({ id: reorganisationId, plan, targetIds }: ReorganisationEntity, ticketId: number): Promise<void> {
    await this.database.manager.transaction(async (tx) => {
      const ticket = await tx.findOneOrFail(TicketEntity, { where: { id: ticketId }, lock: { mode: 'pessimistic_write' } })
      const to = targetOf({ targets: targetIds, parts: plan.parts }, ticket)
      // Done before, or gone on meanwhile.
      if (!plan.sources.includes(ticket.departmentId) || to === ticket.departmentId || !MOVED_STATES.some((state) => state === ticket.state)) return
      const answerable = ticket.answerableDepartmentId !== null && plan.sources.includes(ticket.answerableDepartmentId) && !targetIds.includes(ticket.answerableDepartmentId)
      const part = { departmentId: to, ...(answerable && { answerableDepartmentId: to }) }
      await tx.update(TicketEntity, ticketId, part)
      await tx.increment(ReorganisationEntity, { id: reorganisationId }, 'movedTickets', 1)
      await this.outbox.store(tx, ...[ticket.departmentId, to].map((departmentId) => ({ topic: 'ticket' as const, id: ticket.code, departmentId })))
      await this.notices.arrived(tx, [{ ...ticket, ...part }])
      await this.history.add(tx, { ...ticket, ...part }, { deed: 'reorganised', by: null, at: new Date(), text: plan.note })
    })
    this.outbox.wake()
  }
}
