import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { LedgerQuery, NoteLedgerRun, type LedgerBook, type LedgerRun, type LedgerRuns, type Session } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { LedgerService } from './ledger.service.js'

@Controller('api/ledger')
export class LedgerController {
  constructor(private readonly ledger: LedgerService) {}

  @Get()
  @May('ledger.read')
  book(@Query(new ZodPipe(LedgerQuery)) query: LedgerQuery): Promise<LedgerBook> {
    return this.ledger.book(query)
  }

  @Get('runs')
  @May('ledger.read')
  runs(): Promise<LedgerRuns> {
    return this.ledger.runs()
  }

  /** For the banner on every page. */
  @Get('alarm')
  @May('ledger.read')
  alarm(): Promise<{ count: number; run: number | null }> {
    return this.ledger.unseen()
  }

  /** Compares now; how far it is, and what it found, stands in the list. */
  @Post('runs')
  @HttpCode(202)
  @May('ledger.compare')
  start(@Body(new ZodPipe(LedgerQuery)) query: LedgerQuery, @CurrentSession() session: Session): Promise<LedgerRun> {
    return this.ledger.start(query, session)
  }

  @Post('runs/:id/seen')
  @HttpCode(200)
  @May('ledger.note')
  note(@Param('id', ParseIntPipe) id: number, @Body(new ZodPipe(NoteLedgerRun)) body: NoteLedgerRun, @CurrentSession() session: Session): Promise<LedgerRun> {
    return this.ledger.note(id, body, session)
  }
}
