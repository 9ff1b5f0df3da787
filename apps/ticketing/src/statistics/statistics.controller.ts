import { Controller, Get, Inject } from '@nestjs/common'
import { OUR_CALL_SOURCES, type DayFigures } from '@app/contracts'
import { dayFigures, dayOf } from '@app/metrics'
import { And, In, LessThan, MoreThanOrEqual, Not } from 'typeorm'
import { May } from '../access/rights.js'
import { CallEntity } from '../database/call.entities.js'
import { Database } from '../database/database.js'
import { SETTINGS, TicketingSettings, ZONE } from '../settings.js'

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
    const calls = await this.database.manager.find(CallEntity, {
      select: { id: true, arrivedAt: true, enteredQueueAt: true, leftQueueAt: true, answered: true, waitSeconds: true, talkSeconds: true, holdSeconds: true, endedAt: true, outcome: true },
      // Our own calls: a call-back is counted with the call that asked for it, as called back.
      where: { arrivedAt: And(MoreThanOrEqual(begins), LessThan(ends)), source: Not(In([...OUR_CALL_SOURCES])) },
    })
    return dayFigures(calls, now, { zone: ZONE, serviceLevelSeconds: this.settings.SERVICE_LEVEL_SECONDS })
  }
}
