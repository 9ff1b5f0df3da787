import { Controller, Get, Query } from '@nestjs/common'
import { Services } from '@app/access'
import type { SurveyDue } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { z } from 'zod'
import { SurveysService } from './surveys.service.js'

const DueQuery = z.object({ number: z.string().max(40) })
type DueQuery = z.infer<typeof DueQuery>

@Controller('api/survey-due')
export class SurveysController {
  constructor(private readonly surveys: SurveysService) {}

  /** Asked by the IVR after a talk. */
  @Get()
  @Services('ivr')
  async due(@Query(new ZodPipe(DueQuery)) { number }: DueQuery): Promise<SurveyDue> {
    return { due: await this.surveys.isDue(number) }
  }
}
