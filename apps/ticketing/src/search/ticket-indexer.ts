import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { HealthRegister, RepeatedWork } from '@app/service'
import { readPlaces, writePlaces } from '@app/word-search'
import { In, type EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { TicketIndexedWordsEntity, TicketToIndexEntity } from '../database/ticket-search.entities.js'
import { indexChanges, type PlacesChange } from './index-changes.js'
import { ticketsWithTexts } from './ticket-texts.js'
import { WordIndex } from './word-index.js'
import { isWritten, wordsOfTicket } from './words-of-ticket.js'

const EVERY_MS = 250
const BATCH = 500
/** Sets that are read and written with one statement. */
const SETS_AT_ONCE = 1_000

/** Brings what changed into the index of words: the only one who writes it, so that a ticket's own transaction waits for no other. */
@Injectable()
export class TicketIndexer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(TicketIndexer.name)
  private readonly work: RepeatedWork

  constructor(
    private readonly database: Database,
    private readonly index: WordIndex,
    health: HealthRegister,
  ) {
    this.work = new RepeatedWork('search', EVERY_MS, health, () => this.run())
  }

  onApplicationBootstrap(): void {
    this.work.start()
  }

  onApplicationShutdown(): Promise<void> {
    return this.work.stop()
  }

  private async run(): Promise<void> {
    await this.index.load()
    let done = 0
    for (let batch = BATCH; batch === BATCH && !this.work.isStopped; done += batch) batch = await this.indexBatch()
    if (done > BATCH) this.log.log(`${done} changes of tickets are in the index`)
  }

  /** @returns how many changes were taken in */
  private async indexBatch(): Promise<number> {
    const changed = await this.database.manager.find(TicketToIndexEntity, { order: { id: 'ASC' }, take: BATCH })
    if (changed.length === 0) return 0
    const ids = [...new Set(changed.map(({ ticketId }) => ticketId))]
    const added = await this.database.manager.transaction(async (tx) => {
      // Read after the changes were: one that comes meanwhile has a row of its own, which is left for the next time.
      const tickets = await ticketsWithTexts(tx, ids)
      const indexed = new Map((await tx.findBy(TicketIndexedWordsEntity, { ticketId: In(ids) })).map(({ ticketId, words }) => [ticketId, new Set(words.split(' '))]))
      const changes = ids.map((id) => {
        const ticket = tickets.get(id)
        return { id, before: indexed.get(id) ?? new Set<string>(), after: ticket ? wordsOfTicket(ticket) : new Set<string>() }
      })
      const sets = indexChanges(changes)
      for (let i = 0; i < sets.length; i += SETS_AT_ONCE) await this.write(tx, sets.slice(i, i + SETS_AT_ONCE))
      const rows = changes.filter(({ id }) => tickets.has(id)).map(({ id, after }) => [id, [...after].join(' ')])
      if (rows.length > 0) await tx.query('INSERT INTO ticket_indexed_words (ticket_id, words) VALUES ? ON DUPLICATE KEY UPDATE words = VALUES(words)', [rows])
      const gone = ids.filter((id) => indexed.has(id) && !tickets.has(id))
      if (gone.length > 0) await tx.delete(TicketIndexedWordsEntity, { ticketId: In(gone) })
      await tx.delete(TicketToIndexEntity, changed.map(({ id }) => id))
      return sets.filter(({ add }) => add.size > 0).map(({ word }) => word)
    })
    this.index.vocabulary.add(added.filter(isWritten))
    return changed.length
  }

  private async write(tx: EntityManager, changes: readonly PlacesChange[]): Promise<void> {
    const rows = (await tx.query('SELECT word, block, places FROM ticket_words WHERE (word, block) IN (?)', [changes.map(({ word, block }) => [word, block])])) as { word: string; block: number; places: Buffer }[]
    const there = new Map(rows.map(({ word, block, places }) => [`${block} ${word}`, readPlaces(places)]))
    const written: [string, number, Buffer][] = []
    const empty: [string, number][] = []
    for (const { word, block, add, remove } of changes) {
      const places = new Set([...(there.get(`${block} ${word}`) ?? []), ...add])
      for (const place of remove) places.delete(place)
      if (places.size > 0) written.push([word, block, writePlaces(places)])
      else empty.push([word, block])
    }
    if (written.length > 0) await tx.query('INSERT INTO ticket_words (word, block, places) VALUES ? ON DUPLICATE KEY UPDATE places = VALUES(places)', [written])
    if (empty.length > 0) await tx.query('DELETE FROM ticket_words WHERE (word, block) IN (?)', [empty])
  }
}
