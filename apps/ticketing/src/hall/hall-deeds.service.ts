import { Injectable, Logger } from '@nestjs/common'
import type { HallDeed, NewHallDeed, NewMove, Page } from '@app/contracts'
import { dayOf } from '@app/metrics'
import { refusal } from '@app/service'
import { In, IsNull, MoreThan, type EntityManager } from 'typeorm'
import { AccountsService } from '../accounts/accounts.service.js'
import { Database } from '../database/database.js'
import { UserEntity } from '../database/directory.entities.js'
import { HallDeedEntity, QueueMoveEntity } from '../database/hall.entities.js'
import { Outbox } from '../outbox/outbox.js'
import { PAGE_SIZE, pageAt } from '../page.js'
import { ZONE } from '../settings.js'

/** What lasts until somebody ends it. */
const LASTING = ['listen', 'whisper', 'take-over'] as const

/** What supervisors do to others' talks, states and queues: written down before it is done, with who, when and why. */
@Injectable()
export class HallDeeds {
  private readonly log = new Logger(HallDeeds.name)

  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly outbox: Outbox,
  ) {}

  async write(deed: NewHallDeed): Promise<{ id: number }> {
    const id = await this.database.manager.transaction((tx) => this.add(tx, deed))
    this.outbox.wake()
    return { id }
  }

  /** The ear is closed. What is ended already stays as it ended. */
  async end(id: number): Promise<void> {
    await this.database.manager.transaction(async (tx) => {
      const { affected } = await tx.update(HallDeedEntity, { id, endedAt: IsNull() }, { endedAt: new Date() })
      if (affected) await this.outbox.store(tx, { topic: 'hall', id: String(id), departmentId: null })
    })
    this.outbox.wake()
  }

  /** Those that last still, for a console that was away. */
  async open(): Promise<HallDeed[]> {
    return this.view(await this.database.manager.find(HallDeedEntity, { where: { endedAt: IsNull(), kind: In([...LASTING]) }, order: { id: 'ASC' } }))
  }

  async list(page: number): Promise<Page<HallDeed>> {
    const [rows, total] = await this.database.manager.findAndCount(HallDeedEntity, { order: { id: 'DESC' }, ...pageAt(page) })
    return { items: await this.view(rows), total, page, pageSize: PAGE_SIZE }
  }

  /** An operator's queues until the day is over, or from now on. @returns the queues that the operator answers now */
  async move({ userId, queues, until, reason, byId }: NewMove): Promise<{ queues: string[] }> {
    const { manager } = this.database
    const [user, by] = await Promise.all([manager.findOneBy(UserEntity, { id: userId }), manager.findOneBy(UserEntity, { id: byId })])
    if (!user || !by) throw refusal.notFound({ vi: 'tổng đài viên này', en: 'operator' })
    if (until === 'lasting') {
      const { displayName, role, departmentId, isHead, email } = user
      await this.accounts.change(userId, { displayName, role, departmentId, isHead, queues, email }, { userId: by.id, username: by.username, displayName: by.displayName, role: by.role, department: null, queues: by.queues })
    }
    await manager.transaction(async (tx) => {
      if (until === 'lasting') await tx.delete(QueueMoveEntity, { userId })
      else await tx.save(Object.assign(new QueueMoveEntity(), { userId, queues, until: dayOf(new Date(), ZONE).ends }))
      await this.add(tx, { kind: 'move', byId, operatorId: userId, callId: null, queue: null, reason, detail: `${until}: ${queues.join(', ') || '–'}` })
      await this.outbox.store(tx, { topic: 'move', id: String(userId), departmentId: null, onlyFor: [userId] })
    })
    this.outbox.wake()
    this.log.log(`op-${userId} answers ${queues.join(', ') || 'nothing'} ${until === 'lasting' ? 'from now on' : 'today'}, by ${by.username}`)
    return { queues }
  }

  /** The queues somebody answers now: the account's, or those of a move. */
  async queuesOf(userId: number): Promise<string[]> {
    const { manager } = this.database
    const [user, move] = await Promise.all([manager.findOne(UserEntity, { select: { id: true, queues: true }, where: { id: userId } }), manager.findOneBy(QueueMoveEntity, { userId, until: MoreThan(new Date()) })])
    return move?.queues ?? user?.queues ?? []
  }

  private async add(tx: EntityManager, deed: NewHallDeed): Promise<number> {
    if (!(await tx.existsBy(UserEntity, { id: deed.operatorId }))) throw refusal.notFound({ vi: 'tổng đài viên này', en: 'operator' })
    const at = new Date()
    const lasts = LASTING.some((kind) => kind === deed.kind)
    const { id } = await tx.save(Object.assign(new HallDeedEntity(), { ...deed, at, endedAt: lasts ? null : at }))
    await this.outbox.store(tx, { topic: 'hall', id: String(id), departmentId: null })
    return id
  }

  private async view(rows: HallDeedEntity[]): Promise<HallDeed[]> {
    const ids = [...new Set(rows.flatMap(({ byId, operatorId }) => [byId, operatorId]))]
    const people = ids.length === 0 ? [] : await this.database.manager.find(UserEntity, { select: { id: true, displayName: true }, where: { id: In(ids) } })
    const nameOf = (id: number) => people.find((person) => person.id === id)?.displayName ?? `op-${id}`
    return rows.map(({ id, kind, byId, operatorId, callId, queue, reason, detail, at, endedAt }) => ({
      id, kind, by: nameOf(byId), byId, operator: nameOf(operatorId), operatorId, callId, queue, reason, detail, at: at.toISOString(), endedAt: endedAt?.toISOString() ?? null,
    }))
  }
}
