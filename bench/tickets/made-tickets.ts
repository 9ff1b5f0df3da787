import type { TicketState } from '@app/contracts'
import { makeTicketCode } from '@app/ticket-code'
import { ANSWERS, COMPLAINTS, FAMILY, GIVEN, MIDDLE, MORE, seededRandom, STREETS, WARDS, zipf } from '@app/made-city'

export interface MadeTicket {
  id: number
  code: string
  requestId: string
  state: TicketState
  categoryId: number
  departmentId: number
  description: string
  place: string | null
  citizenName: string | null
  citizenNumber: string | null
  createdAt: Date
  deadlineAt: Date
  answeredAt: Date | null
  answer: string | null
}

export interface MadeFrom {
  /** In the order of how often they are asked about. */
  categories: readonly { id: number; code: string; departmentId: number }[]
  count: number
  until: Date
}

const YEARS_MS = 3 * 365 * 86_400_000
const HOUR_MS = 3_600_000
/** Older ones have their answer. */
const OPEN_MS = 14 * 86_400_000
const LATE_OPEN = 0.004
const CITIZENS = 400_000
const SEED = 1022

/** Tickets of three years, the oldest first, as a province writes them; the same for the same seed. */
export function* madeTickets({ categories, count, until }: MadeFrom): Generator<MadeTicket> {
  const random = seededRandom(SEED)
  const below = (n: number) => Math.floor(random() * n)
  const one = <T>(items: readonly T[]): T => items[below(items.length)] as T
  const category = zipf(categories.filter(({ code }) => COMPLAINTS[code]), random)
  const ward = zipf(WARDS, random)
  const street = zipf(STREETS, random)
  const codes = new Set<string>()
  const uuid = () => `${hex(random, 8)}-${hex(random, 4)}-4${hex(random, 3)}-a${hex(random, 3)}-${hex(random, 12)}`
  const nameOf = (citizen: number) => `${FAMILY[citizen % FAMILY.length]} ${MIDDLE[Math.floor(citizen / 7) % MIDDLE.length]} ${GIVEN[Math.floor(citizen / 31) % GIVEN.length]}`
  const numberOf = (citizen: number) => `0${one(['9', '3', '7', '8'])}${String(10_000_000 + citizen * 197).slice(0, 8)}`
  for (let id = 1; id <= count; id++) {
    let code = makeTicketCode(below)
    while (codes.has(code)) code = makeTicketCode(below)
    codes.add(code)
    const { id: categoryId, code: about, departmentId } = category()
    const createdAt = new Date(until.getTime() - YEARS_MS * (1 - id / (count + 1)))
    const deadlineAt = new Date(createdAt.getTime() + (1 + below(6)) * 24 * HOUR_MS)
    const open = until.getTime() - createdAt.getTime() < OPEN_MS * (0.2 + random()) || random() < LATE_OPEN
    const citizen = below(CITIZENS)
    const known = random() < 0.8
    const parts = [one(COMPLAINTS[about] ?? []), ...Array.from({ length: 2 + below(4) }, () => one(MORE))]
    yield {
      id,
      code,
      requestId: uuid(),
      state: open ? one(['routed', 'accepted', 'accepted', 'accepted', 'asked', 'returned'] as const) : random() < 0.97 ? 'closed' : one(['answered', 'approved', 'told'] as const),
      categoryId,
      departmentId,
      description: `${parts.join(', ')}.`,
      place: random() < 0.75 ? `${1 + below(300)}${random() < 0.2 ? `/${1 + below(40)}` : ''} ${street()}, ${ward()}` : null,
      citizenName: known ? nameOf(citizen) : null,
      citizenNumber: known ? numberOf(citizen) : null,
      createdAt,
      deadlineAt,
      answeredAt: open ? null : new Date(createdAt.getTime() + (2 + below(120)) * HOUR_MS),
      answer: open ? null : one(ANSWERS),
    }
  }
}

function hex(random: () => number, digits: number): string {
  let text = ''
  while (text.length < digits) text += Math.floor(random() * 65_536).toString(16).padStart(4, '0')
  return text.slice(0, digits)
}
