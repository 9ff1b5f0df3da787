import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { CallQuery, type Call, type CallerHistory, type CallSummary, type Page, type Session } from '@app/contracts'
import { refusal, RefusedError, ZodPipe } from '@app/service'
import type { Response } from 'express'
import { DateTime } from 'luxon'
import { And, LessThan, Like, MoreThanOrEqual, type FindOptionsWhere } from 'typeorm'
import { RESTART } from '@app/call-journal'
import { May } from '../access/rights.js'
import { CallEntity } from '../database/call.entities.js'
import { SurveyEntity } from '../database/promise.entities.js'
import { Database } from '../database/database.js'
import { PAGE_SIZE, pageAt } from '../page.js'
import { SETTINGS, TicketingSettings, ZONE } from '../settings.js'
import { TicketVisibility } from '../visibility/ticket-visibility.js'
import { TicketViews } from '../tickets/ticket-views.js'
import { callSummaries, wholeCall } from './call-views.js'
import { numberKey } from '@app/phone-number'
import { sendSound } from './send-sound.js'

const HISTORY = 20

@Controller('api')
export class CallsController {
  constructor(
    private readonly database: Database,
    private readonly ticketViews: TicketViews,
    private readonly visibility: TicketVisibility,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  @Get('callers/:number')
  @May('callers.read')
  async caller(@Param('number') number: string, @CurrentSession() session: Session): Promise<CallerHistory> {
    const key = numberKey(number)
    if (key === null || number.length > 30) throw badNumber()
    const manager = this.database.manager
    const calls = await manager.find(CallEntity, { where: { numberKey: key }, order: { arrivedAt: 'DESC' }, take: HISTORY })
    const viewer = await this.visibility.viewerOf(session)
    const tickets = await this.visibility.tickets(viewer).andWhere('ticket.citizenKey = :key', { key }).orderBy('ticket.createdAt', 'DESC').limit(HISTORY).getMany()
    return { number, calls: await callSummaries(manager, calls, viewer), tickets: await this.ticketViews.summaries(tickets) }
  }

  @Get('calls')
  @May('calls.read')
  async list(@Query(new ZodPipe(CallQuery)) query: CallQuery, @CurrentSession() session: Session): Promise<Page<CallSummary>> {
    const where: FindOptionsWhere<CallEntity> = {}
    if (query.day !== undefined) {
      const begins = DateTime.fromISO(query.day, { zone: ZONE })
      where.arrivedAt = And(MoreThanOrEqual(begins.toJSDate()), LessThan(begins.plus({ days: 1 }).toJSDate()))
    }
    const key = numberKey(query.number ?? null)
    if (key !== null) where.numberKey = Like(`${key}%`)
    if (query.outcome !== undefined) where.outcome = query.outcome
    const manager = this.database.manager
    const [rows, total] = await manager.findAndCount(CallEntity, { where, order: { arrivedAt: 'DESC', id: 'DESC' }, ...pageAt(query.page) })
    return { items: await callSummaries(manager, rows, await this.visibility.viewerOf(session)), page: query.page, pageSize: PAGE_SIZE, total }
  }

  @Get('calls/:id')
  @May('calls.read')
  async one(@Param('id') id: string, @CurrentSession() session: Session): Promise<Call> {
    return wholeCall(this.database.manager, await this.find(id), await this.visibility.viewerOf(session))
  }

  @Get('calls/:id/recording')
  @May('recordings.hear')
  async recording(@Param('id') id: string, @CurrentSession() session: Session, @Res() response: Response): Promise<void> {
    const call = await this.find(id)
    if (session.role === 'operator' && call.operatorId !== session.userId) throw refusal.forbidden()
    if (!(await this.visibility.mayHear(session, { callId: call.id }))) throw noSound()
    await sendSound(response, this.settings.RECORDINGS_DIR, call.recording, { cutOff: call.hangupCause === RESTART })
  }

  /** What a citizen said to their rating. */
  @Get('calls/:id/remark')
  @May('recordings.hear')
  async remark(@Param('id') id: string, @CurrentSession() session: Session, @Res() response: Response): Promise<void> {
    const call = await this.find(id)
    if (session.role === 'operator' && call.operatorId !== session.userId) throw refusal.forbidden()
    const survey = await this.database.manager.findOneBy(SurveyEntity, { callId: call.id })
    await sendSound(response, this.settings.VOICEMAIL_DIR, survey?.remarkFile ?? null)
  }

  private async find(id: string): Promise<CallEntity> {
    const call = await this.database.manager.findOneBy(CallEntity, { id })
    if (!call) throw refusal.notFound({ vi: 'cuộc gọi này', en: 'call' })
    return call
  }
}

const noSound = () => refusal.notFound({ vi: 'bản ghi âm này', en: 'recording' })

const badNumber = () =>
  new RefusedError(400, {
    code: 'bad-input',
    message: { vi: 'Số điện thoại không hợp lệ.', en: 'The phone number is not valid.' },
    details: [{ path: 'number', message: 'must hold digits and at most 30 characters' }],
  })
