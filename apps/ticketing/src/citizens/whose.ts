import { sameName } from '@app/persons-data'

export interface KnownCitizen {
  id: number
  name: string | null
  mergedIntoId: number | null
}

interface Known {
  citizens: readonly KnownCitizen[]
  numbers: readonly { citizenId: number; numberKey: string }[]
  tickets: readonly { id: number; callId: string | null; citizenKey: string | null; citizenName: string | null }[]
  calls: readonly { id: string; numberKey: string | null }[]
  /** What people said: it goes before what is guessed. */
  ofTickets: ReadonlyMap<number, number>
  ofCalls: ReadonlyMap<string, number>
}

export interface Whose {
  tickets: Map<number, number | null>
  calls: Map<string, number | null>
}

/** The person that a row stands for: whoever it was merged into. */
export function personOf(citizens: readonly KnownCitizen[], id: number): number {
  const byId = new Map(citizens.map((citizen) => [citizen.id, citizen]))
  let person = id
  // As many steps as there are rows, so that a circle could not hold it.
  for (let left = citizens.length; left > 0; left--) {
    const into = byId.get(person)?.mergedIntoId ?? null
    if (into === null) return person
    person = into
  }
  return person
}

/**
 * Whose each ticket and call is, of several people on one number: said by somebody, else by the name on the ticket, else the only one's who is
 * known on the number; null for nobody's.
 */
export function whose({ citizens, numbers, tickets, calls, ofTickets, ofCalls }: Known): Whose {
  const person = (id: number | undefined) => (id === undefined ? null : personOf(citizens, id))
  const onNumber = new Map<string, Set<number>>()
  for (const { citizenId, numberKey } of numbers) onNumber.set(numberKey, (onNumber.get(numberKey) ?? new Set()).add(personOf(citizens, citizenId)))
  const only = (key: string | null) => {
    const people = [...(key === null ? [] : (onNumber.get(key) ?? []))]
    return people.length === 1 ? (people[0] ?? null) : null
  }
  const named = ({ citizenName, citizenKey }: Known['tickets'][number]) => {
    const ids = new Set(numbers.filter(({ numberKey }) => numberKey === citizenKey).map(({ citizenId }) => citizenId))
    return person(citizens.find(({ id, name }) => ids.has(id) && name !== null && citizenName !== null && sameName(name, citizenName))?.id)
  }
  const ofTicket = (ticket: Known['tickets'][number]) =>
    person(ofTickets.get(ticket.id)) ?? (ticket.citizenName === null ? (person(ofCalls.get(ticket.callId ?? '')) ?? only(ticket.citizenKey)) : named(ticket))
  const byTicket = new Map(tickets.map((ticket) => [ticket.id, ofTicket(ticket)]))
  const ofCall = ({ id, numberKey }: Known['calls'][number]) => {
    const chosen = person(ofCalls.get(id))
    if (chosen !== null) return chosen
    const written = new Set(tickets.filter(({ callId }) => callId === id).map((ticket) => byTicket.get(ticket.id) ?? null))
    const [first] = written
    return written.size === 1 && first !== undefined && first !== null ? first : written.size === 0 ? only(numberKey) : null
  }
  return { tickets: byTicket, calls: new Map(calls.map((call) => [call.id, ofCall(call)])) }
}
