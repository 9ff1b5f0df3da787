import { Controller, Get, Param, Query } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { SimilarQuery, type Session, type SimilarTicket, type TicketRecurrences } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { TicketsService } from '../tickets/tickets.service.js'
import { Recurrences } from './recurrences.service.js'

@Controller('api')
export class RecurrencesController {
  constructor(
    private readonly recurrences: Recurrences,
    private readonly tickets: TicketsService,
  ) {}

  /** Asked while a ticket is being written. */
  @Get('similar-tickets')
  @May('tickets.make')
  similar(@Query(new ZodPipe(SimilarQuery)) query: SimilarQuery, @CurrentSession() session: Session): Promise<SimilarTicket[]> {
    return this.recurrences.similar(query, session)
  }

  @Get('tickets/:code/recurrences')
  @May('tickets.read')
  async of(@Param('code') code: string, @CurrentSession() session: Session): Promise<TicketRecurrences> {
    return this.recurrences.of(await this.tickets.find(code, session), session)
  }
}
