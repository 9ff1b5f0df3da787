import { Inject, Injectable, Logger } from '@nestjs/common'
import type { JournalCall } from '@app/call-journal'
import type { MissedCaller, MissedCallerEnd, Session } from '@app/contracts'
import { maskFor, relationToMissedCaller } from '@app/persons-data'
import { numberKey } from '@app/phone-number'
import { refusal } from '@app/service'
import { In, IsNull, MoreThan, Not, type EntityManager } from 'typeorm'
import { CallBacksService } from '../call-backs/call-backs.service.js'
import { CallEntity } from '../database/call.entities.js'
import { Database } from '../database/database.js'
import { MissedCallerEntity } from '../database/desk-work.entities.js'
import { UserEntity } from '../database/directory.entities.js'
import { CallBackEntity } from '../database/promise.entities.js'
import { Outbox } from '../outbox/outbox.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { isMissed } from './is-missed.js'

/** Who called and spoke with nobody: found by the journal, closed by it when they are reached. */
@Injectable()
export class MissedCallers {
  private readonly log = new Logger(MissedCallers.name)

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly callBacks: CallBacksService,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  /** A call ended: whoever made it may be somebody to call back. */
  async ended(tx: EntityManager, call: JournalCall): Promise<void> {
    const key = numberKey(call.number)
    if (key === null || !isMissed(call, { shortAbandons: this.settings.MISSED_SHORT_ABANDONS === 'yes' })) return
    const at = new Date((call.endedAt ?? call.arrivedAt) * 1000)
    // Two telephones of one person: one was answered while the other still rang out.
    if (await tx.existsBy(CallEntity, { numberKey: key, answeredAt: MoreThan(at) })) return
    const open = await tx.findOne(MissedCallerEntity, { where: { openKey: key }, lock: { mode: 'pessimistic_write' } })
    const wait = call.waitSeconds ?? waited(call)
    if (open?.lastCallId === call.id) return
    const last = { number: call.number, queue: call.queue, language: call.language, lastAt: at, lastCallId: call.id }
    if (open) await tx.update(MissedCallerEntity, open.id, { ...last, calls: open.calls + 1, longestWait: Math.max(open.longestWait, wait) })
    const fresh = { numberKey: key, openKey: key, calls: 1, firstAt: at, longestWait: wait, takenBy: null, takenAt: null, closedAt: null, closedHow: null, closedBy: null, closedWhy: null, closedCallId: null }
    const { id } = open ?? (await tx.save(Object.assign(new MissedCallerEntity(), { ...last, ...fresh })))
    await this.tell(tx, id)
  }

  /** Somebody of ours spoke with this person, in this call. */
  async reached(tx: EntityManager, { id: callId, number }: Pick<JournalCall, 'id' | 'number'>, how: Extract<MissedCallerEnd, 'called-again' | 'called-back'>): Promise<void> {
    const openKey = numberKey(number)
    const open = openKey === null ? null : await tx.findOne(MissedCallerEntity, { where: { openKey }, lock: { mode: 'pessimistic_write' } })
    if (!open) return
    await tx.update(MissedCallerEntity, open.id, { openKey: null, closedAt: new Date(), closedHow: how, closedCallId: callId })
    await this.tell(tx, open.id)
    this.log.log(`missed caller ${open.id}: ${how}`)
  }

  /** Open ones: who waits longest for a call first; closed ones: newest first. */
  async list(which: 'open' | 'closed', { skip, take }: { skip: number; take: number }, session: Session): Promise<[MissedCaller[], number]> {
    const where = { closedAt: which === 'open' ? IsNull() : Not(IsNull()) }
    const [rows, total] = await this.database.manager.findAndCount(MissedCallerEntity, { where, order: which === 'open' ? { firstAt: 'ASC', id: 'ASC' } : { closedAt: 'DESC', id: 'DESC' }, skip, take })
    return [await this.views(rows, session), total]
  }

  async counts(userId: number): Promise<{ open: number; own: number }> {
    const { manager } = this.database
    const [open, own] = await Promise.all([manager.countBy(MissedCallerEntity, { closedAt: IsNull() }), manager.countBy(MissedCallerEntity, { closedAt: IsNull(), takenBy: userId })])
    return { open, own }
  }

  /** @throws RefusedError 409 when somebody else was first, or it is closed */
  async take(id: number, session: Session): Promise<MissedCaller> {
    return this.change(id, session, (row) => {
      if (row.takenBy !== null && row.takenBy !== session.userId) throw refusal.conflict('missed-caller-taken', { vi: 'Người khác vừa nhận gọi lại số này.', en: 'Somebody else has just taken this caller.' })
      return { takenBy: session.userId, takenAt: new Date() }
    })
  }

