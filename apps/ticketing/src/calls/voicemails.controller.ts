import { Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import type { Page, Session, Voicemail } from '@app/contracts'
import { maskFor } from '@app/persons-data'
import { refusal, ZodPipe } from '@app/service'
import type { Response } from 'express'
import { In, IsNull } from 'typeorm'
import { z } from 'zod'
import { May } from '../access/rights.js'
import { CallEntity, VoicemailEntity } from '../database/call.entities.js'
import { Database } from '../database/database.js'
import { UserEntity } from '../database/directory.entities.js'
import { Outbox } from '../outbox/outbox.js'
import { LookAudit } from '../persons-data/look-audit.js'
import { PAGE_SIZE, pageAt } from '../page.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { TicketVisibility } from '../visibility/ticket-visibility.js'
import { sendSound } from './send-sound.js'

const VoicemailQuery = z.object({ page: z.coerce.number().int().min(1).default(1) })
type VoicemailQuery = z.infer<typeof VoicemailQuery>
const Id = z.coerce.number().int().positive()

@Controller('api/voicemails')
export class VoicemailsController {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly visibility: TicketVisibility,
    private readonly looks: LookAudit,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  /** Those that nobody has handled first. */
  @Get()
  @May('voicemails.read')
  async list(@Query(new ZodPipe(VoicemailQuery)) { page }: VoicemailQuery, @CurrentSession() session: Session): Promise<Page<Voicemail>> {
    const { skip, take } = pageAt(page)
    const select = this.database.manager.createQueryBuilder(VoicemailEntity, 'voicemail')
    const [rows, total] = await select.orderBy('voicemail.handledAt IS NULL', 'DESC').addOrderBy('voicemail.leftAt', 'DESC').offset(skip).limit(take).getManyAndCount()
    return { items: await this.views(rows, session), page, pageSize: PAGE_SIZE, total }
  }

  @Get(':id/sound')
  @May('voicemails.read')
  async sound(@Param('id') id: string, @CurrentSession() by: Session, @Res() response: Response): Promise<void> {
    const { manager } = this.database
    const voicemail = await this.find(id)
    if (!(await this.visibility.mayHear(by, { voicemailId: voicemail.id }))) throw refusal.notFound({ vi: 'tin nhắn thoại này', en: 'voicemail' })
    const call = await manager.findOneBy(CallEntity, { id: voicemail.callId })
    await this.looks.note(manager, { by, what: 'voicemail', subject: { kind: 'voicemail', id }, number: call?.number ?? null })
    await sendSound(response, this.settings.VOICEMAIL_DIR, voicemail.file)
  }

  /** Whoever was first stays: said twice, it changes nothing. */
  @Post(':id/handled')
  @HttpCode(200)
  @May('voicemails.handle')
  async handled(@Param('id') id: string, @CurrentSession() session: Session): Promise<Voicemail> {
    const { id: known } = await this.find(id)
    await this.database.manager.transaction(async (tx) => {
      const { affected } = await tx.update(VoicemailEntity, { id: known, handledAt: IsNull() }, { handledAt: new Date(), handledBy: session.userId })
      if (affected) await this.outbox.store(tx, { topic: 'voicemail', id: String(known), departmentId: null })
    })
    this.outbox.wake()
    const [view] = await this.views([await this.find(id)], session)
    return view as Voicemail
  }

  private async find(id: string): Promise<VoicemailEntity> {
    const known = Id.safeParse(id)
    const row = known.success ? await this.database.manager.findOneBy(VoicemailEntity, { id: known.data }) : null
    if (!row) throw refusal.notFound({ vi: 'tin nhắn thoại này', en: 'voicemail' })
    return row
  }

  private async views(rows: VoicemailEntity[], { role, userId }: Session): Promise<Voicemail[]> {
    const manager = this.database.manager
    const calls = new Map((await manager.findBy(CallEntity, { id: In(rows.map((row) => row.callId)) })).map((call) => [call.id, call]))
    const users = new Map((await manager.findBy(UserEntity, { id: In(rows.flatMap((row) => row.handledBy ?? [])) })).map((user) => [user.id, user.displayName]))
    return rows.map((row) => ({
      id: row.id,
      callId: row.callId,
      number: maskFor(role, row.handledBy === userId ? 'past' : 'none', 'number', calls.get(row.callId)?.number ?? null),
      queue: row.queue,
      leftAt: row.leftAt.toISOString(),
      seconds: row.seconds,
      hasSound: row.file !== '',
      handledBy: row.handledBy === null ? null : (users.get(row.handledBy) ?? null),
      handledAt: row.handledAt?.toISOString() ?? null,
    }))
  }
}
