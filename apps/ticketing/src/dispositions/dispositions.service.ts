import { Inject, Injectable, Logger } from '@nestjs/common'
import type { JournalCall } from '@app/call-journal'
import type { CallDisposition, MissingDisposition, QueueDispositions, SaveQueueDispositions, Session } from '@app/contracts'
import { maskFor, relationToCall } from '@app/persons-data'
import { refusal } from '@app/service'
import { In, Not, type EntityManager } from 'typeorm'
import { CallEntity } from '../database/call.entities.js'
import { Database } from '../database/database.js'
import { CallDispositionEntity, DispositionEntity, QueueDispositionsEntity } from '../database/desk-work.entities.js'
import { UserEntity } from '../database/directory.entities.js'
import { Outbox } from '../outbox/outbox.js'
import { SETTINGS, type TicketingSettings } from '../settings.js'

/** After so many days nobody is asked any more what came of a talk. */
const ASKED_FOR_DAYS = 7
const DAY_MS = 86_400_000

/** What came of talks: which words each queue has, whether one is required, and what was said of each call. */
@Injectable()
export class Dispositions {
  private readonly log = new Logger(Dispositions.name)

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    @Inject(SETTINGS) private readonly settings: Pick<TicketingSettings, 'QUEUES'>,
  ) {}

  /** Of every queue, in the order of the settings. */
  async list(): Promise<QueueDispositions[]> {
    const { manager } = this.database
    const [rows, rules] = await Promise.all([manager.find(DispositionEntity, { order: { place: 'ASC', id: 'ASC' } }), manager.find(QueueDispositionsEntity)])
    return this.settings.QUEUES.map((queue) => {
      const rule = rules.find((one) => one.queue === queue)
      return {
        queue,
        required: rule?.required ?? false,
        dispositions: rows.filter((row) => row.queue === queue).map(({ code, nameVi, nameEn, active }) => ({ code, name: { vi: nameVi, en: nameEn }, active })),
        changed: rule ? { at: rule.changedAt.toISOString(), by: rule.changedBy } : null,
      }
    })
  }

  /** What was said of calls keeps its word: who is no more in the list is only offered no more. @throws RefusedError 404 for no queue of ours */
  async save(queue: string, { required, dispositions }: SaveQueueDispositions, session: Session): Promise<QueueDispositions> {
    if (!this.settings.QUEUES.includes(queue)) throw refusal.notFound({ vi: 'hàng chờ này', en: 'queue' })
    const changedAt = new Date()
    await this.database.manager.transaction(async (tx) => {
      const before = await tx.findOneBy(QueueDispositionsEntity, { queue })
      const requiredSince = required ? (before?.required ? before.requiredSince : changedAt) : null
      await tx.save(Object.assign(new QueueDispositionsEntity(), { queue, required, requiredSince, changedAt, changedBy: session.displayName }))
      const codes = dispositions.map(({ code }) => code)
      await tx.update(DispositionEntity, { queue, ...(codes.length > 0 ? { code: Not(In(codes)) } : {}) }, { active: false, place: 1_000 })
      for (const [place, { code, name, active }] of dispositions.entries()) await tx.upsert(DispositionEntity, { queue, code, nameVi: name.vi, nameEn: name.en, active, place }, ['queue', 'code'])
      await this.outbox.store(tx, { topic: 'disposition', id: queue, departmentId: null })
    })
    this.outbox.wake()
    this.log.log(`queue ${queue}: ${dispositions.length} dispositions, ${required ? 'required' : 'not required'}, by ${session.username}`)
    return (await this.list()).find((one) => one.queue === queue) as QueueDispositions
  }

  /** Said again it is another one. @throws RefusedError 404, 403 for a talk of somebody else, 400 for a word that this queue has not */
  async say(callId: string, code: string, session: Session): Promise<CallDisposition> {
    const { manager } = this.database
    const call = await manager.findOneBy(CallEntity, { id: callId })
    if (!call || !call.answered || call.queue === null) throw refusal.notFound({ vi: 'cuộc gọi này', en: 'call' })
    if (session.role === 'operator' && call.operatorId !== session.userId) throw refusal.forbidden()
    const word = await manager.findOneBy(DispositionEntity, { queue: call.queue, code, active: true })
    if (!word) throw refusal.conflict('no-such-disposition', { vi: 'Hàng chờ này không còn dùng kết quả này. Vui lòng chọn lại.', en: 'This queue does not use this disposition any more. Please choose again.' })
    const at = new Date()
    await manager.transaction(async (tx) => {
      await tx.save(Object.assign(new CallDispositionEntity(), { callId, queue: word.queue, code, byUser: session.userId, at }))
      await this.outbox.store(tx, { topic: 'disposition', id: callId, departmentId: null, onlyFor: [session.userId] }, { topic: 'call', id: callId, departmentId: null })
    })
    this.outbox.wake()
    return { code, name: { vi: word.nameVi, en: word.nameEn }, by: session.displayName, at: at.toISOString() }
  }

  /** A talk ended: its operator is told that something is to be said of it. */
  async talkEnded(tx: EntityManager, { id, operatorId, queue }: Pick<JournalCall, 'id' | 'operatorId' | 'queue'>): Promise<void> {
    if (operatorId === null || queue === null || !(await tx.existsBy(QueueDispositionsEntity, { queue, required: true }))) return
    await this.outbox.store(tx, { topic: 'disposition', id, departmentId: null, onlyFor: [operatorId] })
  }

  /** Own talks of a queue that requires one, whose disposition nobody has said; newest first. A talk that goes on is not asked for. */
  async missing(session: Session): Promise<MissingDisposition[]> {
    const { manager } = this.database
    const rules = (await manager.findBy(QueueDispositionsEntity, { required: true })).filter(({ requiredSince }) => requiredSince !== null)
    if (rules.length === 0) return []
    const since = new Date(Date.now() - ASKED_FOR_DAYS * DAY_MS)
    const calls = await manager
      .createQueryBuilder(CallEntity, 'oneCall')
      .leftJoin(CallDispositionEntity, 'said', 'said.callId = oneCall.id')
      .where('oneCall.operatorId = :userId AND oneCall.answeredAt > :since AND said.callId IS NULL', { userId: session.userId, since })
      .andWhere('oneCall.queue IN (:...queues)', { queues: rules.map(({ queue }) => queue) })
      .andWhere('oneCall.talkSeconds IS NOT NULL')
      .orderBy('oneCall.answeredAt', 'DESC')
      .limit(50)
      .getMany()
    const now = new Date()
    return calls.flatMap((call) => {
      const since = rules.find(({ queue }) => queue === call.queue)?.requiredSince
      if (!call.queue || !call.answeredAt || !since || call.answeredAt < since) return []
      return [{ callId: call.id, queue: call.queue, answeredAt: call.answeredAt.toISOString(), number: maskFor(session.role, relationToCall(session, call, now), 'number', call.number) }]
    })
  }
}

/** What was said of these calls. */
export async function dispositionsOf(manager: EntityManager, callIds: readonly string[]): Promise<Map<string, CallDisposition>> {
  if (callIds.length === 0) return new Map()
  const rows = await manager.findBy(CallDispositionEntity, { callId: In([...callIds]) })
  if (rows.length === 0) return new Map()
  const [words, users] = await Promise.all([
    manager.findBy(DispositionEntity, { code: In([...new Set(rows.map(({ code }) => code))]) }),
    manager.findBy(UserEntity, { id: In([...new Set(rows.map(({ byUser }) => byUser))]) }),
  ])
  return new Map(
    rows.map(({ callId, queue, code, byUser, at }) => {
      const word = words.find((one) => one.queue === queue && one.code === code)
      return [callId, { code, name: { vi: word?.nameVi ?? code, en: word?.nameEn ?? code }, by: users.find(({ id }) => id === byUser)?.displayName ?? `op-${byUser}`, at: at.toISOString() }]
    }),
  )
}
