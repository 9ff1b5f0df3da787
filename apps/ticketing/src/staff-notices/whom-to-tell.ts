import type { Role, TicketState } from '@app/contracts'
import type { Audience } from '../deadlines/whom-to-warn.js'
import { seesTicket, type SeenTicket, type Viewer } from '../visibility/sees-ticket.js'

/** Somebody who can be written to: with an address, and an account that is not disabled. */
export interface Reader extends Viewer {
  email: string
  isHead: boolean
}

export interface Addresses {
  /** Of departments that have one. */
  mailboxes: ReadonlyMap<number, string>
  readers: readonly Reader[]
}

/** An address, and whose it is: a person's, or a department's mailbox. */
export interface Recipient {
  address: string
  userId: number | null
  mailboxOfId: number | null
}

/** Who reads what comes to an address. */
export type Owner = { reader: Reader } | { mailboxOfId: number; address: string }

/** Who is to read what was noted for an address, as they are now; null: nobody any more, or nowhere. */
export function ownerOf({ userId, mailboxOfId }: Omit<Recipient, 'address'>, { mailboxes, readers }: Addresses): Owner | null {
  if (mailboxOfId === null) {
    const reader = readers.find((known) => known.userId === userId)
    return reader ? { reader } : null
  }
  const address = mailboxes.get(mailboxOfId)
  return address === undefined ? null : { mailboxOfId, address }
}

/** Who is warned last, of all tickets. */
export const LEADS: readonly Role[] = ['supervisor', 'manager']

/** Where they read it now. */
export const addressOf = (owner: Owner): string => ('reader' in owner ? owner.reader.email : owner.address)

export const isSameAddress = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** A complaint about an official is for people, never for a mailbox that nobody knows who reads. */
export const mayGoToMailbox = ({ kind }: SeenTicket): boolean => kind !== 'complaint'

/** Whether somebody may be told that there is such a ticket. Whoever stands above in the tree is warned of tickets whose words they do not see. */
export const mayKnowOf = (reader: Viewer, ticket: SeenTicket): boolean => ticket.kind !== 'complaint' || seesTicket(reader, ticket)

/** Who is told that a ticket has reached its department: the mailbox; without one its heads, else all its people. */
export function whomToTellOfArrival(ticket: SeenTicket, { mailboxes, readers }: Addresses): Recipient[] {
  const mailbox = mailboxOf(ticket, ticket.departmentId, mailboxes)
  if (mailbox) return [mailbox]
  const own = readers.filter((reader) => reader.departmentId === ticket.departmentId && mayKnowOf(reader, ticket))
  const heads = own.filter(({ isHead }) => isHead)
  return persons([heads, own, named(ticket, readers)].find((found) => found.length > 0) ?? [])
}

/** Who is told that so much of a ticket's time is gone: of those who must look, whoever has an address; where none of them has, the mailbox of their department. */
export function whomToTellOfWarning(ticket: SeenTicket, audiences: readonly Audience[], { mailboxes, readers }: Addresses): Recipient[] {
  const knowing = readers.filter((reader) => mayKnowOf(reader, ticket))
  const orMailbox = (found: Recipient[], departmentId: number): Recipient[] => {
    const mailbox = found.length === 0 ? mailboxOf(ticket, departmentId, mailboxes) : null
    return mailbox ? [mailbox] : found
  }
  const found = audiences.flatMap((audience) => {
    switch (audience.warned) {
      case 'person':
        return orMailbox(persons(knowing.filter(({ userId }) => userId === audience.userId)), ticket.departmentId)
      case 'heads':
        return orMailbox(persons(knowing.filter(({ departmentId, isHead }) => isHead && departmentId === audience.departmentId)), audience.departmentId)
      case 'department':
        return mailboxOf(ticket, audience.departmentId, mailboxes) ?? persons(knowing.filter(({ departmentId }) => departmentId === audience.departmentId))
      case 'leads':
        return persons(knowing.filter(({ role }) => LEADS.includes(role)))
    }
  })
  return oncePerAddress(found.length > 0 ? found : persons(named(ticket, readers)))
}

/** Whether a department has it to do now, and had not before. */
export const reachedAnew = (before: { state: TicketState; departmentId: number }, after: { state: TicketState; departmentId: number }): boolean =>
  after.state === 'routed' && (before.state !== 'routed' || before.departmentId !== after.departmentId)

/** Where none of a complaint's department may know of it: the named people, wherever they work. */
const named = (ticket: SeenTicket, readers: readonly Reader[]): Reader[] => (ticket.kind === 'complaint' ? readers.filter((reader) => seesTicket(reader, ticket)) : [])

function mailboxOf(ticket: SeenTicket, departmentId: number, mailboxes: Addresses['mailboxes']): Recipient | null {
  const address = mailboxes.get(departmentId)
  return address === undefined || !mayGoToMailbox(ticket) ? null : { address, userId: null, mailboxOfId: departmentId }
}

const persons = (readers: readonly Reader[]): Recipient[] => oncePerAddress(readers.map(({ email, userId }) => ({ address: email, userId, mailboxOfId: null })))

const oncePerAddress = (recipients: readonly Recipient[]): Recipient[] => recipients.filter(({ address }, i) => recipients.findIndex((other) => isSameAddress(other.address, address)) === i)
