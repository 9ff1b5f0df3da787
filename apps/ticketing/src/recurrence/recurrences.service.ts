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
import { TicketVisibility } from '../visibility/ticket-visibility.js'
import { streetOf } from './place-of.js'
import { NEAR_NUMBERS, recurrenceOf, type RecurringTicket } from './recurrence-of.js'
import { alikeByWords } from './alike-by-words.js'

const DAY_MS = 86_400_000
/** Of a street, or of a citizen, that many at most are compared and linked. */
const MOST_COMPARED = 200
const MOST_SHOWN = 5
const SHORTEST_WORD = 2

/** Whether the same came up before: linked when a ticket is made, shown while it is being written. */
@Injectable()
export class Recurrences {
  constructor(
    private readonly database: Database,
    private readonly index: WordIndex,
    private readonly visibility: TicketVisibility,
  ) {}

  /** Links a ticket to the earlier ones about the same, in its transaction. @returns how many there are */
  async find(tx: EntityManager, ticket: TicketEntity): Promise<number> {
    const { recurrenceDays: days } = await tx.findOneByOrFail(CategoryEntity, { id: ticket.categoryId })
    // To delete what is not there would lock the gap, and with it everybody's new tickets.
    if (await tx.existsBy(TicketRecurrenceEntity, { ticketId: ticket.id })) await tx.delete(TicketRecurrenceEntity, { ticketId: ticket.id })
    if (days === 0) return 0
    const compared = await this.compared(tx, recurring(ticket), days)
    const found = recurrenceOf(recurring(ticket), compared.map(recurring), { days, nearNumbers: NEAR_NUMBERS })
    if (found.length > 0) await tx.insert(TicketRecurrenceEntity, found.map(({ ticket: { id }, why }) => ({ ticketId: ticket.id, earlierId: id, why })))
    return found.length
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
    const category = await manager.findOneBy(CategoryEntity, { id: categoryId })
    if (!category || category.recurrenceDays === 0) return []
    const written: RecurringTicket = { id: 0, categoryId, wardId: null, place, citizenKey: numberKey(citizenNumber), createdAt: new Date() }
    const compared = await this.compared(manager, written, category.recurrenceDays)
    const again = recurrenceOf(written, compared.map(recurring), { days: category.recurrenceDays, nearNumbers: NEAR_NUMBERS })
    const why = new Map<number, SimilarTicket['why']>(again.map(({ ticket: { id }, why: reason }) => [id, reason]))
    for (const id of await this.alike(`${description} ${place}`)) if (!why.has(id)) why.set(id, 'words')
    const since = new Date(Date.now() - category.recurrenceDays * DAY_MS)
    const seen = await this.seen([...why.keys()], session)
    const order = [...why.keys()]
    return seen
      .filter((ticket) => ticket.categoryId === categoryId && ticket.createdAt > since && ticket.state !== 'merged' && ticket.answeredAt === null && OPEN_STATES.includes(ticket.state))
      .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
      .slice(0, MOST_SHOWN)
      .map(({ id, code, state, description: text, place: where, createdAt, deadlineAt }) => ({ code, state, description: text, place: where, createdAt: createdAt.toISOString(), deadlineAt: deadlineAt.toISOString(), why: why.get(id) ?? 'words' }))
  }

  /** Those that can be the same at all: of the street, and of the citizen. */
  private async compared(tx: EntityManager, { id, categoryId, place, citizenKey, createdAt }: RecurringTicket, days: number): Promise<TicketEntity[]> {
    const since = new Date(createdAt.getTime() - days * DAY_MS)
    const street = streetOf(place)
    const found: TicketEntity[] = []
    const lately = { createdAt: MoreThan(since), ...(id > 0 && { id: Not(id) }) }
    if (street !== null) found.push(...(await tx.find(TicketEntity, { where: { categoryId, streetKey: street, ...lately }, order: { createdAt: 'DESC' }, take: MOST_COMPARED })))
    if (citizenKey !== null) found.push(...(await tx.find(TicketEntity, { where: { citizenKey, categoryId, ...lately }, order: { createdAt: 'DESC' }, take: MOST_COMPARED })))
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

const recurring = ({ id, categoryId, wardId, place, citizenKey, createdAt }: TicketEntity): RecurringTicket => ({ id, categoryId, wardId, place, citizenKey, createdAt })
