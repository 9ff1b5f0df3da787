import { Injectable } from '@nestjs/common'
import type { RecurrenceReason, Session, SimilarQuery, SimilarTicket, TicketRecurrences } from '@app/contracts'
import { numberKey } from '@app/phone-number'
import { OPEN_STATES } from '@app/ticket-life'
import { wordsIn } from '@app/word-search'
import type { EntityManager, SelectQueryBuilder } from 'typeorm'
import { CategoryEntity } from '../database/directory.entities.js'
import { Database } from '../database/database.js'
import { TicketRecurrenceEntity } from '../database/ticket-search.entities.js'
import type { TicketEntity } from '../database/ticket.entities.js'
import { WordIndex } from '../search/word-index.js'
import { ReferenceData } from '../reference-data/reference-data.js'
import type { Reference } from '../reference-data/reference.js'
import { TicketVisibility } from '../visibility/ticket-visibility.js'
import { streetOf } from './place-of.js'
import { NEAR_NUMBERS, recurrenceOf, type RecurringTicket } from './recurrence-of.js'
import { alikeByWords } from './alike-by-words.js'

const DAY_MS = 86_400_000
/** Of a street, or of a citizen, that many at most are compared and linked. */
const MOST_COMPARED = 200
const MOST_SHOWN = 5
const SHORTEST_WORD = 2
const OPEN_UNMERGED = OPEN_STATES.filter((state) => state !== 'merged')

type Recurrence = ReturnType<typeof recurrenceOf>[number]

/** Whether the same came up before: linked when a ticket is made, shown while it is being written. */
@Injectable()
export class Recurrences {
  constructor(
    private readonly database: Database,
    private readonly index: WordIndex,
    private readonly visibility: TicketVisibility,
    private readonly reference: ReferenceData,
  ) {}

  /**
   * Earlier tickets about the same as each of these; one that is made together with them counts as earlier than those that come after it.
   * @param tickets those that are not there yet have ids below 1, which differ
   */
  async find(tx: EntityManager, { categories }: Reference, tickets: readonly RecurringTicket[]): Promise<Recurrence[][]> {
    const daysOf = ({ categoryId }: RecurringTicket) => categories.get(categoryId)?.recurrenceDays ?? 0
    const compared = await this.compared(tx, tickets.filter((ticket) => daysOf(ticket) > 0).map((ticket) => ({ ticket, days: daysOf(ticket) })))
    return tickets.map((ticket, i) => {
      const others = [...(compared.get(ticket.id) ?? []), ...tickets.slice(0, i)]
      return daysOf(ticket) === 0 ? [] : recurrenceOf(ticket, others, { days: daysOf(ticket), nearNumbers: NEAR_NUMBERS })
    })
  }

  /** In the transaction that makes the tickets. */
  async link(tx: EntityManager, links: readonly { ticketId: number; earlierId: number; why: RecurrenceReason }[]): Promise<void> {
    if (links.length > 0) await tx.insert(TicketRecurrenceEntity, [...links])
  }

  /** Of one that is about something else now. */
  async linkAnew(tx: EntityManager, ticketId: number, found: readonly Recurrence[]): Promise<void> {
    // To delete what is not there would lock the gap, and with it everybody's new tickets.
    if (await tx.existsBy(TicketRecurrenceEntity, { ticketId })) await tx.delete(TicketRecurrenceEntity, { ticketId })
    await this.link(tx, found.map(({ ticket: { id }, why }) => ({ ticketId, earlierId: id, why })))
  }

  /** What came before a ticket, as far as this person may see it. */
  async of(ticket: TicketEntity, session: Session): Promise<TicketRecurrences> {
    const { manager } = this.database
    const { recurrenceDays: days } = await manager.findOneByOrFail(CategoryEntity, { id: ticket.categoryId })
    const links = await manager.findBy(TicketRecurrenceEntity, { ticketId: ticket.id })
    const seen = links.length === 0 ? [] : await (await this.seen(links.map(({ earlierId }) => earlierId), session)).orderBy('ticket.createdAt', 'DESC').addOrderBy('ticket.id', 'DESC').getMany()
    const why = new Map(links.map((link) => [link.earlierId, link.why]))
    const earlier = seen.flatMap(({ id, code, state, place, createdAt }) => {
      const reason = why.get(id)
      return reason ? [{ code, state, place, createdAt: createdAt.toISOString(), why: reason }] : []
    })
    return { days, count: links.length, earlier }
  }

