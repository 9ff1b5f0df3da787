import { Inject, Injectable, Logger } from '@nestjs/common'
import { foldCall, understand, understandOperator, type JournalCall, type JournalEntry, type OperatorEntry } from '@app/call-journal'
import { callBackOf, JournalLine, OUR_CALL_SOURCES, outgoingMessageOf, type Changed } from '@app/contracts'
import { In, IsNull, type EntityManager } from 'typeorm'
import { CallEntity, PutAsideFactEntity, VoicemailEntity } from '../database/call.entities.js'
import { CallBacksService } from '../call-backs/call-backs.service.js'
import { isDataFault } from '../database/database-fault.js'
import { Database } from '../database/database.js'
import { Dispositions } from '../dispositions/dispositions.service.js'
import { FlowFiguresService } from '../flows/flow-figures.service.js'
import { Outbox } from '../outbox/outbox.js'
import { MissedCallers } from '../missed-callers/missed-callers.service.js'
import { OperatorCalls } from '../operator-calls/operator-calls.service.js'
import { troubleOf } from '../operator-calls/trouble-of.js'
import { OperatorSteps } from '../operator-steps/operator-steps.service.js'
import { OutgoingCalls } from '../outgoing-calls/outgoing-calls.service.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { SurveysService } from '../surveys/surveys.service.js'
import { TicketsService } from '../tickets/tickets.service.js'
import { callOf, rowOf } from './call-row.js'

/** Folds each journal entry into its call's row, in one transaction with the facts that tell of it. */
@Injectable()
export class JournalKeeper {
  private readonly log = new Logger(JournalKeeper.name)

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly callBacks: CallBacksService,
    private readonly outgoingCalls: OutgoingCalls,
    private readonly surveys: SurveysService,
    private readonly tickets: TicketsService,
    private readonly figures: FlowFiguresService,
    private readonly missed: MissedCallers,
    private readonly operatorSteps: OperatorSteps,
    private readonly dispositions: Dispositions,
    private readonly operatorCalls: OperatorCalls,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  /** Keeps one fact; safe to repeat. Rejects only when trying again may help. */
  async keep(id: string, fact: unknown): Promise<void> {
    const line = JournalLine.safeParse(fact)
    if (!line.success) return this.putAside(id, fact, line.error.message)
    const entry = understand(line.data)
    const step = understandOperator(line.data)
    if (entry.kind === 'other' && step === null) return
    try {
      const changed = await this.database.manager.transaction('READ COMMITTED', (tx) => this.keepIn(tx, entry, step, id))
      if (changed) this.outbox.wake()
    } catch (error) {
      if (!isDataFault(error)) throw error
      await this.putAside(id, fact, String(error))
    }
  }

  private async keepIn(tx: EntityManager, entry: JournalEntry, step: OperatorEntry | null, id: string): Promise<boolean> {
    const stepped = step !== null && (await this.operatorSteps.keep(tx, id, step))
    const folded = entry.kind !== 'other' && (await this.foldIn(tx, entry, id))
    return stepped || folded
  }

  private async foldIn(tx: EntityManager, entry: Exclude<JournalEntry, { kind: 'other' }>, id: string): Promise<boolean> {
    const where = entry.kind === 'restarted' ? { endedAt: IsNull() } : { id: entry.callId }
    const rows = await tx.find(CallEntity, { where, lock: { mode: 'pessimistic_write' } })
    const voicemails = rows.length === 0 ? [] : await tx.findBy(VoicemailEntity, { callId: In(rows.map((row) => row.id)) })
    const calls = rows.map((row) => callOf(row, voicemailOf(voicemails.find((voicemail) => voicemail.callId === row.id))))
    const facts: Changed[] = []
    for (const call of entry.kind === 'restarted' ? calls : [calls[0] ?? null]) facts.push(...(await this.foldOne(tx, call, entry, id)))
    await this.outbox.store(tx, ...facts)
    return facts.length > 0
  }

