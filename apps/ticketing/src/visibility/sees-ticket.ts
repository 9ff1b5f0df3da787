import type { Role, Session, TicketKind } from '@app/contracts'

/** Whoever looks, as far as it matters for what they see. */
export interface Viewer {
  userId: number
  role: Role
  /** Of officers. */
  departmentId: number | null
  /** One of the named people who see complaints about officials. */
  named: boolean
}

/** Somebody who asks, with what they see. */
export interface Asker {
  session: Session
  viewer: Viewer
}

export interface SeenTicket {
  kind: TicketKind
  departmentId: number
  aboutDepartmentId: number | null
  /** Departments that take part besides the lead. */
  supporterIds: readonly number[]
}

/**
 * Who sees a ticket. A complaint about an official: the named people, wherever they work, but nobody of the official's own department. Any
 * other: an officer those of the own department and those in which it takes part, everybody else all.
 */
export function seesTicket(viewer: Viewer, ticket: SeenTicket): boolean {
  if (ticket.kind === 'complaint') return viewer.named && (viewer.departmentId === null || ticket.aboutDepartmentId !== viewer.departmentId)
  return viewer.role !== 'officer' || ticket.departmentId === viewer.departmentId || (viewer.departmentId !== null && ticket.supporterIds.includes(viewer.departmentId))
}

/**
 * The same as a condition for a query over tickets.
 * @param alias of the ticket in a TypeORM query builder
 */
export function visibleTo({ role, departmentId, named }: Viewer, alias: string): { sql: string; parameters: Record<string, number> } {
  const own = departmentId ?? 0
  const complaint = !named ? null : departmentId === null ? `${alias}.kind = 'complaint'` : `(${alias}.kind = 'complaint' AND (${alias}.aboutDepartmentId IS NULL OR ${alias}.aboutDepartmentId <> :visibleFrom))`
  const other = role === 'officer' ? `(${alias}.kind <> 'complaint' AND (${alias}.departmentId = :visibleFrom OR EXISTS (SELECT 1 FROM ticket_departments part WHERE part.ticket_id = ${alias}.id AND part.department_id = :visibleFrom)))` : `${alias}.kind <> 'complaint'`
  const sql = complaint === null ? other : `(${complaint} OR ${other})`
  return { sql, parameters: sql.includes(':visibleFrom') ? { visibleFrom: own } : {} }
}
