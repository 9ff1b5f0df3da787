import { randomInt, randomUUID } from 'node:crypto'
import { Injectable, Logger } from '@nestjs/common'
import { CitizenNumber, type NewTicket, type Session, type TicketKind, type TicketLevel } from '@app/contracts'
import { dayOf } from '@app/metrics'
import { refusal } from '@app/service'
import { isTicketCode, makeTicketCode } from '@app/ticket-code'
import { begin } from '@app/ticket-life'
import { DateTime } from 'luxon'
import pLimit from 'p-limit'
import { IsNull, type EntityManager } from 'typeorm'
import { numberKey } from '@app/phone-number'
import { CallEntity, VoicemailEntity } from '../database/call.entities.js'
import { duplicateKey } from '../database/database-fault.js'
import { Database } from '../database/database.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { TicketHistory, type HistoryDeed } from '../history/ticket-history.js'
import { CitizenMessages } from '../messages/citizen-messages.js'
import { Outbox } from '../outbox/outbox.js'
import { ZONE } from '../settings.js'
import { ReferenceData } from '../reference-data/reference-data.js'
import type { Reference } from '../reference-data/reference.js'
import { TicketForms } from '../ticket-forms/ticket-forms.service.js'
import { seesTicket, type Viewer } from '../visibility/sees-ticket.js'
import { TicketVisibility } from '../visibility/ticket-visibility.js'
import { levelOf } from '../levels/level-of.js'
import { isValidOn } from '@app/ticket-routing'
import { setSupporters, supportersOf } from '../routing/supporting-departments.js'
import { badTicketField, type Routed, TicketRouter } from './ticket-router.js'
import { streetOf } from '../recurrence/place-of.js'
import { Recurrences } from '../recurrence/recurrences.service.js'

/** With 90 million codes two collisions in a row are rare, five a fault. */
const CODE_ATTEMPTS = 5
/** They wait for the chain of the history one after the other anyway; in a rush they leave connections to those who read. */
const MADE_AT_ONCE = 8
/** So many earlier tickets about the same, and the next one is of a higher level. */
const RAISED_AFTER = 2
/** Code of the category of what nobody has heard yet. */
const VOICEMAIL_CATEGORY = 'loi-nhan-thoai'

/** What a person wrote, or a voicemail as far as it tells. */
type TicketRequest = Omit<NewTicket, 'kind'> & { kind: TicketKind }
/** What a voicemail does not tell. */
const UNSAID = { kind: 'voicemail', urgency: 'normal', fields: {}, formVersion: null, aboutDepartmentId: null, wardId: null, place: null, citizenName: null, citizenEmail: null, tellBy: null, language: 'vi', joins: null } as const

/** What a new ticket cannot be without. */
type MadeOf = Partial<TicketEntity> & Pick<TicketEntity, 'categoryId' | 'wardId' | 'place' | 'citizenKey' | 'level' | 'createdBy'>