  private async foldOne(tx: EntityManager, before: JournalCall | null, entry: JournalEntry, id: string): Promise<Changed[]> {
    const after = foldCall(before, entry, id, { shortAbandonSeconds: this.settings.SHORT_ABANDON_SECONDS })
    if (!after || after === before) return []
    await tx.upsert(CallEntity, rowOf(after), ['id'])
    const told: Changed[] = [{ topic: 'call', id: after.id, departmentId: null }]
    await this.tellOthers(tx, before, after, entry)
    if (after.outcome !== null && before?.outcome !== after.outcome) {
      this.log.log(`call ${after.id} ended: ${after.outcome}, cause ${after.hangupCause}`)
    }
    if (after.voicemail && !before?.voicemail) {
      const { file, seconds, at, queue } = after.voicemail
      const { identifiers } = await tx.insert(VoicemailEntity, { callId: after.id, file, seconds, queue, leftAt: new Date(at * 1000), handledBy: null, handledAt: null })
      const voicemailId = Number(identifiers[0]?.['id'])
      told.push({ topic: 'voicemail', id: String(voicemailId), departmentId: null })
      await this.tickets.makeOfVoicemail(tx, { callId: after.id, voicemailId, number: after.number, at: new Date(at * 1000), seconds })
    }
    return told
  }

  /** What a call means for promises and ratings. */
  private async tellOthers(tx: EntityManager, before: JournalCall | null, after: JournalCall, entry: JournalEntry): Promise<void> {
    const promise = callBackOf(after.id)
    if (promise !== null) {
      if (before === null) await this.callBacks.happened(tx, promise, { kind: 'placed', callId: after.id })
      if (entry.kind === 'call-back-tried') await this.callBacks.happened(tx, promise, { kind: 'tried', callId: after.id, result: entry.result })
      if (after.endedAt !== null && before?.endedAt === null) await this.callBacks.happened(tx, promise, { kind: 'ended', callId: after.id })
    } else if (after.answered && !before?.answered) await this.callBacks.answeredOtherwise(tx, after.number)
    await this.tellOfMissed(tx, before, after, entry)
    if (entry.kind === 'completed') await this.dispositions.talkEnded(tx, after)
    if (entry.kind === 'arrived' && entry.handedFrom !== null) await this.operatorCalls.handedOn(tx, entry.handedFrom, after.id)
    if (entry.kind === 'operator-tried') await this.operatorCalls.tried(tx, after.id, troubleOf(entry.result, entry.cause))
    const message = outgoingMessageOf(after.id)
    if (message !== null) await this.tellOfOutgoing(tx, message, before, after, entry)
    if (entry.kind === 'ended' && before?.endedAt == null) await this.figures.add(tx, after, entry.way)
    if (entry.kind === 'surveyed') await this.surveys.asked(tx, after.id, new Date(entry.at * 1000), entry.rating)
    if (entry.kind === 'remarked') await this.surveys.remarked(tx, after.id, new Date(entry.at * 1000), entry)
  }

  /** Who must be called back: from a call's end until somebody of ours spoke with them. */
  private async tellOfMissed(tx: EntityManager, before: JournalCall | null, after: JournalCall, entry: JournalEntry): Promise<void> {
    const ours = OUR_CALL_SOURCES.includes(after.source)
    // In a call that keeps a promise the operator is there first, and the citizen only when they have answered.
    if (entry.kind === 'call-back-tried' ? entry.result === 'ANSWER' : after.answered && !before?.answered && callBackOf(after.id) === null) await this.missed.reached(tx, after, ours ? 'called-back' : 'called-again')
    if (after.outcome !== null && before?.outcome !== after.outcome) await this.missed.ended(tx, after)
  }

  /** What a call of ours means for the message that it speaks. */
  private async tellOfOutgoing(tx: EntityManager, message: number, before: JournalCall | null, { id: callId, endedAt }: JournalCall, entry: JournalEntry): Promise<void> {
    if (before === null) await this.outgoingCalls.happened(tx, message, { kind: 'placed', callId })
    if (entry.kind === 'outgoing-tried') await this.outgoingCalls.happened(tx, message, { kind: 'tried', callId, result: entry.result })
    if (entry.kind === 'outgoing-told') await this.outgoingCalls.happened(tx, message, { kind: 'told', callId, listened: entry.listened, rating: entry.rating, optsOut: entry.optsOut })
    if (endedAt !== null && before?.endedAt === null) await this.outgoingCalls.happened(tx, message, { kind: 'ended', callId })
  }

  private async putAside(streamId: string, fact: unknown, why: string): Promise<void> {
    this.log.error(`journal entry ${streamId} is put aside: ${why}`)
    await this.database.manager.upsert(PutAsideFactEntity, { streamId, fact: JSON.stringify(fact).slice(0, 60_000), why: why.slice(0, 10_000), putAsideAt: new Date() }, ['streamId'])
  }
}

const voicemailOf = (row: VoicemailEntity | undefined): JournalCall['voicemail'] =>
  row ? { file: row.file, seconds: row.seconds, at: Math.floor(row.leftAt.getTime() / 1000), queue: row.queue } : null
