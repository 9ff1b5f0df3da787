import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { NewTicket, SeenDeed, type Session, type Ticket, type TicketPage, TicketQuery, type TicketReceipt } from '@app/contracts'
import { refusal, ZodPipe } from '@app/service'
import type { Response } from 'express'
import { May } from '../access/rights.js'
import { sendSound } from '../calls/send-sound.js'
import { FoundTickets } from '../search/found-tickets.js'
import { Database } from '../database/database.js'
import { LookAudit } from '../persons-data/look-audit.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { TicketVisibility } from '../visibility/ticket-visibility.js'
import { TicketActs } from './ticket-acts.service.js'
import { TicketViews } from './ticket-views.js'
import { TicketsService } from './tickets.service.js'

@Controller('api/tickets')
export class TicketsController {
  constructor(
    private readonly tickets: TicketsService,
    private readonly acts: TicketActs,
    private readonly views: TicketViews,
    private readonly visibility: TicketVisibility,
    private readonly found: FoundTickets,
    private readonly database: Database,
    private readonly looks: LookAudit,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  /** Whoever took a complaint about an official, and is none of those who see it, is told its code. */
  @Post()
  @May('tickets.make')
  async make(@Body(new ZodPipe(NewTicket)) body: NewTicket, @CurrentSession() session: Session): Promise<Ticket | TicketReceipt> {
    if (body.joins !== null) await this.acts.mayJoin(body.joins, session)
    const made = await this.tickets.make(body, session)
    const joined = body.joins === null ? made : await this.acts.join(made, body.joins, session)
    return this.tickets.isSeenBy(joined, await this.visibility.viewerOf(session)) ? this.views.whole(joined, session) : { code: joined.code, receipt: true }
  }

  @Get()
  @May('tickets.read')
  list(@Query(new ZodPipe(TicketQuery)) query: TicketQuery, @CurrentSession() session: Session): Promise<TicketPage> {
    return this.found.page(query, session)
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
  async act(@Param('code') code: string, @Body(new ZodPipe(SeenDeed)) { revision, ...body }: SeenDeed, @CurrentSession() session: Session): Promise<Ticket> {
    return this.views.whole(await this.acts.do(code, body, session, revision), session)
  }
}
