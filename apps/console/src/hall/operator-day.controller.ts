import { Controller, Get, Inject, Param, ParseIntPipe } from '@nestjs/common'
import { Roles } from '@app/access'
import { operatorDay } from '@app/call-journal'
import type { OperatorMoment } from '@app/contracts'
import { memberNameOf } from '@app/queue-mirror'
import { readSince } from '../journal/read-since.js'
import { SETTINGS, type ConsoleSettings } from '../settings.js'

/** UTC+7 all the year. */
const ZONE_MS = 7 * 3_600_000
const DAY_MS = 86_400_000

/** How an operator got where they are: the states of today, from the journal itself. */
@Controller('live/operators')
export class OperatorDayController {
  constructor(@Inject(SETTINGS) private readonly settings: ConsoleSettings) {}

  @Get(':id/day')
  @Roles('supervisor', 'manager')
  async day(@Param('id', ParseIntPipe) id: number): Promise<OperatorMoment[]> {
    const midnight = Math.floor((Date.now() + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS
    return operatorDay(await readSince(this.settings.QUEUE_LOG_FILE, memberNameOf(id), midnight / 1000), memberNameOf(id))
  }
}
