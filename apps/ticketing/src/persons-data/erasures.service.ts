import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import type { Erasure, PersonRequest, Session } from '@app/contracts'
import { maskNumber } from '@app/persons-data'
import { numberKey } from '@app/phone-number'
import { HealthRegister, refusal, RefusedError, RepeatedWork } from '@app/service'
import { In, type EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { ErasureEntity } from '../database/persons-data.entities.js'
import { Eraser } from './eraser.js'
import { LookAudit } from './look-audit.js'
import { countsOf, openTicketsOf, PersonsService } from './persons.service.js'

const LOOK_MS = 30_000
const SHOWN = 100
const OPEN: ErasureEntity['state'][] = ['asked', 'postponed']

/** Erasure of one person's data: asked for by one person, carried out by another; one that was cut off goes on. */
@Injectable()
export class ErasuresService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(ErasuresService.name)
  private readonly work: RepeatedWork

  constructor(
    private readonly database: Database,
    private readonly persons: PersonsService,
    private readonly eraser: Eraser,
    private readonly audit: LookAudit,
    health: HealthRegister,
  ) {
    this.work = new RepeatedWork('erasures', LOOK_MS, health, () => this.finishStarted())
  }

  onApplicationBootstrap(): void {
    this.work.start()
  }

  async onApplicationShutdown(): Promise<void> {
    await this.work.stop()
  }

  async list(session: Session): Promise<Erasure[]> {
    const rows = await this.database.manager.find(ErasureEntity, { order: { id: 'DESC' }, take: SHOWN })
    return rows.map((row) => view(row, session))
  }

  /** @throws RefusedError 404 where there is nothing of this person; 409 where it is asked for already */
  async ask({ number, name, unnamed, reason }: PersonRequest, session: Session): Promise<Erasure> {
    const key = numberKey(number)
    const person = this.audit.keyOf(number)
    const counts = countsOf(await this.persons.holdingOf({ number, name, unnamed }))
    if (key === null || person === null || Object.values(counts).every((count) => count === 0)) throw refusal.notFound({ vi: 'dữ liệu nào của người này', en: 'data of this person' })
    const row = await this.database.manager.transaction(async (tx) => {
      const others = await tx.findBy(ErasureEntity, { personKey: person, state: In([...OPEN, 'under-way']) })
      if (others.some((other) => other.name === name)) throw refusal.conflict('erasure-asked', { vi: 'Đã có yêu cầu xóa dữ liệu của người này đang chờ.', en: 'The erasure of this person’s data is asked for already.' })
      return tx.save(tx.create(ErasureEntity, { state: 'asked', numberKey: key, name, unnamed, personKey: person, reason, askedBy: session.userId, askedByName: session.displayName, askedAt: new Date(), decidedBy: null, decidedByName: null, decidedAt: null, answer: null, finishedAt: null, counts: null }))
    })
    this.log.log(`erasure ${row.id} is asked for by ${session.username}`)
    return view(row, session)
  }

  /** @throws RefusedError 404; 403 for whoever asked for it; 409 when it is decided, or open tickets stand against it (then it is postponed) */
  async carryOut(id: string, session: Session): Promise<Erasure> {
    const postponed = await this.database.manager.transaction(async (tx) => {
      const row = await this.lock(tx, id, session)
      const holding = await this.persons.holdingOf({ number: row.numberKey ?? '', name: row.name, unnamed: row.unnamed }, tx)
      const open = openTicketsOf(holding).map(({ code }) => code)
      const promised = holding.callBacks.some(({ openKey }) => openKey !== null)
      if (open.length > 0 || promised) {
        await tx.update(ErasureEntity, row.id, { state: 'postponed', answer: [...open, ...(promised ? ['call-back'] : [])].join(' ').slice(0, 500) })
        return true
      }
      // What will be erased is written down with the decision: after a crash in between nobody could count it any more.
      await tx.update(ErasureEntity, row.id, { state: 'under-way', decidedBy: session.userId, decidedByName: session.displayName, decidedAt: new Date(), answer: null, counts: countsOf(holding) })
      return false
    })
    if (postponed) throw openTickets()
    this.log.log(`erasure ${id} is carried out by ${session.username}`)
    await this.finishStarted()
    return view(await this.database.manager.findOneByOrFail(ErasureEntity, { id: Number(id) }), session)
  }

  /** @throws RefusedError as {@link carryOut} does */
  async refuse(id: string, reason: string, session: Session): Promise<Erasure> {
    return this.database.manager.transaction(async (tx) => {
      const row = await this.lock(tx, id, session)
      const refused: ErasureEntity = { ...row, state: 'refused', answer: reason, numberKey: null, name: null, decidedBy: session.userId, decidedByName: session.displayName, decidedAt: new Date() }
      return view(await tx.save(ErasureEntity, refused), session)
    })
  }

  /** Safe to repeat: what is erased is not found again. */
  async finishStarted(): Promise<void> {
    for (const row of await this.database.manager.findBy(ErasureEntity, { state: 'under-way' })) await this.finish(row)
  }

  private async finish(row: ErasureEntity): Promise<void> {
    const { calls, voicemails, tickets, messages, callBacks, citizens, drafts } = await this.persons.holdingOf({ number: row.numberKey ?? '', name: row.name, unnamed: row.unnamed })
    const callIds = calls.map(({ id }) => id)
    await this.eraser.recordings(callIds)
    await this.eraser.voicemails(voicemails.map(({ id }) => id))
    await this.eraser.remarks(callIds)
    await this.eraser.putAside(row.numberKey ?? '')
    await this.eraser.callBacks(callBacks.map(({ id }) => id))
    await this.eraser.articleMessages(messages.filter(({ ticketId }) => ticketId === null).map(({ id }) => id))
    await this.eraser.newTicketDrafts(drafts)
    await this.eraser.citizens(citizens.map(({ id }) => id))
    // A ticket and its call go last and together: by the name on the ticket the rest is found again after a crash.
    for (const ticket of tickets) {
      await this.eraser.numbers(ticket.callId === null ? [] : callIds.filter((id) => id === ticket.callId))
      await this.eraser.tickets([ticket.id], row.decidedBy, new Date())
    }
    await this.eraser.numbers(callIds)
    await this.database.manager.update(ErasureEntity, row.id, { state: 'done', numberKey: null, name: null, finishedAt: new Date() })
    this.log.log(`erasure ${row.id} is done`)
  }

  private async lock(tx: EntityManager, id: string, session: Session): Promise<ErasureEntity> {
    const row = /^\d{1,9}$/.test(id) ? await tx.findOne(ErasureEntity, { where: { id: Number(id) }, lock: { mode: 'pessimistic_write' } }) : null
    if (!row) throw refusal.notFound({ vi: 'yêu cầu xóa này', en: 'request for erasure' })
    if (row.askedBy === session.userId) throw samePerson()
    if (!OPEN.includes(row.state)) throw refusal.conflict('erasure-decided', { vi: 'Yêu cầu này đã được quyết định.', en: 'This request is decided already.' })
    return row
  }
}

