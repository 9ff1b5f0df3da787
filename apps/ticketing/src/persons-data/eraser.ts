import { Inject, Injectable } from '@nestjs/common'
import { In, IsNull, Like, Not, type EntityManager } from 'typeorm'
import { AttachmentEntity } from '../database/attachment.entity.js'
import { CallEntity, PutAsideFactEntity, VoicemailEntity } from '../database/call.entities.js'
import { CitizenCallEntity, CitizenChangeEntity, CitizenEntity, CitizenNoteEntity, CitizenNumberEntity, CitizenTicketEntity, NewTicketDraftEntity } from '../database/citizen.entities.js'
import { CitizenMessageEntity } from '../database/citizen-message.entity.js'
import { Database } from '../database/database.js'
import { MissedCallerEntity } from '../database/desk-work.entities.js'
import { TicketDraftEntity, TicketMentionEntity, TicketNoteEntity } from '../database/inbox.entities.js'
import { CallBackEntity, SurveyEntity } from '../database/promise.entities.js'
import { TicketHistoryEntity, TicketTextEntity } from '../database/ticket-history.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { TicketHistory } from '../history/ticket-history.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { removeSound } from './remove-sound.js'

const NOBODY = { citizenName: null, citizenNumber: null, citizenKey: null, citizenEmail: null, tellBy: null, description: '', place: null, streetKey: null, fields: null, lateReason: null } as const

/**
 * Erases, each time a small batch of rows. What is counted stays: calls, waits, outcomes, ratings, tickets with their department, category and
 * times. Files go before their rows: whoever is cut off in between finds the row again, and a file that is gone is no fault; the other way
 * round a sound would be left that nobody knows of.
 */
