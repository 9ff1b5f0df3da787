import { Injectable, Logger } from '@nestjs/common'
import type { HoursEffect } from '@app/contracts'
import type { OpeningHours } from '@app/opening-hours'
import { OPEN_STATES } from '@app/ticket-life'
import { NeverOpen } from '@app/working-time'
import { In, type EntityManager } from 'typeorm'
import { DepartmentEntity } from '../database/directory.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { moveClock, type DeadlineClock } from '../deadlines/deadline-clock.js'
import { TicketHistory } from '../history/ticket-history.js'
import { Outbox } from '../outbox/outbox.js'
import { PAGE_SIZE } from '../page.js'

interface MovedTicket {
  ticket: TicketEntity
  clock: DeadlineClock
}

/** What a change of opening hours makes of the deadlines that stand, if somebody wants it to. */
@Injectable()
export class StandingDeadlines {
  private readonly log = new Logger(StandingDeadlines.name)

  constructor(
    private readonly history: TicketHistory,
    private readonly outbox: Outbox,
  ) {}

  /** @param hoursId null for hours that nobody has yet */
  async effect(manager: EntityManager, hoursId: number | null, from: OpeningHours, to: OpeningHours, page: number, at: Date): Promise<HoursEffect> {
    const open = hoursId === null ? [] : await openTickets(manager, hoursId)
    const moved = this.moved(open, from, to, at)
    const names = new Map((await manager.find(DepartmentEntity)).map((row) => [row.id, { vi: row.nameVi, en: row.nameEn }]))
    const items = moved.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map(({ ticket, clock }) => ({ code: ticket.code, department: names.get(ticket.departmentId) ?? { vi: '', en: '' }, from: ticket.deadlineAt.toISOString(), to: clock.deadlineAt.toISOString() }))
    return { open: open.length, moved: moved.length, page, pageSize: PAGE_SIZE, items }
  }

  /** Within the transaction of the change: each with its link of the history, so that no deadline moves quietly. @returns how many */
  async move(tx: EntityManager, hoursId: number, from: OpeningHours, to: OpeningHours, by: number, at: Date): Promise<number> {
    const moved = this.moved(await openTickets(tx, hoursId, true), from, to, at)
    for (const { ticket, clock } of moved) {
      const { deadlineAt, nextWarningAt } = clock
      await tx.update(TicketEntity, ticket.id, { deadlineAt, nextWarningAt })
      await this.outbox.store(tx, { topic: 'ticket', id: ticket.code, departmentId: ticket.departmentId })
      await this.history.add(tx, { ...ticket, deadlineAt, nextWarningAt }, { deed: 'deadline-moved', by, at })
    }
    return moved.length
  }

  private moved(open: TicketEntity[], from: OpeningHours, to: OpeningHours, at: Date): MovedTicket[] {
    return open.map((ticket) => ({ ticket, clock: this.movedClock(ticket, from, to, at) })).filter(({ ticket, clock }) => clock.deadlineAt.getTime() !== ticket.deadlineAt.getTime())
  }

  private movedClock(ticket: TicketEntity, from: OpeningHours, to: OpeningHours, at: Date): DeadlineClock {
    try {
      return moveClock(from, to, ticket, at)
    } catch (error) {
      if (!(error instanceof NeverOpen)) throw error
      this.log.warn(`ticket ${ticket.code}: ${error.message}; its deadline stays`)
      return ticket
    }
  }
}

async function openTickets(manager: EntityManager, hoursId: number, lock = false): Promise<TicketEntity[]> {
  const departments = await manager.findBy(DepartmentEntity, { openingHoursId: hoursId })
  return manager.find(TicketEntity, { where: { departmentId: In(departments.map(({ id }) => id)), state: In(OPEN_STATES) }, order: { deadlineAt: 'ASC', id: 'ASC' }, ...(lock && { lock: { mode: 'pessimistic_write' as const } }) })
}
