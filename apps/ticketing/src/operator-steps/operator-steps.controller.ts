import { Controller, Get, Param, ParseIntPipe, Query } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { OperatorStepsQuery, type OperatorStep, type Session } from '@app/contracts'
import { refusal, ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { OperatorSteps } from './operator-steps.service.js'

@Controller('api/operators')
export class OperatorStepsController {
  constructor(private readonly steps: OperatorSteps) {}

  /** An operator sees the own ones only. */
  @Get(':id/states')
  @May('operator-steps.read')
  ofDay(@Param('id', ParseIntPipe) id: number, @Query(new ZodPipe(OperatorStepsQuery)) { day }: OperatorStepsQuery, @CurrentSession() session: Session): Promise<OperatorStep[]> {
    if (session.role === 'operator' && session.userId !== id) throw refusal.forbidden()
    return this.steps.ofDay(id, day)
  }
}
