import type { TicketDeed, TicketState } from '@app/contracts'
import { ANSWERS } from './citizen-words.js'
import { DAY_SECONDS } from './day-weights.js'
import type { MadeTicket } from './made-rows.js'
import type { Draws } from './seeded-random.js'

/** One change of a ticket, and what the ticket is after it. */
export interface MadeDeed {
  /** Epoch second. */
  at: number
  /** User id; null: nobody, the system or the citizen. */
  by: number | null
  deed: TicketDeed
  state: TicketState
  departmentId: number
  deadlineAt: number
  /** What was written with it. */
  text: string | null
}

/** Who does what; null where there is nobody. */
export interface TicketPeople {
  officerOf: (departmentId: number) => number | null
  supervisor: number | null
  /** Where a ticket may have been sent by mistake. */
  departments: readonly number[]
}

const RETURNED = ['Việc này không thuộc thẩm quyền của đơn vị.', 'Địa chỉ nằm ngoài địa bàn đơn vị quản lý.', 'Đề nghị chuyển đơn vị chuyên môn xử lý.']
const SENT_ON = 'Chuyển đúng đơn vị xử lý.'
const TIME = ['Cần thêm thời gian xác minh tại hiện trường.', 'Đang chờ ý kiến của đơn vị phối hợp.', 'Vật tư thay thế chưa về.']
const REOPENED = 'Người dân báo sự việc vẫn chưa được giải quyết.'

/**
 * A ticket's life from its first deed to where it stands, in the order of time: the deeds that `libs/ticket-life` allows, ending in the ticket's
 * state, department and deadline. Nothing lies after `horizon`.
 */
export function courseOfTicket(ticket: MadeTicket, people: TicketPeople, horizon: number, draws: Draws): MadeDeed[] {
  const { createdAt, createdBy, acceptedAt, answeredAt, closedAt, departmentId, deadlineAt, state, returned, extensions, reopenings, rating } = ticket
  const until = answeredAt ?? horizon - 1
  const deeds: MadeDeed[] = []
  const officer = people.officerOf(departmentId)
  const add = (at: number, by: number | null, deed: TicketDeed, after: TicketState, text: string | null = null, more: Partial<MadeDeed> = {}) =>
    deeds.push({ at: Math.max(deeds.at(-1)?.at ?? 0, Math.min(at, horizon - 1)), by, deed, state: after, departmentId, deadlineAt: before(), text, ...more })
  const extended = extensions > 0
  const earlier = Math.max(createdAt + 3_600, deadlineAt - 2 * DAY_SECONDS)
  let extendedYet = !extended
  function before(): number {
    return extendedYet ? deadlineAt : earlier
  }
  const atOnce = acceptedAt === null && answeredAt === createdAt
  const others = people.departments.filter((id) => id !== departmentId)
  const wrong = returned && state !== 'returned' && others.length > 0 ? draws.one(others) : departmentId
  add(createdAt, createdBy, 'made', 'routed', null, { departmentId: wrong })
  if (atOnce) {
    add(createdAt, createdBy, 'answered-on-call', 'told', draws.one(ANSWERS))
    finish()
    return deeds
  }
  const accepts = acceptedAt ?? createdAt + 600
  if (returned || state === 'returned') {
    add(createdAt + Math.round((accepts - createdAt) * 0.4), people.officerOf(wrong), 'returned', 'returned', draws.one(RETURNED), { departmentId: wrong })
    if (state === 'returned') return deeds
    add(createdAt + Math.round((accepts - createdAt) * 0.8), people.supervisor, 'sent-on', 'routed', SENT_ON)
  }
  if (state === 'routed') return deeds
  add(accepts, officer, 'accepted', 'accepted')
  const part = (share: number) => accepts + Math.round((until - accepts) * share)
  if (extended || state === 'time-asked') {
    add(part(0.3), officer, 'time-asked', 'time-asked', draws.one(TIME))
    // The last word on an open ticket is that time is asked for.
    if (extended) {
      extendedYet = true
      add(part(0.35), people.supervisor, 'extended', 'accepted')
      if (state === 'time-asked') add(part(0.5), officer, 'time-asked', 'time-asked', draws.one(TIME))
    }
  }
  if (answeredAt === null) return deeds
  if (reopenings > 0) {
    answer(part(0.5))
    add(part(0.7), null, 'reopened', 'routed', REOPENED)
    add(part(0.75), officer, 'accepted', 'accepted')
  }
  answer(answeredAt)
  finish()
  return deeds

  function answer(at: number): void {
    add(at, officer, 'answered', 'answered', draws.one(ANSWERS))
    add(at, null, 'approved', 'approved')
    add(at, null, 'told', 'told')
  }
  function finish(): void {
    if (closedAt !== null) add(closedAt, null, rating === null ? 'closed' : 'rated', 'closed')
  }
}
