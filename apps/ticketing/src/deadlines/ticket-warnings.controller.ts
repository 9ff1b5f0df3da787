import { Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { TicketWarningQuery, type Page, type Session, type TicketWarning } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { TicketWarnings } from './ticket-warnings.service.js'

@Controller('api/ticket-warnings')
export class TicketWarningsController {
  constructor(private readonly warnings: TicketWarnings) {}

  @Get()
  @May('warnings.read')
  list(@Query(new ZodPipe(TicketWarningQuery)) query: TicketWarningQuery, @CurrentSession() session: Session): Promise<Page<TicketWarning>> {
    return this.warnings.list(query, session)
  }

  @Get('count')
  @May('warnings.read')
  async count(@CurrentSession() session: Session): Promise<{ count: number }> {
    return { count: await this.warnings.count(session) }
  }

  @Post(':id/seen')
  @HttpCode(204)
  @May('warnings.read')
  see(@Param('id', ParseIntPipe) id: number, @CurrentSession() session: Session): Promise<void> {
    return this.warnings.see(id, session)
  }

  @Post(':id/handled')
  @HttpCode(204)
  @May('warnings.read')
  handle(@Param('id', ParseIntPipe) id: number, @CurrentSession() session: Session): Promise<void> {
    return this.warnings.handle(id, session)
  }
}
