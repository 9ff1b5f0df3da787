import { Injectable } from '@nestjs/common'
import type { BatchResult } from '@app/contracts'
import { refusal, RefusedError } from '@app/service'
import { In, type EntityManager } from 'typeorm'
import { CitizenMessageEntity } from '../database/citizen-message.entity.js'
import { Database } from '../database/database.js'
import { TicketBatchEntity, TicketBatchItemEntity, type TakenBack } from '../database/inbox.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { TicketHistory } from '../history/ticket-history.js'
import { Outbox } from '../outbox/outbox.js'

/** What deeds change of a ticket. */
const DATES = ['answeredAt', 'stoppedAt', 'timeAskedUntil', 'toldAt', 'closedAt', 'deadlineAt', 'nextWarningAt', 'heldUntil'] as const
const FIELDS = ['state', 'departmentId', 'assigneeId', 'mergedIntoId', 'answerableDepartmentId', 'lateReason', 'extensions', 'deadlineMinutes', 'warned', ...DATES] as const

/** A ticket's fields as they are kept for an undo. */
export const fieldsOf = (ticket: TicketEntity): Record<string, unknown> => Object.fromEntries(FIELDS.map((field) => [field, ticket[field]]))

/** Back from JSON. */
function revive(before: Record<string, unknown>): Partial<TicketEntity> {
  const dates = DATES.map((field) => [field, typeof before[field] === 'string' ? new Date(before[field]) : null])
  return { ...before, ...(Object.fromEntries(dates) as Partial<TicketEntity>) }
}

/** Takes a mass action back: by a deed of its own in the history of each ticket, and with messages that nobody has read. */
@Injectable()
export class BatchUndo {
  constructor(
    private readonly database: Database,
    private readonly history: TicketHistory,
    private readonly outbox: Outbox,
  ) {}

  /** Each ticket with all that followed from it in one transaction. */
  async undo(batch: TicketBatchEntity, by: number): Promise<BatchResult[]> {
    const items = await this.database.manager.find(TicketBatchItemEntity, { where: { batchId: batch.id }, order: { ticketId: 'ASC' } })
    const results: BatchResult[] = []
    for (const item of items) {
      const { code } = await this.database.manager.findOneByOrFail(TicketEntity, { id: item.ticketId })
      try {
        await this.database.manager.transaction((tx) => this.undoOne(tx, item, by))
        results.push({ code, failure: null })
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error
        results.push({ code, failure: error.failure })
      }
    }
    return results
  }

  /** The undo time begins now: its messages wait until `sendFrom`, or for the morning where they would anyway. */
  async prolong(batch: TicketBatchEntity, sendFrom: Date): Promise<void> {
    await this.database.manager.transaction(async (tx) => {
      await tx.update(TicketBatchEntity, batch.id, { undoUntil: batch.undoUntil })
      const items = await tx.findBy(TicketBatchItemEntity, { batchId: batch.id })
      const messages = items.flatMap((item) => item.messages)
      const touched = items.flatMap(({ changes }) => changes.map(({ ticketId }) => ticketId))
      if (messages.length > 0) await tx.query('UPDATE citizen_messages SET next_try_at = IF(next_try_at <= ?, ?, next_try_at) WHERE id IN (?)', [new Date(sendFrom.getTime() + 60_000), sendFrom, messages])
      if (touched.length > 0) await tx.createQueryBuilder().update(TicketEntity).set({ heldUntil: batch.undoUntil }).where({ id: In(touched) }).andWhere('held_until IS NOT NULL').execute()
    })
  }

  private async undoOne(tx: EntityManager, { changes, messages }: TicketBatchItemEntity, by: number): Promise<void> {
    const at = new Date()
    for (const change of changes.toReversed()) await this.restore(tx, change, by, at)
    if (messages.length === 0) return
    const withdrawn = await tx.update(CitizenMessageEntity, { id: In(messages), state: 'waiting', attempts: 0 }, { state: 'withdrawn', nextTryAt: null })
    if (withdrawn.affected !== messages.length) throw alreadySent()
  }

  private async restore(tx: EntityManager, { ticketId, revisionAfter, before }: TakenBack, by: number, at: Date): Promise<void> {
    const ticket = await tx.findOneOrFail(TicketEntity, { where: { id: ticketId }, lock: { mode: 'pessimistic_write' } })
    if (ticket.revision !== revisionAfter) throw goneOn()
    const restored: TicketEntity = { ...ticket, ...revive(before) }
    await tx.save(TicketEntity, restored)
    const told = [...new Set([ticket.departmentId, restored.departmentId])]
    await this.outbox.store(tx, ...told.map((departmentId) => ({ topic: 'ticket' as const, id: ticket.code, departmentId })))
    await this.history.add(tx, restored, { deed: 'undone', by, at })
  }
}

const goneOn = () => refusal.conflict('gone-on', { vi: 'Phiếu đã được xử lý tiếp nên không hoàn tác được.', en: 'Somebody has gone on with this ticket, so it was not undone.' })
const alreadySent = () => refusal.conflict('already-sent', { vi: 'Câu trả lời đã được gửi cho người dân nên không hoàn tác được.', en: 'The answer has gone to the citizen, so it was not undone.' })
