import { Injectable } from '@nestjs/common'
import type { Mentions, NewTicketNote, Person, Session, TicketNote } from '@app/contracts'
import { In, IsNull, type EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { DepartmentEntity, UserEntity } from '../database/directory.entities.js'
import { TicketMentionEntity, TicketNoteEntity } from '../database/inbox.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { Outbox } from '../outbox/outbox.js'
import { badTicketField } from '../tickets/ticket-router.js'
import { TicketsService } from '../tickets/tickets.service.js'

const MOST_MENTIONS = 50

/** What people of the house write about a ticket to each other, and whom they name. */
@Injectable()
export class TicketNotes {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketsService,
    private readonly outbox: Outbox,
  ) {}

  /** @throws RefusedError 404; 400 when somebody is named who may not see the ticket */
  async write(code: string, { text, mentions }: NewTicketNote, session: Session): Promise<void> {
    const ticket = await this.tickets.find(code, session)
    const named = [...new Set(mentions)]
    const may = new Set((await this.mentionable(ticket)).map(({ id }) => id))
    if (named.some((id) => !may.has(id))) throw badTicketField('mentions', { vi: 'Có người được nhắc đến không được xem phiếu này nên ghi chú chưa được lưu.', en: 'Somebody who is mentioned may not see this ticket, so the note was not saved.' })
    await this.database.manager.transaction(async (tx) => {
      const note = await tx.save(Object.assign(new TicketNoteEntity(), { ticketId: ticket.id, by: session.userId, text, at: new Date() }))
      if (named.length > 0) await tx.insert(TicketMentionEntity, named.map((userId) => ({ noteId: note.id, userId, readAt: null })))
      await this.outbox.store(tx, { topic: 'ticket', id: ticket.code, departmentId: ticket.departmentId }, ...named.map((id) => ({ topic: 'mention' as const, id: String(id), departmentId: null })))
    })
    this.outbox.wake()
  }

  async of(ticketId: number): Promise<TicketNote[]> {
    const { manager } = this.database
    const notes = await manager.find(TicketNoteEntity, { where: { ticketId }, order: { id: 'ASC' } })
    const mentions = await manager.findBy(TicketMentionEntity, { noteId: In(notes.map(({ id }) => id)) })
    const people = await peopleOf(manager, [...notes.map(({ by }) => by), ...mentions.map(({ userId }) => userId)])
    return notes.map(({ id, by, at, text }) => ({
      id,
      by: people.get(by)?.displayName ?? '',
      at: at.toISOString(),
      text,
      mentioned: mentions.flatMap(({ noteId, userId }) => (noteId === id ? (people.get(userId) ?? []) : [])),
    }))
  }

  /** Whoever may see a ticket, by the same rule that opens it. */
  async mentionable(ticket: TicketEntity): Promise<Person[]> {
    const { manager } = this.database
    const users = await manager.find(UserEntity, { order: { displayName: 'ASC' } })
    const departments = new Map((await manager.find(DepartmentEntity)).map(({ id, nameVi, nameEn }) => [id, { id, name: { vi: nameVi, en: nameEn } }]))
    return users.filter((user) => this.tickets.isSeenBy(ticket, sessionOf(user, departments))).map(({ id, displayName }) => ({ id, displayName }))
  }

  async mentionsOf(session: Session): Promise<Mentions> {
    const { manager } = this.database
    const rows = await manager.find(TicketMentionEntity, { where: { userId: session.userId }, order: { noteId: 'DESC' }, take: MOST_MENTIONS })
    const notes = new Map((await manager.findBy(TicketNoteEntity, { id: In(rows.map(({ noteId }) => noteId)) })).map((note) => [note.id, note]))
    const tickets = new Map((await manager.findBy(TicketEntity, { id: In([...notes.values()].map(({ ticketId }) => ticketId)) })).map((ticket) => [ticket.id, ticket]))
    const people = await peopleOf(manager, [...notes.values()].map(({ by }) => by))
    const items = rows.flatMap(({ noteId, readAt }) => {
      const note = notes.get(noteId)
      const ticket = note && tickets.get(note.ticketId)
      // It may have gone to another department since.
      if (!note || !ticket || !this.tickets.isSeenBy(ticket, session)) return []
      return [{ noteId, code: ticket.code, by: people.get(note.by)?.displayName ?? '', at: note.at.toISOString(), text: note.text, readAt: readAt?.toISOString() ?? null }]
    })
    return { unread: items.filter(({ readAt }) => readAt === null).length, items }
  }

  /** Whoever opens a ticket has read what names them there. */
  async read(code: string, session: Session): Promise<void> {
    const ticket = await this.tickets.find(code, session)
    const notes = await this.database.manager.find(TicketNoteEntity, { select: { id: true }, where: { ticketId: ticket.id } })
    if (notes.length > 0) await this.database.manager.update(TicketMentionEntity, { noteId: In(notes.map(({ id }) => id)), userId: session.userId, readAt: IsNull() }, { readAt: new Date() })
  }
}

const sessionOf = ({ id, username, displayName, role, departmentId, queues }: UserEntity, departments: Map<number, NonNullable<Session['department']>>): Session => ({
  userId: id,
  username,
  displayName,
  role,
  queues,
  department: (departmentId !== null && departments.get(departmentId)) || null,
})

async function peopleOf(manager: EntityManager, ids: number[]): Promise<Map<number, Person>> {
  return new Map((await manager.findBy(UserEntity, { id: In([...new Set(ids)]) })).map(({ id, displayName }) => [id, { id, displayName }]))
}
