import { randomInt, randomUUID } from 'node:crypto'
import { Injectable, Logger } from '@nestjs/common'
import { CitizenNumber, type NewTicket, type Session, type TicketQuery, type TicketState } from '@app/contracts'
import { refusal } from '@app/service'
import { isTicketCode, makeTicketCode } from '@app/ticket-code'
import { begin, OPEN_STATES } from '@app/ticket-life'
import { DateTime } from 'luxon'
import { Brackets, IsNull, type EntityManager } from 'typeorm'
import { numberKey } from '@app/phone-number'
import { CallEntity, VoicemailEntity } from '../database/call.entities.js'
import { duplicateKey } from '../database/database-fault.js'
import { Database } from '../database/database.js'
import { CategoryEntity } from '../database/directory.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { TicketHistory } from '../history/ticket-history.js'
import { CitizenMessages } from '../messages/citizen-messages.js'
import { Outbox } from '../outbox/outbox.js'
import { pageAt } from '../page.js'
import { ZONE } from '../settings.js'
import { badTicketField, TicketRouter } from './ticket-router.js'

/** With 90 million codes two collisions in a row are rare, five a fault. */
const CODE_ATTEMPTS = 5
/** Code of the category of what nobody has heard yet. */
const VOICEMAIL_CATEGORY = 'loi-nhan-thoai'

/** What a voicemail does not tell. */
const UNSAID = { place: null, citizenName: null, citizenEmail: null, tellBy: null, language: 'vi' } as const

/** What waits for a department, for whoever looks: what an officer returned, or merged, is nothing that the officer has to do. */
const openFor = ({ role }: Session): readonly TicketState[] => (role === 'officer' ? OPEN_STATES.filter((state) => state !== 'returned' && state !== 'merged') : OPEN_STATES)
/** Filters that are no state. */
const STATES_OF: Record<Extract<TicketQuery['state'], 'open' | 'to-approve' | 'done'>, (session: Session) => readonly TicketState[]> = {
  open: openFor,
  'to-approve': () => ['answered', 'time-asked'],
  done: () => ['answered', 'approved', 'told', 'closed'],
}

