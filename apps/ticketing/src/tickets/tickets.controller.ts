import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { DoDeed, NewTicket, TicketQuery, type Page, type Session, type Ticket, type TicketSummary } from '@app/contracts'
import { refusal, ZodPipe } from '@app/service'
import type { Response } from 'express'
import { May } from '../access/rights.js'
import { sendSound } from '../calls/send-sound.js'
import { Database } from '../database/database.js'
import { PAGE_SIZE } from '../page.js'
import { LookAudit } from '../persons-data/look-audit.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { TicketActs } from './ticket-acts.service.js'
import { TicketViews } from './ticket-views.js'
import { TicketsService } from './tickets.service.js'

@Controller('api/tickets')
export class TicketsController {
  constructor(
    private readonly tickets: TicketsService,
    private readonly acts: TicketActs,
    private readonly views: TicketViews,
    private readonly database: Database,
    private readonly looks: LookAudit,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  @Post()
  @May('tickets.make')
  async make(@Body(new ZodPipe(NewTicket)) body: NewTicket, @CurrentSession() session: Session): Promise<Ticket> {
    return this.views.whole(await this.tickets.make(body, session), session)
  }

  @Get()
  @May('tickets.read')
  async list(@Query(new ZodPipe(TicketQuery)) query: TicketQuery, @CurrentSession() session: Session): Promise<Page<TicketSummary>> {
    const [rows, total] = await this.tickets.list(query, session)
    return { items: await this.views.summaries(rows, session), page: query.page, pageSize: PAGE_SIZE, total }
  }

  @Get(':code')
  @May('tickets.read')
  async one(@Param('code') code: string, @CurrentSession() session: Session): Promise<Ticket> {
    return this.views.whole(await this.tickets.find(code, session), session)
  }

  /** What the citizen said, for whoever may read the ticket. */
  @Get(':code/voicemail')
  @May('tickets.read')
  async voicemail(@Param('code') code: string, @CurrentSession() session: Session, @Res() response: Response): Promise<void> {
    const file = await this.tickets.voicemailOf(code, session)
    if (file === null) throw refusal.notFound({ vi: 'tin nhắn thoại của phiếu này', en: 'voicemail of this ticket' })
    const { citizenNumber } = await this.tickets.find(code, session)
    await this.looks.note(this.database.manager, { by: session, what: 'voicemail', subject: { kind: 'ticket', id: code }, number: citizenNumber })
    await sendSound(response, this.settings.VOICEMAIL_DIR, file)
  }

  @Post(':code/deeds')
  @HttpCode(200)
  @May('tickets.act')
  async act(@Param('code') code: string, @Body(new ZodPipe(DoDeed)) body: DoDeed, @CurrentSession() session: Session): Promise<Ticket> {
    return this.views.whole(await this.acts.do(code, body, session), session)
  }
}
