import type { NewTicket, TicketKind } from '@app/contracts'
import type { TicketEntity } from '../database/ticket.entities.js'
import type { Reference } from '../reference-data/reference.js'
import { badTicketField } from './ticket-router.js'

/** A complaint alone is about somebody. @throws RefusedError 400 for a department that is not there */
export function aboutOf({ departments }: Reference, { kind, aboutDepartmentId }: { kind: TicketKind } & Pick<NewTicket, 'aboutDepartmentId'>): Pick<TicketEntity, 'aboutDepartmentId'> {
  if (kind !== 'complaint' || aboutDepartmentId === null) return { aboutDepartmentId: null }
  if (!departments.has(aboutDepartmentId)) throw badTicketField('aboutDepartmentId', { vi: 'Đơn vị đã chọn không còn.', en: 'The department does not exist.' })
  return { aboutDepartmentId }
}
