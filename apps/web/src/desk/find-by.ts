import { isTicketCode } from '@app/ticket-code'

/** What somebody typed to find a person: a ticket's code by its check digit, other digits are a number, anything else is a name. */
export function findBy(text: string): { name: string } | { ticketCode: string } | { number: string } {
  const plain = text.trim().replace(/[\s.()-]/g, '')
  if (!/^\+?\d+$/.test(plain)) return { name: text.trim() }
  return isTicketCode(plain) ? { ticketCode: plain } : { number: plain }
}
