import type { Changed, Role, Session } from '@app/contracts'

/** Who sees the live hall: everybody who works with calls. */
const HALL: readonly Role[] = ['operator', 'supervisor', 'manager', 'admin']
/** Who may have a softphone and a state, if the session has queues. */
const DESK: readonly Role[] = ['operator', 'supervisor']

/** Who may change others' states and queues, and hear talks. */
export const isSupervisor = (session: Session) => session.role === 'supervisor'

export const seesHall = (session: Session) => HALL.includes(session.role)
export const hasDesk = (session: Session) => DESK.includes(session.role)

/** Rooms in which a signed-in person sits. */
export function roomsOf(session: Session): string[] {
  const rooms = [`user-${session.userId}`]
  if (seesHall(session)) rooms.push('hall')
  if (session.department) rooms.push(departmentRoom(session.department.id))
  return rooms
}

/** Rooms to which a change is told: officers learn only of their own department's tickets, a mention only by whoever is mentioned, and what is for named people goes to them alone. */
export function roomsFor(change: Changed): string[] {
  if (change.onlyFor) return change.onlyFor.map(userRoom)
  if (change.topic === 'mention') return [userRoom(Number(change.id))]
  return (change.topic === 'ticket' || change.topic === 'presence') && change.departmentId !== null ? ['hall', departmentRoom(change.departmentId)] : ['hall']
}

const departmentRoom = (id: number) => `department-${id}`
export const userRoom = (userId: number) => `user-${userId}`
