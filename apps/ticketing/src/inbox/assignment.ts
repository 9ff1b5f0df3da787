import type { Role, TicketState } from '@app/contracts'

/** Who wants to hand a ticket on. */
export interface Assigner {
  userId: number
  role: Role
  departmentId: number | null
  isHead: boolean
}

export interface Assignee {
  id: number
  role: Role
  departmentId: number | null
}

const ASSIGNABLE: readonly TicketState[] = ['routed', 'accepted', 'asked', 'time-asked', 'answered']

/** Whom somebody may give a ticket of a department to: officers themselves, heads and supervisors any officer of it. */
export function mayAssign({ role, departmentId, isHead }: Assigner, ticket: { departmentId: number }): 'everybody' | 'self' | 'nobody' {
  if (role === 'supervisor' || role === 'admin') return 'everybody'
  if (role !== 'officer' || departmentId !== ticket.departmentId) return 'nobody'
  return isHead ? 'everybody' : 'self'
}

/** @param to null: nobody is to have it @returns why not; null: it may be done */
export function assignRefusal(by: Assigner, ticket: { state: TicketState; departmentId: number; assigneeId: number | null }, to: Assignee | null): 'not-yours' | 'not-now' | 'not-there' | null {
  const may = mayAssign(by, ticket)
  if (may === 'nobody') return 'not-yours'
  // Somebody's own ticket is given back by that one; a colleague's is taken over openly, by being assigned.
  if (may === 'self' && (to === null ? ticket.assigneeId !== by.userId : to.id !== by.userId)) return 'not-yours'
  if (!ASSIGNABLE.includes(ticket.state)) return 'not-now'
  if (to !== null && (to.role !== 'officer' || to.departmentId !== ticket.departmentId)) return 'not-there'
  return null
}
