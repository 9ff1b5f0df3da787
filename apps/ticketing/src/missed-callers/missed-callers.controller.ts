import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { CloseMissedCaller, MissedCallersQuery, type MissedCaller, type Page, type Session } from '@app/contracts'
import { ZodPipe } from '@app/service'
import { May } from '../access/rights.js'
import { PAGE_SIZE, pageAt } from '../page.js'
import { MissedCallers } from './missed-callers.service.js'

@Controller('api/missed-callers')
export class MissedCallersController {
  constructor(private readonly missed: MissedCallers) {}

  @Get()
  @May('missed-callers.read')
  async list(@Query(new ZodPipe(MissedCallersQuery)) { which, page }: MissedCallersQuery, @CurrentSession() session: Session): Promise<Page<MissedCaller>> {
    const [items, total] = await this.missed.list(which, pageAt(page), session)
    return { items, page, pageSize: PAGE_SIZE, total }
  }

  @Post(':id/take')
  @HttpCode(200)
  @May('missed-callers.handle')
  take(@Param('id', ParseIntPipe) id: number, @CurrentSession() session: Session): Promise<MissedCaller> {
    return this.missed.take(id, session)
  }

  @Post(':id/release')
  @HttpCode(200)
  @May('missed-callers.handle')
  release(@Param('id', ParseIntPipe) id: number, @CurrentSession() session: Session): Promise<MissedCaller> {
    return this.missed.release(id, session)
  }

  @Post(':id/call-back')
  @HttpCode(200)
  @May('missed-callers.handle')
  callBack(@Param('id', ParseIntPipe) id: number, @CurrentSession() session: Session): Promise<MissedCaller> {
    return this.missed.callBack(id, session)
  }

  @Post(':id/close')
  @HttpCode(200)
  @May('missed-callers.handle')
  close(@Param('id', ParseIntPipe) id: number, @Body(new ZodPipe(CloseMissedCaller)) { reason }: CloseMissedCaller, @CurrentSession() session: Session): Promise<MissedCaller> {
    return this.missed.close(id, reason, session)
  }
}
