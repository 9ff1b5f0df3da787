import { Controller, Post, UseGuards } from '@nestjs/common'
import { Throttle, ThrottlerGuard } from '@nestjs/throttler'
import { Open } from '@app/access'
import type { CitizenLine } from '@app/contracts'
import { CitizenLines } from './citizen-lines.js'

const MINUTE = 60_000

@Controller('live/citizen-lines')
export class CitizensController {
  constructor(private readonly lines: CitizenLines) {}

  /** A line to 1022 for a browser, for anybody, but not for a script that wants hundreds. */
  @Post()
  @Open()
  @UseGuards(ThrottlerGuard)
  @Throttle({ minute: { limit: 5, ttl: MINUTE }, hour: { limit: 30, ttl: 60 * MINUTE } })
  open(): Promise<CitizenLine> {
    return this.lines.open()
  }
}
