import type { Call, CallDisposition, CallHold, CallSummary, PersonRelation } from '@app/contracts'
import { holdsOf } from '@app/call-journal'
import { maskFor, relationToCall } from '@app/persons-data'
import { In, type EntityManager } from 'typeorm'
import { CallEntity } from '../database/call.entities.js'
import { UserEntity } from '../database/directory.entities.js'
import { HandedCallEntity } from '../database/handed-call.entity.js'
import { SurveyEntity } from '../database/promise.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { ownCallOf } from '../operator-calls/operator-calls.service.js'
import { dispositionsOf } from '../dispositions/dispositions.service.js'
import { missedLinksOf } from '../missed-callers/missed-links.js'
import { visibleTo, type Asker } from '../visibility/sees-ticket.js'

const iso = (at: Date | null) => at?.toISOString() ?? null

/**
 * Call rows as the API shows them to somebody, with the operators' names and the codes of those of their tickets that they may know: two
 * queries, however many calls.
 * @param relation to their callers, where something else says it than the calls (a ticket)
 */
export async function callSummaries(manager: EntityManager, rows: CallEntity[], { session, viewer }: Asker, relation?: PersonRelation): Promise<CallSummary[]> {
  if (rows.length === 0) return []
  const operatorIds = [...new Set(rows.flatMap((row) => row.operatorId ?? []))]
  const operators = new Map((await manager.findBy(UserEntity, { id: In(operatorIds) })).map((user) => [user.id, user.displayName]))
  const { sql, parameters } = visibleTo(viewer, 'ticket')
  const tickets = await manager
    .createQueryBuilder(TicketEntity, 'ticket')
    .select(['ticket.id', 'ticket.code', 'ticket.callId'])
    .where('ticket.callId IN (:...ids)', { ids: rows.map((row) => row.id) })
    // Whoever took a complaint knows its code.
    .andWhere(`(${sql} OR ticket.createdBy = :viewer)`, { ...parameters, viewer: viewer.userId })
    .orderBy('ticket.id', 'ASC')
    .getMany()
  const dispositions = await dispositionsOf(manager, rows.map(({ id }) => id))
  const now = new Date()
  return rows.map((row) => ({
    id: row.id,
    number: maskFor(session.role, relation ?? relationToCall(session, row, now), 'number', row.number),
    source: row.source,
    language: row.language,
    arrivedAt: row.arrivedAt.toISOString(),
    endedAt: iso(row.endedAt),
    queue: row.queue,
    waitSeconds: row.waitSeconds,
    talkSeconds: row.talkSeconds,
    holdSeconds: row.holdSeconds,
    operator: row.operatorId === null ? null : { id: row.operatorId, displayName: operators.get(row.operatorId) ?? `op-${row.operatorId}` },
    outcome: row.outcome,
    hasRecording: row.recording !== null,
    ticketCodes: tickets.filter((ticket) => ticket.callId === row.id).map((ticket) => ticket.code),
    ...(dispositions.has(row.id) ? { disposition: dispositions.get(row.id) as CallDisposition } : {}),
  }))
}

export async function wholeCall(manager: EntityManager, row: CallEntity, asker: Asker): Promise<Call> {
  const [summary] = await callSummaries(manager, [row], asker)
  const ownCall = row.source === 'operator' ? await ownCallOf(manager, row.id) : null
  const handed = row.source === 'handed' ? await manager.findOneBy(HandedCallEntity, { callId: row.id }) : null
  const links = await missedLinksOf(manager, row)
  const survey = await manager.findOneBy(SurveyEntity, { callId: row.id })
  return {
    ...(summary as CallSummary),
    dialled: row.dialled,
    flowPath: row.flowPath.split('>').filter(Boolean),
    enteredQueueAt: iso(row.enteredQueueAt),
    answeredAt: iso(row.answeredAt),
    offers: row.offers,
    holds: holdsShown(row.holds),
    hangupCause: row.hangupCause,
    survey: survey && { rating: survey.rating, remarkSeconds: survey.remarkSeconds },
    ...(ownCall ? { ownCall } : {}),
    ...(handed ? { handedFrom: handed.handedFrom } : {}),
    ...links,
  }
}

/** Those that lasted; one that only says that nobody watched for a moment is none to show. */
const holdsShown = (text: string | null): CallHold[] =>
  (holdsOf(text) ?? []).filter(({ began, ended }) => ended === null || ended.at > began.at).map(({ began, ended }) => ({ from: new Date(began.at).toISOString(), to: ended === null ? null : new Date(ended.at).toISOString(), sure: began.sure && ended?.sure !== false }))
