import { Body, Controller, Post, UseGuards } from '@nestjs/common'
import { Throttle, ThrottlerGuard } from '@nestjs/throttler'
import { Open, Roles } from '@app/access'
import { OpenTrialLine, type CallLine } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { CallLines } from './call-lines.js'

const MINUTE = 60_000

@Controller('live')
export class CallLinesController {
  constructor(private readonly lines: CallLines) {}

  /** A line to 1022 for a browser, for anybody, but not for a script that wants hundreds. */
  @Post('citizen-lines')
  @Open()
  @UseGuards(ThrottlerGuard)
  @Throttle({ minute: { limit: 5, ttl: MINUTE }, hour: { limit: 30, ttl: 60 * MINUTE } })
  openForCitizen(): Promise<CallLine> {
    return this.lines.openForCitizen()
  }

  /** A line to one version of a flow, for those who write flows. */
  @Post('trial-lines')
  @Roles('admin')
  openForTrial(@Body(new ZodPipe(OpenTrialLine)) { version }: OpenTrialLine): Promise<CallLine> {
    return this.lines.openForTrial(version)
  }
}
