import { Inject, Injectable } from '@nestjs/common'
import { IsNull, Not, type EntityManager } from 'typeorm'
import { UserEntity } from '../database/directory.entities.js'
import { StaffNoticeEntity } from '../database/staff-notice.entity.js'
import type { TicketEntity } from '../database/ticket.entities.js'
import type { Audience } from '../deadlines/whom-to-warn.js'
import { MessageChannels } from '../messages/message-channels.js'
import { ReferenceData } from '../reference-data/reference-data.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import type { SeenTicket } from '../visibility/sees-ticket.js'
import { whomToTellOfArrival, whomToTellOfWarning, type Addresses, type Reader, type Recipient } from './whom-to-tell.js'

export type NoticedTicketRow = SeenTicket & Pick<TicketEntity, 'id'>

/** What people and departments are told of by mail: stored in the transaction of the fact, sent by StaffNoticeSender. Nothing where no mail can be sent. */
@Injectable()
export class StaffNotices {
  constructor(
    private readonly channels: MessageChannels,
    private readonly reference: ReferenceData,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  /** Tickets have reached their departments. */
  async arrived(tx: EntityManager, tickets: readonly NoticedTicketRow[]): Promise<void> {
    if (tickets.length === 0 || !this.channels.isConnected('email')) return
    const addresses = await this.addresses(tx)
    await this.store(tx, tickets.flatMap((ticket) => whomToTellOfArrival(ticket, addresses).map((to) => ({ ticket, percent: null, to }))))
  }

  /** So much of a ticket's time is gone, and these must look. */
  async warned(tx: EntityManager, ticket: NoticedTicketRow, percent: number, audiences: readonly Audience[]): Promise<void> {
    if (!this.channels.isConnected('email')) return
    await this.store(tx, whomToTellOfWarning(ticket, audiences, await this.addresses(tx)).map((to) => ({ ticket, percent, to })))
  }

  /** Whoever can be written to now. */
  async addresses(manager: EntityManager): Promise<Addresses> {
    const { departments, complaintViewers } = await this.reference.of(manager)
    const users = await manager.find(UserEntity, { select: { id: true, role: true, departmentId: true, isHead: true, email: true }, where: { disabledAt: IsNull(), email: Not(IsNull()) }, order: { id: 'ASC' } })
    return {
      mailboxes: new Map([...departments.values()].flatMap(({ id, email }) => (email === null ? [] : [[id, email]]))),
      readers: users.flatMap(({ id, role, departmentId, isHead, email }): Reader[] => (email === null ? [] : [{ userId: id, role, departmentId, isHead, email, named: complaintViewers.has(id) }])),
    }
  }

  private async store(tx: EntityManager, notices: readonly { ticket: NoticedTicketRow; percent: number | null; to: Recipient }[]): Promise<void> {
    if (notices.length === 0) return
    const at = new Date()
    const nextTryAt = new Date(at.getTime() + this.settings.STAFF_MAIL_GATHER_SECONDS * 1000)
    await tx.insert(
      StaffNoticeEntity,
      notices.map(({ ticket, percent, to }) => ({ what: percent === null ? ('ticket-arrived' as const) : ('warning' as const), ticketId: ticket.id, departmentId: ticket.departmentId, percent, ...to, state: 'waiting' as const, attempts: 0, nextTryAt, createdAt: at, sentAt: null, trouble: null })),
    )
  }
}