const view = (row: ErasureEntity, { userId }: Session): Erasure => ({
  id: row.id,
  state: row.state,
  number: row.numberKey && maskNumber(row.numberKey),
  name: row.name,
  reason: row.reason,
  askedBy: { id: row.askedBy, displayName: row.askedByName },
  askedAt: row.askedAt.toISOString(),
  decidedBy: row.decidedBy === null ? null : { id: row.decidedBy, displayName: row.decidedByName ?? '' },
  decidedAt: row.decidedAt?.toISOString() ?? null,
  answer: row.answer,
  finishedAt: row.finishedAt?.toISOString() ?? null,
  counts: row.counts,
  mayDecide: row.askedBy !== userId && OPEN.includes(row.state),
})

const samePerson = () =>
  new RefusedError(403, { code: 'same-person', message: { vi: 'Người yêu cầu xóa không thể tự phê duyệt. Vui lòng để một người khác thực hiện.', en: 'Whoever asked for an erasure cannot approve it. Another person has to.' } })

const openTickets = () =>
  refusal.conflict('open-tickets', {
    vi: 'Người này còn phiếu đang xử lý hoặc lịch gọi lại. Yêu cầu được tạm hoãn đến khi các việc này hoàn tất.',
    en: 'This person still has open tickets or a promised call-back. The request is postponed until they are finished.',
  })
