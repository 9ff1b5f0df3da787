import type { TicketState } from '@app/contracts'
import { OPEN_STATES } from '@app/ticket-life'
import type { SeenTicket } from '../visibility/sees-ticket.js'
import { mayGoToMailbox, mayKnowOf, type Owner } from './whom-to-tell.js'

export interface Noticed {
  /** Where the ticket was then. */
  departmentId: number
  percent: number | null
}

export interface NoticedTicket extends SeenTicket {
  state: TicketState
  warned: number
}

/** Whether a notice need not go out any more: the ticket is done, gone on or got more time, or its reader may not know of it. */
export function isMoot({ departmentId, percent }: Noticed, ticket: NoticedTicket, owner: Owner): boolean {
  const may = 'reader' in owner ? mayKnowOf(owner.reader, ticket) : mayGoToMailbox(ticket)
  if (!may || ticket.departmentId !== departmentId || !OPEN_STATES.includes(ticket.state)) return true
  // Its answer is another one's.
  if (ticket.state === 'merged') return true
  return percent === null ? ticket.state === 'returned' : ticket.warned < percent
}
