import { Injectable } from '@nestjs/common'
import type { RuledTicket } from '@app/deadline-rules'
import { dayOf } from '@app/metrics'
import { RefusedError } from '@app/service'
import { UserEntity } from '../database/directory.entities.js'
import { DeadlineRules } from '../deadlines/deadline-rules.service.js'
import { levelOf } from '../levels/level-of.js'
import { clockUntil, type DeadlineClock } from '../deadlines/deadline-clock.js'
import { isValidOn, leastLoaded, type Routing } from '@app/ticket-routing'
import { In, type EntityManager } from 'typeorm'
import { TicketRoutingEntity } from '../database/routing.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { DepartmentHours } from '../deadlines/department-hours.js'
import { holderOf, WORKED_ON } from '../routing/held-subjects.js'
import type { Reference } from '../reference-data/reference.js'
import { ZONE } from '../settings.js'

/** What is known of a ticket when it is routed. */
export interface RoutedRequest extends RuledTicket {
  /** Of a complaint: where the official works. */
  aboutDepartmentId: number | null
  wardId: number | null
  description: string
  place: string | null
  citizenKey: string | null
  /** The ticket's own, where it is there already. */
  id: number | null
}

export interface Routed {
  columns: Pick<TicketEntity, 'categoryId' | 'departmentId' | 'assigneeId' | 'level' | 'reactionBy' | keyof DeadlineClock>
  routing: Routing
  /** Of the rules; null when none are published. */
  version: number | null
}

/** Which department and person a ticket goes to, who takes part, and until when it must be answered. */
@Injectable()
export class TicketRouter {
  constructor(
    private readonly hours: DepartmentHours,
    private readonly deadlines: DeadlineRules,
  ) {}

  /**
   * Within the transaction that makes the ticket, and for pools in one that reads what others have committed: whoever waited for the pool
   * must see the tickets that it got meanwhile. {@link keep} after it.
   * @throws RefusedError 400 for a category that is not there
   */
  async route(tx: EntityManager, reference: Reference, request: RoutedRequest, from: Date): Promise<Routed> {
    const { version, asksForHolder, route } = reference.routing
    const category = reference.categories.get(request.categoryId)
    if (!category) throw badTicketField('categoryId', { vi: 'Lĩnh vực đã chọn không còn.', en: 'The category does not exist.' })
    const held = asksForHolder ? await holderOf(tx, { ...request, exceptId: request.id }) : null
    const texts = [request.description, request.place ?? '']
    const found = route({ kind: request.kind, category: category.code, wardId: request.wardId, texts, at: from, held })
    const routing = notAboutItself(reference, found, request.aboutDepartmentId)
    const { departmentId } = routing
    const { kind, categoryId, urgency } = request
    const clock = this.deadlines.start(reference, { kind, categoryId, urgency, departmentId }, from)
    const level = levelOf({ kind, urgency, needsApproval: category.needsApproval, departments: 1 + routing.supportIds.length })
    return { columns: { categoryId, departmentId, level, assigneeId: await this.personOf(tx, routing.people), ...clock }, routing, version }
  }

  /** Stores why it went there. */
  async keep(tx: EntityManager, ticketId: number, { columns, routing, version }: Routed, at: Date): Promise<void> {
    await tx.insert(TicketRoutingEntity, { ticketId, at, version, why: routing.why, departmentId: routing.departmentId, insteadOfId: routing.insteadOfId, personId: columns.assigneeId })
  }

  /** @throws RefusedError 400 for a category or ward that is not there any more */
  check({ categories, departments }: Reference, { categoryId, wardId }: { categoryId: number; wardId: number | null }): void {
    const { day } = dayOf(new Date(), ZONE)
    const category = categories.get(categoryId)
    if (!category || !isValidOn(category, day)) throw badTicketField('categoryId', { vi: 'Lĩnh vực đã chọn không còn.', en: 'The category does not exist.' })
    if (wardId === null) return
    const ward = departments.get(wardId)
    if (ward?.type !== 'ward' || !isValidOn(ward, day)) throw badTicketField('wardId', { vi: 'Xã, phường đã chọn không còn.', en: 'The ward does not exist any more.' })
  }

  /** Of a pool the one with the fewest tickets to work on; who asks meanwhile waits for this transaction. */
  private async personOf(tx: EntityManager, people: readonly number[]): Promise<number | null> {
    if (people.length <= 1) return people[0] ?? null
    await tx.find(UserEntity, { select: { id: true }, where: { id: In([...people]) }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } })
    const counted = await tx
      .createQueryBuilder(TicketEntity, 'ticket')
      .select('ticket.assigneeId', 'person')
      .addSelect('COUNT(*)', 'open')
      .where('ticket.assigneeId IN (:...people) AND ticket.state IN (:...states)', { people, states: WORKED_ON })
      .groupBy('ticket.assigneeId')
      .getRawMany<{ person: number; open: string }>()
    return leastLoaded(people, new Map(counted.map(({ person, open }) => [person, Number(open)])))
  }

  /** The clock of a ticket that must be answered at a moment, at a department. */
  clockUntil(reference: Reference, departmentId: number, from: Date, deadlineAt: Date): DeadlineClock {
    return this.hours.of(reference, departmentId, (hours) => clockUntil(hours, from, deadlineAt))
  }
}

/** A department does not answer for its own official, if there is anybody else, and takes no part in it. */
function notAboutItself({ departments }: Reference, routing: Routing, aboutDepartmentId: number | null): Routing {
  if (aboutDepartmentId === null) return routing
  const supportIds = routing.supportIds.filter((id) => id !== aboutDepartmentId)
  if (routing.departmentId !== aboutDepartmentId) return { ...routing, supportIds }
  const fallback = [...departments.values()].find(({ isFallback }) => isFallback)
  if (!fallback || fallback.id === aboutDepartmentId) return { ...routing, supportIds }
  return { ...routing, departmentId: fallback.id, insteadOfId: aboutDepartmentId, people: [], supportIds: supportIds.filter((id) => id !== fallback.id) }
}

export const badTicketField = (path: string, message: { vi: string; en: string }) => new RefusedError(400, { code: 'bad-input', message, details: [{ path, message: message.en }] })
