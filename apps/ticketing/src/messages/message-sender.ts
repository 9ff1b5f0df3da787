import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { maskText } from '@app/persons-data'
import { HealthRegister, RepeatedWork } from '@app/service'
import { In, LessThanOrEqual } from 'typeorm'
import { CitizenMessageEntity } from '../database/citizen-message.entity.js'
import { Database } from '../database/database.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { TicketActs } from '../tickets/ticket-acts.service.js'
import { MessageChannels, WRITTEN_CHANNELS, type WrittenChannel } from './message-channels.js'
import { MessageRefused } from './message-channel.js'
import { nextTry, sendingTrouble } from './sending-course.js'

const POLL_MS = 2_000
const BATCH = 20

/** Sends what is written to citizens: at least once, again and again until it is taken or given up; it survives a restart. */
@Injectable()
export class MessageSender implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(MessageSender.name)
  private readonly work: RepeatedWork

  constructor(
    private readonly database: Database,
    private readonly acts: TicketActs,
    private readonly channels: MessageChannels,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
    health: HealthRegister,
  ) {
    this.work = new RepeatedWork('messages', POLL_MS, health, () => this.sendDue(new Date()))
  }

  onApplicationBootstrap(): void {
    this.work.start()
  }

  async onApplicationShutdown(): Promise<void> {
    await this.work.stop()
  }

  private async sendDue(now: Date): Promise<void> {
    const due = await this.database.manager.find(CitizenMessageEntity, { where: { state: 'waiting', channel: In([...WRITTEN_CHANNELS]), nextTryAt: LessThanOrEqual(now) }, order: { nextTryAt: 'ASC' }, take: BATCH })
    for (const message of due) await this.send(message)
  }

  private async send(message: CitizenMessageEntity): Promise<void> {
    const what = await this.whatOf(message)
    try {
      await this.channels.send(message.channel as WrittenChannel, message)
    } catch (error) {
      return this.failed(message, what, error)
    }
    const sentAt = new Date()
    await this.database.manager.transaction(async (tx) => {
      const { ticketId } = message
      // The ticket first, as everybody who changes both: what was sent must not be sent again because two waited for each other.
      if (ticketId !== null) await tx.findOneOrFail(TicketEntity, { where: { id: ticketId }, lock: { mode: 'pessimistic_write' } })
      await tx.update(CitizenMessageEntity, message.id, { state: 'sent', sentAt, nextTryAt: null, attempts: message.attempts + 1, trouble: null })
      if (ticketId !== null && message.about === 'answered') await this.acts.doAsSystem(tx, ticketId, { deed: 'told' }, sentAt)
    })
    this.acts.tell()
    this.log.log(`${what}: ${message.about} sent by ${message.channel}`)
  }

  private async whatOf({ ticketId, articleKey }: CitizenMessageEntity): Promise<string> {
    return ticketId === null ? `article ${articleKey}` : `ticket ${(await this.database.manager.findOneByOrFail(TicketEntity, { id: ticketId })).code}`
  }

  private async failed(message: CitizenMessageEntity, what: string, error: unknown): Promise<void> {
    const now = new Date()
    const attempts = message.attempts + 1
    const next = error instanceof MessageRefused ? null : nextTry(message.channel, attempts, now, this.settings)
    const trouble = sendingTrouble(error)
    await this.database.manager.update(CitizenMessageEntity, message.id, { attempts, trouble, nextTryAt: next, state: next ? 'waiting' : 'given-up' })
    this.log.warn(`${what}: ${message.about} by ${message.channel} failed, ${next ? `again at ${next.toISOString()}` : 'given up'}: ${maskText(trouble)}`)
  }
}
