import { leastLoaded } from '@app/ticket-routing'
import { In, type EntityManager } from 'typeorm'
import { UserEntity } from '../database/directory.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import type { Reference } from '../reference-data/reference.js'
import { holdersOf, subjectKey, WORKED_ON, type Held, type Subject } from './held-subjects.js'

/** What routing looks up of other tickets, for those that one transaction routes: what it gave to one of them counts for the next. */
export class RoutingReads {
  /** Tickets that somebody has to work on, by user id. */
  private readonly load = new Map<number, number>()

  private constructor(
    private readonly tx: EntityManager,
    private readonly holders: Map<string, Held> | null,
  ) {}

  /** @param tickets that are to be routed; `id` null: not there yet */
  static async of(tx: EntityManager, { routing }: Reference, tickets: readonly (Subject & { id: number | null })[]): Promise<RoutingReads> {
    return new RoutingReads(tx, routing.asksForHolder ? await holdersOf(tx, tickets, tickets.flatMap(({ id }) => id ?? [])) : null)
  }

  /** Who works on an open ticket of the same citizen about the same category. */
  holderOf(subject: Subject): Held | null {
    return this.holders?.get(subjectKey(subject)) ?? null
  }

  note(subject: Subject, held: Held): void {
    if (subject.citizenKey !== null) this.holders?.set(subjectKey(subject), held)
    if (held.userId !== null && this.load.has(held.userId)) this.load.set(held.userId, (this.load.get(held.userId) ?? 0) + 1)
  }

  /**
   * Of a pool the one with the fewest tickets to work on; who asks meanwhile waits for this transaction, which must read what others have
   * committed: whoever waited must see the tickets that the pool got.
   */
  async personOf(people: readonly number[]): Promise<number | null> {
    if (people.length <= 1) return people[0] ?? null
    const unknown = people.filter((id) => !this.load.has(id))
    if (unknown.length > 0) await this.count(unknown)
    return leastLoaded(people, this.load)
  }

  private async count(people: readonly number[]): Promise<void> {
    await this.tx.find(UserEntity, { select: { id: true }, where: { id: In([...people]) }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } })
    const counted = await this.tx
      .createQueryBuilder(TicketEntity, 'ticket')
      .select('ticket.assigneeId', 'person')
      .addSelect('COUNT(*)', 'open')
      .where('ticket.assigneeId IN (:...people) AND ticket.state IN (:...states)', { people, states: WORKED_ON })
      .groupBy('ticket.assigneeId')
      .getRawMany<{ person: number; open: string }>()
    const open = new Map(counted.map((row) => [row.person, Number(row.open)]))
    for (const id of people) this.load.set(id, open.get(id) ?? 0)
  }
}
