import { Injectable } from '@nestjs/common'
import { maskEmail, maskNumber } from '@app/persons-data'
import { TELL_BY, type ChangeTelling, type MessageSubject, type Session, type TellBy, type Telling, type ToBeTold } from '@app/contracts'
import { In, type EntityManager } from 'typeorm'
import { CitizenMessageEntity } from '../database/citizen-message.entity.js'
import { Database } from '../database/database.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { TicketHistory } from '../history/ticket-history.js'
import { addressOf, CitizenMessages } from '../messages/citizen-messages.js'
import { ContactOptOuts } from '../messages/contact-opt-outs.js'
import { Outbox } from '../outbox/outbox.js'
import { badTicketField } from '../tickets/ticket-router.js'
import { TicketsService } from '../tickets/tickets.service.js'
import { TicketViews } from '../tickets/ticket-views.js'
import { TicketVisibility } from '../visibility/ticket-visibility.js'

const MOST_SHOWN = 200

/** What citizens are told about when a ticket stands so. */
const SUBJECTS: Partial<Record<TicketEntity['state'], MessageSubject>> = { approved: 'answered', asked: 'asked' }

/** How a citizen is told of a ticket, what they do not want, and whom nothing reaches by itself. */
@Injectable()
export class TellingService {
  constructor(
    private readonly database: Database,
    private readonly tickets: TicketsService,
    private readonly views: TicketViews,
    private readonly history: TicketHistory,
    private readonly messages: CitizenMessages,
    private readonly optOuts: ContactOptOuts,
    private readonly outbox: Outbox,
    private readonly visibility: TicketVisibility,
  ) {}

  /** @throws RefusedError 404 */
  async of(code: string, session: Session): Promise<Telling> {
    return this.view(this.database.manager, await this.tickets.find(code, session))
  }

  /** @throws RefusedError 404; 400 for a way without an address */
  async change(code: string, { tellBy, optOut }: ChangeTelling, session: Session): Promise<Telling> {
    const { id } = await this.tickets.find(code, session)
    const after = await this.database.manager.transaction(async (tx) => {
      const ticket = await this.lock(tx, id)
      if (optOut) await this.setOptOut(tx, ticket, optOut.channel, optOut.wanted, 'operator')
      const changed = tellBy === undefined || tellBy === ticket.tellBy ? ticket : await this.tellBy(tx, ticket, tellBy, session.userId)
      return this.view(tx, changed)
    })
    this.outbox.wake()
    return after
  }

  /** The citizen says on the page whether they want what this ticket's way brings. */
  async optOutByCitizen({ id }: TicketEntity, wanted: boolean): Promise<void> {
    await this.database.manager.transaction(async (tx) => {
      const ticket = await this.lock(tx, id)
      if (ticket.tellBy !== null) await this.setOptOut(tx, ticket, ticket.tellBy, wanted, 'page')
    })
    this.outbox.wake()
  }

  /** Whether the citizen does not want what this ticket's way would bring. */
  async isOptedOut(ticket: TicketEntity): Promise<boolean> {
    const address = ticket.tellBy && addressOf(ticket, ticket.tellBy)
    return ticket.tellBy !== null && address !== null && (await this.optOuts.since(this.database.manager, ticket.tellBy, address)) !== null
  }