@Injectable()
export class TicketsService {
  private readonly log = new Logger(TicketsService.name)
  private readonly turn = pLimit(MADE_AT_ONCE)

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly history: TicketHistory,
    private readonly router: TicketRouter,
    private readonly messages: CitizenMessages,
    private readonly forms: TicketForms,
    private readonly visibility: TicketVisibility,
    private readonly recurrences: Recurrences,
    private readonly reference: ReferenceData,
  ) {}

  /** Makes and routes a ticket; the same request again gives the ticket it made. */
  async make(request: NewTicket, session: Session): Promise<TicketEntity> {
    for (let attempt = 1; ; attempt++) {
      const made = await this.database.manager.findOneBy(TicketEntity, { requestId: request.requestId })
      if (made) {
        if (made.createdBy === session.userId) return made
        throw refusal.conflict('request-taken', { vi: 'Mã yêu cầu này đã được người khác dùng.', en: 'This request id was used by somebody else.' })
      }
      try {
        return await this.turn(() => this.database.manager.transaction('READ COMMITTED', async (tx) => (await this.takeOver(tx, request, session)) ?? (await this.insert(tx, request, session.userId))))
      } catch (error) {
        const collided = ['uq_tickets_code', 'uq_tickets_request'].includes(duplicateKey(error) ?? '')
        if (!collided || attempt === CODE_ATTEMPTS) throw error
      } finally {
        this.outbox.wake()
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
    const description = `Tin nhắn thoại dài ${seconds} giây, để lại lúc ${DateTime.fromJSDate(at, { zone: ZONE }).toFormat('HH:mm dd/MM/yyyy')}.`
    const request = { ...UNSAID, requestId: randomUUID(), callId, voicemailId, categoryId: category.id, description, citizenNumber: citizen.success ? citizen.data : null }
    await this.insert(tx, request, null)
  }

  /** One that nobody called about, for what other tickets are all about: at their department, until the first of their deadlines. */
  async makeIncident(tx: EntityManager, { departmentId, categoryId, deadlineAt, description }: Pick<TicketEntity, 'departmentId' | 'categoryId' | 'deadlineAt' | 'description'>, createdBy: number, at: Date): Promise<TicketEntity> {
    const reference = await this.reference.of(tx)
    const clock = this.router.clockUntil(reference, departmentId, at, deadlineAt)
    const level = levelOf({ kind: 'problem', urgency: 'normal', needsApproval: false, departments: 1 })
    return this.save(tx, reference, { ...UNSAID, kind: 'problem', level, ...clock, reactionBy: deadlineAt, turnedAt: at, reachedAt: at, acceptedAt: null, requestId: randomUUID(), departmentId, categoryId, description, citizenNumber: null, citizenKey: null, callId: null, voicemailId: null, createdBy }, at)
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
    const routed = await this.router.route(tx, reference, { ...request, ...about, citizenKey, id: ticket.id }, ticket.createdAt)
    const taken = { requestId, wardId, kind, urgency, ...filled, streetKey: streetOf(filled.place), ...about, description, citizenName, citizenEmail, tellBy, language, citizenNumber, citizenKey, ...routed.columns, reachedAt: at, createdBy: session.userId }
    await tx.update(TicketEntity, ticket.id, taken)
    await this.router.keep(tx, ticket.id, routed, at)
    await setSupporters(tx, ticket.id, routed.routing.supportIds, at)
    const told = [...new Set([ticket.departmentId, ...before, routed.columns.departmentId, ...routed.routing.supportIds])]
    await this.outbox.store(tx, ...told.map((departmentId) => ({ topic: 'ticket' as const, id: ticket.code, departmentId })))
    await this.messages.store(tx, { ...ticket, ...taken }, 'made', '', at)
    const described = { ...ticket, ...taken, supporterIds: routed.routing.supportIds }
    await this.recurrences.linkAnew(tx, ticket.id, await this.recurrences.find(tx, reference, described))
    await this.history.add(tx, described, { deed: 'described', by: session.userId, at })
    this.log.log(`ticket ${ticket.code}, a voicemail, is told apart by ${session.username}`)
    return described
  }

  private async insert(tx: EntityManager, request: TicketRequest, createdBy: number | null): Promise<TicketEntity> {
    const now = new Date()
    const reference = await this.reference.of(tx)
    this.router.check(reference, request)
    const filled = await this.forms.check(tx, reference, request.kind, request, now)
    const about = aboutOf(reference, request)
    const voicemail = request.voicemailId === null ? null : await tx.findOneBy(VoicemailEntity, { id: request.voicemailId })
    if (request.voicemailId !== null && !voicemail) throw badTicketField('voicemailId', { vi: 'Tin nhắn thoại không còn.', en: 'The voicemail does not exist.' })

    const callId = request.callId ?? voicemail?.callId ?? null
    const call = callId === null ? null : await tx.findOneBy(CallEntity, { id: callId })
    const citizenKey = numberKey(request.citizenNumber ?? call?.number ?? null)
    const routed = await this.router.route(tx, reference, { ...request, ...about, citizenKey, id: null }, now)
    return this.save(
      tx,
      reference,
      {
        requestId: request.requestId,
        kind: request.kind,
        urgency: request.urgency,
        ...filled,
        ...about,
        ...routed.columns,
        wardId: request.wardId,
        description: request.description,
        citizenName: request.citizenName,
        // Who writes down a voicemail has its number masked.
        citizenNumber: request.citizenNumber ?? (voicemail ? (CitizenNumber.safeParse(call?.number).data ?? null) : null),
        citizenKey,
        citizenEmail: request.citizenEmail,
        tellBy: request.tellBy,
        language: request.language,
        callId,
        voicemailId: request.voicemailId,
        createdBy,
        turnedAt: voicemail?.leftAt ?? call?.answeredAt ?? now,
        reachedAt: now,
        acceptedAt: null,
      },
      now,
      routed,
    )
  }

  private async save(tx: EntityManager, reference: Reference, made: MadeOf, now: Date, routed?: Routed): Promise<TicketEntity> {
    const code = makeTicketCode((below) => randomInt(below))
    const supporterIds = routed?.routing.supportIds ?? []
    const earlier = await this.recurrences.find(tx, reference, { ...made, id: 0, createdAt: now })
    const level = raisedLevel(made.level, earlier.length)
    const deeds: HistoryDeed[] = [{ deed: 'made', by: made.createdBy, at: now }]
    if (level !== made.level) deeds.push({ deed: 'level-changed', by: null, at: now, text: `${made.level} → ${level}: lặp lại lần thứ ${earlier.length + 1}.` })
    const ticket = await tx.save(Object.assign(new TicketEntity(), { code, state: begin, assigneeId: null, ...made, level, streetKey: streetOf(made.place), supporterIds, createdAt: now, answeredAt: null, heldUntil: null, revision: deeds.length }))
    await this.recurrences.link(tx, ticket.id, earlier)
    if (routed) await this.router.keep(tx, ticket.id, routed, now)
    if (supporterIds.length > 0) await setSupporters(tx, ticket.id, supporterIds, now)
    const told = [ticket.departmentId, ...supporterIds]
    await this.outbox.store(tx, ...told.map((departmentId) => ({ topic: 'ticket' as const, id: ticket.code, departmentId })))
    await this.messages.store(tx, ticket, 'made', '', now)
    await this.history.begin(tx, ticket, deeds)
    this.log.log(`ticket ${ticket.code} routed to department ${ticket.departmentId}${routed ? ` by ${routed.routing.why.rule ? `rule ${routed.routing.why.rule.number}` : routed.routing.why.by}` : ''}${ticket.callId === null ? '' : `, call ${ticket.callId}`}`)
    return ticket
  }
}

/** The same for the third time is no longer one department's everyday work. */
const raisedLevel = (level: TicketLevel, earlier: number): TicketLevel => (earlier < RAISED_AFTER || level === 3 ? level : level === 1 ? 2 : 3)

/** A complaint alone is about somebody. @throws RefusedError 400 for a department that is not there */
function aboutOf({ departments }: Reference, { kind, aboutDepartmentId }: Pick<TicketRequest, 'kind' | 'aboutDepartmentId'>): Pick<TicketEntity, 'aboutDepartmentId'> {
  if (kind !== 'complaint' || aboutDepartmentId === null) return { aboutDepartmentId: null }
  if (!departments.has(aboutDepartmentId)) throw badTicketField('aboutDepartmentId', { vi: 'Đơn vị đã chọn không còn.', en: 'The department does not exist.' })
  return { aboutDepartmentId }
}
