import { createHash } from 'node:crypto'
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { maskEmail, maskText } from '@app/persons-data'
import { HealthRegister, RepeatedWork } from '@app/service'
import { In, LessThan, Not } from 'typeorm'
import { Database } from '../database/database.js'
import { StaffNoticeEntity } from '../database/staff-notice.entity.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { MessageChannels } from '../messages/message-channels.js'
import { MessageRefused } from '../messages/message-channel.js'
import { sendingTrouble } from '../messages/sending-course.js'
import { ReferenceData } from '../reference-data/reference-data.js'
import type { Reference } from '../reference-data/reference.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { afterFailure, gatherMail, type MailLine } from './gather-mail.js'
import { isMoot } from './is-moot.js'
import { noticeMail } from './notice-mail.js'
import { isOwn, listPath, ticketPath } from './place-of.js'
import { StaffNotices } from './staff-notices.service.js'
import { addressOf, isSameAddress, ownerOf, type Addresses, type Owner } from './whom-to-tell.js'

const POLL_MS = 2_000
/** Addresses at one time. */
const BATCH = 20
const SWEEP_MS = 3_600_000
/** So long it can be seen who was told of what, and why somebody was not; the ticket has the rest. */
const KEPT_DAYS = 90

/** Sends what waits for each address as one mail: at least once, again and again until it is taken or given up; it survives a restart. */
@Injectable()
export class StaffNoticeSender implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(StaffNoticeSender.name)
  private readonly work: RepeatedWork
  private readonly sweep: RepeatedWork

  constructor(
    private readonly database: Database,
    private readonly notices: StaffNotices,
    private readonly reference: ReferenceData,
    private readonly channels: MessageChannels,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
    health: HealthRegister,
  ) {
    this.work = new RepeatedWork('staff-notices', POLL_MS, health, () => this.sendDue(new Date()))
    this.sweep = new RepeatedWork('staff-notices-kept', SWEEP_MS, health, () => this.forget(new Date()), { essential: false })
  }

  onApplicationBootstrap(): void {
    this.work.start()
    this.sweep.start()
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.work.stop(), this.sweep.stop()])
  }

  /** What was told long enough ago is gone, and to whom. */
  async forget(at: Date): Promise<void> {
    const { affected } = await this.database.manager.delete(StaffNoticeEntity, { state: Not('waiting'), createdAt: LessThan(new Date(at.getTime() - KEPT_DAYS * 86_400_000)) })
    if (affected) this.log.log(`${affected} notices are gone after ${KEPT_DAYS} days`)
  }

  /** An address whose mail failed waits until its next try, with all that came meanwhile; any other until its oldest notice is due. */
  private async sendDue(now: Date): Promise<void> {
    const due = (await this.database.manager.query(
      `SELECT address FROM staff_notices WHERE state = 'waiting' GROUP BY address
       HAVING COALESCE(MAX(IF(attempts > 0, next_try_at, NULL)), MIN(next_try_at)) <= ? ORDER BY MIN(next_try_at) LIMIT ${BATCH}`,
      [now],
    )) as { address: string }[]
    if (due.length === 0) return
    const addresses = await this.notices.addresses(this.database.manager)
    for (const { address } of due) await this.sendTo(address, addresses)
  }

  private async sendTo(address: string, addresses: Addresses): Promise<void> {
    const { manager } = this.database
    const waiting = await manager.find(StaffNoticeEntity, { where: { state: 'waiting', address }, order: { id: 'ASC' } })
    const tickets = new Map((await manager.findBy(TicketEntity, { id: In(waiting.map(({ ticketId }) => ticketId)) })).map((ticket) => [ticket.id, ticket]))
    const reference = await this.reference.current()
    const told = waiting.flatMap((notice) => {
      const ticket = tickets.get(notice.ticketId)
      const owner = ownerOf(notice, addresses)
      return !ticket || owner === null || isMoot(notice, ticket, owner) ? [] : [{ notice, owner, line: this.lineOf(notice, ticket, owner, reference) }]
    })
    const moot = waiting.filter((notice) => !told.some((one) => one.notice === notice)).map(({ id }) => id)
    if (moot.length > 0) await manager.update(StaffNoticeEntity, { id: In(moot) }, { state: 'moot', nextTryAt: null })
    // Somebody has put the address right meanwhile.
    const moved = told.filter(({ owner }) => !isSameAddress(addressOf(owner), address))
    for (const { notice, owner } of moved) await manager.update(StaffNoticeEntity, notice.id, { address: addressOf(owner), attempts: 0, nextTryAt: new Date() })
    const here = told.filter((one) => !moved.includes(one))
    const notices = here.map(({ notice }) => notice)
    const [first] = here
    if (!first) return
    const mail = gatherMail(here.map(({ line }) => line))
    const { subject, text } = noticeMail(mail, { reader: 'reader' in first.owner ? 'person' : 'mailbox', list: this.link(listPath(first.owner)), at: new Date() })
    const what = `${mail.counts.arrived} arrived, ${mail.counts.warned} warned of, by mail to ${maskEmail(address)}`
    try {
      await this.channels.send('email', { id: mailId(notices), recipient: address, subject, text })
    } catch (error) {
      return this.failed(notices, what, error)
    }
    await this.tried(notices.map(({ id }) => id), { state: 'sent', sentAt: new Date(), nextTryAt: null, trouble: null })
    this.log.log(`${what}: sent`)
  }

  private async failed(told: readonly StaffNoticeEntity[], what: string, error: unknown): Promise<void> {
    const { givenUp, again, nextTryAt } = afterFailure(told, error instanceof MessageRefused, new Date(), this.settings)
    const trouble = sendingTrouble(error)
    await this.tried(givenUp, { state: 'given-up', nextTryAt: null, trouble })
    await this.tried(again, { state: 'waiting', nextTryAt, trouble })
    this.log.warn(`${what}: failed, ${nextTryAt ? `again at ${nextTryAt.toISOString()}` : 'given up'}: ${maskText(trouble)}`)
  }

  private async tried(ids: number[], part: Partial<StaffNoticeEntity>): Promise<void> {
    if (ids.length > 0) await this.database.manager.update(StaffNoticeEntity, { id: In(ids) }, { ...part, attempts: () => 'attempts + 1' })
  }

  private lineOf({ percent }: StaffNoticeEntity, ticket: TicketEntity, owner: Owner, { categories, departments }: Reference): MailLine {
    const nameOf = (row: { nameVi: string; nameEn: string } | undefined) => (row ? { vi: row.nameVi, en: row.nameEn } : null)
    return {
      code: ticket.code,
      // The database's foreign keys promise that it is there.
      category: nameOf(categories.get(ticket.categoryId)) ?? { vi: '', en: '' },
      ward: ticket.wardId === null ? null : nameOf(departments.get(ticket.wardId)),
      department: isOwn(ticket, owner) ? null : nameOf(departments.get(ticket.departmentId)),
      deadlineAt: ticket.deadlineAt,
      percent,
      link: this.link(ticketPath(ticket, owner)),
    }
  }

  private link(path: string): string {
    return new URL(path, this.settings.PUBLIC_URL).href
  }
}

/** The same for the same notices, so that a mail server can drop what comes twice; what tells of more is another mail. */
const mailId = (notices: readonly StaffNoticeEntity[]): string => `staff-${createHash('sha256').update(notices.map(({ id }) => id).join()).digest('hex').slice(0, 24)}`
