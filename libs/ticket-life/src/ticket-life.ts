import type { TicketAct, TicketActor, TicketState } from '@app/contracts'

export interface Transition {
  deed: TicketAct
  from: readonly TicketState[]
  to: TicketState
  /** An officer does it for tickets of the own department only, a citizen for the own ticket. */
  by: readonly TicketActor[]
}

const DESK = ['operator', 'supervisor', 'admin'] as const
const LEADS = ['supervisor', 'admin'] as const
const APPROVERS = ['supervisor', 'manager', 'admin'] as const

/** What it says may be put right, and its level changed, as long as no answer has left the house. */
const UNANSWERED: readonly TicketState[] = ['routed', 'accepted', 'returned', 'asked', 'time-asked', 'merged', 'answered']
/** A supporting department contributes while there is something to answer, and the state stays. */
const STAYS_WHILE = ['routed', 'accepted', 'asked', 'time-asked'] as const satisfies readonly TicketState[]

/** The life of a ticket, as data. Who may do what, in which state, and what it becomes; all else is refused. */
export const TRANSITIONS: readonly Transition[] = [
  { deed: 'accepted', from: ['routed'], to: 'accepted', by: ['officer'] },
  { deed: 'returned', from: ['routed', 'accepted'], to: 'returned', by: ['officer'] },
  ...STAYS_WHILE.map((state): Transition => ({ deed: 'contributed', from: [state], to: state, by: ['supporter'] })),
  { deed: 'sent-on', from: ['routed', 'accepted', 'returned'], to: 'routed', by: LEADS },
  { deed: 'asked', from: ['accepted'], to: 'asked', by: ['officer'] },
  { deed: 'replied', from: ['asked'], to: 'accepted', by: [...DESK, 'officer', 'citizen'] },
  { deed: 'time-asked', from: ['accepted'], to: 'time-asked', by: ['officer'] },
  { deed: 'extended', from: ['time-asked'], to: 'accepted', by: APPROVERS },
  { deed: 'time-refused', from: ['time-asked'], to: 'accepted', by: APPROVERS },
  { deed: 'answered', from: ['routed', 'accepted', 'asked', 'time-asked'], to: 'answered', by: ['officer'] },
  { deed: 'answered-on-call', from: ['routed'], to: 'told', by: DESK },
  // By the system: an operator who adds a citizen to a ticket that is there.
  { deed: 'merged', from: ['routed', 'accepted', 'returned'], to: 'merged', by: [...LEADS, 'officer', 'system'] },
  { deed: 'separated', from: ['merged'], to: 'routed', by: [...LEADS, 'officer'] },
  // The answer of the ticket that it was merged into; or of one whose category needs no approval.
  { deed: 'approved', from: ['answered'], to: 'approved', by: [...APPROVERS, 'system'] },
  { deed: 'approved', from: ['merged'], to: 'approved', by: ['system'] },
  { deed: 'sent-back', from: ['answered'], to: 'accepted', by: APPROVERS },
  { deed: 'told', from: ['approved'], to: 'told', by: [...DESK, 'system'] },
  { deed: 'rated', from: ['told', 'closed'], to: 'closed', by: [...DESK, 'citizen'] },
  { deed: 'reopened', from: ['approved', 'told', 'closed'], to: 'routed', by: [...DESK, 'citizen'] },
  { deed: 'closed', from: ['told'], to: 'closed', by: ['system'] },
  ...UNANSWERED.flatMap((state): Transition[] => [
    { deed: 'corrected', from: [state], to: state, by: [...DESK, 'officer'] },
    { deed: 'level-changed', from: [state], to: state, by: APPROVERS },
  ]),
]

/** Every ticket begins at a department. */
export const begin: TicketState = 'routed'
export const END: TicketState = 'closed'

/** In these the department has still to answer. */
export const OPEN_STATES: readonly TicketState[] = ['routed', 'accepted', 'returned', 'asked', 'time-asked', 'merged']

/** What this one may do with a ticket in this state, in the order of the table. */
export const deedsOf = (actor: TicketActor, state: TicketState): TicketAct[] => TRANSITIONS.filter(({ from, by }) => from.includes(state) && by.includes(actor)).map(({ deed }) => deed)

/** @returns the state after it; `not-yours`: another one may; `not-now`: nobody may in this state */
export function doDeed(actor: TicketActor, state: TicketState, deed: TicketAct): { state: TicketState } | { refusal: 'not-yours' | 'not-now' } {
  const found = TRANSITIONS.find((transition) => transition.deed === deed && transition.from.includes(state))
  if (!found) return { refusal: 'not-now' }
  return found.by.includes(actor) ? { state: found.to } : { refusal: 'not-yours' }
}
