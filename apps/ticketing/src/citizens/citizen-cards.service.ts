import { Injectable } from '@nestjs/common'
import type { CallerQuery, Citizen, CitizenCard, PersonRelation, Session } from '@app/contracts'
import { maskFor, relationToCall } from '@app/persons-data'
import { numberKey } from '@app/phone-number'
import { In, type EntityManager } from 'typeorm'
import { RIGHTS } from '../access/rights.js'
import { callSummaries } from '../calls/call-views.js'
import { CallEntity } from '../database/call.entities.js'
import { CitizenCallEntity, CitizenChangeEntity, type CitizenEntity, CitizenNoteEntity, CitizenNumberEntity, CitizenTicketEntity } from '../database/citizen.entities.js'
import { Database } from '../database/database.js'
import { UserEntity } from '../database/directory.entities.js'
import { SurveyEntity } from '../database/promise.entities.js'
import { LookAudit } from '../persons-data/look-audit.js'
import { TicketViews } from '../tickets/ticket-views.js'
import { TicketVisibility } from '../visibility/ticket-visibility.js'
import { groupOf } from './citizen-group.js'
import { makeFirstSeen } from './first-seen.js'
import { personOf, whose } from './whose.js'

const HISTORY = 20

/** Whose call it is, and how whoever asks has to do with it. */
export interface SeenCaller {
  key: string | null
  number: string | null
  relation: PersonRelation
}

@Injectable()
export class CitizenCards {
  constructor(
    private readonly database: Database,
    private readonly views: TicketViews,
    private readonly visibility: TicketVisibility,
    private readonly looks: LookAudit,
  ) {}

  async callerOf({ callId, number }: CallerQuery, session: Session): Promise<SeenCaller> {
    const call = await this.database.manager.findOneBy(CallEntity, { id: callId })
    const told = call ? call.number : number
    return { key: numberKey(told), number: told, relation: call ? relationToCall(session, call, new Date()) : 'none' }
  }

  /** Who may be calling, with what is known of each; the look is noted first. */
  async card(query: CallerQuery, session: Session): Promise<CitizenCard> {
    const { manager } = this.database
    const { key, relation } = await this.callerOf(query, session)
    if (key !== null) {
      await this.looks.note(manager, { by: session, what: 'history', subject: { kind: 'call', id: query.callId }, number: key })
      await makeFirstSeen(manager, key, new Date())
    }
    const chosen = await manager.findOneBy(CitizenCallEntity, { callId: query.callId })
    const own = key === null ? [] : await manager.findBy(CitizenNumberEntity, { numberKey: key })
    const people = await groupOf(manager, [...own.map(({ citizenId }) => citizenId), ...(chosen ? [chosen.citizenId] : [])])
    const ids = people.map(({ id }) => id)
    const personIds = [...new Set(ids.map((id) => personOf(people, id)))]
    const numbers = ids.length === 0 ? [] : await manager.findBy(CitizenNumberEntity, { citizenId: In(ids) })
    const keys = [...new Set([...(key === null ? [] : [key]), ...numbers.map(({ numberKey: known }) => known)])]
    const { tickets, calls, of } = await this.belongings(manager, keys, ids, session, key, new Set(personIds))
    const callerId = (chosen && personOf(people, chosen.citizenId)) ?? (personIds.length === 1 ? (personIds[0] ?? null) : null)
    const asker = await this.visibility.askerOf(session)
    const shownAs = relation === 'own-talk' ? relation : undefined
    const surveys = calls.length === 0 ? [] : await manager.findBy(SurveyEntity, { callId: In(calls.map(({ id }) => id)) })
    return {
      citizens: await this.citizens(manager, people, personIds, numbers, session, relation, (id) => ({
        ticketCodes: tickets.filter((ticket) => of.tickets.get(ticket.id) === id).map(({ code }) => code),
        callIds: calls.filter((call) => of.calls.get(call.id) === id).map((call) => call.id),
      })),
      callerId,
      history: { calls: await callSummaries(manager, calls, asker, shownAs), tickets: await this.views.summaries(tickets, session, shownAs) },
      ratings: surveys.flatMap(({ callId, rating, askedAt }) => (rating === null ? [] : [{ callId, rating, at: askedAt.toISOString() }])),
      mayChange: (RIGHTS['citizens.change'] as readonly string[]).includes(session.role),
    }
  }

