import { TICKET_STATES, type Role, type TicketAct, type TicketState } from '@app/contracts'

export interface Transition {
  deed: TicketAct
  from: readonly TicketState[]
  to: TicketState
  /** An officer does it for tickets of the own department only. */
  by: readonly Role[]
}

/** The life of a ticket, as data. Who may do what, in which state, and what it becomes; all else is refused. */
export const TRANSITIONS: readonly Transition[] = [
  { deed: 'accepted', from: ['routed'], to: 'accepted', by: ['officer'] },
  { deed: 'returned', from: ['routed', 'accepted'], to: 'returned', by: ['officer'] },
  { deed: 'sent-on', from: ['routed', 'accepted', 'returned'], to: 'routed', by: ['supervisor', 'admin'] },
  { deed: 'answered', from: ['routed', 'accepted'], to: 'answered', by: ['officer'] },
  { deed: 'reopened', from: ['answered'], to: 'routed', by: ['operator', 'supervisor', 'admin'] },
]

/** Every ticket begins at a department. */
export const begin: TicketState = 'routed'
const END: TicketState = 'answered'

/** What this role may do with a ticket in this state, in the order of the table. */
export const deedsOf = (role: Role, state: TicketState): TicketAct[] => TRANSITIONS.filter(({ from, by }) => from.includes(state) && by.includes(role)).map(({ deed }) => deed)

/** @returns the state after it; `not-yours`: another role may; `not-now`: nobody may in this state */
export function doDeed(role: Role, state: TicketState, deed: TicketAct): { state: TicketState } | { refusal: 'not-yours' | 'not-now' } {
  const found = TRANSITIONS.find((transition) => transition.deed === deed && transition.from.includes(state))
  if (!found) return { refusal: 'not-now' }
  return found.by.includes(role) ? { state: found.to } : { refusal: 'not-yours' }
}

/** @returns what is wrong with a table; looked at when the app starts */
export function checkLife(transitions: readonly Transition[]): string[] {
  const next = (state: TicketState) => transitions.filter(({ from }) => from.includes(state)).map(({ to }) => to)
  const reachable = (start: TicketState): Set<TicketState> => {
    const seen = new Set([start])
    for (const state of seen) for (const to of next(state)) seen.add(to)
    return seen
  }
  const fromBegin = reachable(begin)
  return [
    ...TICKET_STATES.filter((state) => !fromBegin.has(state)).map((state) => `no way leads to ${state}`),
    ...TICKET_STATES.filter((state) => !reachable(state).has(END)).map((state) => `no way leads from ${state} to an answer`),
    ...transitions.filter(({ by }) => by.length === 0).map(({ deed }) => `nobody may do ${deed}`),
    ...TICKET_STATES.flatMap((state) => {
      const deeds = transitions.filter(({ from }) => from.includes(state)).map(({ deed }) => deed)
      return deeds.filter((deed, index) => deeds.indexOf(deed) !== index).map((deed) => `${deed} leads to two states from ${state}`)
    }),
  ]
}
