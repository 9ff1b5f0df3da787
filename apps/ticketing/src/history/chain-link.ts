import { createHash } from 'node:crypto'
import type { TicketDeed, TicketState } from '@app/contracts'

/** What one change made of a ticket. Nothing personal: what is in the chain stays for ever. */
export interface TicketChange {
  /** 1 for the first change of any ticket, then without a gap. */
  seq: number
  ticketId: number
  at: Date
  /** User id; null: nobody, the system by itself. */
  by: number | null
  deed: TicketDeed
  state: TicketState
  departmentId: number
  categoryId: number
  deadlineAt: Date
  /** SHA-256 of a text that came with the change (the answer), hexadecimal. */
  textHash: string | null
}

/** Before the first link. */
export const CHAIN_START = '0'.repeat(64)

export const textHash = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/**
 * Hash of a link: SHA-256 over the link before and every field, so that no field, order or absence can be changed without breaking all that
 * follow. The text that is hashed is never to be changed: it would break every chain there is.
 */
export function linkHash(previous: string, change: TicketChange): string {
  const { seq, ticketId, at, by, deed, state, departmentId, categoryId, deadlineAt, textHash: text } = change
  return textHash(JSON.stringify([previous, seq, ticketId, at.toISOString(), by, deed, state, departmentId, categoryId, deadlineAt.toISOString(), text]))
}