  /** By whoever took it, or a supervisor. */
  async release(id: number, session: Session): Promise<MissedCaller> {
    return this.change(id, session, (row) => {
      if (row.takenBy !== session.userId && session.role === 'operator') throw refusal.forbidden()
      return { takenBy: null, takenAt: null }
    })
  }

  async close(id: number, reason: string, session: Session): Promise<MissedCaller> {
    return this.change(id, session, () => ({ openKey: null, closedAt: new Date(), closedHow: 'by-hand', closedBy: session.userId, closedWhy: reason }))
  }

  /**
   * Promises this person a call in their turn, before those who began to wait after them; whoever is free gets it. Whoever asks has taken it.
   * @throws RefusedError 409 for a number that cannot be dialled
   */
  async callBack(id: number, session: Session): Promise<MissedCaller> {
    const row = await this.find(id)
    if (row.closedAt !== null) throw closed()
    await this.take(id, session)
    const queue = row.queue !== null && this.settings.QUEUES.includes(row.queue) ? row.queue : (this.settings.QUEUES[0] ?? 'procedures')
    const outcome = await this.callBacks.promise({ callId: row.lastCallId, number: row.number ?? '', queue, priority: 0, language: row.language })
    if (outcome === 'refused') throw refusal.conflict('not-dialable', { vi: 'Số này không gọi lại được. Vui lòng đóng mục này và ghi lý do.', en: 'This number cannot be called. Please close this entry with a reason.' })
    return this.view(await this.find(id), session)
  }

  private async change(id: number, session: Session, decide: (row: MissedCallerEntity) => Partial<MissedCallerEntity>): Promise<MissedCaller> {
    await this.database.manager.transaction(async (tx) => {
      const row = await tx.findOne(MissedCallerEntity, { where: { id }, lock: { mode: 'pessimistic_write' } })
      if (!row) throw notThere()
      if (row.closedAt !== null) throw closed()
      await tx.update(MissedCallerEntity, id, decide(row))
      await this.tell(tx, id)
    })
    this.outbox.wake()
    return this.view(await this.find(id), session)
  }

  private async find(id: number): Promise<MissedCallerEntity> {
    const row = await this.database.manager.findOneBy(MissedCallerEntity, { id })
    if (!row) throw notThere()
    return row
  }

  private tell(tx: EntityManager, id: number): Promise<void> {
    return this.outbox.store(tx, { topic: 'missed-caller', id: String(id), departmentId: null })
  }

  private async view(row: MissedCallerEntity, session: Session): Promise<MissedCaller> {
    const [view] = await this.views([row], session)
    return view as MissedCaller
  }

  private async views(rows: MissedCallerEntity[], session: Session): Promise<MissedCaller[]> {
    const { manager } = this.database
    const users = new Map((await manager.findBy(UserEntity, { id: In(rows.flatMap(({ takenBy, closedBy }) => [takenBy ?? [], closedBy ?? []].flat())) })).map((user) => [user.id, user.displayName]))
    const keys = rows.flatMap(({ openKey }) => openKey ?? [])
    const promised = new Set(keys.length === 0 ? [] : (await manager.findBy(CallBackEntity, { openKey: In(keys) })).map(({ openKey }) => openKey))
    const nameOf = (id: number | null) => (id === null ? null : (users.get(id) ?? `op-${id}`))
    return rows.map((row) => ({
      id: row.id,
      number: maskFor(session.role, relationToMissedCaller(session, row), 'number', row.number),
      queue: row.queue,
      language: row.language,
      calls: row.calls,
      firstAt: row.firstAt.toISOString(),
      lastAt: row.lastAt.toISOString(),
      lastCallId: row.lastCallId,
      longestWaitSeconds: row.longestWait,
      taken: row.takenBy === null || row.takenAt === null ? null : { userId: row.takenBy, displayName: nameOf(row.takenBy) ?? '', at: row.takenAt.toISOString() },
      callBackStands: row.openKey !== null && promised.has(row.openKey),
      closed: row.closedAt && row.closedHow && { how: row.closedHow, at: row.closedAt.toISOString(), by: nameOf(row.closedBy), reason: row.closedWhy, callId: row.closedCallId },
    }))
  }
}

const waited = ({ enteredQueueAt, leftQueueAt, endedAt }: JournalCall): number => (enteredQueueAt === null ? 0 : Math.max(0, (leftQueueAt ?? endedAt ?? enteredQueueAt) - enteredQueueAt))
const notThere = () => refusal.notFound({ vi: 'cuộc gọi nhỡ này', en: 'missed caller' })
const closed = () => refusal.conflict('missed-caller-closed', { vi: 'Người gọi này đã được liên hệ, hoặc mục này đã đóng.', en: 'This caller was reached already, or the entry is closed.' })
