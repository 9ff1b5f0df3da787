import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import type { CallForHelp, ChatMessage, ChatOverview, ChatWith, HelpCall, SendChat, Session } from '@app/contracts'
import { HealthRegister, refusal, RepeatedWork } from '@app/service'
import { In, IsNull, LessThan, MoreThan, type EntityManager } from 'typeorm'
import { duplicateKey } from '../database/database-fault.js'
import { Database } from '../database/database.js'
import { UserEntity } from '../database/directory.entities.js'
import { ChatMessageEntity } from '../database/hall.entities.js'
import { Outbox } from '../outbox/outbox.js'
import { SETTINGS, type TicketingSettings } from '../settings.js'
import { conversationOf, HALL_ROLES, partnerIn } from './conversation-of.js'

const PAGE = 60
const SWEEP_MS = 3_600_000
/** What is older was of another shift: it is there to be read, but nobody is reminded of it. */
const REMINDED_MS = 16 * 3_600_000
/** A call for help to which nobody came is no call any more. */
const HELP_MS = 30 * 60_000

/** The chat of the hall: with one colleague, with the shift, to everybody, and an operator's call for help. */
@Injectable()
export class HallChat implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(HallChat.name)
  private readonly work: RepeatedWork

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
    health: HealthRegister,
  ) {
    this.work = new RepeatedWork('chat', SWEEP_MS, health, () => this.forget(new Date()), { essential: false })
  }

  onApplicationBootstrap(): void {
    this.work.start()
  }

  async onApplicationShutdown(): Promise<void> {
    await this.work.stop()
  }

  async overview(me: Session): Promise<ChatOverview> {
    const { manager } = this.database
    const people = await manager.find(UserEntity, { select: { id: true, displayName: true, role: true }, where: { role: In([...HALL_ROLES]), disabledAt: IsNull() }, order: { displayName: 'ASC' } })
    const counts = await this.counts(manager, me.userId)
    const [newest] = await manager.find(ChatMessageEntity, { where: { kind: 'everybody', sentAt: MoreThan(new Date(Date.now() - REMINDED_MS)) }, order: { id: 'DESC' }, take: 1 })
    return {
      people: people
        .filter(({ id }) => id !== me.userId)
        .map(({ id, displayName, role }) => {
          const of = counts.get(conversationOf(me.userId, id))
          return { id, displayName, role, unread: of?.unread ?? 0, last: of?.last ?? null }
        }),
      shift: { unread: counts.get('shift')?.unread ?? 0 },
      everybody: { unread: counts.get('everybody')?.unread ?? 0, last: newest ? ((await this.view(manager, [newest]))[0] ?? null) : null },
      help: await this.helpFor(manager, me),
      keptDays: this.settings.CHAT_DAYS,
    }
  }

  /** The newest, in the order they were written. @param before an id: those before it */
  async messages(me: Session, chatWith: ChatWith, before: number | null): Promise<ChatMessage[]> {
    const { manager } = this.database
    const rows = await manager.find(ChatMessageEntity, { where: { conversation: conversationOf(me.userId, chatWith), ...(before === null ? {} : { id: LessThan(before) }) }, order: { id: 'DESC' }, take: PAGE })
    return this.view(manager, rows.reverse())
  }

  /** @throws RefusedError 403 for a message to everybody from somebody who may not, 404 for nobody of the hall */
  async send(me: Session, { to, text, requestId }: SendChat): Promise<ChatMessage> {
    if (to === 'everybody' && me.role === 'operator') throw refusal.forbidden()
    const { manager } = this.database
    if (typeof to === 'number' && (to === me.userId || !(await manager.existsBy(UserEntity, { id: to, role: In([...HALL_ROLES]), disabledAt: IsNull() })))) throw refusal.notFound({ vi: 'đồng nghiệp này', en: 'colleague' })
    const conversation = conversationOf(me.userId, to)
    try {
      const row = await manager.transaction(async (tx) => {
        const made = await tx.save(Object.assign(new ChatMessageEntity(), { conversation, kind: typeof to === 'number' ? 'person' : to, fromId: me.userId, toId: typeof to === 'number' ? to : null, text, sentAt: new Date(), requestId, callId: null, queue: null, takenBy: null, takenAt: null }))
        await this.readUpTo(tx, me.userId, conversation, made.id)
        await this.tell(tx, conversation, typeof to === 'number' ? [me.userId, to] : undefined)
        return made
      })
      this.outbox.wake()
      return await this.one(manager, row)
    } catch (error) {
      if (duplicateKey(error) !== 'uq_chat_messages_request') throw error
      return this.one(manager, await manager.findOneByOrFail(ChatMessageEntity, { fromId: me.userId, requestId }))
    }
  }

  async read(me: Session, chatWith: ChatWith, upTo: number): Promise<void> {
    const conversation = conversationOf(me.userId, chatWith)
    await this.database.manager.transaction(async (tx) => {
      await this.readUpTo(tx, me.userId, conversation, upTo)
      await this.tell(tx, conversation, [me.userId])
    })
    this.outbox.wake()
  }

  /** One call for help at a time: whoever presses again calls again for the same. */
  async callForHelp(me: Session, { callId, queue, text }: CallForHelp): Promise<void> {
    await this.database.manager.transaction(async (tx) => {
      await tx.delete(ChatMessageEntity, { kind: 'help', fromId: me.userId, takenAt: IsNull() })
      await tx.save(Object.assign(new ChatMessageEntity(), { conversation: 'help', kind: 'help', fromId: me.userId, toId: null, text, sentAt: new Date(), requestId: null, callId, queue, takenBy: null, takenAt: null }))
      await this.tellOfHelp(tx, me.userId)
    })
    this.outbox.wake()
    this.log.log(`op-${me.userId} calls for help${callId === null ? '' : ` in call ${callId}`}`)
  }

  async withdrawHelp(me: Session): Promise<void> {
    await this.database.manager.transaction(async (tx) => {
      await tx.delete(ChatMessageEntity, { kind: 'help', fromId: me.userId, takenAt: IsNull() })
      await this.tellOfHelp(tx, me.userId)
    })
    this.outbox.wake()
  }

  /** Somebody comes. The first one counts. */
  async takeHelp(me: Session, id: number): Promise<void> {
    await this.database.manager.transaction(async (tx) => {
      const row = await tx.findOneBy(ChatMessageEntity, { id, kind: 'help' })
      if (!row) throw refusal.notFound({ vi: 'yêu cầu hỗ trợ này', en: 'call for help' })
      if (row.takenAt !== null) return
      await tx.update(ChatMessageEntity, { id, takenAt: IsNull() }, { takenBy: me.userId, takenAt: new Date() })
      await this.tellOfHelp(tx, row.fromId)
    })
    this.outbox.wake()
  }

  /** What was kept long enough is gone. */
  async forget(at: Date): Promise<void> {
    const { affected } = await this.database.manager.delete(ChatMessageEntity, { sentAt: LessThan(new Date(at.getTime() - this.settings.CHAT_DAYS * 86_400_000)) })
    if (affected) this.log.log(`${affected} messages of the chat are gone after ${this.settings.CHAT_DAYS} days`)
  }

  private async helpFor(manager: EntityManager, me: Session): Promise<HelpCall[]> {
    const own = me.role === 'operator'
    const rows = await manager.find(ChatMessageEntity, {
      where: { kind: 'help', sentAt: MoreThan(new Date(Date.now() - HELP_MS)), ...(own ? { fromId: me.userId } : { takenAt: IsNull() }) },
      order: { id: own ? 'DESC' : 'ASC' },
      ...(own ? { take: 1 } : {}),
    })
    const nameOf = await this.names(manager, rows.flatMap(({ fromId, takenBy }) => [fromId, ...(takenBy === null ? [] : [takenBy])]))
    return rows.map(({ id, fromId, callId, queue, text, sentAt, takenBy, takenAt }) => ({
      id,
      operator: { id: fromId, displayName: nameOf(fromId) },
      callId,
      queue,
      text,
      at: sentAt.toISOString(),
      taken: takenBy !== null && takenAt ? { by: nameOf(takenBy), at: takenAt.toISOString() } : null,
    }))
  }

  /** Unread ones by conversation; the own are read. */
  private async counts(manager: EntityManager, me: number): Promise<Map<string, { unread: number; last: string }>> {
    const rows = await manager.query<{ conversation: string; unread: string; last: Date }[]>(
      `SELECT m.conversation, SUM(m.from_id <> ? AND m.id > COALESCE(r.up_to, 0)) unread, MAX(m.sent_at) last FROM chat_messages m
       LEFT JOIN chat_reads r ON r.user_id = ? AND r.conversation = m.conversation
       WHERE m.sent_at > ? AND m.kind <> 'help' AND (m.kind <> 'person' OR m.from_id = ? OR m.to_id = ?) GROUP BY m.conversation`,
      [me, me, new Date(Date.now() - REMINDED_MS), me, me],
    )
    return new Map(rows.filter(({ conversation }) => !conversation.includes('-') || partnerIn(conversation, me) !== null).map(({ conversation, unread, last }) => [conversation, { unread: Number(unread), last: new Date(last).toISOString() }]))
  }

  private async readUpTo(tx: EntityManager, userId: number, conversation: string, upTo: number): Promise<void> {
    await tx.query('INSERT INTO chat_reads (user_id, conversation, up_to) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE up_to = GREATEST(up_to, VALUES(up_to))', [userId, conversation, upTo])
  }

  private tell(tx: EntityManager, conversation: string, onlyFor: number[] | undefined): Promise<void> {
    return this.outbox.store(tx, { topic: 'chat', id: conversation, departmentId: null, ...(onlyFor && { onlyFor }) })
  }

  /** The one who calls, and whoever may come. */
  private async tellOfHelp(tx: EntityManager, operatorId: number): Promise<void> {
    const supervisors = await tx.find(UserEntity, { select: { id: true }, where: { role: 'supervisor', disabledAt: IsNull() } })
    await this.tell(tx, 'help', [operatorId, ...supervisors.map(({ id }) => id)])
  }

  private async one(manager: EntityManager, row: ChatMessageEntity): Promise<ChatMessage> {
    const [message] = await this.view(manager, [row])
    if (!message) throw new Error('a message has no view')
    return message
  }

  private async view(manager: EntityManager, rows: ChatMessageEntity[]): Promise<ChatMessage[]> {
    const nameOf = await this.names(manager, rows.map(({ fromId }) => fromId))
    return rows.map(({ id, kind, fromId, text, sentAt }) => ({ id, kind, from: { id: fromId, displayName: nameOf(fromId) }, text, sentAt: sentAt.toISOString() }))
  }

  private async names(manager: EntityManager, ids: number[]): Promise<(id: number) => string> {
    const people = ids.length === 0 ? [] : await manager.find(UserEntity, { select: { id: true, displayName: true }, where: { id: In([...new Set(ids)]) } })
    return (id) => people.find((person) => person.id === id)?.displayName ?? `op-${id}`
  }
}
