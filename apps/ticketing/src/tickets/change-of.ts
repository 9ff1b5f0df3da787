import type { DoDeed } from '@app/contracts'
import type { RuledTime } from '@app/deadline-rules'
import type { OpeningHours } from '@app/opening-hours'
import type { TicketEntity } from '../database/ticket.entities.js'
import { clockUntil, goOn, stopClock } from '../deadlines/deadline-clock.js'
import { endOf } from '../deadlines/end-of.js'

/** What can be done with a ticket by people, or by the system alone. */
export type Deed = DoDeed | { deed: 'closed' } | { deed: 'approved'; text: string }

/** What a deed is done with besides the ticket itself. */
export interface DeedContext {
  at: Date
  /** Of the department that has it, or gets it. */
  hours: OpeningHours
  rule: RuledTime
}

/** What a deed changes of a ticket besides its state. @throws NeverOpen */
export function changeOf(ticket: TicketEntity, act: Deed, { at, hours, rule }: DeedContext): Partial<TicketEntity> {
  switch (act.deed) {
    case 'accepted':
      return { answerableDepartmentId: ticket.answerableDepartmentId ?? ticket.departmentId, acceptedAt: ticket.acceptedAt ?? at }
    case 'contributed':
      return {}
    case 'returned':
      return { assigneeId: null }
    case 'sent-on':
      // The deadline stays: a citizen does not wait longer because it went to the wrong place first.
      return { departmentId: act.departmentId, assigneeId: null, ...(ticket.acceptedAt === null && { reachedAt: at, reactionBy: endOf(hours, at, rule.reaction) }) }
    case 'asked':
      return stopClock(ticket, at)
    case 'replied':
      return goOn(hours, ticket, at)
    case 'time-asked':
      return { timeAskedUntil: new Date(act.until) }
    case 'extended':
      return { ...clockUntil(hours, at, ticket.timeAskedUntil ?? ticket.deadlineAt), timeAskedUntil: null, extensions: ticket.extensions + 1 }
    case 'time-refused':
      return { timeAskedUntil: null }
    case 'answered':
      return { ...goOn(hours, ticket, at), nextWarningAt: null, timeAskedUntil: null, answeredAt: at, acceptedAt: ticket.acceptedAt ?? at, lateReason: act.lateReason ?? null, answerableDepartmentId: ticket.answerableDepartmentId ?? ticket.departmentId }
    case 'answered-on-call':
      return { nextWarningAt: null, answeredAt: at, acceptedAt: ticket.acceptedAt ?? at, toldAt: at }
    case 'merged':
      return { nextWarningAt: null }
    case 'separated':
      return { ...goOn(hours, ticket, at), mergedIntoId: null }
    case 'approved':
      return { nextWarningAt: null, answeredAt: ticket.answeredAt ?? at }
    case 'sent-back':
      return { ...goOn(hours, ticket, at), answeredAt: null, lateReason: null }
    case 'rated':
      return { rating: act.rating, closedAt: ticket.closedAt ?? at }
    case 'told':
      return { toldAt: at }
    case 'closed':
      return { closedAt: at }
    case 'reopened':
      return { ...clockUntil(hours, at, endOf(hours, at, rule.answer)), answeredAt: null, toldAt: null, closedAt: null, rating: null, lateReason: null, mergedIntoId: null, reopenings: ticket.reopenings + 1 }
    // What it says now was looked up with its form.
    case 'corrected':
      return {}
    case 'level-changed':
      return { level: act.level }
    default:
      return act satisfies never
  }
}
