import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { AskHoursEffect, OpeningHoursCode, SaveOpeningHours, type HoursEffect, type NamedOpeningHours, type OpenDay, type Session } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { z } from 'zod'
import { May } from '../access/rights.js'
import { OpeningHoursService } from './opening-hours.service.js'

const Preview = z.object({ definition: z.unknown(), from: z.iso.date(), days: z.number().int().min(1).max(400) })
type Preview = z.infer<typeof Preview>

@Controller('api/opening-hours')
export class OpeningHoursController {
  constructor(private readonly hours: OpeningHoursService) {}

  @Get()
  @May('opening-hours.read')
  list(): Promise<NamedOpeningHours[]> {
    return this.hours.list()
  }

  @Put(':code')
  @May('opening-hours.edit')
  save(@Param('code', new ZodPipe(OpeningHoursCode)) code: string, @Body(new ZodPipe(SaveOpeningHours)) body: SaveOpeningHours, @CurrentSession() session: Session): Promise<NamedOpeningHours> {
    return this.hours.save(code, body, session)
  }

  /** What a change would make of the deadlines that stand; nothing is changed. */
  @Post('effect')
  @HttpCode(200)
  @May('opening-hours.edit')
  effect(@Body(new ZodPipe(AskHoursEffect)) body: AskHoursEffect): Promise<HoursEffect> {
    return this.hours.effect(body)
  }

  @Post('preview')
  @HttpCode(200)
  @May('opening-hours.read')
  preview(@Body(new ZodPipe(Preview)) { definition, from, days }: Preview): OpenDay[] {
    return this.hours.preview(definition, from, days)
  }
}
