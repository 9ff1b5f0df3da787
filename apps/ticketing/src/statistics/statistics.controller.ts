import { Controller, Get, Inject } from '@nestjs/common'
import type { DayFigures } from '@app/contracts'
import { dayFigures, dayOf } from '@app/metrics'
import { May } from '../access/rights.js'
import { Database } from '../database/database.js'
import { SETTINGS, TicketingSettings, ZONE } from '../settings.js'
import { citizensCalls } from './citizens-calls.js'

@Controller('api/statistics')
export class StatisticsController {
  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  @Get('today')
  @May('statistics.read')
  async today(): Promise<DayFigures> {
    const now = new Date()
    const { begins, ends } = dayOf(now, ZONE)
    return dayFigures(await citizensCalls(this.database.manager, begins, ends), now, { zone: ZONE, serviceLevelSeconds: this.settings.SERVICE_LEVEL_SECONDS })
  }
}