@Injectable()
export class Eraser {
  constructor(
    private readonly database: Database,
    private readonly history: TicketHistory,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  async recordings(callIds: readonly string[]): Promise<void> {
    const { manager } = this.database
    for (const { id, recording } of await manager.findBy(CallEntity, { id: In([...callIds]) })) {
      if (recording === null) continue
      await removeSound(this.settings.RECORDINGS_DIR, recording)
      await manager.update(CallEntity, id, { recording: null })
    }
  }

  /** Their sounds; that there was one stays. */
  async voicemails(ids: readonly number[]): Promise<void> {
    const { manager } = this.database
    for (const { id, file } of await manager.findBy(VoicemailEntity, { id: In([...ids]) })) {
      if (file === '') continue
      await removeSound(this.settings.VOICEMAIL_DIR, file)
      await manager.update(VoicemailEntity, id, { file: '' })
    }
  }

  /** What was said to a rating; the rating stays. */
  async remarks(callIds: readonly string[]): Promise<void> {
    const { manager } = this.database
    for (const { callId, remarkFile } of await manager.findBy(SurveyEntity, { callId: In([...callIds]) })) {
      if (remarkFile === null) continue
      await removeSound(this.settings.VOICEMAIL_DIR, remarkFile)
      await manager.update(SurveyEntity, callId, { remarkFile: null, remarkSeconds: null })
    }
  }

  /** Numbers of calls, their ratings and kept promises. Null, and no hash: whoever has the key of a hash has the number. */
  async numbers(callIds: readonly string[]): Promise<void> {
    if (callIds.length === 0) return
    await this.database.manager.transaction(async (tx) => {
      await tx.update(CallEntity, { id: In([...callIds]) }, { number: null, numberKey: null })
      await tx.update(SurveyEntity, { callId: In([...callIds]) }, { numberKey: null })
      // Nobody can call back whose number is gone.
      await tx.update(MissedCallerEntity, { lastCallId: In([...callIds]), closedAt: IsNull() }, { closedAt: new Date(), closedHow: 'erased' })
      await tx.update(MissedCallerEntity, { lastCallId: In([...callIds]) }, { number: null, numberKey: null, openKey: null })
    })
  }

  /** Closed promises only: an open one is dialled. */
  async callBacks(ids: readonly number[]): Promise<void> {
    if (ids.length > 0) await this.database.manager.update(CallBackEntity, { id: In([...ids]), openKey: IsNull() }, { number: null, numberKey: null })
  }

  /** A person's card, whole: names, numbers, notes, and what joined them to others. */
  async citizens(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return
    const citizenId = In([...ids])
    await this.database.manager.transaction(async (tx) => {
      for (const entity of [CitizenNoteEntity, CitizenNumberEntity, CitizenCallEntity, CitizenTicketEntity]) await tx.delete(entity, { citizenId })
      await tx.delete(CitizenChangeEntity, { citizenId })
      await tx.delete(CitizenChangeEntity, { otherId: citizenId })
      await tx.update(CitizenEntity, { mergedIntoId: citizenId }, { mergedIntoId: null })
      await tx.delete(CitizenEntity, { id: citizenId })
    })
  }

  /** What operators were still writing. */
  async newTicketDrafts(drafts: readonly Pick<NewTicketDraftEntity, 'userId' | 'originKey'>[]): Promise<void> {
    for (const { userId, originKey } of drafts) await this.database.manager.delete(NewTicketDraftEntity, { userId, originKey })
  }

  /** Journal entries that were put aside, in which the number stands. */
  async putAside(numberKey: string): Promise<void> {
    if (numberKey !== '') await this.database.manager.update(PutAsideFactEntity, { fact: Like(`%${numberKey}%`) }, { fact: '' })
  }

  /** To whom an article was sent. */
  async articleMessages(ids: readonly number[]): Promise<void> {
    const messages = { id: In([...ids]), ticketId: IsNull() }
    if (ids.length === 0) return
    await this.database.manager.update(CitizenMessageEntity, { ...messages, state: 'waiting' }, { state: 'given-up', nextTryAt: null })
    await this.database.manager.update(CitizenMessageEntity, messages, { recipient: '', subject: '', text: '', trouble: null })
  }

  /**
   * Whose a ticket was, what was written in it, and what its citizen was written. The history keeps its links, and gets one that says so:
   * the texts that are missing from then on are no break.
   * @param by user id; null: their time was over
   */
  async tickets(ids: readonly number[], by: number | null, at: Date): Promise<void> {
    for (const id of ids) await this.database.manager.transaction((tx) => this.ticket(tx, id, by, at))
  }

  private async ticket(tx: EntityManager, id: number, by: number | null, at: Date): Promise<void> {
    const ticket = await tx.findOne(TicketEntity, { where: { id }, lock: { mode: 'pessimistic_write' } })
    if (!ticket || ticket.erasedAt !== null) return
    // What was written with a warning is a percentage.
    const links = await tx.find(TicketHistoryEntity, { select: { seq: true }, where: { ticketId: id, deed: Not('warned') } })
    await tx.update(TicketEntity, id, { ...NOBODY, erasedAt: at })
    if (links.length > 0) await tx.delete(TicketTextEntity, { seq: In(links.map(({ seq }) => seq)) })
    await tx.update(CitizenMessageEntity, { ticketId: id, state: 'waiting' }, { state: 'given-up', nextTryAt: null })
    await tx.update(CitizenMessageEntity, { ticketId: id }, { recipient: '', subject: '', text: '', trouble: null })
    const notes = await tx.find(TicketNoteEntity, { select: { id: true }, where: { ticketId: id } })
    if (notes.length > 0) await tx.delete(TicketMentionEntity, { noteId: In(notes.map((note) => note.id)) })
    await tx.delete(TicketNoteEntity, { ticketId: id })
    await tx.delete(TicketDraftEntity, { ticketId: id })
    // The bytes go with the next sweep of files that no row knows.
    await tx.delete(AttachmentEntity, { ticketId: id })
    await this.history.add(tx, ticket, { deed: 'erased', by, at })
  }
}
