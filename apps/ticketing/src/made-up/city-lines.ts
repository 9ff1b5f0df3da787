import type { CityTicket, MadeCall, MadeDay } from '@app/made-city'
import { numberKey } from '@app/phone-number'
import { makeTicketCode } from '@app/ticket-code'

/** Columns that are filled, in this order; the rest is as the table says. */
export const CITY_TABLES = {
  calls:
    'id, number, number_key, dialled, source, language, flow_path, arrived_at, queue, entered_queue_at, left_queue_at, left_queue_how, answered, answered_at, operator_id, offers, wait_seconds, measured_talk, talk_seconds, hold_seconds, ended_at, hangup_cause, ended_where, outcome, last_fact_id',
  voicemails: 'call_id, queue, file, seconds, left_at, handled_by, handled_at',
  surveys: 'call_id, number_key, operator_id, asked_at, rating',
  operator_steps: 'fact_id, user_id, at, event, reason, queue, call_id, by_user, why',
  missed_callers: 'number, number_key, queue, language, calls, first_at, last_at, last_call_id, longest_wait, closed_at, closed_how, closed_by, closed_why',
  call_backs: 'call_id, number, number_key, queue, priority, language, entered_at, promised_at, state, placements, attempts, last_result, closed_at',
  flow_figures: 'grain, kept, version, day, node, next_node, calls, timed, seconds',
  tickets:
    'id, code, request_id, state, kind, category_id, department_id, ward_id, description, place, citizen_name, citizen_number, citizen_key, call_id, created_by, created_at, reached_at, accepted_at, deadline_at, answered_at, told_at, closed_at, extensions, reopenings, rating, warned',
} as const
export type CityTable = keyof typeof CITY_TABLES
export const CITY_TABLE_NAMES = Object.keys(CITY_TABLES) as CityTable[]

export interface LineSettings {
  /** Of every id. */
  prefix: string
  /** Null: no figures of ways. */
  flowVersion: string | null
  /** Given to tickets; none is given twice. */
  takenCodes: Set<string>
  below: (n: number) => number
  /** Null: the database numbers them. */
  firstTicketId: number | null
  /** What was made up and closed by nobody says this. */
  closedWhy: string
  /** Who hears the messages that are left. */
  listener: number
}

type Field = string | number | null
const line = (...fields: Field[]): string => {
  let text = ''
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i]
    if (i > 0) text += '\t'
    text += field === null || field === undefined ? '\\N' : field
  }
  return `${text}\n`
}
const free = (text: string | null): string | null => text && text.replace(/[\\\t\n]/g, '\\$&')

/** The rows of made days as lines of LOAD DATA. */
export class CityLines {
  private steps = 0
  private tickets = 0

  constructor(private readonly settings: LineSettings) {}

  of({ day, calls, surveys, steps, missedCallers, callBacks, flowFigures, tickets }: MadeDay): Record<CityTable, string> {
    const { prefix, flowVersion, closedWhy } = this.settings
    const lines: Record<CityTable, string> = { calls: '', voicemails: '', surveys: '', operator_steps: '', missed_callers: '', call_backs: '', flow_figures: '', tickets: '' }
    for (const call of calls) {
      lines.calls += callLine(call)
      if (call.voicemailSeconds !== null) lines.voicemails += line(call.id, call.queue, '', call.voicemailSeconds, moment(call.endedAt), this.settings.listener, moment(call.endedAt + 600))
    }
    for (const { callId, number, operatorId, askedAt, rating } of surveys) lines.surveys += line(callId, numberKey(number), operatorId, moment(askedAt), rating)
    for (const { userId, at, event, reason, queue, callId, by, why } of steps) lines.operator_steps += line(`${prefix}${++this.steps}`, userId, moment(at), event, reason, queue, callId, by, why)
    for (const one of missedCallers)
      lines.missed_callers += line(one.number, numberKey(one.number), one.queue, one.language, one.calls, moment(one.firstAt), moment(one.lastAt), one.lastCallId, one.longestWait, moment(one.closedAt), one.closedHow, one.closedBy, one.closedHow === 'by-hand' ? free(closedWhy) : null)
    for (const one of callBacks)
      lines.call_backs += line(one.callId, one.number, numberKey(one.number), one.queue, 0, one.language, moment(one.enteredAt), moment(one.promisedAt), one.state, one.placements, one.attempts, one.lastResult, moment(one.closedAt))
    if (flowVersion !== null) for (const { node, next, calls: count, seconds } of flowFigures) lines.flow_figures += line('day', 'every', flowVersion, day, node, next, count, count, seconds)
    for (const ticket of tickets) lines.tickets += this.ticketLine(ticket)
    return lines
  }

  private ticketLine(ticket: CityTicket): string {
    const { prefix, firstTicketId } = this.settings
    const id = this.tickets++
    return line(
      ...[firstTicketId === null ? null : firstTicketId + id, this.code(), `${prefix}${id + 1}`, ticket.state, ticket.kind, ticket.categoryId, ticket.departmentId, ticket.wardId],
      ...[free(ticket.description), free(ticket.place), ticket.citizenName, ticket.number, numberKey(ticket.number), ticket.callId, ticket.createdBy, moment(ticket.createdAt), moment(ticket.createdAt)],
      ...[moment(ticket.acceptedAt), moment(ticket.deadlineAt), moment(ticket.answeredAt), moment(ticket.answeredAt), moment(ticket.closedAt), ticket.extensions, ticket.reopenings, ticket.rating, 0],
    )
  }

  private code(): string {
    const { takenCodes, below } = this.settings
    for (;;) {
      const code = makeTicketCode(below)
      if (takenCodes.has(code)) continue
      takenCodes.add(code)
      return code
    }
  }
}

const callLine = (call: MadeCall): string =>
  line(
    ...[call.id, call.number, numberKey(call.number), '1022', call.source, call.language, call.flowPath, moment(call.arrivedAt), call.queue, moment(call.enteredQueueAt), moment(call.leftQueueAt)],
    ...[call.leftQueueHow, call.answeredAt === null ? 0 : 1, moment(call.answeredAt), call.operatorId, call.offers, call.waitSeconds, call.talkSeconds, call.talkSeconds, call.holdSeconds, moment(call.endedAt), '16', call.endedWhere, call.outcome, '0-0'],
  )

/** As MariaDB reads it; a day's text is made once, for there are millions of moments and few days. */
function moment(second: number | null): string | null {
  if (second === null) return null
  const day = Math.floor(second / 86_400)
  let text = days.get(day)
  if (text === undefined) days.set(day, (text = `${new Date(day * 86_400_000).toISOString().slice(0, 10)} `))
  return text + CLOCK[second - day * 86_400]
}
const days = new Map<number, string>()
const two = (n: number) => String(n).padStart(2, '0')
const CLOCK = Array.from({ length: 86_400 }, (_, second) => `${two(Math.floor(second / 3_600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`)
