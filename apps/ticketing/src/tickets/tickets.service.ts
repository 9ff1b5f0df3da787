import { randomInt } from 'node:crypto'
import { Injectable, Logger } from '@nestjs/common'
import type { AnswerTicket, NewTicket, Session, TicketQuery } from '@app/contracts'
import { dayOf } from '@app/metrics'
import { refusal, RefusedError } from '@app/service'
import { isTicketCode, makeTicketCode } from '@app/ticket-code'
import { addWorkingTime } from '@app/working-time'
import { Brackets, type EntityManager } from 'typeorm'
import { numberKey } from '../calls/number-key.js'
import { CallEntity, VoicemailEntity } from '../database/call.entities.js'
import { duplicateKey } from '../database/database-fault.js'
import { Database } from '../database/database.js'
import { CalendarEntity, CategoryEntity, DepartmentEntity } from '../database/directory.entities.js'
import { TicketAnswerEntity, TicketEntity } from '../database/ticket.entities.js'
import { Outbox } from '../outbox/outbox.js'
import { pageAt } from '../page.js'
import { ZONE } from '../settings.js'
import { route } from './route-ticket.js'

const HOUR_MS = 3_600_000
/** With 90 million codes two collisions in a row are rare, five a fault. */
const CODE_ATTEMPTS = 5

@Injectable()
export class TicketsService {
  private readonly log = new Logger(TicketsService.name)

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
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
        return await this.database.manager.transaction((tx) => this.insert(tx, request, session))
      } catch (error) {
        const collided = ['uq_tickets_code', 'uq_tickets_request'].includes(duplicateKey(error) ?? '')
        if (!collided || attempt === CODE_ATTEMPTS) throw error
      } finally {
        this.outbox.wake()
      }
    }
  }

  /** The ticket, as far as this person may see it. */
  async find(code: string, session: Session): Promise<TicketEntity> {
    const digits = code.replace(/[\s-]/g, '')
    const ticket = isTicketCode(digits) ? await this.database.manager.findOneBy(TicketEntity, { code: digits }) : null
    if (!ticket || (session.role === 'officer' && ticket.departmentId !== session.department?.id)) throw refusal.notFound({ vi: 'phiếu này', en: 'ticket' })
    return ticket
  }

  /** Open tickets first, the nearest deadline at the top; then answered ones, the latest first. */
  async list(query: TicketQuery, session: Session): Promise<[TicketEntity[], number]> {
    const select = this.database.manager.createQueryBuilder(TicketEntity, 'ticket')
    if (session.role === 'officer') select.andWhere('ticket.departmentId = :own', { own: session.department?.id ?? 0 })
    if (query.departmentId !== undefined) select.andWhere('ticket.departmentId = :departmentId', { departmentId: query.departmentId })
    if (query.state !== undefined) select.andWhere('ticket.state = :state', { state: query.state })
    if (query.search) {
      const words = `%${query.search.replace(/[\\%_]/g, '\\$&')}%`
      const digits = query.search.replace(/\D/g, '')
      select.andWhere(
        new Brackets((either) => {
          either.where('ticket.description LIKE :words OR ticket.place LIKE :words OR ticket.citizenName LIKE :words', { words })
          if (digits.length >= 3) either.orWhere('ticket.code = :digits OR ticket.citizenKey LIKE :key', { digits, key: `${numberKey(digits)}%` })
        }),
      )
    }
    const { skip, take } = pageAt(query.page)
    return select
      .orderBy('ticket.state', 'DESC')
      .addOrderBy('ticket.answeredAt', 'DESC')
      .addOrderBy('ticket.deadlineAt', 'ASC')
      .addOrderBy('ticket.id', 'DESC')
      .offset(skip)
      .limit(take)
      .getManyAndCount()
  }

  /** Answers a ticket, once. */
  async answer(code: string, { text }: AnswerTicket, session: Session): Promise<TicketEntity> {
    const ticket = await this.find(code, session)
    const at = new Date()
    await this.database.manager.transaction(async (tx) => {
      const { affected } = await tx.update(TicketEntity, { id: ticket.id, state: 'routed' }, { state: 'answered', answeredAt: at })
      if (!affected) throw refusal.conflict('already-answered', { vi: 'Phiếu này đã được trả lời.', en: 'This ticket has been answered already.' })
      await tx.insert(TicketAnswerEntity, { ticketId: ticket.id, text, answeredBy: session.userId, answeredAt: at })
      await this.outbox.store(tx, { topic: 'ticket', id: ticket.code, departmentId: ticket.departmentId })
    })
    this.outbox.wake()
    this.log.log(`ticket ${ticket.code} answered by ${session.username}`)
    return { ...ticket, state: 'answered', answeredAt: at }
  }

  private async insert(tx: EntityManager, request: NewTicket, session: Session): Promise<TicketEntity> {
    const categories = await tx.find(CategoryEntity)
    const category = categories.find((row) => row.id === request.categoryId)
    if (!category) throw unknown('categoryId', { vi: 'Lĩnh vực đã chọn không còn.', en: 'The category does not exist.' })
    const voicemail = request.voicemailId === null ? null : await tx.findOneBy(VoicemailEntity, { id: request.voicemailId })
    if (request.voicemailId !== null && !voicemail) throw unknown('voicemailId', { vi: 'Tin nhắn thoại không còn.', en: 'The voicemail does not exist.' })

    const now = new Date()
    const department = route({ categoryId: category.id, day: dayOf(now, ZONE).day }, { categories, departments: await tx.find(DepartmentEntity) })
    const calendar = await tx.findOneByOrFail(CalendarEntity, { id: department.calendarId })
    const callId = request.callId ?? voicemail?.callId ?? null
    const call = callId === null ? null : await tx.findOneBy(CallEntity, { id: callId })
    const ticket = await tx.save(
      Object.assign(new TicketEntity(), {
        code: makeTicketCode((below) => randomInt(below)),
        requestId: request.requestId,
        state: 'routed' as const,
        categoryId: category.id,
        departmentId: department.id,
        description: request.description,
        place: request.place,
        citizenName: request.citizenName,
        citizenNumber: request.citizenNumber,
        citizenKey: numberKey(request.citizenNumber ?? call?.number ?? null),
        callId,
        voicemailId: request.voicemailId,
        createdBy: session.userId,
        createdAt: now,
        deadlineAt: addWorkingTime(calendar.definition, now, category.deadlineHours * HOUR_MS),
        answeredAt: null,
      }),
    )
    await this.outbox.store(tx, { topic: 'ticket', id: ticket.code, departmentId: department.id })
    this.log.log(`ticket ${ticket.code} routed to ${department.code}${callId === null ? '' : `, call ${callId}`}`)
    return ticket
  }
}

const unknown = (path: string, message: { vi: string; en: string }) => new RefusedError(400, { code: 'bad-input', message, details: [{ path, message: message.en }] })
