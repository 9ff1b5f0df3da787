import { Between, In, MoreThan, type DataSource, type EntityManager } from 'typeorm'
import { TicketEntity } from '../database/ticket.entities.js'
import { isMadeUpTicket } from '../made-up/made-up-mark.js'
import { TicketHistoryEntity, TicketHistoryHeadEntity, TicketTextEntity } from '../database/ticket-history.entities.js'
import { CHAIN_START, linkHash, textHash, type TicketChange } from './chain-link.js'

const BATCH = 1_000

/**
 * `missing`: there is no link of this number. `changed`: a link is not as it was written, or one before it was exchanged. `ticket`: a ticket is
 * not as its last link says (its state, department, category or deadline). `text`: what was written with a change (an answer, a reason) is not
 * what is there now. `unchained`: a ticket of which no link tells.
 */
export type Break = { what: 'missing' | 'changed' | 'text'; seq: number } | { what: 'ticket' | 'unchained'; seq: number | null; code: string }

export interface Verified {
  links: number
  /** The first one; null: the history is whole. */
  broken: Break | null
  /** Texts that were erased for their persons' sake, each named by a later link; not there for none. */
  erased?: number
}

/** Follows the chain from its first link. */
export async function verifyHistory(source: DataSource): Promise<Verified> {
  // One moment for all tables: tickets are made meanwhile.
  return source.transaction('REPEATABLE READ', async (tx) => {
    let previous = CHAIN_START
    let seq = 0
    const missing = new MissingTexts()
    for (;;) {
      const links = await tx.find(TicketHistoryEntity, { where: { seq: MoreThan(seq) }, order: { seq: 'ASC' }, take: BATCH })
      if (links.length === 0) break
      const texts = new Map((await tx.findBy(TicketTextEntity, { seq: Between(seq + 1, links.at(-1)?.seq ?? seq) })).map((row) => [row.seq, row.text]))
      for (const link of links) {
        seq++
        if (link.seq !== seq) return { links: seq - 1, broken: { what: 'missing', seq } }
        previous = linkHash(previous, link)
        if (link.linkHash !== previous) return { links: seq - 1, broken: { what: 'changed', seq } }
        const text = texts.get(seq)
        if (link.deed === 'erased') missing.explain(link.ticketId)
        if (text === undefined && link.textHash !== null) missing.add(link.ticketId, seq)
        else if ((text === undefined ? null : textHash(text)) !== link.textHash) return { links: seq - 1, broken: { what: 'text', seq } }
      }
    }
    const head = await tx.findOneByOrFail(TicketHistoryHeadEntity, { id: 1 })
    if (head.seq !== seq) return { links: seq, broken: { what: 'missing', seq: seq + 1 } }
    if (head.linkHash !== previous) return { links: seq, broken: { what: 'changed', seq } }
    const madeUp = await followMadeUp(tx)
    if (madeUp) return { links: seq, broken: madeUp }
    const unexplained = missing.first()
    if (unexplained !== null) return { links: unexplained - 1, broken: { what: 'text', seq: unexplained } }
    for (let id = 0; ; ) {
      const tickets = await tx.find(TicketEntity, { where: { id: MoreThan(id) }, order: { id: 'ASC' }, take: BATCH })
      if (tickets.length === 0) return { links: seq, broken: null, ...(missing.explained > 0 && { erased: missing.explained }) }
      id = tickets.at(-1)?.id ?? id
      const last = await lastLinks(tx, tickets)
      for (const ticket of tickets) {
        if (isMadeUpTicket(ticket)) continue
        const link = last.get(ticket.id)
        const what = compare(ticket, link)
        if (what) return { links: seq, broken: { what, seq: link?.seq ?? null, code: ticket.code } }
      }
    }
  })
}

/** The chain beside, of tickets that were made up: from −n to −1, and no number left out. */
async function followMadeUp(tx: EntityManager): Promise<Break | null> {
  const [{ first }] = (await tx.query('SELECT COALESCE(MIN(seq), 0) AS first FROM ticket_history WHERE seq < 0')) as [{ first: string | number }]
  let previous = CHAIN_START
  for (let next = Number(first); next < 0; next += BATCH) {
    const until = Math.min(-1, next + BATCH - 1)
    const links = new Map((await tx.findBy(TicketHistoryEntity, { seq: Between(next, until) })).map((link) => [link.seq, link]))
    const texts = new Map((await tx.findBy(TicketTextEntity, { seq: Between(next, until) })).map((row) => [row.seq, row.text]))
    for (let seq = next; seq <= until; seq++) {
      const link = links.get(seq)
      if (!link) return { what: 'missing', seq }
      previous = linkHash(previous, link)
      if (link.linkHash !== previous) return { what: 'changed', seq }
      const text = texts.get(seq)
      // For the sake of a person whose number was made up, too, texts may have been erased.
      if (text !== undefined && textHash(text) !== link.textHash) return { what: 'text', seq }
    }
  }
  return null
}

/** Texts that are not there, until a later link of the same ticket says that they were erased. */
class MissingTexts {
  explained = 0
  private readonly links = new Map<number, number[]>()

  add(ticketId: number, seq: number): void {
    this.links.set(ticketId, [...(this.links.get(ticketId) ?? []), seq])
  }

  explain(ticketId: number): void {
    this.explained += this.links.get(ticketId)?.length ?? 0
    this.links.delete(ticketId)
  }

  /** The first that nobody said was erased. */
  first(): number | null {
    const seqs = [...this.links.values()].flat()
    return seqs.length === 0 ? null : seqs.reduce((least, seq) => Math.min(least, seq))
  }
}

async function lastLinks(tx: EntityManager, tickets: readonly TicketEntity[]): Promise<Map<number, TicketHistoryEntity>> {
  const newest = await tx
    .createQueryBuilder(TicketHistoryEntity, 'link')
    .select('MAX(link.seq)', 'seq')
    .where('link.ticketId IN (:...ids)', { ids: tickets.map(({ id }) => id) })
    .groupBy('link.ticketId')
    .getRawMany<{ seq: number }>()
  const links = await tx.findBy(TicketHistoryEntity, { seq: In(newest.map(({ seq }) => seq)) })
  return new Map(links.map((link) => [link.ticketId, link]))
}

function compare(ticket: TicketEntity, link: TicketChange | undefined): 'ticket' | 'unchained' | null {
  if (!link) return 'unchained'
  const same = ticket.state === link.state && ticket.departmentId === link.departmentId && ticket.categoryId === link.categoryId && ticket.deadlineAt.getTime() === link.deadlineAt.getTime()
  return same ? null : 'ticket'
}
