import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { CallerQuery, CallQuery, type Call, type CallerHistory, type CallSummary, type Page, type Session } from '@app/contracts'
import { relationToCall } from '@app/persons-data'
import { refusal, ZodPipe } from '@app/service'
import type { Response } from 'express'
import { DateTime } from 'luxon'
import { And, LessThan, MoreThanOrEqual, Raw, type FindOptionsWhere } from 'typeorm'
import { RESTART } from '@app/call-journal'
import { May } from '../access/rights.js'
import { CallEntity } from '../database/call.entities.js'
import { SurveyEntity } from '../database/promise.entities.js'
import { Database } from '../database/database.js'
import { PAGE_SIZE, pageAt } from '../page.js'
import { LookAudit } from '../persons-data/look-audit.js'
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
    private readonly looks: LookAudit,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  /** By POST, for a number has no place in an address. Whoever speaks with the caller sees all of it; for others it is masked. */
  @Post('callers')
  @HttpCode(200)
  @May('callers.read')
  async caller(@Body(new ZodPipe(CallerQuery)) { callId, number }: CallerQuery, @CurrentSession() session: Session): Promise<CallerHistory> {
    const manager = this.database.manager
    const call = await manager.findOneBy(CallEntity, { id: callId })
    const key = numberKey(call ? call.number : number)
    if (key === null) return { calls: [], tickets: [] }
    const calls = await manager.find(CallEntity, { where: { numberKey: key }, order: { arrivedAt: 'DESC' }, take: HISTORY })
    const asker = await this.visibility.askerOf(session)
    const tickets = await this.visibility.tickets(asker.viewer).andWhere('ticket.citizenKey = :key', { key }).orderBy('ticket.createdAt', 'DESC').limit(HISTORY).getMany()
    await this.looks.note(manager, { by: session, what: 'history', subject: { kind: 'call', id: callId }, number: key })
    const relation = call && relationToCall(session, call, new Date()) === 'own-talk' ? 'own-talk' : undefined
    return { calls: await callSummaries(manager, calls, asker, relation), tickets: await this.ticketViews.summaries(tickets, session, relation) }
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
    // Whole only: digit by digit one would find out what is masked.
    if (key !== null) where.numberKey = key
    if (query.outcome !== undefined) where.outcome = query.outcome
    const manager = this.database.manager
    // Written into the question itself, for no list of ids would be short enough.
    if (query.disposition !== undefined) where.id = Raw((column) => `${column} IN (SELECT call_id FROM call_dispositions WHERE code = :disposition)`, { disposition: query.disposition })
    const [rows, total] = await manager.findAndCount(CallEntity, { where, order: { arrivedAt: 'DESC', id: 'DESC' }, ...pageAt(query.page) })
    return { items: await callSummaries(manager, rows, await this.visibility.askerOf(session)), page: query.page, pageSize: PAGE_SIZE, total }
  }

  @Get('calls/:id')
  @May('calls.read')
  async one(@Param('id') id: string, @CurrentSession() session: Session): Promise<Call> {
    return wholeCall(this.database.manager, await this.find(id), await this.visibility.askerOf(session))
  }

  @Get('calls/:id/recording')
  @May('recordings.hear')
  async recording(@Param('id') id: string, @CurrentSession() session: Session, @Res() response: Response): Promise<void> {
    const call = await this.find(id)
    if (session.role === 'operator' && call.operatorId !== session.userId) throw refusal.forbidden()
    if (!(await this.visibility.mayHear(session, { callId: call.id }))) throw noSound()
    await this.looks.note(this.database.manager, { by: session, what: 'recording', subject: { kind: 'call', id }, number: call.number })
    await sendSound(response, this.settings.RECORDINGS_DIR, call.recording, { cutOff: call.hangupCause === RESTART })
  }

  /** What a citizen said to their rating. */
  @Get('calls/:id/remark')
  @May('recordings.hear')
  async remark(@Param('id') id: string, @CurrentSession() session: Session, @Res() response: Response): Promise<void> {
    const call = await this.find(id)
    if (session.role === 'operator' && call.operatorId !== session.userId) throw refusal.forbidden()
    const survey = await this.database.manager.findOneBy(SurveyEntity, { callId: call.id })
    await this.looks.note(this.database.manager, { by: session, what: 'remark', subject: { kind: 'call', id }, number: call.number })
    await sendSound(response, this.settings.VOICEMAIL_DIR, survey?.remarkFile ?? null)
  }

  private async find(id: string): Promise<CallEntity> {
    const call = await this.database.manager.findOneBy(CallEntity, { id })
    if (!call) throw refusal.notFound({ vi: 'cuộc gọi này', en: 'call' })
    return call
  }
}

const noSound = () => refusal.notFound({ vi: 'bản ghi âm này', en: 'recording' })
