import { Injectable } from '@nestjs/common'
import { DEEDS_BESIDE, type TicketDeed } from '@app/contracts'
import { refusal, RefusedError } from '@app/service'
import { In, IsNull, Not, type EntityManager } from 'typeorm'
import { UserEntity } from '../database/directory.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { TicketHistoryEntity, TicketHistoryHeadEntity, TicketTextEntity } from '../database/ticket-history.entities.js'
import { TicketToIndexEntity } from '../database/ticket-search.entities.js'
import { isMadeUpTicket } from '../made-up/made-up-mark.js'
import { linkHash, textHash, type TicketChange } from './chain-link.js'

/** Deeds whose text is the answer. */
export const ANSWERS: TicketDeed[] = ['answered', 'answered-on-call', 'approved']

const MOST_NAMED = 20
/** Come over all tickets at once, those that were made up too, and leave no link there. */
const OVER_ALL: TicketDeed[] = ['reorganised', 'deadline-moved', 'warned', 'erased']
const MADE_UP_TICKET = { vi: 'Phiếu này là dữ liệu minh họa nên chỉ để xem. Anh/Chị hãy lập một phiếu mới để thử.', en: 'This ticket is made up, for looking at only. Please write a new one to try things out.' }
const STALE = {
  code: 'stale-ticket',
  message: {
    vi: 'Phiếu đã thay đổi từ khi Anh/Chị mở, nên thao tác này chưa được thực hiện. Nội dung Anh/Chị đang viết vẫn được giữ; vui lòng xem lại phiếu rồi làm tiếp.',
    en: 'This ticket has changed since you opened it, so nothing was done. What you are writing is kept; please look at the ticket again and go on.',
  },
}

export interface HistoryDeed {
  deed: TicketDeed
  /** User id; null for the system. */
  by: number | null
  at: Date
  /** What was written with the change; the chain has its hash only. */
  text?: string
}

interface Linked {
  /** As it is after the deeds. */
  ticket: TicketEntity
  deeds: readonly HistoryDeed[]
}

/** Who did what with which ticket, for ever. */
@Injectable()
export class TicketHistory {
  /**
   * Adds a link, within the transaction of the change and as its last step: until the commit everybody else waits. The ticket's revision is one more.
   * @param ticket as it is after the change
   */
  async add(tx: EntityManager, ticket: TicketEntity, deed: HistoryDeed): Promise<void> {
    await this.link(tx, [{ ticket, deeds: [deed] }])
    // A warning changes nothing that somebody could have decided upon.
    if (DEEDS_BESIDE.includes(deed.deed)) return
    ticket.revision += 1
    await tx.update(TicketEntity, ticket.id, { revision: ticket.revision })
  }

  /** The first links of tickets that were made, each with as high a revision as it has deeds. */
  async begin(tx: EntityManager, made: readonly Linked[]): Promise<void> {
    await this.link(tx, made)
  }

  /** The chain is for ever, and what was made up can be taken out: so no link tells of it. @throws RefusedError 409 for what a person does with such a ticket */
  private async link(tx: EntityManager, all: readonly Linked[]): Promise<void> {
    const changed = all.filter(({ ticket }) => !isMadeUpTicket(ticket))
    if (all.some(({ ticket, deeds }) => isMadeUpTicket(ticket) && deeds.some(({ deed }) => !OVER_ALL.includes(deed)))) throw refusal.conflict('made-up-ticket', MADE_UP_TICKET)
    if (changed.length === 0) return
    await tx.insert(TicketToIndexEntity, changed.map(({ ticket }) => ({ ticketId: ticket.id })))
    // From here on everybody else waits: as few ways to the database and back as can be.
    let [head] = (await tx.query('SELECT seq, link_hash AS hash FROM ticket_history_head WHERE id = 1 FOR UPDATE')) as { seq: number; hash: string }[]
    if (!head) throw new Error('ticket_history_head has no row')
    const links: TicketHistoryEntity[] = []
    const texts: TicketTextEntity[] = []
    for (const { ticket, deeds } of changed)
      for (const { deed, by, at, text } of deeds) {
        const { id: ticketId, state, departmentId, categoryId, deadlineAt } = ticket
        const change: TicketChange = { seq: head.seq + 1, ticketId, at, by, deed, state, departmentId, categoryId, deadlineAt, textHash: text === undefined ? null : textHash(text) }
        head = { seq: change.seq, hash: linkHash(head.hash, change) }
        links.push({ ...change, linkHash: head.hash })
        if (text !== undefined) texts.push({ seq: change.seq, text })
      }
    await tx.insert(TicketHistoryEntity, links)
    if (texts.length > 0) await tx.insert(TicketTextEntity, texts)
    await tx.update(TicketHistoryHeadEntity, 1, { seq: head.seq, linkHash: head.hash })
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
