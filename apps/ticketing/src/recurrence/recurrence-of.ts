import type { RecurrenceReason } from '@app/contracts'
import { placeOf, type Place } from './place-of.js'

/** What is compared of two tickets. */
export interface RecurringTicket {
  id: number
  categoryId: number
  /** Null where nobody knows it. */
  wardId: number | null
  place: string | null
  citizenKey: string | null
  createdAt: Date
}

export interface RecurrenceSettings {
  /** How long before a ticket counts; 0: nothing does. */
  days: number
  /** House numbers further apart are another place. */
  nearNumbers: number
}

export const NEAR_NUMBERS = 20
const DAY_MS = 86_400_000

/**
 * Which earlier tickets are about the same as this one: the same category within the period, and the same place, one near by, or the same
 * citizen. Two wards that are known and differ are two places.
 * @returns the latest first, each with the strongest reason
 */
export function recurrenceOf<T extends RecurringTicket>(ticket: RecurringTicket, earlier: readonly T[], { days, nearNumbers }: RecurrenceSettings): { ticket: T; why: RecurrenceReason }[] {
  const since = ticket.createdAt.getTime() - days * DAY_MS
  const place = placeOf(ticket.place)
  return earlier
    .filter(({ id, categoryId, createdAt }) => id !== ticket.id && categoryId === ticket.categoryId && createdAt.getTime() > since && createdAt <= ticket.createdAt)
    .flatMap((other) => {
      const why = whyOf(ticket, place, other, nearNumbers)
      return why === null ? [] : [{ ticket: other, why }]
    })
    .sort((a, b) => b.ticket.createdAt.getTime() - a.ticket.createdAt.getTime() || b.ticket.id - a.ticket.id)
}

function whyOf(ticket: RecurringTicket, place: Place | null, other: RecurringTicket, nearNumbers: number): RecurrenceReason | null {
  const sameWard = ticket.wardId === null || other.wardId === null || ticket.wardId === other.wardId
  const there = placeOf(other.place)
  if (sameWard && place !== null && there !== null && place.street === there.street) {
    if (place.number === there.number) return 'same-place'
    // A street without a number is all of the street.
    if (place.number === null || there.number === null || Math.abs(place.number - there.number) <= nearNumbers) return 'near-place'
  }
  return ticket.citizenKey !== null && ticket.citizenKey === other.citizenKey ? 'same-citizen' : null
}
