import { randomUUID } from 'node:crypto'
import { Injectable, Logger } from '@nestjs/common'
import { CitizenNumber, type NewTicket, type Session } from '@app/contracts'
import { dayOf } from '@app/metrics'
import { Batches, refusal, RefusedError } from '@app/service'
import { isTicketCode } from '@app/ticket-code'
import { DateTime } from 'luxon'
import { In, IsNull, type EntityManager } from 'typeorm'
import { numberKey } from '@app/phone-number'
import { VoicemailEntity } from '../database/call.entities.js'
import { duplicateKey, isConnectionFault } from '../database/database-fault.js'
import { Database } from '../database/database.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { TicketHistory } from '../history/ticket-history.js'
import { CitizenMessages } from '../messages/citizen-messages.js'
import { Outbox } from '../outbox/outbox.js'
import { ZONE } from '../settings.js'
import { ReferenceData } from '../reference-data/reference-data.js'
import { TicketForms } from '../ticket-forms/ticket-forms.service.js'
import { seesTicket, type Viewer } from '../visibility/sees-ticket.js'
import { TicketVisibility } from '../visibility/ticket-visibility.js'
import { levelOf } from '../levels/level-of.js'
import { isValidOn } from '@app/ticket-routing'
import { RoutingReads } from '../routing/routing-reads.js'
import { setSupporters, supportersOf } from '../routing/supporting-departments.js'
import { StaffNotices } from '../staff-notices/staff-notices.service.js'
import { reachedAnew } from '../staff-notices/whom-to-tell.js'
import { aboutOf } from './about-of.js'
import { NewTickets, type MadeOf } from './new-tickets.js'
import { TicketRouter } from './ticket-router.js'
import { streetOf } from '../recurrence/place-of.js'
import { Recurrences } from '../recurrence/recurrences.service.js'

/** With 90 million codes two collisions in a row are rare, five a fault. */
const CODE_ATTEMPTS = 5
/** One batch after the other: they wait for the chain of the history anyway, each sees what the one before made, and connections are left to those who read. */
const RUSH = { most: 32, atOnce: 1 }
/** Code of the category of what nobody has heard yet. */
const VOICEMAIL_CATEGORY = 'loi-nhan-thoai'

interface Asked {
  request: NewTicket
  session: Session
}
const wantedBy = ({ request, session }: Asked) => ({ request, createdBy: session.userId })
const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

/** What a voicemail does not tell. */
const UNSAID = { kind: 'voicemail', urgency: 'normal', fields: {}, formVersion: null, aboutDepartmentId: null, wardId: null, place: null, citizenName: null, citizenEmail: null, tellBy: null, language: 'vi', joins: null } as const

