import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { HealthRegister, RepeatedWork } from '@app/service'
import { LessThanOrEqual } from 'typeorm'
import { Database } from '../database/database.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { TicketHistory } from '../history/ticket-history.js'
import { Outbox } from '../outbox/outbox.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { TicketActs } from '../tickets/ticket-acts.service.js'
import { warn } from './deadline-clock.js'
import { DepartmentHours } from './department-hours.js'
import { TicketWarnings } from './ticket-warnings.service.js'
import { ReferenceData } from '../reference-data/reference-data.js'

const POLL_MS = 5_000
const BATCH = 200
const DAY_MS = 86_400_000

/** Warns of deadlines, each time once, and closes what the citizen was told of and said nothing to. What is due stands in the ticket's row, so a restart loses nothing. */
@Injectable()
export class DeadlineWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(DeadlineWatch.name)
  private readonly work: RepeatedWork

  constructor(
    private readonly database: Database,
    private readonly hours: DepartmentHours,
    private readonly reference: ReferenceData,
    private readonly history: TicketHistory,
    private readonly acts: TicketActs,
    private readonly outbox: Outbox,
    private readonly warnings: TicketWarnings,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
    health: HealthRegister,
  ) {
    this.work = new RepeatedWork('deadlines', POLL_MS, health, () => this.look(new Date()))
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
    const due = await manager.find(TicketEntity, { select: { id: true }, where: { nextWarningAt: LessThanOrEqual(at) }, order: { nextWarningAt: 'ASC' }, take: BATCH })
    for (const { id } of due) await this.warn(id, at)
    const told = await manager.find(TicketEntity, { select: { id: true }, where: { state: 'told', toldAt: LessThanOrEqual(new Date(at.getTime() - this.settings.CLOSE_AFTER_DAYS * DAY_MS)) }, take: BATCH })
    for (const { id } of told) await manager.transaction((tx) => this.acts.doAsSystem(tx, id, { deed: 'closed' }, at))
    if (due.length + told.length > 0) this.outbox.wake()
  }

  private async warn(id: number, at: Date): Promise<void> {
    await this.database.manager.transaction(async (tx) => {
      const ticket = await tx.findOneOrFail(TicketEntity, { where: { id }, lock: { mode: 'pessimistic_write' } })
      // Answered, asked or extended meanwhile.
      if (ticket.nextWarningAt === null || ticket.nextWarningAt > at) return
      const { warned, nextWarningAt } = this.hours.of(await this.reference.of(tx), ticket.departmentId, (hours) => warn(hours, ticket, at))
      await tx.update(TicketEntity, id, { warned, nextWarningAt })
      if (warned === ticket.warned) return
      await this.warnings.store(tx, ticket, warned, at)
      await this.outbox.store(tx, { topic: 'ticket', id: ticket.code, departmentId: ticket.departmentId })
      await this.history.add(tx, { ...ticket, warned, nextWarningAt }, { deed: 'warned', by: null, at, text: String(warned) })
      this.log.log(`ticket ${ticket.code}: ${warned} % of its time is gone`)
    })
  }
}
