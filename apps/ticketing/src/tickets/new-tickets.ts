import { randomInt } from 'node:crypto'
import { Injectable, Logger } from '@nestjs/common'
import { CitizenNumber, type NewTicket, type TicketKind, type TicketLevel } from '@app/contracts'
import { numberKey } from '@app/phone-number'
import { RefusedError } from '@app/service'
import { makeTicketCode } from '@app/ticket-code'
import { begin } from '@app/ticket-life'
import { In, type EntityManager } from 'typeorm'
import { CallEntity, VoicemailEntity } from '../database/call.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { TicketHistory, type HistoryDeed } from '../history/ticket-history.js'
import { CitizenMessages } from '../messages/citizen-messages.js'
import { Outbox } from '../outbox/outbox.js'
import { streetOf } from '../recurrence/place-of.js'
import { Recurrences } from '../recurrence/recurrences.service.js'
import { ReferenceData } from '../reference-data/reference-data.js'
import type { Reference } from '../reference-data/reference.js'
import { RoutingReads } from '../routing/routing-reads.js'
import { setSupporters } from '../routing/supporting-departments.js'
import { StaffNotices } from '../staff-notices/staff-notices.service.js'
import { TicketForms } from '../ticket-forms/ticket-forms.service.js'
import { aboutOf } from './about-of.js'
import { badTicketField, type Routed, type RoutedRequest, TicketRouter } from './ticket-router.js'

/** So many earlier tickets about the same, and the next one is of a higher level. */
const RAISED_AFTER = 2

/** What a person wrote, or a voicemail as far as it tells. */
export interface WantedTicket {
  request: Omit<NewTicket, 'kind'> & { kind: TicketKind }
  /** User id; null: nobody, out of a voicemail. */
  createdBy: number | null
}

/** What a new ticket cannot be without. */
export type MadeOf = Partial<TicketEntity> & Pick<TicketEntity, 'categoryId' | 'wardId' | 'place' | 'citizenKey' | 'level' | 'createdBy'>

interface ReadyTicket {
  made: MadeOf
  at: Date
  routed?: Routed
}

interface CheckedTicket {
  made: MadeOf & Omit<RoutedRequest, 'id'>
  at: Date
}

/** What nobody has done with a new ticket yet: whoever gets it is not to find columns that are not there. */
const UNTOUCHED = {
  ...{ assigneeId: null, answerableDepartmentId: null, aboutDepartmentId: null, mergedIntoId: null, formVersion: null, fields: null },
  ...{ answeredAt: null, stoppedAt: null, timeAskedUntil: null, toldAt: null, closedAt: null, heldUntil: null, erasedAt: null, nextWarningAt: null },
  ...{ lateReason: null, rating: null, extensions: 0, reopenings: 0, warned: 0, deadlineMinutes: 0 },
} satisfies Partial<TicketEntity>

/** Makes tickets, several with as few ways to the database as one: in a rush that is what they wait for. */
@Injectable()
export class NewTickets {
  private readonly log = new Logger(NewTickets.name)

  constructor(
    private readonly reference: ReferenceData,
    private readonly router: TicketRouter,
    private readonly forms: TicketForms,
    private readonly recurrences: Recurrences,
    private readonly outbox: Outbox,
    private readonly messages: CitizenMessages,
    private readonly history: TicketHistory,
    private readonly notices: StaffNotices,
  ) {}

  /**
   * Within one transaction, for pools one that reads what others have committed. One that is refused keeps no other from being made.
   * @returns for each what was made of it, or why not
   */
  async make(tx: EntityManager, wanted: readonly WantedTicket[]): Promise<(TicketEntity | RefusedError)[]> {
    const reference = await this.reference.of(tx)
    const checked = await this.check(tx, reference, wanted)
    const fit = checked.filter((one): one is CheckedTicket => !(one instanceof RefusedError))
    const reads = await RoutingReads.of(tx, reference, fit.map(({ made }) => ({ ...made, id: null })))
    const ready: ReadyTicket[] = []
    for (const { made, at } of fit) {
      const routed = await this.router.route(reads, reference, { ...made, id: null }, at)
      ready.push({ made: { ...made, ...routed.columns }, at, routed })
    }
    const tickets = (await this.save(tx, reference, ready)).values()
    return checked.map((one) => (one instanceof RefusedError ? one : (tickets.next().value as TicketEntity)))
  }