  /** Who waits for a word that nothing brings: no address, given up, or not wanted. The longest first. */
  async toBeTold(session: Session): Promise<ToBeTold[]> {
    const { manager } = this.database
    const about = "IF(ticket.state = 'approved', 'answered', 'asked')"
    const since = "COALESCE(IF(ticket.state = 'approved', ticket.answered_at, ticket.stopped_at), ticket.created_at)"
    const tickets = await this.visibility
      .tickets(await this.visibility.viewerOf(session))
      .andWhere("ticket.state IN ('approved', 'asked')")
      .andWhere(`NOT EXISTS (SELECT 1 FROM citizen_messages message WHERE message.ticket_id = ticket.id AND message.about = ${about} AND message.state <> 'given-up' AND message.created_at >= ${since})`)
      .orderBy('ticket.answeredAt', 'ASC')
      .addOrderBy('ticket.id', 'ASC')
      .limit(MOST_SHOWN)
      .getMany()
    const summaries = await this.views.summaries(tickets, session)
    const messages = await manager.find(CitizenMessageEntity, { where: { ticketId: In(tickets.map(({ id }) => id)) }, order: { id: 'ASC' } })
    return tickets.flatMap((ticket, index) => {
      const summary = summaries[index]
      const subject = SUBJECTS[ticket.state]
      if (!summary || !subject) return []
      const from = (ticket.state === 'approved' ? ticket.answeredAt : ticket.stoppedAt) ?? ticket.createdAt
      const last = messages.findLast((message) => message.ticketId === ticket.id && message.about === subject && message.createdAt >= from)
      return [{ ticket: summary, about: subject, since: from.toISOString(), channel: last?.channel ?? null, trouble: last?.trouble ?? null, attempts: last?.attempts ?? 0 }]
    })
  }

  private async tellBy(tx: EntityManager, ticket: TicketEntity, tellBy: TellBy | null, by: number): Promise<TicketEntity> {
    if (tellBy !== null && addressOf(ticket, tellBy) === null) throw badTicketField('tellBy', { vi: 'Phiếu không có địa chỉ hoặc số điện thoại cho cách báo này.', en: 'The ticket has no address or number for this way.' })
    const changed = { ...ticket, tellBy }
    await tx.update(TicketEntity, ticket.id, { tellBy })
    const at = new Date()
    await this.outbox.store(tx, { topic: 'ticket', id: ticket.code, departmentId: ticket.departmentId })
    await this.again(tx, changed, at)
    await this.history.add(tx, changed, { deed: 'tell-by-changed', by, at, text: tellBy ?? '-' })
    return changed
  }

  /** What the citizen does not know yet goes the new way. */
  private async again(tx: EntityManager, ticket: TicketEntity, at: Date): Promise<void> {
    const about = SUBJECTS[ticket.state]
    if (!about) return
    await this.messages.drop(tx, ticket.id, about, 'REPLACED')
    const text = about === 'answered' ? await this.history.lastAnswer(tx, ticket.id) : await this.history.lastText(tx, ticket.id, 'asked')
    if (text !== null) await this.messages.store(tx, ticket, about, text, at)
  }

  private async setOptOut(tx: EntityManager, ticket: TicketEntity, channel: TellBy, wanted: boolean, how: 'page' | 'operator'): Promise<void> {
    const address = addressOf(ticket, channel)
    if (address === null) return
    await this.optOuts.set(tx, channel, address, wanted, { how, ticketId: ticket.id })
    if (wanted) await tx.update(CitizenMessageEntity, { channel, recipient: address, state: 'waiting' }, { state: 'given-up', nextTryAt: null, trouble: 'OPTED-OUT' })
    else if (ticket.tellBy === channel) await this.again(tx, ticket, new Date())
    await this.outbox.store(tx, { topic: 'ticket', id: ticket.code, departmentId: ticket.departmentId })
  }

  private async view(tx: EntityManager, ticket: TicketEntity): Promise<Telling> {
    const ways = TELL_BY.map(async (channel) => {
      const address = addressOf(ticket, channel)
      // Which one is known by its mask; whole it stands with the ticket, for whom it may.
      return { channel, address: address && (channel === 'email' ? maskEmail(address) : maskNumber(address)), optedOutAt: address === null ? null : ((await this.optOuts.since(tx, channel, address))?.toISOString() ?? null) }
    })
    return { tellBy: ticket.tellBy, ways: await Promise.all(ways) }
  }

  private lock(tx: EntityManager, id: number): Promise<TicketEntity> {
    return tx.findOneOrFail(TicketEntity, { where: { id }, lock: { mode: 'pessimistic_write' } })
  }
}
