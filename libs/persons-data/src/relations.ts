import type { CallSource, PersonRelation, Role, TicketKind, TicketState } from '@app/contracts'

export interface Viewer {
  userId: number
  role: Role
  department: { id: number } | null
}

export interface SeenCall {
  operatorId: number | null
  endedAt: Date | null
  /** With `answered`: whoever only dialled a number has spoken with nobody, and need not have seen it. */
  source?: CallSource
  answered?: boolean
}

export interface SeenTicket {
  createdBy: number | null
  assigneeId?: number | null
  departmentId: number
  /** Departments that take part besides it. */
  supporterIds?: readonly number[]
  kind?: TicketKind
  state: TicketState
}

/** After a talk its operator still writes, and calls back when the line broke. */
const AFTER_TALK_MS = 60 * 60_000
/** The citizen has the answer. */
const FINISHED: readonly TicketState[] = ['told', 'closed']

/** How this person has to do with the caller of a call. */
export function relationToCall({ userId }: Viewer, { operatorId, endedAt, source, answered }: SeenCall, now: Date): PersonRelation {
  if (operatorId !== userId || (source === 'operator' && answered !== true)) return 'none'
  return endedAt === null || now.getTime() - endedAt.getTime() < AFTER_TALK_MS ? 'own-talk' : 'past'
}

/** How this person has to do with the citizen of a ticket that they may see: of a complaint an officer sees only who is named for it, wherever they work. */
export function relationToTicket(viewer: Viewer, ticket: SeenTicket): PersonRelation {
  const open = !FINISHED.includes(ticket.state)
  if (viewer.role === 'officer') {
    const departments = [ticket.departmentId, ...(ticket.supporterIds ?? [])]
    const own = ticket.kind === 'complaint' || (viewer.department !== null && departments.includes(viewer.department.id))
    return own ? (open ? 'own-department' : 'past') : 'none'
  }
  if (viewer.userId !== ticket.createdBy && viewer.userId !== (ticket.assigneeId ?? null)) return 'none'
  return open ? 'own-work' : 'past'
}

/** Whoever took a caller who was missed calls them back: until they are reached it is their work. */
export function relationToMissedCaller({ userId }: Viewer, { takenBy, closedAt }: { takenBy: number | null; closedAt: Date | null }): PersonRelation {
  if (takenBy !== userId) return 'none'
  return closedAt === null ? 'own-work' : 'past'
}
