import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common'
import type { DoDeed, Session } from '@app/contracts'
import { refusal } from '@app/service'
import { checkLife, doDeed, TRANSITIONS } from '@app/ticket-life'
import type { EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { DepartmentEntity } from '../database/directory.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { TicketHistory } from '../history/ticket-history.js'
import { Outbox } from '../outbox/outbox.js'
import { badTicketField, TicketRouter } from './ticket-router.js'
import { TicketsService } from './tickets.service.js'

/** What people do with tickets: decided by libs/ticket-life, stored with its link of the history. */
@Injectable()
export class TicketActs implements OnApplicationBootstrap {
  private readonly log = new Logger(TicketActs.name)

  constructor(
    private readonly database: Database,
    private readonly tickets: TicketsService,
    private readonly router: TicketRouter,
    private readonly history: TicketHistory,
    private readonly outbox: Outbox,
  ) {}

  onApplicationBootstrap(): void {
    const faults = checkLife(TRANSITIONS)
    if (faults.length > 0) throw new Error(`the life of a ticket: ${faults.join('; ')}`)
  }

  /** @throws RefusedError 404 for a ticket that this person may not see, 403 and 409 for what they may not do with it, or not now */
  async do(code: string, act: DoDeed, session: Session): Promise<TicketEntity> {
    const { id } = await this.tickets.find(code, session)
    const at = new Date()
    const after = await this.database.manager.transaction(async (tx) => {
      const ticket = await tx.findOneOrFail(TicketEntity, { where: { id }, lock: { mode: 'pessimistic_write' } })
      // It may have gone to another department meanwhile.
      if (!this.tickets.isSeenBy(ticket, session)) throw refusal.notFound({ vi: 'phiếu này', en: 'ticket' })
      const decided = doDeed(session.role, ticket.state, act.deed)
      if ('refusal' in decided) throw decided.refusal === 'not-yours' ? refusal.forbidden() : notNow()
      const changed: TicketEntity = { ...ticket, state: decided.state, answeredAt: decided.state === 'answered' ? at : null, ...(await this.more(tx, ticket, act, at)) }
      await tx.save(TicketEntity, changed)
      const told = [...new Set([ticket.departmentId, changed.departmentId])]
      await this.outbox.store(tx, ...told.map((departmentId) => ({ topic: 'ticket' as const, id: ticket.code, departmentId })))
      await this.history.add(tx, changed, { deed: act.deed, by: session.userId, at, ...('text' in act && { text: act.text }) })
      return changed
    })
    this.outbox.wake()
    this.log.log(`ticket ${after.code}: ${act.deed} by ${session.username}`)
    return after
  }

  /** What a deed changes besides the state. */
  private async more(tx: EntityManager, ticket: TicketEntity, act: DoDeed, at: Date): Promise<Partial<TicketEntity>> {
    switch (act.deed) {
      case 'accepted':
      case 'returned':
      case 'answered':
        return {}
      case 'sent-on': {
        // The deadline stays: a citizen does not wait longer because it went to the wrong place first.
        const department = await tx.findOneBy(DepartmentEntity, { id: act.departmentId })
        if (!department || department.id === ticket.departmentId) throw badTicketField('departmentId', { vi: 'Vui lòng chọn một đơn vị khác.', en: 'Please choose another department.' })
        return { departmentId: department.id }
      }
      case 'reopened': {
        const { deadlineAt } = await this.router.route(tx, ticket.categoryId, at)
        return { deadlineAt }
      }
      default:
        return act satisfies never
    }
  }
}

const notNow = () =>
  refusal.conflict('not-now', { vi: 'Phiếu đã được người khác xử lý nên không thể thực hiện thao tác này nữa. Vui lòng xem lại phiếu.', en: 'Somebody else has dealt with this ticket meanwhile, so this can no longer be done. Please look at it again.' })
