import { Injectable } from '@nestjs/common'
import type { Session, SimilarQuery, SimilarTicket, TicketRecurrences } from '@app/contracts'
import { numberKey } from '@app/phone-number'
import { OPEN_STATES } from '@app/ticket-life'
import { wordsIn } from '@app/word-search'
import { MoreThan, Not, type EntityManager } from 'typeorm'
import { CategoryEntity } from '../database/directory.entities.js'
import { Database } from '../database/database.js'
import { TicketRecurrenceEntity } from '../database/ticket-search.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
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

const COMPARED = { id: true, categoryId: true, wardId: true, place: true, citizenKey: true, createdAt: true } as const

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

  /** Earlier tickets about the same. @param ticket its id is 0 while it is not there yet */
  async find(tx: EntityManager, { categories }: Reference, ticket: RecurringTicket): Promise<Recurrence[]> {
    const days = categories.get(ticket.categoryId)?.recurrenceDays ?? 0
    if (days === 0) return []
    return recurrenceOf(ticket, await this.compared(tx, ticket, days), { days, nearNumbers: NEAR_NUMBERS })
  }

  /** In the transaction that makes a ticket. */
  async link(tx: EntityManager, ticketId: number, found: readonly Recurrence[]): Promise<void> {
    if (found.length > 0) await tx.insert(TicketRecurrenceEntity, found.map(({ ticket: { id }, why }) => ({ ticketId, earlierId: id, why })))
  }

  /** Of one that is about something else now. */
  async linkAnew(tx: EntityManager, ticketId: number, found: readonly Recurrence[]): Promise<void> {
    // To delete what is not there would lock the gap, and with it everybody's new tickets.
    if (await tx.existsBy(TicketRecurrenceEntity, { ticketId })) await tx.delete(TicketRecurrenceEntity, { ticketId })
    await this.link(tx, ticketId, found)
  }

  /** What came before a ticket, as far as this person may see it. */
  async of(ticket: TicketEntity, session: Session): Promise<TicketRecurrences> {
    const { manager } = this.database
    const { recurrenceDays: days } = await manager.findOneByOrFail(CategoryEntity, { id: ticket.categoryId })
    const links = await manager.findBy(TicketRecurrenceEntity, { ticketId: ticket.id })
    const seen = await this.seen(links.map(({ earlierId }) => earlierId), session)
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
    const reference = await this.reference.of(manager)
    const days = reference.categories.get(categoryId)?.recurrenceDays ?? 0
    if (days === 0) return []
    const written: RecurringTicket = { id: 0, categoryId, wardId: null, place, citizenKey: numberKey(citizenNumber), createdAt: new Date() }
    const again = await this.find(manager, reference, written)
    const why = new Map<number, SimilarTicket['why']>(again.map(({ ticket: { id }, why: reason }) => [id, reason]))
    for (const id of await this.alike(`${description} ${place}`)) if (!why.has(id)) why.set(id, 'words')
    const since = new Date(Date.now() - days * DAY_MS)
    const seen = await this.seen([...why.keys()], session)
    const order = [...why.keys()]
    return seen
      .filter((ticket) => ticket.categoryId === categoryId && ticket.createdAt > since && ticket.state !== 'merged' && ticket.answeredAt === null && OPEN_STATES.includes(ticket.state))
      .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
      .slice(0, MOST_SHOWN)
      .map(({ id, code, state, description: text, place: where, createdAt, deadlineAt }) => ({ code, state, description: text, place: where, createdAt: createdAt.toISOString(), deadlineAt: deadlineAt.toISOString(), why: why.get(id) ?? 'words' }))
  }

  /** Those that can be the same at all: of the street, and of the citizen. */
  private async compared(tx: EntityManager, { id, categoryId, place, citizenKey, createdAt }: RecurringTicket, days: number): Promise<RecurringTicket[]> {
    const since = new Date(createdAt.getTime() - days * DAY_MS)
    const street = streetOf(place)
    const found: RecurringTicket[] = []
    const lately = { createdAt: MoreThan(since), ...(id > 0 && { id: Not(id) }) }
    if (street !== null) found.push(...(await tx.find(TicketEntity, { select: COMPARED, where: { categoryId, streetKey: street, ...lately }, order: { createdAt: 'DESC' }, take: MOST_COMPARED })))
    if (citizenKey !== null) found.push(...(await tx.find(TicketEntity, { select: COMPARED, where: { citizenKey, categoryId, ...lately }, order: { createdAt: 'DESC' }, take: MOST_COMPARED })))
    return [...new Map(found.map((ticket) => [ticket.id, ticket])).values()]
  }

  /** By what is written, among the newest tickets. */
  private async alike(text: string): Promise<number[]> {
    await this.index.load()
    const words = [...new Set(wordsIn(text).map(({ word }) => word))].filter((word) => word.length >= SHORTEST_WORD)
    const sets = await this.index.newest(words)
    return alikeByWords(words, sets)
  }

  private async seen(ids: number[], session: Session): Promise<TicketEntity[]> {
    if (ids.length === 0) return []
    return this.visibility.tickets(await this.visibility.viewerOf(session)).andWhere('ticket.id IN (:...ids)', { ids }).orderBy('ticket.createdAt', 'DESC').addOrderBy('ticket.id', 'DESC').getMany()
  }
}
