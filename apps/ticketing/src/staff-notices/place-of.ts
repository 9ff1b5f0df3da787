import { seesTicket, type SeenTicket } from '../visibility/sees-ticket.js'
import { LEADS, type Owner } from './whom-to-tell.js'

const isOfficer = (owner: Owner): boolean => 'mailboxOfId' in owner || owner.reader.role === 'officer'
const isLead = (owner: Owner): boolean => 'reader' in owner && LEADS.includes(owner.reader.role)

/** Where the reader of a mail finds all of them. */
export const listPath = (owner: Owner): string => (isOfficer(owner) ? '/inbox' : isLead(owner) ? '/warnings' : '/tickets')

/** Where they find a ticket: in the list of tickets, or among the warnings where its words are not theirs to see. */
export function ticketPath(ticket: SeenTicket & { code: string }, owner: Owner): string {
  const sees = 'mailboxOfId' in owner ? owner.mailboxOfId === ticket.departmentId : seesTicket(owner.reader, ticket)
  return sees ? `${isOfficer(owner) ? '/inbox' : '/tickets'}/${ticket.code}` : '/warnings'
}

/** Whether it is a ticket of the reader's own department, whose name need not be said. */
export const isOwn = ({ departmentId }: SeenTicket, owner: Owner): boolean => departmentId === ('mailboxOfId' in owner ? owner.mailboxOfId : owner.reader.departmentId)
