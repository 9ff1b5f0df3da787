import { Injectable } from '@nestjs/common'
import { DEEDS_BESIDE, type TicketDeed } from '@app/contracts'
import { RefusedError } from '@app/service'
import { In, IsNull, Not, type EntityManager } from 'typeorm'
import { UserEntity } from '../database/directory.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { TicketHistoryEntity, TicketHistoryHeadEntity, TicketTextEntity } from '../database/ticket-history.entities.js'
import { TicketToIndexEntity } from '../database/ticket-search.entities.js'
import { linkHash, textHash } from './chain-link.js'

/** Deeds whose text is the answer. */
export const ANSWERS: TicketDeed[] = ['answered', 'answered-on-call', 'approved']

const MOST_NAMED = 20
const STALE = {
  code: 'stale-ticket',
  message: {
    vi: 'Phiếu đã thay đổi từ khi Anh/Chị mở, nên thao tác này chưa được thực hiện. Nội dung Anh/Chị đang viết vẫn được giữ; vui lòng xem lại phiếu rồi làm tiếp.',
    en: 'This ticket has changed since you opened it, so nothing was done. What you are writing is kept; please look at the ticket again and go on.',
  },
}

/** Who did what with which ticket, for ever. */
@Injectable()
export class TicketHistory {
  /**
   * Adds a link, within the transaction of the change and as its last step: until the commit everybody else waits. The ticket's revision is one more.
   * @param ticket as it is after the change
   * @param by user id; null for the system
   * @param text what was written with the change; the chain has its hash only
   */
  async add(tx: EntityManager, ticket: TicketEntity, { deed, by, at, text }: { deed: TicketDeed; by: number | null; at: Date; text?: string }): Promise<void> {
    await tx.insert(TicketToIndexEntity, { ticketId: ticket.id })
    const head = await tx.findOneOrFail(TicketHistoryHeadEntity, { where: { id: 1 }, lock: { mode: 'pessimistic_write' } })
    const { id: ticketId, state, departmentId, categoryId, deadlineAt } = ticket
    const change = { seq: head.seq + 1, ticketId, at, by, deed, state, departmentId, categoryId, deadlineAt, textHash: text === undefined ? null : textHash(text) }
    const hash = linkHash(head.linkHash, change)
    await tx.insert(TicketHistoryEntity, { ...change, linkHash: hash })
    if (text !== undefined) await tx.insert(TicketTextEntity, { seq: change.seq, text })
    await tx.update(TicketHistoryHeadEntity, 1, { seq: change.seq, linkHash: hash })
    // A warning changes nothing that somebody could have decided upon.
    if (DEEDS_BESIDE.includes(deed)) return
    ticket.revision += 1
    await tx.update(TicketEntity, ticketId, { revision: ticket.revision })
  }

  /** @throws RefusedError 409 when a ticket is no longer as somebody saw it; its details name the deeds since then and who did them */
  async refuseStale(tx: EntityManager, ticket: TicketEntity, seen: number | undefined): Promise<void> {
    if (seen === undefined || seen === ticket.revision) return
    const since = await tx.find(TicketHistoryEntity, { where: { ticketId: ticket.id, deed: Not(In([...DEEDS_BESIDE])) }, order: { seq: 'ASC' }, skip: seen, take: MOST_NAMED })
    const names = new Map((await tx.findBy(UserEntity, { id: In(since.flatMap(({ by }) => by ?? [])) })).map((user) => [user.id, user.displayName]))
    throw new RefusedError(409, { ...STALE, details: since.map(({ deed, by }) => ({ path: deed, message: (by !== null && names.get(by)) || '' })) })
  }

  /** What was written with the last change of this kind; null when there was none, or it was erased. */
  async lastText(tx: EntityManager, ticketId: number, deed: TicketDeed): Promise<string | null> {
    const link = await tx.findOne(TicketHistoryEntity, { where: { ticketId, deed }, order: { seq: 'DESC' } })
    return link && ((await tx.findOneBy(TicketTextEntity, { seq: link.seq }))?.text ?? null)
  }

  /** The answer that stands last in it; of a merged ticket it came with the approval. */
  async lastAnswer(tx: EntityManager, ticketId: number): Promise<string | null> {
    const links = await tx.find(TicketHistoryEntity, { where: { ticketId, deed: In(ANSWERS), textHash: Not(IsNull()) }, order: { seq: 'DESC' }, take: 1 })
    return links[0] ? ((await tx.findOneBy(TicketTextEntity, { seq: links[0].seq }))?.text ?? null) : null
  }
}