@Injectable()
export class TicketsService {
  private readonly log = new Logger(TicketsService.name)

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly history: TicketHistory,
    private readonly router: TicketRouter,
    private readonly messages: CitizenMessages,
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
        return await this.database.manager.transaction(async (tx) => (await this.takeOver(tx, request, session)) ?? (await this.insert(tx, request, session.userId)))
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
    const categories = await tx.find(CategoryEntity, { order: { position: 'DESC' } })
    // The last one is for everything else. Without any the voicemail stays what it is: the journal must not wait for it.
    const category = categories.find(({ code }) => code === VOICEMAIL_CATEGORY) ?? categories[0]
    if (!category) return this.log.error(`call ${callId}: no category, so its voicemail is no ticket`)
    const citizen = CitizenNumber.safeParse(number)
    const description = `Tin nhắn thoại dài ${seconds} giây, để lại lúc ${DateTime.fromJSDate(at, { zone: ZONE }).toFormat('HH:mm dd/MM/yyyy')}.`
    const request = { ...UNSAID, requestId: randomUUID(), callId, voicemailId, categoryId: category.id, description, citizenNumber: citizen.success ? citizen.data : null }
    await this.insert(tx, request, null)
  }

  /** The ticket, as far as this person may see it. */
  async find(code: string, session: Session): Promise<TicketEntity> {
    const digits = code.replace(/[\s-]/g, '')
    const ticket = isTicketCode(digits) ? await this.database.manager.findOneBy(TicketEntity, { code: digits }) : null
    if (!ticket || !this.isSeenBy(ticket, session)) throw refusal.notFound({ vi: 'phiếu này', en: 'ticket' })
    return ticket
  }

  /** An officer sees tickets of the own department only. */
  isSeenBy(ticket: TicketEntity, session: Session): boolean {
    return session.role !== 'officer' || ticket.departmentId === session.department?.id
  }

  /** File of the sound that came with a ticket; null when it came without. */
  async voicemailOf(code: string, session: Session): Promise<string | null> {
    const { voicemailId } = await this.find(code, session)
    return voicemailId === null ? null : ((await this.database.manager.findOneBy(VoicemailEntity, { id: voicemailId }))?.file ?? null)
  }

  /** Open tickets first, the nearest deadline at the top; then answered ones, the latest first. */
  async list(query: TicketQuery, session: Session): Promise<[TicketEntity[], number]> {
    const select = this.database.manager.createQueryBuilder(TicketEntity, 'ticket')
    if (session.role === 'officer') select.andWhere('ticket.departmentId = :own', { own: session.department?.id ?? 0 })
    if (query.departmentId !== undefined) select.andWhere('ticket.departmentId = :departmentId', { departmentId: query.departmentId })
    if (query.state !== undefined) select.andWhere('ticket.state IN (:...states)', { states: query.state in STATES_OF ? STATES_OF[query.state as keyof typeof STATES_OF](session) : [query.state] })
    if (query.search) {
      const words = `%${query.search.replace(/[\\%_]/g, '\\$&')}%`
      const digits = query.search.replace(/\D/g, '')
      select.andWhere(
        new Brackets((either) => {
          // Numbers and names whole only: letter by letter one would find out what is masked.
          either.where('ticket.description LIKE :words OR ticket.place LIKE :words OR ticket.citizenName = :name', { words, name: query.search })
          if (digits.length >= 3) either.orWhere('ticket.code = :digits OR ticket.citizenKey = :key', { digits, key: numberKey(digits) })
        }),
      )
    }
    const { skip, take } = pageAt(query.page)
    return select
      .orderBy('ticket.answeredAt IS NOT NULL')
      .addOrderBy('ticket.answeredAt', 'DESC')
      .addOrderBy('ticket.deadlineAt', 'ASC')
      .addOrderBy('ticket.id', 'DESC')
      .offset(skip)
      .limit(take)
      .getManyAndCount()
  }

  /** Whoever has heard a voicemail says what its ticket is about: it keeps its code, and the time since it was left. */
  private async takeOver(tx: EntityManager, request: NewTicket, session: Session): Promise<TicketEntity | null> {
    if (request.voicemailId === null) return null
    const ticket = await tx.findOne(TicketEntity, { where: { voicemailId: request.voicemailId, createdBy: IsNull(), state: 'routed' }, lock: { mode: 'pessimistic_write' } })
    if (!ticket) return null
    const routed = await this.router.route(tx, request.categoryId, ticket.createdAt)
    const { requestId, description, place, citizenName, citizenEmail, tellBy, language } = request
    const citizenNumber = request.citizenNumber ?? ticket.citizenNumber
    const taken = { requestId, description, place, citizenName, citizenEmail, tellBy, language, citizenNumber, citizenKey: numberKey(citizenNumber) ?? ticket.citizenKey, ...routed, createdBy: session.userId }
    await tx.update(TicketEntity, ticket.id, taken)
    const told = [...new Set([ticket.departmentId, routed.departmentId])]
    await this.outbox.store(tx, ...told.map((departmentId) => ({ topic: 'ticket' as const, id: ticket.code, departmentId })))
    const at = new Date()
    await this.messages.store(tx, { ...ticket, ...taken }, 'made', '', at)
    await this.history.add(tx, { ...ticket, ...taken }, { deed: 'described', by: session.userId, at })
    this.log.log(`ticket ${ticket.code}, a voicemail, is told apart by ${session.username}`)
    return { ...ticket, ...taken }
  }

  private async insert(tx: EntityManager, request: NewTicket, createdBy: number | null): Promise<TicketEntity> {
    const now = new Date()
    const routed = await this.router.route(tx, request.categoryId, now)
    const voicemail = request.voicemailId === null ? null : await tx.findOneBy(VoicemailEntity, { id: request.voicemailId })
    if (request.voicemailId !== null && !voicemail) throw badTicketField('voicemailId', { vi: 'Tin nhắn thoại không còn.', en: 'The voicemail does not exist.' })

    const callId = request.callId ?? voicemail?.callId ?? null
    const call = callId === null ? null : await tx.findOneBy(CallEntity, { id: callId })
    const ticket = await tx.save(
      Object.assign(new TicketEntity(), {
        code: makeTicketCode((below) => randomInt(below)),
        requestId: request.requestId,
        state: begin,
        ...routed,
        description: request.description,
        place: request.place,
        citizenName: request.citizenName,
        // Who writes down a voicemail has its number masked.
        citizenNumber: request.citizenNumber ?? (voicemail ? (CitizenNumber.safeParse(call?.number).data ?? null) : null),
        citizenKey: numberKey(request.citizenNumber ?? call?.number ?? null),
        citizenEmail: request.citizenEmail,
        tellBy: request.tellBy,
        language: request.language,
        callId,
        voicemailId: request.voicemailId,
        createdBy,
        createdAt: now,
        answeredAt: null,
      }),
    )
    await this.outbox.store(tx, { topic: 'ticket', id: ticket.code, departmentId: routed.departmentId })
    await this.messages.store(tx, ticket, 'made', '', now)
    await this.history.add(tx, ticket, { deed: 'made', by: createdBy, at: now })
    this.log.log(`ticket ${ticket.code} routed to department ${routed.departmentId}${callId === null ? '' : `, call ${callId}`}`)
    return ticket
  }
}