  /** @returns the tickets, in the order of what they are made of */
  async save(tx: EntityManager, reference: Reference, ready: readonly ReadyTicket[]): Promise<TicketEntity[]> {
    if (ready.length === 0) return []
    // Not there yet, and told apart: -1, -2 …
    const recurring = await this.recurrences.find(tx, reference, ready.map(({ made, at }, i) => ({ ...made, id: -1 - i, createdAt: at })))
    const codes = await freeCodes(tx, ready.length)
    const begun = ready.map(({ made, at, routed }, i) => {
      const earlier = recurring[i] ?? []
      const level = raisedLevel(made.level, earlier.length)
      const deeds: HistoryDeed[] = [{ deed: 'made', by: made.createdBy, at }]
      if (level !== made.level) deeds.push({ deed: 'level-changed', by: null, at, text: `${made.level} → ${level}: lặp lại lần thứ ${earlier.length + 1}.` })
      const code = codes[i] as string
      const supporterIds = routed?.routing.supportIds ?? []
      const ticket = Object.assign(new TicketEntity(), UNTOUCHED, { code, state: begin, ...made, level, streetKey: streetOf(made.place), supporterIds, createdAt: at, revision: deeds.length })
      return { ticket, deeds, earlier, routed, at }
    })
    const tickets = begun.map(({ ticket }) => ticket)
    await insertTickets(tx, tickets)
    const idOf = (id: number) => (id < 0 ? (tickets[-1 - id] as TicketEntity).id : id)
    await this.recurrences.link(tx, begun.flatMap(({ ticket, earlier }) => earlier.map(({ ticket: { id }, why }) => ({ ticketId: ticket.id, earlierId: idOf(id), why }))))
    await this.router.keep(tx, begun.flatMap(({ ticket, routed, at }) => (routed ? [{ ticketId: ticket.id, routed, at }] : [])))
    for (const { ticket, at } of begun) {
      if (ticket.supporterIds.length > 0) await setSupporters(tx, ticket.id, ticket.supporterIds, at)
      await this.messages.store(tx, ticket, 'made', '', at)
    }
    await this.notices.arrived(tx, tickets)
    await this.outbox.store(tx, ...tickets.flatMap(({ code, departmentId, supporterIds }) => [departmentId, ...supporterIds].map((told) => ({ topic: 'ticket' as const, id: code, departmentId: told }))))
    await this.history.begin(tx, begun)
    for (const { ticket, routed } of begun)
      this.log.log(`ticket ${ticket.code} routed to department ${ticket.departmentId}${routed ? ` by ${routed.routing.why.rule ? `rule ${routed.routing.why.rule.number}` : routed.routing.why.by}` : ''}${ticket.callId === null ? '' : `, call ${ticket.callId}`}`)
    return tickets
  }

  /** What each is before it is routed. */
  private async check(tx: EntityManager, reference: Reference, wanted: readonly WantedTicket[]): Promise<(CheckedTicket | RefusedError)[]> {
    const voicemails = await found(tx, VoicemailEntity, wanted.map(({ request }) => request.voicemailId))
    const callOf = ({ request }: WantedTicket) => request.callId ?? voicemails.get(request.voicemailId ?? 0)?.callId ?? null
    const calls = await found(tx, CallEntity, wanted.map(callOf))
    return Promise.all(
      wanted.map(async (one) => {
        const { request, createdBy } = one
        const at = new Date()
        try {
          this.router.check(reference, request)
          const filled = await this.forms.check(tx, reference, request.kind, request, at)
          const voicemail = voicemails.get(request.voicemailId ?? 0) ?? null
          if (request.voicemailId !== null && !voicemail) throw badTicketField('voicemailId', { vi: 'Lời nhắn này không còn.', en: 'The voicemail does not exist.' })
          const { requestId, kind, urgency, categoryId, wardId, description, citizenName, citizenEmail, tellBy, language, voicemailId } = request
          const callId = callOf(one)
          const call = calls.get(callId ?? '')
          const made = {
            ...{ requestId, kind, urgency, categoryId, wardId, description, citizenName, citizenEmail, tellBy, language, callId, voicemailId, createdBy },
            ...filled,
            ...aboutOf(reference, request),
            // Who writes down a voicemail has its number masked.
            citizenNumber: request.citizenNumber ?? (voicemail ? (CitizenNumber.safeParse(call?.number).data ?? null) : null),
            citizenKey: numberKey(request.citizenNumber ?? call?.number ?? null),
            // Until it is routed.
            level: 1 as TicketLevel,
            turnedAt: voicemail?.leftAt ?? call?.answeredAt ?? at,
            reachedAt: at,
            acceptedAt: null,
          }
          return { made, at }
        } catch (error) {
          if (error instanceof RefusedError) return error
          throw error
        }
      }),
    )
  }
}

/** Looked up before: of 90 million codes some per cent are taken after years, and one taken would keep a whole batch from being made. */
async function freeCodes(tx: EntityManager, count: number): Promise<string[]> {
  const free = new Set<string>()
  while (free.size < count) {
    const drawn = Array.from({ length: count - free.size }, () => makeTicketCode((below) => randomInt(below)))
    const taken = new Set(((await tx.query('SELECT code FROM tickets WHERE code IN (?)', [drawn])) as { code: string }[]).map(({ code }) => code))
    for (const code of drawn) if (!taken.has(code)) free.add(code)
  }
  return [...free]
}

/** Gives each its id. Nothing else of the entities is touched, as TypeORM would: it writes columns back as the database has them. */
async function insertTickets(tx: EntityManager, tickets: readonly TicketEntity[]): Promise<void> {
  const { raw } = await tx.createQueryBuilder().insert().into(TicketEntity).values([...tickets]).updateEntity(false).returning(['id', 'code']).execute()
  const ids = new Map((raw as { id: number; code: string }[]).map(({ id, code }) => [code, id]))
  for (const ticket of tickets) ticket.id = ids.get(ticket.code) ?? ticket.id
}

/** Rows by their ids. */
async function found<T extends { id: number | string }>(tx: EntityManager, entity: new () => T, ids: readonly (T['id'] | null)[]): Promise<Map<T['id'], T>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  const rows = wanted.length === 0 ? [] : await tx.createQueryBuilder(entity, 'row').where({ id: In(wanted) }).getMany()
  return new Map(rows.map((row) => [row.id, row]))
}

/** The same for the third time is no longer one department's everyday work. */
const raisedLevel = (level: TicketLevel, earlier: number): TicketLevel => (earlier < RAISED_AFTER || level === 3 ? level : level === 1 ? 2 : 3)
