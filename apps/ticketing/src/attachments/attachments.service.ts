import type { Readable } from 'node:stream'
import { Injectable, Logger } from '@nestjs/common'
import { MOST_ATTACHMENTS, MOST_OF_CITIZEN, STAFF_LIMITS, type Attachment, type AttachmentSender, type NewAttachment, type Session, type TicketAttachments, type TicketDeed } from '@app/contracts'
import { refusal } from '@app/service'
import { In, type EntityManager } from 'typeorm'
import { RIGHTS } from '../access/rights.js'
import { AttachmentEntity } from '../database/attachment.entity.js'
import { Database } from '../database/database.js'
import { UserEntity } from '../database/directory.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { TicketHistory } from '../history/ticket-history.js'
import { Outbox } from '../outbox/outbox.js'
import { TicketsService } from '../tickets/tickets.service.js'
import { fileRefusal } from './attachment-refusals.js'
import { kindOf, mayBePublic, mayChangeFile, senderOf } from './attachment-rules.js'
import { AttachmentStore, type ArrivedFile } from './attachment-store.js'
import { TicketProof } from './ticket-proof.js'
import { TicketVisibility } from '../visibility/ticket-visibility.js'

/** Who adds files, and for whom. */
interface Adding {
  sender: AttachmentSender
  by: number | null
  isPublic: boolean
  at: Date
}

/** Files of tickets. Whoever may see a ticket may see its files. */
@Injectable()
export class AttachmentsService {
  private readonly log = new Logger(AttachmentsService.name)

  constructor(
    private readonly database: Database,
    private readonly tickets: TicketsService,
    private readonly history: TicketHistory,
    private readonly outbox: Outbox,
    private readonly proof: TicketProof,
    private readonly store: AttachmentStore,
    private readonly visibility: TicketVisibility,
  ) {}

  async of(code: string, session: Session): Promise<TicketAttachments> {
    const { manager } = this.database
    const ticket = await this.tickets.find(code, session)
    const rows = await manager.find(AttachmentEntity, { where: { ticketId: ticket.id }, order: { id: 'ASC' } })
    const names = new Map((await manager.findBy(UserEntity, { id: In(rows.flatMap(({ by }) => by ?? [])) })).map((user) => [user.id, user.displayName]))
    return {
      items: rows.map((row) => attachmentView(row, names, mayChangeFile(row, session, ticket.answeredAt))),
      mayAdd: mayAdd(session),
      proofMissingFor: await this.proof.missingFor(manager, ticket),
    }
  }

  /** @throws RefusedError 404 for a ticket that this person may not see; 400, 409, 413, 415 for a file that is not taken */
  async add(code: string, { name, isPublic }: NewAttachment, source: Readable & { headers?: { 'content-length'?: string | undefined } }, session: Session): Promise<TicketAttachments> {
    const { id } = await this.tickets.find(code, session)
    await this.refuseTooMany(this.database.manager, id, 1, 'officer')
    const most = Math.max(...Object.values(STAFF_LIMITS))
    if (Number(source.headers?.['content-length'] ?? 0) > most) throw fileRefusal.anyTooLarge(most)
    const file = await this.store.receive(source, name, STAFF_LIMITS)
    try {
      if (isPublic && !mayBePublic(file.type)) throw fileRefusal.soundInside()
      await this.inTransaction(code, session, (tx, ticket) => this.attach(tx, ticket, [file], { sender: senderOf(session.role), by: session.userId, isPublic, at: new Date() }))
    } finally {
      await this.store.discard(file)
    }
    return this.of(code, session)
  }

  /**
   * Makes files that arrived a ticket's own, within the transaction that has locked it; whoever received them discards what is left.
   * @throws RefusedError 409 for too many, or when somebody signed in sends what is there; a citizen need not know what is there
   */
  async attach(tx: EntityManager, ticket: TicketEntity, files: readonly ArrivedFile[], adding: Adding): Promise<void> {
    const there = new Set((await tx.findBy(AttachmentEntity, { ticketId: ticket.id, hash: In(files.map(({ hash }) => hash)) })).map(({ hash }) => hash))
    if (there.size > 0 && adding.sender !== 'citizen') throw fileRefusal.there()
    await this.refuseTooMany(tx, ticket.id, files.length, adding.sender)
    const fresh = [...new Map(files.map((file) => [file.hash, file])).values()].filter(({ hash }) => !there.has(hash))
    for (const file of fresh) {
      await this.store.keep(file)
      const { hash, name, type, size, photo } = file
      await tx.insert(AttachmentEntity, { ticketId: ticket.id, hash, name, type, size, ...adding, width: photo?.width ?? null, height: photo?.height ?? null, takenAt: photo?.takenAt ?? null, latitude: photo?.place?.latitude ?? null, longitude: photo?.place?.longitude ?? null })
    }
    for (const file of fresh) await this.history.add(tx, ticket, { deed: 'attached', by: adding.by, at: adding.at, text: attachedText(file) })
    this.log.log(`ticket ${ticket.code}: ${fresh.length} files by ${adding.by ?? adding.sender}`)
  }

