import { Inject, Injectable, Logger } from '@nestjs/common'
import { outgoingCallId, type DueOutgoingCall } from '@app/contracts'
import { In, IsNull, LessThanOrEqual, Not, type EntityManager } from 'typeorm'
import { CitizenMessageEntity } from '../database/citizen-message.entity.js'
import { Database } from '../database/database.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { ContactOptOuts } from '../messages/contact-opt-outs.js'
import { whenAwake } from '../messages/sending-course.js'
import { Outbox } from '../outbox/outbox.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { TicketActs } from '../tickets/ticket-acts.service.js'
import { follow, type OutgoingEvent, type OutgoingSettings } from './outgoing-call-course.js'
import { ticketOfMessage } from '../messages/ticket-of-message.js'

/** What the journal tells of a call of ours. */
export type OutgoingNews = OutgoingEvent & { rating?: number | null; optsOut?: boolean }

/** Messages that our own calls speak: placed by the console, followed by the journal. */
@Injectable()
export class OutgoingCalls {
  private readonly log = new Logger(OutgoingCalls.name)
  private readonly course: OutgoingSettings

  constructor(
    private readonly database: Database,
    private readonly acts: TicketActs,
    private readonly optOuts: ContactOptOuts,
    private readonly outbox: Outbox,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {
    this.course = { ...settings, attempts: settings.OUTGOING_CALL_ATTEMPTS, retryMinutes: settings.OUTGOING_CALL_RETRY_MINUTES }
  }

  /** Whom to call now: never in the night, and no more at a time than the settings allow. */
  async due(now = new Date()): Promise<DueOutgoingCall[]> {
    if (whenAwake(now, this.settings) > now) return []
    const { manager } = this.database
    const calling = await manager.countBy(CitizenMessageEntity, { channel: 'phone', state: 'calling' })
    const free = this.settings.OUTGOING_CALLS_AT_ONCE - calling
    if (free <= 0) return []
    const rows = await manager.find(CitizenMessageEntity, { where: { channel: 'phone', state: 'waiting', sound: Not(IsNull()), nextTryAt: LessThanOrEqual(now) }, order: { nextTryAt: 'ASC', id: 'ASC' }, take: free })
    const tickets = new Map((await manager.findBy(TicketEntity, { id: In(rows.map(ticketOfMessage)) })).map((ticket) => [ticket.id, ticket]))
    return rows.map(({ id, ticketId, recipient, placements, sound, about }) => ({
      id,
      callId: outgoingCallId(id, placements + 1),
      number: recipient,
      language: tickets.get(ticketId ?? 0)?.language ?? 'vi',
      sound: sound ?? '',
      asksRating: about === 'answered',
    }))
  }

  /** What the journal told, in its transaction; what follows for the ticket is done with it. */
  async happened(tx: EntityManager, messageId: number, { rating = null, optsOut = false, ...event }: OutgoingNews): Promise<void> {
    const found = await tx.findOneBy(CitizenMessageEntity, { id: messageId, channel: 'phone' })
    if (!found) return
    // The ticket first, as everybody who changes both.
    const ticket = await tx.findOneOrFail(TicketEntity, { where: { id: ticketOfMessage(found) }, lock: { mode: 'pessimistic_write' } })
    const row = await tx.findOneOrFail(CitizenMessageEntity, { where: { id: messageId }, lock: { mode: 'pessimistic_write' } })
    const { state, placedCallId, placements, attempts, nextTryAt, sentAt, trouble } = row
    // No call is made for what was taken back.
    if (state === 'withdrawn') return
    const before = { state, placedCallId, placements, attempts, nextTryAt, sentAt, trouble }
    const now = new Date()
    const after = follow(before, event, now, this.course, row.soundMs ?? 0)
    if (optsOut) await this.optOuts.set(tx, 'phone', row.recipient, true, { how: 'call', ticketId: ticket.id })
    if (after === before) return
    // Whoever does not want to be called is not called again about this either.
    const noMore = optsOut && after.state === 'waiting'
    await tx.update(CitizenMessageEntity, row.id, noMore ? { ...after, state: 'given-up', nextTryAt: null, trouble: 'OPTED-OUT' } : after)
    if (after.state === 'sent' && row.about === 'answered') {
      await this.acts.doAsSystem(tx, ticket.id, { deed: 'told' }, now)
      if (rating !== null) await this.acts.doAsCitizenIn(tx, ticket.id, { deed: 'rated', rating }, now)
    }
    await this.outbox.store(tx, { topic: 'ticket', id: ticket.code, departmentId: ticket.departmentId })
    this.log.log(`ticket ${ticket.code}, call ${event.callId}: ${event.kind}${'result' in event ? ` ${event.result}` : ''}: ${after.state}`)
  }

  /** A call of which the journal tells no more is over. */
  async endLost(now: Date): Promise<void> {
    const lost = await this.database.manager.findBy(CitizenMessageEntity, { channel: 'phone', state: 'calling', nextTryAt: LessThanOrEqual(now) })
    for (const { id, placedCallId } of lost) await this.database.manager.transaction((tx) => this.happened(tx, id, { kind: 'ended', callId: placedCallId ?? '' }))
    if (lost.length > 0) this.outbox.wake()
  }
}
