import { Controller, Get } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import type { Session, TicketSummary, WaitingWork } from '@app/contracts'
import { IsNull, type SelectQueryBuilder } from 'typeorm'
import { May } from '../access/rights.js'
import { VoicemailEntity } from '../database/call.entities.js'
import { Database } from '../database/database.js'
import { CallBackEntity } from '../database/promise.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { Dispositions } from '../dispositions/dispositions.service.js'
import { TellingService } from '../telling/telling.service.js'
import { TicketViews } from '../tickets/ticket-views.js'
import { TicketVisibility } from '../visibility/ticket-visibility.js'
import { MissedCallers } from './missed-callers.service.js'

const FINISHED = ['told', 'closed'] as const
const MOST_TICKETS = 100

/** What waits for somebody at a desk, counted. */
@Controller('api/waiting-work')
export class WaitingWorkController {
  constructor(
    private readonly database: Database,
    private readonly missed: MissedCallers,
    private readonly telling: TellingService,
    private readonly dispositions: Dispositions,
    private readonly visibility: TicketVisibility,
    private readonly ticketViews: TicketViews,
  ) {}

  @Get()
  @May('missed-callers.handle')
  async count(@CurrentSession() session: Session): Promise<WaitingWork> {
    const { manager } = this.database
    const [missed, voicemails, callBacks, telling, ownTickets, dispositions] = await Promise.all([
      this.missed.counts(session.userId),
      manager.countBy(VoicemailEntity, { handledAt: IsNull() }),
      manager.countBy(CallBackEntity, { closedAt: IsNull() }),
      this.telling.toBeTold(session),
      this.ownTickets(session).then((tickets) => tickets.getCount()),
      this.dispositions.missing(session),
    ])
    return { missedCallers: missed.open, missedCallersTaken: missed.own, voicemails, callBacks, telling: telling.length, ownTickets, dispositions: dispositions.length }
  }

  /** Tickets that whoever asks wrote and whose citizen has no answer yet; who is due first comes first. */
  @Get('tickets')
  @May('missed-callers.handle')
  async tickets(@CurrentSession() session: Session): Promise<TicketSummary[]> {
    const rows = await (await this.ownTickets(session)).orderBy('ticket.deadlineAt', 'ASC').addOrderBy('ticket.id', 'ASC').limit(MOST_TICKETS).getMany()
    return this.ticketViews.summaries(rows, session)
  }

  private async ownTickets(session: Session): Promise<SelectQueryBuilder<TicketEntity>> {
    const { viewer } = await this.visibility.askerOf(session)
    return this.visibility.tickets(viewer).andWhere('ticket.createdBy = :me AND ticket.state NOT IN (:...finished) AND ticket.erasedAt IS NULL', { me: session.userId, finished: FINISHED })
  }
}
