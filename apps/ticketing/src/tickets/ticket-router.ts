import { Injectable } from '@nestjs/common'
import type { RuledTicket } from '@app/deadline-rules'
import { dayOf } from '@app/metrics'
import { RefusedError } from '@app/service'
import { DeadlineRules } from '../deadlines/deadline-rules.service.js'
import { levelOf } from '../levels/level-of.js'
import { clockUntil, type DeadlineClock } from '../deadlines/deadline-clock.js'
import { isValidOn, type Routing } from '@app/ticket-routing'
import type { EntityManager } from 'typeorm'
import { TicketRoutingEntity } from '../database/routing.entities.js'
import type { TicketEntity } from '../database/ticket.entities.js'
import { DepartmentHours } from '../deadlines/department-hours.js'
import type { RoutingReads } from '../routing/routing-reads.js'
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
   * Within the transaction that makes the ticket. {@link keep} after it.
   * @param reads of {@link RoutingReads.of}, for this request
   * @throws RefusedError 400 for a category that is not there
   */
  async route(reads: RoutingReads, reference: Reference, request: RoutedRequest, from: Date): Promise<Routed> {
    const { version, route } = reference.routing
    const category = reference.categories.get(request.categoryId)
    if (!category) throw badTicketField('categoryId', { vi: 'Lĩnh vực đã chọn không còn.', en: 'The category does not exist.' })
    const texts = [request.description, request.place ?? '']
    const found = route({ kind: request.kind, category: category.code, wardId: request.wardId, texts, at: from, held: reads.holderOf(request) })
    const routing = notAboutItself(reference, found, request.aboutDepartmentId)
    const { departmentId } = routing
    const { kind, categoryId, urgency } = request
    const clock = this.deadlines.start(reference, { kind, categoryId, urgency, departmentId }, from)
    const level = levelOf({ kind, urgency, needsApproval: category.needsApproval, departments: 1 + routing.supportIds.length })
    const assigneeId = await reads.personOf(routing.people)
    reads.note(request, { departmentId, userId: assigneeId })
    return { columns: { categoryId, departmentId, level, assigneeId, ...clock }, routing, version }
  }

  /** Stores why they went there. */
  async keep(tx: EntityManager, routed: readonly { ticketId: number; routed: Routed; at: Date }[]): Promise<void> {
    if (routed.length === 0) return
    await tx.insert(
      TicketRoutingEntity,
      routed.map(({ ticketId, routed: { columns, routing, version }, at }) => ({ ticketId, at, version, why: routing.why, departmentId: routing.departmentId, insteadOfId: routing.insteadOfId, personId: columns.assigneeId })),
    )
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
