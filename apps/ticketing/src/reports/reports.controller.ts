import { Controller, Get, Param, Query, Res } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { ReportCallsQuery, ReportChoicesQuery, ReportName, ReportQuery, ReportTicketsQuery, type CallSummary, type MetricDefinition, type Page, type Report, type ReportChoices, type Session, type TicketSummary } from '@app/contracts'
import { ZodPipe } from '@app/service'
import type { Response } from 'express'
import { z } from 'zod'
import { May } from '../access/rights.js'
import { csvOf } from './csv-of.js'
import { METRIC_DEFINITIONS } from './metric-definitions.js'
import { ReportChoicesService } from './report-choices.service.js'
import { ReportLists } from './report-lists.service.js'
import { ReportsService } from './reports.service.js'
import { xlsxOf } from './xlsx-of.js'

const ExportQuery = ReportQuery.and(z.object({ format: z.enum(['xlsx', 'csv']) }))
type ExportQuery = z.infer<typeof ExportQuery>
const TYPES = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv; charset=utf-8' } as const

@Controller('api')
export class ReportsController {
  constructor(
    private readonly reports: ReportsService,
    private readonly lists: ReportLists,
    private readonly choices: ReportChoicesService,
  ) {}

  @Get('report-definitions')
  @May('reports.read')
  definitions(): readonly MetricDefinition[] {
    return METRIC_DEFINITIONS
  }

  @Get('report-choices')
  @May('reports.read')
  choicesOf(@Query(new ZodPipe(ReportChoicesQuery)) query: ReportChoicesQuery): Promise<ReportChoices> {
    return this.choices.of(query)
  }

  @Get('report-calls')
  @May('reports.read')
  calls(@Query(new ZodPipe(ReportCallsQuery)) query: ReportCallsQuery, @CurrentSession() session: Session): Promise<Page<CallSummary>> {
    return this.lists.calls(query, session)
  }

  @Get('report-tickets')
  @May('reports.read')
  tickets(@Query(new ZodPipe(ReportTicketsQuery)) query: ReportTicketsQuery, @CurrentSession() session: Session): Promise<Page<TicketSummary>> {
    return this.lists.tickets(query, session)
  }

  @Get('reports/:name')
  @May('reports.read')
  report(@Param('name', new ZodPipe(ReportName)) name: ReportName, @Query(new ZodPipe(ReportQuery)) query: ReportQuery): Promise<Report> {
    return this.reports.report(name, query)
  }

  @Get('reports/:name/export')
  @May('reports.read')
  async export(@Param('name', new ZodPipe(ReportName)) name: ReportName, @Query(new ZodPipe(ExportQuery)) query: ExportQuery, @Res() response: Response): Promise<void> {
    const report = await this.reports.report(name, query)
    const file = query.format === 'csv' ? csvOf(report) : await xlsxOf(report)
    response.type(TYPES[query.format]).attachment(`1022-${name}-${query.from}-${query.to}.${query.format}`).send(file)
  }
}
