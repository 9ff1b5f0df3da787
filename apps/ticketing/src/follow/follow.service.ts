import { Inject, Injectable } from '@nestjs/common'
import type { DoDeed, Language } from '@app/contracts'
import { refusal } from '@app/service'
import { isTicketCode } from '@app/ticket-code'
import { deedsOf } from '@app/ticket-life'
import { DateTime } from 'luxon'
import { In } from 'typeorm'
import { answerStands, isShownToCitizen, kindOf, TELLING_DEEDS } from '../attachments/attachment-rules.js'
import type { ArrivedFile } from '../attachments/attachment-store.js'
import { AttachmentsService } from '../attachments/attachments.service.js'
import { AttachmentEntity } from '../database/attachment.entity.js'
import { CategoryEntity, DepartmentEntity } from '../database/directory.entities.js'
import { Database } from '../database/database.js'
import { TicketHistoryEntity } from '../database/ticket-history.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { TicketHistory } from '../history/ticket-history.js'
import { SETTINGS, TicketingSettings, ZONE } from '../settings.js'
import { stateOutside } from '../tickets/state-outside.js'
import { TellingService } from '../telling/telling.service.js'
import { TicketActs } from '../tickets/ticket-acts.service.js'
import { followPath, isFollowKey } from './follow-key.js'
import type { FollowedTicket } from './follow-page.js'

/** A ticket for the one whose it is: who knows its code and the end of the number, or has its link. */
@Injectable()
export class FollowService {
  constructor(
    private readonly database: Database,
    private readonly history: TicketHistory,
    private readonly acts: TicketActs,
    private readonly attachments: AttachmentsService,
    private readonly telling: TellingService,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  /** Where the ticket is seen; null when the code and the last four digits of the number do not belong together. */
  async pathOf(code: string, digits: string, language: Language): Promise<string | null> {
    if (!isTicketCode(code) || !/^\d{4}$/.test(digits)) return null
    const ticket = await this.database.manager.findOneBy(TicketEntity, { code })
    return ticket?.citizenKey?.endsWith(digits) ? this.pathWithKey(code, language) : null
  }

  pathWithKey(code: string, language: Language): string {
    return followPath(code, language, this.settings.SESSION_SECRET)
  }

  async ticketOf(code: string, key: string): Promise<TicketEntity | null> {
    return isFollowKey(key, code, this.settings.SESSION_SECRET) ? this.database.manager.findOneBy(TicketEntity, { code }) : null
  }

  /** @throws RefusedError 409 when it is not its time any more, or for too many files */
  async do(ticket: TicketEntity, act: DoDeed, files: readonly ArrivedFile[]): Promise<void> {
    await this.acts.doAsCitizen(ticket.id, act, (tx, changed) => this.attachments.attach(tx, changed, files, { sender: 'citizen', by: null, isPublic: true, at: new Date() }))
  }

  /** A file that is on the page. @throws RefusedError 404 for any other */
  async fileOf(ticket: TicketEntity, id: number): Promise<AttachmentEntity> {
    const file = (await this.shownFiles(ticket)).find((row) => row.id === id)
    if (!file) throw refusal.notFound({ vi: 'tệp này', en: 'file' })
    return file
  }

  /** What the citizen sent, and what came with answers and progress reports; of a merged ticket, with the answer that is its own too. */
  private async shownFiles(ticket: TicketEntity): Promise<AttachmentEntity[]> {
    const { manager } = this.database
    const answered = answerStands(ticket.state)
    const told = await manager.findOne(TicketHistoryEntity, { where: { ticketId: ticket.id, deed: In([...TELLING_DEEDS]) }, order: { seq: 'DESC' } })
    const own = await manager.find(AttachmentEntity, { where: { ticketId: ticket.id }, order: { id: 'ASC' } })
    const shared = answered && ticket.mergedIntoId !== null ? await manager.find(AttachmentEntity, { where: { ticketId: ticket.mergedIntoId, sender: In(['officer', 'operator']) }, order: { id: 'ASC' } }) : []
    return [...own, ...shared].filter((file) => isShownToCitizen(file, { toldAt: told?.at ?? null, answered }))
  }

  async view(ticket: TicketEntity, language: Language): Promise<FollowedTicket> {
    const { manager } = this.database
    const category = await manager.findOneByOrFail(CategoryEntity, { id: ticket.categoryId })
    const department = await manager.findOneByOrFail(DepartmentEntity, { id: ticket.departmentId })
    const state = stateOutside(ticket, new Date())
    const may = deedsOf('citizen', state)
    const files = (await this.shownFiles(ticket)).map(({ id, name, type, sender, width, height }) => ({ id, name, isPhoto: kindOf(type) === 'photo', isOwn: sender === 'citizen', width, height }))
    const when = (at: Date) => DateTime.fromJSDate(at, { zone: ZONE }).toFormat('HH:mm dd/MM/yyyy')
    return {
      code: ticket.code,
      state,
      category: language === 'vi' ? category.nameVi : category.nameEn,
      department: language === 'vi' ? department.nameVi : department.nameEn,
      receivedAt: when(ticket.createdAt),
      deadlineAt: when(ticket.deadlineAt),
      extensions: ticket.extensions,
      reopenings: ticket.reopenings,
      question: state === 'asked' ? await this.history.lastText(manager, ticket.id, 'asked') : null,
      answer: may.includes('reopened') ? await this.history.lastAnswer(manager, ticket.id) : null,
      lateReason: ticket.lateReason,
      rating: ticket.rating,
      mayReply: may.includes('replied'),
      mayRate: may.includes('rated'),
      mayReopen: may.includes('reopened'),
      files,
      told: ticket.tellBy && { by: ticket.tellBy, optedOut: await this.telling.isOptedOut(ticket) },
    }
  }
}
