import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common'
import { Open } from '@app/access'
import { ApiCallsQuery, LedgerQuery, ReportName, ReportQuery, type ApiCalls, type LedgerBook, type Report } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { LedgerService } from '../ledger/ledger.service.js'
import { ReportsService } from '../reports/reports.service.js'
import { ApiCallsService } from './api-calls.service.js'
import { ApiKeyGuard, NeedsRight } from './api-key.guard.js'

/** What other systems read with a key: the same services as the screens'. Each endpoint stands in v1-endpoints.ts too, a test checks. */
@Controller('api/v1')
@Open()
@UseGuards(ApiKeyGuard)
export class V1Controller {
  constructor(
    private readonly ledgers: LedgerService,
    private readonly calls: ApiCallsService,
    private readonly reports: ReportsService,
  ) {}

  @Get('ledger')
  @NeedsRight('ledger')
  ledger(@Query(new ZodPipe(LedgerQuery)) query: LedgerQuery): Promise<LedgerBook> {
    return this.ledgers.book(query)
  }

  @Get('calls')
  @NeedsRight('calls')
  list(@Query(new ZodPipe(ApiCallsQuery)) query: ApiCallsQuery): Promise<ApiCalls> {
    return this.calls.list(query)
  }

  @Get('reports/:name')
  @NeedsRight('reports.:name')
  report(@Param('name', new ZodPipe(ReportName)) name: ReportName, @Query(new ZodPipe(ReportQuery)) query: ReportQuery): Promise<Report> {
    return this.reports.report(name, query)
  }
}
