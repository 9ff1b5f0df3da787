import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { DoDeed, NewTicket, TicketQuery, type Session, type Ticket, type TicketPage } from '@app/contracts'
import { refusal, ZodPipe } from '@app/service'
import type { Response } from 'express'
import { May } from '../access/rights.js'
import { sendSound } from '../calls/send-sound.js'
import { FoundTickets } from '../search/found-tickets.js'
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
    private readonly found: FoundTickets,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  @Post()
  @May('tickets.make')
  async make(@Body(new ZodPipe(NewTicket)) body: NewTicket, @CurrentSession() session: Session): Promise<Ticket> {
    if (body.joins !== null) await this.acts.mayJoin(body.joins, session)
    const made = await this.tickets.make(body, session)
    return this.views.whole(body.joins === null ? made : await this.acts.join(made, body.joins, session), session)
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
    await sendSound(response, this.settings.VOICEMAIL_DIR, file)
  }

  @Post(':code/deeds')
  @HttpCode(200)
  @May('tickets.act')
  async act(@Param('code') code: string, @Body(new ZodPipe(DoDeed)) body: DoDeed, @CurrentSession() session: Session): Promise<Ticket> {
    return this.views.whole(await this.acts.do(code, body, session), session)
  }
}
