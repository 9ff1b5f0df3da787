import { Injectable, Logger } from '@nestjs/common'
import { OpeningHours } from '@app/opening-hours'
import { NeverOpen } from '@app/working-time'
import type { EntityManager } from 'typeorm'
import { DepartmentEntity, OpeningHoursEntity } from '../database/directory.entities.js'

const WHOLE_DAY = [{ from: '00:00', to: '24:00' }]
/** A citizen's ticket is not refused for hours that somebody set wrongly: then the clock on the wall counts. */
const ALWAYS = OpeningHours.parse({ holidays: { closed: false }, weekly: Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, WHOLE_DAY])) })

/** In whose working time a ticket's deadline counts. */
@Injectable()
export class DepartmentHours {
  private readonly log = new Logger(DepartmentHours.name)

  /** What `reckon` makes of the hours of a department. */
  async of<T>(tx: EntityManager, departmentId: number, reckon: (hours: OpeningHours) => T): Promise<T> {
    const { openingHoursId } = await tx.findOneByOrFail(DepartmentEntity, { id: departmentId })
    const { code, definition } = await tx.findOneByOrFail(OpeningHoursEntity, { id: openingHoursId })
    try {
      return reckon(definition)
    } catch (error) {
      if (!(error instanceof NeverOpen)) throw error
      this.log.error(`opening hours ${code}: ${error.message}; the deadline is by the clock`)
      return reckon(ALWAYS)
    }
  }
}
