import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common'
import { Services } from '@app/access'
import { NewHallDeed, NewMove, type HallDeed, type Page } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { z } from 'zod'
import { May } from '../access/rights.js'
import { HallDeeds } from './hall-deeds.service.js'

const PageQuery = z.object({ page: z.coerce.number().int().min(1).default(1) })
type PageQuery = z.infer<typeof PageQuery>

@Controller('api/hall')
export class HallDeedsController {
  constructor(private readonly deeds: HallDeeds) {}

  /** What supervisors did, the newest first. */
  @Get('deeds')
  @May('hall-deeds.read')
  list(@Query(new ZodPipe(PageQuery)) { page }: PageQuery): Promise<Page<HallDeed>> {
    return this.deeds.list(page)
  }

  @Get('open-deeds')
  @Services('console')
  open(): Promise<HallDeed[]> {
    return this.deeds.open()
  }

  @Post('deeds')
  @Services('console')
  @HttpCode(200)
  write(@Body(new ZodPipe(NewHallDeed)) deed: NewHallDeed): Promise<{ id: number }> {
    return this.deeds.write(deed)
  }

  @Post('deeds/:id/ended')
  @Services('console')
  @HttpCode(200)
  async end(@Param('id', ParseIntPipe) id: number): Promise<{ id: number }> {
    await this.deeds.end(id)
    return { id }
  }

  @Post('moves')
  @Services('console')
  @HttpCode(200)
  move(@Body(new ZodPipe(NewMove)) move: NewMove): Promise<{ queues: string[] }> {
    return this.deeds.move(move)
  }
}