  async change(code: string, id: number, isPublic: boolean, session: Session): Promise<TicketAttachments> {
    await this.inTransaction(code, session, async (tx, ticket) => {
      const row = await this.changeable(tx, ticket, id, session)
      if (row.isPublic === isPublic) return
      if (isPublic && !mayBePublic(row.type)) throw fileRefusal.soundInside()
      await tx.update(AttachmentEntity, row.id, { isPublic })
      await this.note(tx, ticket, row, isPublic ? 'shown' : 'hidden', session)
    })
    return this.of(code, session)
  }

  /** Its bytes go with the next sweep, unless another ticket has them too. */
  async remove(code: string, id: number, session: Session): Promise<TicketAttachments> {
    await this.inTransaction(code, session, async (tx, ticket) => {
      const row = await this.changeable(tx, ticket, id, session)
      await tx.delete(AttachmentEntity, row.id)
      await this.note(tx, ticket, row, 'detached', session)
    })
    return this.of(code, session)
  }

  /** @throws RefusedError 404 for a ticket or file that this person may not see */
  async one(code: string, id: number, session: Session): Promise<AttachmentEntity> {
    const { id: ticketId } = await this.tickets.find(code, session)
    return present(await this.database.manager.findOneBy(AttachmentEntity, { id, ticketId }))
  }

  private async inTransaction(code: string, session: Session, work: (tx: EntityManager, ticket: TicketEntity) => Promise<void>): Promise<void> {
    const { id } = await this.tickets.find(code, session)
    await this.database.manager.transaction(async (tx) => {
      const ticket = await tx.findOneOrFail(TicketEntity, { where: { id }, lock: { mode: 'pessimistic_write' } })
      // It may have gone to another department meanwhile.
      if (!this.tickets.isSeenBy(ticket, await this.visibility.viewerOf(session, tx))) throw refusal.notFound({ vi: 'phiếu này', en: 'ticket' })
      await this.outbox.store(tx, { topic: 'ticket', id: ticket.code, departmentId: ticket.departmentId })
      await work(tx, ticket)
    })
    this.outbox.wake()
  }

  private async changeable(tx: EntityManager, ticket: TicketEntity, id: number, session: Session): Promise<AttachmentEntity> {
    const row = present(await tx.findOneBy(AttachmentEntity, { id, ticketId: ticket.id }))
    if (!mayChangeFile(row, session, ticket.answeredAt)) throw refusal.forbidden()
    return row
  }

  private note(tx: EntityManager, ticket: TicketEntity, row: AttachmentEntity, deed: TicketDeed, session: Session): Promise<void> {
    return this.history.add(tx, ticket, { deed, by: session.userId, at: new Date(), text: attachedText(row) })
  }

  private async refuseTooMany(tx: EntityManager, ticketId: number, more: number, sender: AttachmentSender): Promise<void> {
    const all = await tx.countBy(AttachmentEntity, { ticketId })
    if (all + more > MOST_ATTACHMENTS) throw fileRefusal.tooMany(MOST_ATTACHMENTS)
    if (sender !== 'citizen') return
    if ((await tx.countBy(AttachmentEntity, { ticketId, sender })) + more > MOST_OF_CITIZEN) throw fileRefusal.tooMany(MOST_OF_CITIZEN)
  }
}

const mayAdd = ({ role }: Session) => (RIGHTS['attachments.add'] as readonly string[]).includes(role)

/** What the history knows of a file: its name, and its content for whoever checks that nobody changed it. */
const attachedText = ({ name, hash }: Pick<AttachmentEntity, 'name' | 'hash'>) => `${name}\nsha256:${hash}`

function present(row: AttachmentEntity | null): AttachmentEntity {
  if (!row) throw refusal.notFound({ vi: 'tệp này', en: 'file' })
  return row
}

const attachmentView = (row: AttachmentEntity, names: ReadonlyMap<number, string>, mayChange: boolean): Attachment => ({
  id: row.id,
  name: row.name,
  type: row.type,
  kind: kindOf(row.type),
  size: row.size,
  sender: row.sender,
  by: row.by === null ? null : (names.get(row.by) ?? null),
  at: row.at.toISOString(),
  isPublic: row.isPublic,
  width: row.width,
  height: row.height,
  takenAt: row.takenAt?.toISOString() ?? null,
  place: row.latitude === null || row.longitude === null ? null : { latitude: row.latitude, longitude: row.longitude },
  mayChange,
})