  /** Open tickets that may be about what an operator is writing. */
  async similar({ categoryId, description, place, citizenNumber }: SimilarQuery, session: Session): Promise<SimilarTicket[]> {
    const { manager } = this.database
    const reference = await this.reference.current()
    const days = reference.categories.get(categoryId)?.recurrenceDays ?? 0
    if (days === 0) return []
    const written: RecurringTicket = { id: 0, categoryId, wardId: null, place, citizenKey: numberKey(citizenNumber), createdAt: new Date() }
    const [again] = await this.find(manager, reference, [written])
    const why = new Map<number, SimilarTicket['why']>((again ?? []).map(({ ticket: { id }, why: reason }) => [id, reason]))
    for (const id of await this.alike(`${description} ${place}`)) if (!why.has(id)) why.set(id, 'words')
    const since = new Date(Date.now() - days * DAY_MS)
    const order = [...why.keys()]
    if (order.length === 0) return []
    const select = await this.seen(order, session)
    const open = await select.andWhere('ticket.categoryId = :categoryId AND ticket.createdAt > :since AND ticket.answeredAt IS NULL AND ticket.state IN (:...states)', { categoryId, since, states: OPEN_UNMERGED }).getMany()
    return open
      .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
      .slice(0, MOST_SHOWN)
      .map(({ id, code, state, description: text, place: where, createdAt, deadlineAt }) => ({ code, state, description: text, place: where, createdAt: createdAt.toISOString(), deadlineAt: deadlineAt.toISOString(), why: why.get(id) ?? 'words' }))
  }

  /** Those that can be the same at all, of the street and of the citizen; by the ticket's id. */
  private async compared(tx: EntityManager, asked: readonly { ticket: RecurringTicket; days: number }[]): Promise<Map<number, RecurringTicket[]>> {
    const parts: string[] = []
    const values: unknown[] = []
    const look = (asker: number, column: string, key: string | null, { categoryId, createdAt }: RecurringTicket, days: number) => {
      if (key === null) return
      parts.push(`(SELECT ? AS asker, id, category_id AS categoryId, ward_id AS wardId, place, citizen_key AS citizenKey, created_at AS createdAt FROM tickets WHERE ${column} = ? AND category_id = ? AND created_at > ? AND id <> ? ORDER BY created_at DESC LIMIT ${MOST_COMPARED})`)
      values.push(asker, key, categoryId, new Date(createdAt.getTime() - days * DAY_MS), asker)
    }
    for (const { ticket, days } of asked) {
      look(ticket.id, 'street_key', streetOf(ticket.place), ticket, days)
      look(ticket.id, 'citizen_key', ticket.citizenKey, ticket, days)
    }
    if (parts.length === 0) return new Map()
    // One way to the database and back, and no entities: a rush makes many, and each is compared with hundreds.
    const rows = (await tx.query(parts.join(' UNION ALL '), values)) as (RecurringTicket & { asker: number })[]
    const found = new Map<number, Map<number, RecurringTicket>>()
    for (const { asker, ...other } of rows) found.set(Number(asker), (found.get(Number(asker)) ?? new Map<number, RecurringTicket>()).set(other.id, other))
    return new Map([...found].map(([asker, others]) => [asker, [...others.values()]]))
  }

  /** By what is written, among the newest tickets. */
  private async alike(text: string): Promise<number[]> {
    await this.index.load()
    const words = [...new Set(wordsIn(text).map(({ word }) => word))].filter((word) => word.length >= SHORTEST_WORD)
    const sets = await this.index.newest(words)
    return alikeByWords(words, sets)
  }

  private async seen(ids: number[], session: Session): Promise<SelectQueryBuilder<TicketEntity>> {
    return this.visibility.tickets(await this.visibility.viewerOf(session)).andWhere('ticket.id IN (:...ids)', { ids })
  }
}
