import { Injectable, Logger } from '@nestjs/common'
import { dayOf } from '@app/metrics'
import { RefusedError } from '@app/service'
import { addWorkingTime, NeverOpen } from '@app/working-time'
import type { EntityManager } from 'typeorm'
import { CategoryEntity, DepartmentEntity, OpeningHoursEntity } from '../database/directory.entities.js'
import type { TicketEntity } from '../database/ticket.entities.js'
import { ZONE } from '../settings.js'
import { route } from './route-ticket.js'

const HOUR_MS = 3_600_000

/** Which department a ticket goes to, and until when it must be answered. */
@Injectable()
export class TicketRouter {
  private readonly log = new Logger(TicketRouter.name)

  /** @throws RefusedError 400 for a category that is not there */
  async route(tx: EntityManager, categoryId: number, from: Date): Promise<Pick<TicketEntity, 'categoryId' | 'departmentId' | 'deadlineAt'>> {
    const categories = await tx.find(CategoryEntity)
    const category = categories.find((row) => row.id === categoryId)
    if (!category) throw badTicketField('categoryId', { vi: 'Lĩnh vực đã chọn không còn.', en: 'The category does not exist.' })
    const department = route({ categoryId, day: dayOf(from, ZONE).day }, { categories, departments: await tx.find(DepartmentEntity) })
    const hours = await tx.findOneByOrFail(OpeningHoursEntity, { id: department.openingHoursId })
    return { categoryId, departmentId: department.id, deadlineAt: this.deadline(hours, from, category.deadlineHours * HOUR_MS) }
  }

  /** A citizen's ticket is not refused for hours that somebody set wrongly: then the clock counts. */
  private deadline({ code, definition }: OpeningHoursEntity, from: Date, duration: number): Date {
    try {
      return addWorkingTime(definition, from, duration)
    } catch (error) {
      if (!(error instanceof NeverOpen)) throw error
      this.log.error(`opening hours ${code}: ${error.message}; the deadline is by the clock`)
      return new Date(from.getTime() + duration)
    }
  }
}

export const badTicketField = (path: string, message: { vi: string; en: string }) => new RefusedError(400, { code: 'bad-input', message, details: [{ path, message: message.en }] })
