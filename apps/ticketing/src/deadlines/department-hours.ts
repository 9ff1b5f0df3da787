import { Injectable, Logger } from '@nestjs/common'
import { OpeningHours } from '@app/opening-hours'
import { NeverOpen } from '@app/working-time'
import type { Reference } from '../reference-data/reference.js'

const WHOLE_DAY = [{ from: '00:00', to: '24:00' }]
/** A citizen's ticket is not refused for hours that somebody set wrongly: then the clock on the wall counts. */
const ALWAYS = OpeningHours.parse({ holidays: { closed: false }, weekly: Object.fromEntries(['1', '2', '3', '4', '5', '6', '7'].map((day) => [day, WHOLE_DAY])) })

/** In whose working time a ticket's deadline counts. */
@Injectable()
export class DepartmentHours {
  private readonly log = new Logger(DepartmentHours.name)

  /** What `reckon` makes of the hours of a department. */
  of<T>({ departments, openingHours }: Reference, departmentId: number, reckon: (hours: OpeningHours) => T): T {
    const hours = openingHours.get(departments.get(departmentId)?.openingHoursId ?? 0)
    if (!hours) throw new Error(`department ${departmentId} has no opening hours`)
    try {
      return reckon(hours.definition)
    } catch (error) {
      if (!(error instanceof NeverOpen)) throw error
      this.log.error(`opening hours ${hours.code}: ${error.message}; the deadline is by the clock`)
      return reckon(ALWAYS)
    }
  }
}
