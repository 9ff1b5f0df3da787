/** What there is of one number. */
export interface NumberHolding {
  calls: readonly { id: string }[]
  tickets: readonly { id: number; callId: string | null; name: string | null }[]
}

export interface PersonScope {
  calls: string[]
  tickets: number[]
  /** Everybody whose name stands on a ticket of this number, as first written. */
  names: string[]
}

const fold = (name: string) => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('vi')
/** Whether two names, as people write them, are one. A diacritic makes another name: Hòa is not Hoa. */
export const sameName = (one: string, other: string): boolean => fold(one) === fold(other)

/**
 * What of a number is one person's. A ticket with another's name, and its call, never is. What bears no name is the person's when nobody else
 * is known on this number, or when `unnamed` says so.
 * @param name null: everything of the number
 */
export function scopeOf({ calls, tickets }: NumberHolding, name: string | null, unnamed: boolean): PersonScope {
  const names: string[] = []
  for (const ticket of tickets) if (ticket.name !== null && !names.some((known) => sameName(known, ticket.name ?? ''))) names.push(ticket.name)
  if (name === null) return { calls: calls.map(({ id }) => id), tickets: tickets.map(({ id }) => id), names }
  const alone = names.every((known) => sameName(known, name))
  const withUnnamed = alone || unnamed
  const own = tickets.filter((ticket) => (ticket.name === null ? withUnnamed : sameName(ticket.name, name)))
  const others = tickets.filter((ticket) => ticket.name !== null && !sameName(ticket.name, name))
  const callsOf = (rows: readonly { callId: string | null }[]) => new Set(rows.map(({ callId }) => callId))
  const ownCalls = callsOf(own)
  const otherCalls = callsOf(others)
  return { calls: calls.map(({ id }) => id).filter((id) => !otherCalls.has(id) && (withUnnamed || ownCalls.has(id))), tickets: own.map(({ id }) => id), names }
}
