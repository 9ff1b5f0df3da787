import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { DropTicketDraft, NewTicketDraft, type Session, type TicketOrigin } from '@app/contracts'
import { numberKey } from '@app/phone-number'
import { ZodPipe } from '@app/service'
import { In, LessThan } from 'typeorm'
import { May } from '../access/rights.js'
import { CallEntity } from '../database/call.entities.js'
import { NewTicketDraftEntity } from '../database/citizen.entities.js'
import { Database } from '../database/database.js'
import { TicketEntity } from '../database/ticket.entities.js'

/** A forgotten draft is a citizen's words on somebody's desk: it goes after a week. */
const KEPT_MS = 7 * 24 * 3_600_000

/** Tickets that are being written at a desk: each person's own, in whichever browser. */
@Controller('api/new-ticket-drafts')
export class NewTicketDraftsController {
  constructor(private readonly database: Database) {}

  @Get()
  @May('tickets.make')
  async list(@CurrentSession() { userId }: Session): Promise<NewTicketDraft[]> {
    const { manager } = this.database
    await manager.delete(NewTicketDraftEntity, { savedAt: LessThan(new Date(Date.now() - KEPT_MS)) })
    const rows = await manager.find(NewTicketDraftEntity, { where: { userId }, order: { writtenAt: 'DESC' } })
    // A browser that fell silent between the ticket and the drop of its draft.
    const made = rows.length === 0 ? [] : await manager.find(TicketEntity, { select: { requestId: true }, where: { requestId: In(rows.map(({ requestId }) => requestId)) } })
    const saved = made.map(({ requestId }) => requestId)
    if (saved.length > 0) await manager.delete(NewTicketDraftEntity, { userId, requestId: In(saved) })
    return rows.filter(({ requestId }) => !saved.includes(requestId)).map(({ origin, draft, writtenAt }) => ({ origin, draft, writtenAt: writtenAt.toISOString() }))
  }

  /** What was typed later stays; a draft whose ticket is made is not kept again. */
  @Put()
  @HttpCode(204)
  @May('tickets.make')
  async keep(@Body(new ZodPipe(NewTicketDraft)) { origin, draft, writtenAt }: NewTicketDraft, @CurrentSession() { userId }: Session): Promise<void> {
    const at = new Date(writtenAt)
    const originKey = originKeyOf(origin)
    await this.database.manager.transaction(async (tx) => {
      if (await tx.existsBy(TicketEntity, { requestId: draft.requestId })) return
      const kept = await tx.findOne(NewTicketDraftEntity, { where: { userId, originKey }, lock: { mode: 'pessimistic_write' } })
      if (kept && kept.writtenAt > at) return
      const typed = typeof draft['citizenNumber'] === 'string' ? draft['citizenNumber'] : null
      const call = await tx.findOneBy(CallEntity, { id: origin.callId })
      const key = numberKey(typed) ?? numberKey(call?.number ?? null) ?? numberKey(origin.number?.includes('•') ? null : origin.number)
      await tx.upsert(NewTicketDraftEntity, { userId, originKey, requestId: draft.requestId, origin, draft: { ...draft } as object, numberKey: key, writtenAt: at, savedAt: new Date() }, ['userId', 'originKey'])
    })
  }

  @Post('drop')
  @HttpCode(204)
  @May('tickets.make')
  async drop(@Body(new ZodPipe(DropTicketDraft)) { origin }: DropTicketDraft, @CurrentSession() { userId }: Session): Promise<void> {
    await this.database.manager.delete(NewTicketDraftEntity, { userId, originKey: originKeyOf(origin) })
  }
}

const originKeyOf = (origin: TicketOrigin): string => (origin.kind === 'call' ? `call:${origin.callId}` : `voicemail:${origin.voicemailId}`)
