import type { TicketState } from '@app/contracts'
import { OPEN_STATES } from '@app/ticket-life'
import type { SeenTicket } from '../visibility/sees-ticket.js'
import { mayGoToMailbox, mayKnowOf, type Owner } from './whom-to-tell.js'

export interface Noticed {
  /** Where the ticket was then. */
  departmentId: number
  percent: number | null
  address: string
}

export interface NoticedTicket extends SeenTicket {
  state: TicketState
  warned: number
}

/** Whether a notice need not go out any more: the ticket is done, gone on or got more time, or the owner of the address may not know of it or has another one. */
export function isMoot({ departmentId, percent, address }: Noticed, ticket: NoticedTicket, owner: Owner): boolean {
  const [now, may] = 'reader' in owner ? [owner.reader.email, mayKnowOf(owner.reader, ticket)] : [owner.address, mayGoToMailbox(ticket)]
  if (now !== address || !may || ticket.departmentId !== departmentId || !OPEN_STATES.includes(ticket.state)) return true
  // Its answer is another one's.
  if (ticket.state === 'merged') return true
  return percent === null ? ticket.state === 'returned' : ticket.warned < percent
}
