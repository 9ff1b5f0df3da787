import { Injectable } from '@nestjs/common'
import type { TicketDeed } from '@app/contracts'
import { In, IsNull, Not, type EntityManager } from 'typeorm'
import type { TicketEntity } from '../database/ticket.entities.js'
import { TicketHistoryEntity, TicketHistoryHeadEntity, TicketTextEntity } from '../database/ticket-history.entities.js'
import { TicketToIndexEntity } from '../database/ticket-search.entities.js'
import { linkHash, textHash } from './chain-link.js'

/** Deeds whose text is the answer. */
export const ANSWERS: TicketDeed[] = ['answered', 'answered-on-call', 'approved']

/** Who did what with which ticket, for ever. */
@Injectable()
export class TicketHistory {
  /**
   * Adds a link, within the transaction of the change and as its last step: until the commit everybody else waits.
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
