import type { Session, TicketQuery, TicketState } from '@app/contracts'
import { OPEN_STATES } from '@app/ticket-life'

/** What waits for a department, for whoever looks: what an officer returned, or merged, is nothing that the officer has to do. */
const openFor = ({ role }: Session): readonly TicketState[] => (role === 'officer' ? OPEN_STATES.filter((state) => state !== 'returned' && state !== 'merged') : OPEN_STATES)
/** Filters that are no state. */
const STATES_OF: Record<Extract<TicketQuery['state'], 'open' | 'to-approve' | 'done'>, (session: Session) => readonly TicketState[]> = {
  open: openFor,
  'to-approve': () => ['answered', 'time-asked'],
  done: () => ['answered', 'approved', 'told', 'closed'],
}
const isGroup = (state: NonNullable<TicketQuery['state']>): state is keyof typeof STATES_OF => state in STATES_OF

/** The states that a list shows; null: all. */
export function listedStates({ state, due }: Pick<TicketQuery, 'state' | 'due'>, session: Session): readonly TicketState[] | null {
  if (state !== undefined) return isGroup(state) ? STATES_OF[state](session) : [state]
  return due === undefined ? null : openFor(session)
}
