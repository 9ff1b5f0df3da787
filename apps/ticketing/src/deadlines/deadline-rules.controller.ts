import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { DeadlineScope, DeadlineTrialQuery, SaveDeadlineRule, type DeadlineRule, type DeadlineTrial, type Session } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { DeadlineRules } from './deadline-rules.service.js'

@Controller('api/deadline-rules')
export class DeadlineRulesController {
  constructor(private readonly rules: DeadlineRules) {}

  @Get()
  @May('deadline-rules.read')
  list(): Promise<DeadlineRule[]> {
    return this.rules.list()
  }

  /** What would apply to a ticket that is made now. */
  @Get('trial')
  @May('deadline-rules.read')
  trial(@Query(new ZodPipe(DeadlineTrialQuery)) query: DeadlineTrialQuery): Promise<DeadlineTrial> {
    return this.rules.trial(query, new Date())
  }

  /** Makes or changes the rule of a scope. */
  @Put()
  @May('deadline-rules.edit')
  save(@Body(new ZodPipe(SaveDeadlineRule)) body: SaveDeadlineRule, @CurrentSession() session: Session): Promise<DeadlineRule[]> {
    return this.rules.save(body, session)
  }

  @Post('remove')
  @HttpCode(200)
  @May('deadline-rules.edit')
  remove(@Body(new ZodPipe(DeadlineScope)) body: DeadlineScope, @CurrentSession() session: Session): Promise<DeadlineRule[]> {
    return this.rules.remove(body, session)
  }
}
