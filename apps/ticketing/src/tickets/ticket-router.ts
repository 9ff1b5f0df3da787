import { Injectable } from '@nestjs/common'
import type { RuledTicket } from '@app/deadline-rules'
import { dayOf } from '@app/metrics'
import { RefusedError } from '@app/service'
import type { EntityManager } from 'typeorm'
import { CategoryEntity, DepartmentEntity } from '../database/directory.entities.js'
import type { TicketEntity } from '../database/ticket.entities.js'
import { DeadlineRules } from '../deadlines/deadline-rules.service.js'
import { levelOf } from '../levels/level-of.js'
import { clockUntil, type DeadlineClock } from '../deadlines/deadline-clock.js'
import { DepartmentHours } from '../deadlines/department-hours.js'
import { ZONE } from '../settings.js'
import { isValidOn, route } from './route-ticket.js'

/** What decides where a ticket goes, until when, and at which level it is answered. */
export interface RoutedTicket extends RuledTicket {
  aboutDepartmentId: number | null
}

/** Which department a ticket goes to, and until when it must be answered. */
@Injectable()
export class TicketRouter {
  constructor(
    private readonly rules: DeadlineRules,
    private readonly hours: DepartmentHours,
  ) {}

  /** @throws RefusedError 400 for a category that is not there */
  async route(tx: EntityManager, ticket: RoutedTicket, from: Date): Promise<Pick<TicketEntity, 'categoryId' | 'departmentId' | 'level' | 'reactionBy' | keyof DeadlineClock>> {
    const { categoryId, kind, urgency, aboutDepartmentId } = ticket
    const categories = await tx.find(CategoryEntity)
    const category = categories.find((row) => row.id === categoryId)
    if (!category) throw badTicketField('categoryId', { vi: 'Lĩnh vực đã chọn không còn.', en: 'The category does not exist.' })
    const { day } = dayOf(from, ZONE)
    const departments = await tx.find(DepartmentEntity)
    const routed = route({ categoryId, day }, { categories, departments })
    // A department does not answer for its own official, if there is anybody else.
    const department = routed.id === aboutDepartmentId ? (departments.find((other) => other.isFallback && isValidOn(other, day)) ?? routed) : routed
    const clock = await this.rules.start(tx, { kind, categoryId, urgency, departmentId: department.id }, from)
    return { categoryId, departmentId: department.id, level: levelOf({ kind, urgency, needsApproval: category.needsApproval, departments: 1 }), ...clock }
  }

  /** @throws RefusedError 400 for a category or ward that is not there any more */
  async check(tx: EntityManager, { categoryId, wardId }: { categoryId: number; wardId: number | null }): Promise<void> {
    const { day } = dayOf(new Date(), ZONE)
    const category = await tx.findOneBy(CategoryEntity, { id: categoryId })
    if (!category || !isValidOn(category, day)) throw badTicketField('categoryId', { vi: 'Lĩnh vực đã chọn không còn.', en: 'The category does not exist.' })
    if (wardId === null) return
    const ward = await tx.findOneBy(DepartmentEntity, { id: wardId, type: 'ward' })
    if (!ward || !isValidOn(ward, day)) throw badTicketField('wardId', { vi: 'Xã, phường đã chọn không còn.', en: 'The ward does not exist any more.' })
  }

  /** The clock of a ticket that must be answered at a moment, at a department. */
  clockUntil(tx: EntityManager, departmentId: number, from: Date, deadlineAt: Date): Promise<DeadlineClock> {
    return this.hours.of(tx, departmentId, (hours) => clockUntil(hours, from, deadlineAt))
  }
}

export const badTicketField = (path: string, message: { vi: string; en: string }) => new RefusedError(400, { code: 'bad-input', message, details: [{ path, message: message.en }] })
