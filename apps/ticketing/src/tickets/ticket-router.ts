import { Injectable } from '@nestjs/common'
import { dayOf } from '@app/metrics'
import { RefusedError } from '@app/service'
import type { EntityManager } from 'typeorm'
import { CategoryEntity, DepartmentEntity } from '../database/directory.entities.js'
import type { TicketEntity } from '../database/ticket.entities.js'
import { startClock, type DeadlineClock } from '../deadlines/deadline-clock.js'
import { DepartmentHours } from '../deadlines/department-hours.js'
import { ZONE } from '../settings.js'
import { isValidOn, route } from './route-ticket.js'

/** Which department a ticket goes to, and until when it must be answered. */
@Injectable()
export class TicketRouter {
  constructor(private readonly hours: DepartmentHours) {}

  /** @throws RefusedError 400 for a category that is not there */
  async route(tx: EntityManager, categoryId: number, from: Date): Promise<Pick<TicketEntity, 'categoryId' | 'departmentId' | keyof DeadlineClock>> {
    const categories = await tx.find(CategoryEntity)
    const category = categories.find((row) => row.id === categoryId)
    if (!category) throw badTicketField('categoryId', { vi: 'Lĩnh vực đã chọn không còn.', en: 'The category does not exist.' })
    const department = route({ categoryId, day: dayOf(from, ZONE).day }, { categories, departments: await tx.find(DepartmentEntity) })
    const clock = await this.hours.of(tx, department.id, (hours) => startClock(hours, from, category.deadlineHours * 60))
    return { categoryId, departmentId: department.id, ...clock }
  }

  /** @throws RefusedError 400 for what is no ward, or none any more */
  async checkWard(tx: EntityManager, wardId: number | null): Promise<void> {
    if (wardId === null) return
    const ward = await tx.findOneBy(DepartmentEntity, { id: wardId, type: 'ward' })
    if (!ward || !isValidOn(ward, dayOf(new Date(), ZONE).day)) throw badTicketField('wardId', { vi: 'Xã, phường đã chọn không còn.', en: 'The ward does not exist any more.' })
  }
}

export const badTicketField = (path: string, message: { vi: string; en: string }) => new RefusedError(400, { code: 'bad-input', message, details: [{ path, message: message.en }] })
