import { addCounts, CALL_COUNT_COLUMNS, countCalls, isPeak, noCalls, repeatsOf, standingOf, waitStep, type CallCounts, type CountedCall } from '@app/metrics'
import { CITIZEN_CALL_SOURCES } from '@app/contracts'
import { And, In, LessThan, MoreThanOrEqual, type EntityManager, type FindOperator } from 'typeorm'
import { CallEntity } from '../database/call.entities.js'
import { MissedCallerEntity } from '../database/desk-work.entities.js'
import { SurveyEntity } from '../database/promise.entities.js'
import { TicketHistoryEntity } from '../database/ticket-history.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { DateTime } from 'luxon'
import { ZONE } from '../settings.js'

/** What roll-ups should say of a day: from the raw rows, by the pure definitions, in no way that the roll-ups themselves go. By table and key, `grain|slot|queue`. */
export type Recount = Record<'calls' | 'waits' | 'hourWaits' | 'missed' | 'talks' | 'surveys' | 'tickets', Map<string, Record<string, number>>>

export async function naiveRecount(manager: EntityManager, day: string, serviceLevelSeconds: number): Promise<Recount> {
  const begins = DateTime.fromISO(day, { zone: ZONE })
  const within = And(MoreThanOrEqual(begins.toJSDate()), LessThan(begins.plus({ days: 1 }).toJSDate()))
  const sources = { source: In([...CITIZEN_CALL_SOURCES]) }
  const calls = await manager.findBy(CallEntity, { arrivedAt: within, ...sources })
  const numbers = [...new Set(calls.flatMap(({ numberKey }) => numberKey ?? []))]
  const near: CountedCall[] = numbers.length === 0 ? [] : await manager.findBy(CallEntity, { numberKey: In(numbers), ...sources })
  return {
    ...callMaps(calls, repeatsOf(near), serviceLevelSeconds),
    missed: await missedMap(manager, within),
    surveys: await surveyMap(manager, within),
    tickets: await ticketMap(manager, within),
  }
}

function callMaps(calls: readonly CallEntity[], repeats: ReturnType<typeof repeatsOf>, serviceLevelSeconds: number): Pick<Recount, 'calls' | 'waits' | 'hourWaits' | 'talks'> {
  const sums = new Map<string, CallCounts>()
  const waits = new Map<string, Record<string, number>>()
  const hourWaits = new Map<string, Record<string, number>>()
  const talks = new Map<string, Record<string, number>>()
  for (const call of calls) {
    const local = DateTime.fromJSDate(call.arrivedAt, { zone: ZONE })
    const quarter = local.hour * 4 + Math.floor(local.minute / 15)
    const queue = call.queue ?? ''
    const counts = countCalls([call], repeats, { serviceLevelSeconds })
    for (const key of [`quarter|${quarter}|${queue}`, `day|0|${queue}`]) sums.set(key, addCounts(sums.get(key) ?? noCalls(), counts))
    const standing = standingOf(call)
    if (call.waitSeconds !== null && (standing === 'answered' || standing === 'abandoned' || standing === 'short-abandoned'))
      add(waits, `${queue}|${isPeak(local.weekday, local.hour) ? 1 : 0}|${standing === 'answered' ? 'answered' : 'abandoned'}|${waitStep(call.waitSeconds)}`, { calls: 1 })
    if (standing === 'answered' && call.waitSeconds !== null) add(hourWaits, `${waitStep(call.waitSeconds)}|${local.hour}|${queue}`, { calls: 1 })
    if (standing === 'answered') {
      const known = call.endedAt !== null && call.talkSeconds !== null
      const hold = call.endedAt === null ? null : call.holdSeconds
      const key = `${call.operatorId ?? 0}|${queue}`
      const longest = Math.max(talks.get(key)?.['longest_hold'] ?? 0, hold ?? 0)
      add(talks, key, { talks: 1, talks_known: known ? 1 : 0, talk_seconds: known ? (call.talkSeconds ?? 0) : 0, holds_known: hold === null ? 0 : 1, held: (hold ?? 0) > 0 ? 1 : 0, hold_seconds: hold ?? 0, longest_hold: 0 })
      talks.set(key, { ...talks.get(key), longest_hold: longest })
    }
  }
  return { calls: new Map([...sums].map(([key, counts]) => [key, byColumn(counts)])), waits, hourWaits, talks }
}

const byColumn = (counts: CallCounts) => Object.fromEntries((Object.keys(counts) as (keyof CallCounts)[]).map((name) => [CALL_COUNT_COLUMNS[name], counts[name]]))

async function missedMap(manager: EntityManager, lastAt: FindOperator<Date>): Promise<Recount['missed']> {
  const map: Recount['missed'] = new Map()
  for (const { queue, closedHow, calls } of await manager.findBy(MissedCallerEntity, { lastAt })) add(map, `${queue ?? ''}|${closedHow ?? ''}`, { persons: 1, calls })
  return map
}

async function surveyMap(manager: EntityManager, askedAt: FindOperator<Date>): Promise<Recount['surveys']> {
  const surveys = await manager.findBy(SurveyEntity, { askedAt })
  const calls = new Map((surveys.length === 0 ? [] : await manager.findBy(CallEntity, { id: In(surveys.map(({ callId }) => callId)) })).map((call) => [call.id, call]))
  const map: Recount['surveys'] = new Map()
  for (const { callId, operatorId, rating } of surveys) add(map, `${calls.get(callId)?.queue ?? ''}|${operatorId ?? 0}|${rating ?? 0}`, { calls: 1 })
  return map
}

async function ticketMap(manager: EntityManager, createdAt: FindOperator<Date>): Promise<Recount['tickets']> {
  const tickets = await manager.findBy(TicketEntity, { createdAt })
  const links = tickets.length === 0 ? [] : await manager.findBy(TicketHistoryEntity, { ticketId: In(tickets.map(({ id }) => id)), deed: 'returned' })
  const returned = new Set(links.map(({ ticketId }) => ticketId))
  const map: Recount['tickets'] = new Map()
  for (const ticket of tickets) {
    const merged = ticket.state === 'merged'
    const done = !merged && ticket.answeredAt !== null
    const judged = ticket.rating !== null || ticket.reopenings > 0
    const is = (condition: boolean) => (condition ? 1 : 0)
    add(map, `${ticket.departmentId}|${ticket.categoryId}|${ticket.wardId ?? 0}`, {
      made: 1,
      open: is(!merged && !done),
      merged: is(merged),
      done: is(done),
      in_time: is(done && ticket.answeredAt !== null && ticket.answeredAt <= ticket.deadlineAt),
      returned: is(returned.has(ticket.id)),
      extended: is(ticket.extensions > 0),
      reopened: is(ticket.reopenings > 0),
      rated: is(ticket.rating !== null),
      satisfied: is((ticket.rating ?? 0) >= 4),
      judged: is(judged),
      resolved: is(judged && ticket.reopenings === 0 && (ticket.rating ?? 0) >= 3),
      rating_sum: ticket.rating ?? 0,
      answer_seconds: done && ticket.answeredAt ? Math.max(0, Math.floor((ticket.answeredAt.getTime() - ticket.createdAt.getTime()) / 1000)) : 0,
    })
  }
  return map
}

function add(map: Map<string, Record<string, number>>, key: string, counts: Record<string, number>): void {
  const before = map.get(key)
  map.set(key, before ? Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, count + (before[name] ?? 0)])) : counts)
}
