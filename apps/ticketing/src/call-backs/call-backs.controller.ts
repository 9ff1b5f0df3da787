import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common'
import { CurrentSession, Services } from '@app/access'
import { NewCallBack, type CallBack, type CallBackPromise, type Page, type Session, type StandingCallBack } from '@app/contracts'
import { maskFor } from '@app/persons-data'
import { refusal, ZodPipe } from '@app/service'
import { z } from 'zod'
import { May } from '../access/rights.js'
import type { CallBackEntity } from '../database/promise.entities.js'
import { PAGE_SIZE, pageAt } from '../page.js'
import { CallBacksService } from './call-backs.service.js'

const CallBackQuery = z.object({ page: z.coerce.number().int().min(1).default(1) })
type CallBackQuery = z.infer<typeof CallBackQuery>
const Id = z.coerce.number().int().positive()

@Controller('api/call-backs')
export class CallBacksController {
  constructor(private readonly callBacks: CallBacksService) {}

  /** A caller asked for it; stored when this answers. */
  @Post()
  @HttpCode(200)
  @Services('ivr')
  async promise(@Body(new ZodPipe(NewCallBack)) wanted: NewCallBack): Promise<CallBackPromise> {
    return { outcome: await this.callBacks.promise(wanted) }
  }

  @Get('standing')
  @Services('console')
  standing(): Promise<StandingCallBack[]> {
    return this.callBacks.standing()
  }

  @Get()
  @May('call-backs.read')
  async list(@Query(new ZodPipe(CallBackQuery)) { page }: CallBackQuery, @CurrentSession() session: Session): Promise<Page<CallBack>> {
    const { skip, take } = pageAt(page)
    const [rows, total] = await this.callBacks.list(skip, take)
    return { items: rows.map((row) => view(row, session)), page, pageSize: PAGE_SIZE, total }
  }

  @Post(':id/cancel')
  @HttpCode(204)
  @May('call-backs.cancel')
  async cancel(@Param('id') id: string): Promise<void> {
    const known = Id.safeParse(id)
    if (!known.success) throw refusal.notFound({ vi: 'lịch gọi lại này', en: 'call-back' })
    await this.callBacks.cancel(known.data)
  }
}

const view = (row: CallBackEntity, { role }: Session): CallBack => ({
  id: row.id,
  callId: row.callId,
  // Whoever keeps the promise is connected by the telephone system, and needs no number.
  number: maskFor(role, 'none', 'number', row.number),
  queue: row.queue,
  language: row.language,
  state: row.state,
  promisedAt: row.promisedAt.toISOString(),
  enteredAt: row.enteredAt.toISOString(),
  attempts: row.attempts,
  lastResult: row.lastResult,
  nextAt: row.nextAt?.toISOString() ?? null,
  closedAt: row.closedAt?.toISOString() ?? null,
})