@Injectable()
export class TicketsService {
  private readonly log = new Logger(TicketsService.name)
  private readonly rush = new Batches<Asked, TicketEntity>((asked) => this.makeTogether(asked), RUSH)

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly history: TicketHistory,
    private readonly router: TicketRouter,
    private readonly newTickets: NewTickets,
    private readonly messages: CitizenMessages,
    private readonly forms: TicketForms,
    private readonly visibility: TicketVisibility,
    private readonly recurrences: Recurrences,
    private readonly reference: ReferenceData,
    private readonly notices: StaffNotices,
  ) {}

  /** Makes and routes a ticket; the same request again gives the ticket it made. */
  async make(request: NewTicket, session: Session): Promise<TicketEntity> {
    for (let attempt = 1; ; attempt++) {
      try {
        const ticket = await this.rush.add({ request, session })
        if (ticket.createdBy === session.userId) return ticket
        throw refusal.conflict('request-taken', { vi: 'Mã yêu cầu này đã được người khác dùng.', en: 'This request id was used by somebody else.' })
      } catch (error) {
        const collided = ['uq_tickets_code', 'uq_tickets_request'].includes(duplicateKey(error) ?? '')
        if (!collided || attempt === CODE_ATTEMPTS) throw error
      }
    }
  }

  /** A ticket at once, so that what a citizen left is somebody's work with a deadline, whether or not an operator hears it in time. */
  async makeOfVoicemail(tx: EntityManager, { callId, voicemailId, number, at, seconds }: { callId: string; voicemailId: number; number: string | null; at: Date; seconds: number }): Promise<void> {
    const { day } = dayOf(new Date(), ZONE)
    const { categories: all } = await this.reference.of(tx)
    const categories = [...all.values()].filter((category) => isValidOn(category, day)).sort((a, b) => b.position - a.position)
    // The last one is for everything else. Without any the voicemail stays what it is: the journal must not wait for it.
    const category = categories.find(({ code }) => code === VOICEMAIL_CATEGORY) ?? categories[0]
    if (!category) return this.log.error(`call ${callId}: no category, so its voicemail is no ticket`)
    const citizen = CitizenNumber.safeParse(number)
    const description = `Lời nhắn dài ${seconds} giây, để lại lúc ${DateTime.fromJSDate(at, { zone: ZONE }).toFormat('HH:mm dd/MM/yyyy')}.`
    const request = { ...UNSAID, requestId: randomUUID(), callId, voicemailId, categoryId: category.id, description, citizenNumber: citizen.success ? citizen.data : null }
    const [ticket] = await this.newTickets.make(tx, [{ request, createdBy: null }])
    if (ticket instanceof RefusedError) throw ticket
  }

  /** One that nobody called about, for what other tickets are all about: at their department, until the first of their deadlines. */
  async makeIncident(tx: EntityManager, { departmentId, categoryId, deadlineAt, description }: Pick<TicketEntity, 'departmentId' | 'categoryId' | 'deadlineAt' | 'description'>, createdBy: number, at: Date): Promise<TicketEntity> {
    const reference = await this.reference.of(tx)
    const clock = this.router.clockUntil(reference, departmentId, at, deadlineAt)
    const level = levelOf({ kind: 'problem', urgency: 'normal', needsApproval: false, departments: 1 })
    const made: MadeOf = { ...UNSAID, kind: 'problem', level, ...clock, reactionBy: deadlineAt, turnedAt: at, reachedAt: at, acceptedAt: null, requestId: randomUUID(), departmentId, categoryId, description, citizenNumber: null, citizenKey: null, callId: null, voicemailId: null, createdBy }
    const [ticket] = await this.newTickets.save(tx, reference, [{ made, at }])
    return ticket as TicketEntity
  }

  /** The ticket, as far as this person may see it. */
  async find(code: string, session: Session): Promise<TicketEntity> {
    const digits = code.replace(/[\s-]/g, '')
    const ticket = isTicketCode(digits) ? await this.database.manager.findOneBy(TicketEntity, { code: digits }) : null
    if (!ticket || !this.isSeenBy(ticket, await this.visibility.viewerOf(session))) throw refusal.notFound({ vi: 'phiếu này', en: 'ticket' })
    return ticket
  }

  /** @param viewer of {@link TicketVisibility.viewerOf} */
  isSeenBy(ticket: TicketEntity, viewer: Viewer): boolean {
    return seesTicket(viewer, ticket)
  }

  /** File of the sound that came with a ticket; null when it came without. */
  async voicemailOf(code: string, session: Session): Promise<string | null> {
    const { voicemailId } = await this.find(code, session)
    return voicemailId === null ? null : ((await this.database.manager.findOneBy(VoicemailEntity, { id: voicemailId }))?.file ?? null)
  }

  /** One batch of a rush; what keeps one ticket from being made keeps no other. */
  private async makeTogether(asked: readonly Asked[]): Promise<PromiseSettledResult<TicketEntity>[]> {
    const known = await this.database.manager.findBy(TicketEntity, { requestId: In(asked.map(({ request }) => request.requestId)) })
    const outcomes = new Map<string, PromiseSettledResult<TicketEntity>>(known.map((ticket) => [ticket.requestId, { status: 'fulfilled', value: ticket }]))
    // Of a request that came twice at the same time the first makes the ticket.
    const fresh = asked.filter(({ request }, i) => !outcomes.has(request.requestId) && asked.findIndex((other) => other.request.requestId === request.requestId) === i)
    const note = ({ request }: Asked, made: TicketEntity | Error) => outcomes.set(request.requestId, made instanceof Error ? { status: 'rejected', reason: made } : { status: 'fulfilled', value: made })
    for (const one of fresh.filter(({ request }) => request.voicemailId !== null)) note(one, await this.makeAlone(one).catch(asError))
    const together = fresh.filter(({ request }) => request.voicemailId === null)
    try {
      const made = together.length === 0 ? [] : await this.database.manager.transaction('READ COMMITTED', (tx) => this.newTickets.make(tx, together.map(wantedBy)))
      together.forEach((one, i) => note(one, made[i] ?? new Error('not made')))
    } catch (error) {
      if (together.length === 1 || isConnectionFault(error)) for (const one of together) note(one, asError(error))
      else {
        this.log.warn(`${together.length} new tickets could not be made together, so each is made alone: ${asError(error).message}`)
        for (const one of together) note(one, await this.makeAlone(one).catch(asError))
      }
    }
    this.outbox.wake()
    return asked.map(({ request }) => outcomes.get(request.requestId) as PromiseSettledResult<TicketEntity>)
  }

  private makeAlone({ request, session }: Asked): Promise<TicketEntity> {
    return this.database.manager.transaction('READ COMMITTED', async (tx) => {
      const taken = await this.takeOver(tx, request, session)
      if (taken) return taken
      const [made] = await this.newTickets.make(tx, [wantedBy({ request, session })])
      if (made instanceof RefusedError) throw made
      return made as TicketEntity
    })
  }

  /** Whoever has heard a voicemail says what its ticket is about: it keeps its code, and the time since it was left. */
  private async takeOver(tx: EntityManager, request: NewTicket, session: Session): Promise<TicketEntity | null> {
    if (request.voicemailId === null) return null
    const ticket = await tx.findOne(TicketEntity, { where: { voicemailId: request.voicemailId, createdBy: IsNull(), state: 'routed' }, lock: { mode: 'pessimistic_write' } })
    if (!ticket) return null
    const reference = await this.reference.of(tx)
    this.router.check(reference, request)
    const at = new Date()
    const filled = await this.forms.check(tx, reference, request.kind, request, at)
    const about = aboutOf(reference, request)
    const { requestId, wardId, kind, urgency, description, citizenName, citizenEmail, tellBy, language } = request
    const citizenNumber = request.citizenNumber ?? ticket.citizenNumber
    const citizenKey = numberKey(citizenNumber) ?? ticket.citizenKey
    const before = supportersOf(ticket)
    const subject = { ...request, ...about, citizenKey, id: ticket.id }
    const routed = await this.router.route(await RoutingReads.of(tx, reference, [subject]), reference, subject, ticket.createdAt)
    const taken = { requestId, wardId, kind, urgency, ...filled, streetKey: streetOf(filled.place), ...about, description, citizenName, citizenEmail, tellBy, language, citizenNumber, citizenKey, ...routed.columns, reachedAt: at, createdBy: session.userId }
    await tx.update(TicketEntity, ticket.id, taken)
    await this.router.keep(tx, [{ ticketId: ticket.id, routed, at }])
    await setSupporters(tx, ticket.id, routed.routing.supportIds, at)
    const told = [...new Set([ticket.departmentId, ...before, routed.columns.departmentId, ...routed.routing.supportIds])]
    await this.outbox.store(tx, ...told.map((departmentId) => ({ topic: 'ticket' as const, id: ticket.code, departmentId })))
    await this.messages.store(tx, { ...ticket, ...taken }, 'made', '', at)
    const described = { ...ticket, ...taken, supporterIds: routed.routing.supportIds }
    if (reachedAnew(ticket, described)) await this.notices.arrived(tx, [described])
    const [earlier] = await this.recurrences.find(tx, reference, [described])
    await this.recurrences.linkAnew(tx, ticket.id, earlier ?? [])
    await this.history.add(tx, described, { deed: 'described', by: session.userId, at })
    this.log.log(`ticket ${ticket.code}, a voicemail, is told apart by ${session.username}`)
    return described
  }
}
