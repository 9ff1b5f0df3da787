import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { ReorganisationPlan, type Reorganisation, type ReorganisationEffect, type Session } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { Reorganisations } from './reorganisations.service.js'

@Controller('api/reorganisations')
export class ReorganisationsController {
  constructor(private readonly reorganisations: Reorganisations) {}

  @Get()
  @May('reorganisations.plan')
  list(): Promise<Reorganisation[]> {
    return this.reorganisations.list()
  }

  /** What a plan would move; nothing is kept. */
  @Post('effect')
  @HttpCode(200)
  @May('reorganisations.plan')
  effect(@Body(new ZodPipe(ReorganisationPlan)) plan: ReorganisationPlan): Promise<ReorganisationEffect> {
    return this.reorganisations.effect(plan)
  }

  @Post()
  @HttpCode(204)
  @May('reorganisations.plan')
  plan(@Body(new ZodPipe(ReorganisationPlan)) plan: ReorganisationPlan, @CurrentSession() session: Session): Promise<void> {
    return this.reorganisations.plan(plan, session)
  }

  @Post(':id/cancel')
  @HttpCode(204)
  @May('reorganisations.plan')
  cancel(@Param('id', ParseIntPipe) id: number, @CurrentSession() session: Session): Promise<void> {
    return this.reorganisations.cancel(id, session)
  }
}
