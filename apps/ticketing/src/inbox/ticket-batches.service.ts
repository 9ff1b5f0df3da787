import { Injectable, Logger } from '@nestjs/common'
import type { BatchResult, DoDeed, MassAct, NewTicketBatch, Session, TicketBatch } from '@app/contracts'
import { refusal, RefusedError } from '@app/service'
import { LessThan, type EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { TicketBatchEntity, TicketBatchItemEntity } from '../database/inbox.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { Outbox } from '../outbox/outbox.js'
import { TicketActs, type DeedRecord } from '../tickets/ticket-acts.service.js'
import { TicketsService } from '../tickets/tickets.service.js'
import { Assignments } from './assignments.service.js'
import { BatchUndo, fieldsOf } from './batch-undo.js'

const UNDO_SECONDS = 10
/** Between the last undo and the first message, so that an undo at the last moment is in the database before the sender looks. */
const MARGIN_SECONDS = 5
const KEPT_MS = 86_400_000

/** One thing done with many tickets: each in a transaction of its own, so that some may be refused, and each can be taken back for a while. */
@Injectable()
export class TicketBatches {
  private readonly log = new Logger(TicketBatches.name)

  constructor(
    private readonly database: Database,
    private readonly tickets: TicketsService,
    private readonly acts: TicketActs,
    private readonly assignments: Assignments,
    private readonly undoing: BatchUndo,
    private readonly outbox: Outbox,
  ) {}

  /** @throws RefusedError 400, 403, 404 when nothing of it can be done at all */
  async do({ act, tickets }: NewTicketBatch, session: Session): Promise<TicketBatch> {
    const { manager } = this.database
    await manager.delete(TicketBatchEntity, { undoUntil: LessThan(new Date(Date.now() - KEPT_MS)) })
    const undoUntil = new Date(Date.now() + UNDO_SECONDS * 1000)
    const batch = await manager.save(Object.assign(new TicketBatchEntity(), { by: session.userId, act: act.act, undoUntil, undoneAt: null }))
    const incident = act.act === 'incident' ? await this.makeIncident(batch, act.description, tickets[0]?.code ?? '', session) : null
    const results: BatchResult[] = []
    for (const { code, revision } of tickets) results.push({ code, failure: await this.one(batch, incident ? { act: 'merge', into: incident.code } : act, code, revision, session) })
    // Nothing to be its child: then it is no incident.
    const idle = incident !== null && results.every(({ failure }) => failure !== null)
    if (idle) await this.undo(batch.id, session)
    // The undo time begins when the answer is on its way, not when the first of a hundred tickets was done.
    batch.undoUntil = new Date(Date.now() + UNDO_SECONDS * 1000)
    await this.undoing.prolong(batch, new Date(batch.undoUntil.getTime() + MARGIN_SECONDS * 1000))
    this.outbox.wake()
    const done = results.filter(({ failure }) => failure === null).length
    this.log.log(`batch ${batch.id}: ${act.act} by ${session.userId}, ${done} of ${tickets.length} done`)
    return { id: batch.id, undoUntil: batch.undoUntil.toISOString(), results, incident: idle ? null : (incident?.code ?? null) }
  }

  /** @returns the tickets that could not be restored, and why @throws RefusedError 404, 409 when its time is over or it was done */
  async undo(id: number, session: Session): Promise<BatchResult[]> {
    const batch = await this.database.manager.transaction(async (tx) => {
      const found = await tx.findOne(TicketBatchEntity, { where: { id, by: session.userId }, lock: { mode: 'pessimistic_write' } })
      if (!found) throw refusal.notFound({ vi: 'thao tác này', en: 'mass action' })
      const at = new Date()
      if (found.undoneAt !== null || at > found.undoUntil) throw undoOver()
      await tx.update(TicketBatchEntity, id, { undoneAt: at })
      return found
    })
    const results = await this.undoing.undo(batch, session.userId)
    this.outbox.wake()
    this.log.log(`batch ${id} undone by ${session.userId}`)
    return results
  }

  private async one(batch: TicketBatchEntity, act: MassAct, code: string, revision: number, session: Session): Promise<BatchResult['failure']> {
    try {
      const ticket = await this.tickets.find(code, session)
      await this.database.manager.transaction(async (tx) => {
        const record = newRecord(batch)
        await this.apply(tx, act, ticket, revision, session, record)
        await this.keep(tx, batch, ticket.id, record)
      })
      return null
    } catch (error) {
      if (error instanceof RefusedError) return error.failure
      throw error
    }
  }

  private async apply(tx: EntityManager, act: MassAct, ticket: TicketEntity, seen: number, session: Session, record: DeedRecord): Promise<unknown> {
    if (act.act === 'assign') return this.assignments.assignWithin(tx, ticket.id, act.userId, session, { seen, record })
    return this.acts.doWithin(tx, ticket.id, deedOf(act, ticket), session, { seen, record })
  }

  private async keep(tx: EntityManager, batch: TicketBatchEntity, ticketId: number, { before, messages }: DeedRecord): Promise<void> {
    const changes = []
    for (const [id, row] of before) {
      const { revision } = await tx.findOneByOrFail(TicketEntity, { id })
      changes.push({ ticketId: id, revisionAfter: revision, before: fieldsOf(row) })
    }
    await tx.save(Object.assign(new TicketBatchItemEntity(), { batchId: batch.id, ticketId, changes, messages }))
  }

  /** At the department and of the category of the first of them, due when the first of them all is. */
  private async makeIncident(batch: TicketBatchEntity, description: string, code: string, session: Session): Promise<TicketEntity> {
    const model = await this.tickets.find(code, session)
    return this.database.manager.transaction(async (tx) => {
      const ticket = await this.tickets.makeIncident(tx, { ...model, description }, session.userId, new Date())
      // Undone it has no reason to be: it is closed.
      const changes = [{ ticketId: ticket.id, revisionAfter: ticket.revision, before: fieldsOf({ ...ticket, state: 'closed', closedAt: ticket.createdAt, nextWarningAt: null }) }]
      await tx.save(Object.assign(new TicketBatchItemEntity(), { batchId: batch.id, ticketId: ticket.id, changes, messages: [] }))
      return ticket
    })
  }
}

function newRecord({ undoUntil }: TicketBatchEntity): DeedRecord {
  // Put off once more when the last ticket is done; a minute is more than a hundred take.
  const until = new Date(undoUntil.getTime() + 60_000)
  return { undoUntil: until, until, before: new Map(), messages: [] }
}

function deedOf(act: Exclude<MassAct, { act: 'assign' }>, ticket: TicketEntity): DoDeed {
  switch (act.act) {
    case 'accept':
      return { deed: 'accepted' }
    case 'return':
      return { deed: 'returned', text: act.text }
    case 'answer': {
      const late = (ticket.stoppedAt ?? new Date()) > ticket.deadlineAt
      return { deed: 'answered', text: act.text, ...(late && act.lateReason !== undefined && { lateReason: act.lateReason }) }
    }
    case 'merge':
      return { deed: 'merged', into: act.into }
    case 'incident':
      throw new Error('an incident is made before its tickets are merged into it')
    default:
      return act satisfies never
  }
}

const undoOver = () => refusal.conflict('undo-over', { vi: 'Đã hết thời gian hoàn tác.', en: 'The time to undo this is over.' })
