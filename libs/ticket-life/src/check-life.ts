import { TICKET_STATES, type TicketState } from '@app/contracts'
import { begin, END, type Transition } from './ticket-life.js'

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
    ...TICKET_STATES.filter((state) => !reachable(state).has(END)).map((state) => `no way leads from ${state} to the end`),
    ...transitions.filter(({ by }) => by.length === 0).map(({ deed }) => `nobody may do ${deed}`),
    ...TICKET_STATES.flatMap((state) => {
      const deeds = transitions.filter(({ from }) => from.includes(state)).map(({ deed }) => deed)
      return deeds.filter((deed, index) => deeds.indexOf(deed) !== index).map((deed) => `${deed} leads to two states from ${state}`)
    }),
  ]
}