  /** What is of the persons on the card, and what of the number in sight is nobody's; others' on their further numbers is not. */
  private async belongings(manager: EntityManager, keys: readonly string[], ids: readonly number[], session: Session, key: string | null, persons: ReadonlySet<number>) {
    const linked = ids.length === 0 ? [] : await manager.findBy(CitizenTicketEntity, { citizenId: In([...ids]) })
    const chosen = ids.length === 0 ? [] : await manager.findBy(CitizenCallEntity, { citizenId: In([...ids]) })
    const viewer = await this.visibility.viewerOf(session)
    const none = ['']
    const tickets = await this.visibility
      .tickets(viewer)
      .andWhere('(ticket.citizenKey IN (:...keys) OR ticket.id IN (:...linked) OR ticket.callId IN (:...chosen))', { keys: keys.length > 0 ? keys : none, linked: linked.length > 0 ? linked.map(({ ticketId }) => ticketId) : [0], chosen: chosen.length > 0 ? chosen.map(({ callId }) => callId) : none })
      .orderBy('ticket.createdAt', 'DESC')
      .limit(HISTORY)
      .getMany()
    const calls = await manager.find(CallEntity, { where: [{ numberKey: In([...keys]) }, { id: In(chosen.map(({ callId }) => callId)) }], order: { arrivedAt: 'DESC' }, take: HISTORY })
    const numbers = keys.length === 0 ? [] : await manager.findBy(CitizenNumberEntity, { numberKey: In([...keys]) })
    const everybody = await groupOf(manager, [...ids, ...numbers.map(({ citizenId }) => citizenId)])
    const ofTickets = tickets.length === 0 ? [] : await manager.findBy(CitizenTicketEntity, { ticketId: In(tickets.map(({ id }) => id)) })
    const callIds = [...calls.map(({ id }) => id), ...tickets.flatMap(({ callId }) => callId ?? [])]
    const ofCalls = callIds.length === 0 ? [] : await manager.findBy(CitizenCallEntity, { callId: In(callIds) })
    const all = await groupOf(manager, [...everybody.map(({ id }) => id), ...[...ofTickets, ...ofCalls].map(({ citizenId }) => citizenId)])
    const of = whose({ citizens: all, numbers, tickets, calls, ofTickets: new Map(ofTickets.map((link) => [link.ticketId, link.citizenId])), ofCalls: new Map(ofCalls.map((link) => [link.callId, link.citizenId])) })
    const onCard = (owner: number | null | undefined, of: string | null) => (owner === null || owner === undefined ? of === key : persons.has(owner))
    return { tickets: tickets.filter((ticket) => onCard(of.tickets.get(ticket.id), ticket.citizenKey)), calls: calls.filter((call) => onCard(of.calls.get(call.id), call.numberKey)), of }
  }

  private async citizens(manager: EntityManager, people: readonly CitizenEntity[], personIds: readonly number[], numbers: readonly CitizenNumberEntity[], session: Session, relation: PersonRelation, belongings: (id: number) => Pick<Citizen, 'ticketCodes' | 'callIds'>): Promise<Citizen[]> {
    if (people.length === 0) return []
    const ids = In(people.map(({ id }) => id))
    const notes = await manager.find(CitizenNoteEntity, { where: { citizenId: ids }, order: { id: 'DESC' } })
    const changes = await manager.find(CitizenChangeEntity, { where: [{ citizenId: ids }, { otherId: ids }], order: { id: 'DESC' } })
    const users = await manager.find(UserEntity, { select: { id: true, displayName: true }, where: { id: In([...notes.map(({ by }) => by), ...changes.flatMap(({ by, undoneBy }) => [by, undoneBy ?? by])]) } })
    const nameOf = (id: number) => users.find((user) => user.id === id)?.displayName ?? `op-${id}`
    // Of a person who calls for themselves all is in sight; a number of somebody's else is masked as a list's.
    const shown = (field: 'number' | 'name' | 'text', value: string | null) => maskFor(session.role, relation, field, value)
    const named = (id: number) => shown('name', people.find((row) => row.id === id)?.name ?? null)
    return personIds.map((id) => {
      const rows = people.filter((row) => personOf(people, row.id) === id)
      const isOne = (rowId: number) => rows.some((row) => row.id === rowId)
      const person = rows.find((row) => row.id === id)
      return {
        id,
        name: shown('name', person?.name ?? null),
        alsoNamed: [...new Set(rows.flatMap((row) => (row.id === id || row.name === null || row.name === person?.name ? [] : (shown('name', row.name) ?? []))))],
        language: person?.language ?? null,
        numbers: [...new Map(numbers.filter(({ citizenId }) => isOne(citizenId)).map((row) => [row.numberKey, row.number])).values()].flatMap((number) => shown('number', number) ?? []),
        notes: notes.filter(({ citizenId }) => isOne(citizenId)).map((note) => ({ id: note.id, text: shown('text', note.text) ?? '', by: nameOf(note.by), at: note.at.toISOString() })),
        changes: changes
          .filter(({ citizenId, otherId }) => isOne(citizenId) || isOne(otherId))
          .map((change) => ({ id: change.id, what: change.what, other: named(isOne(change.citizenId) ? change.otherId : change.citizenId), why: shown('text', change.why) ?? '', by: nameOf(change.by), at: change.at.toISOString(), undone: change.undoneAt === null ? null : { by: nameOf(change.undoneBy ?? change.by), at: change.undoneAt.toISOString() } })),
        ...belongings(id),
      }
    })
  }
}
