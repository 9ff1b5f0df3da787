import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { HealthRegister, RepeatedWork } from '@app/service'
import { In, IsNull, LessThanOrEqual, Not } from 'typeorm'
import { CitizenMessageEntity } from '../database/citizen-message.entity.js'
import { Database } from '../database/database.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { MessageVoice } from './message-voice.js'
import { OutgoingCalls } from './outgoing-calls.service.js'
import { ticketOfMessage } from '../messages/ticket-of-message.js'

const POLL_MS = 2_000
const BATCH = 10
const RETRY_MS = 5 * 60_000
/** A voice that is away for longer leaves the call to an operator. */
const LONGEST_WAIT_MS = 24 * 60 * 60_000

/** Makes what calls are to speak into sounds beforehand, so that nobody waits for a voice; takes them away when they are not needed any more. */
@Injectable()
export class MessageSpeaker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(MessageSpeaker.name)
  private readonly work: RepeatedWork

  constructor(
    private readonly database: Database,
    private readonly voice: MessageVoice,
    private readonly calls: OutgoingCalls,
    health: HealthRegister,
  ) {
    this.work = new RepeatedWork('outgoing-calls', POLL_MS, health, async () => {
      const now = new Date()
      await this.speakWaiting(now)
      await this.forgetDone()
      await this.calls.endLost(now)
    })
  }

  onApplicationBootstrap(): void {
    this.work.start()
  }

  async onApplicationShutdown(): Promise<void> {
    await this.work.stop()
  }

  private async speakWaiting(now: Date): Promise<void> {
    const rows = await this.database.manager.find(CitizenMessageEntity, { where: { channel: 'phone', state: 'waiting', sound: IsNull(), nextTryAt: LessThanOrEqual(now) }, order: { nextTryAt: 'ASC' }, take: BATCH })
    for (const row of rows) {
      const { language, code } = await this.ticketOf(row)
      try {
        await this.database.manager.update(CitizenMessageEntity, { id: row.id, state: 'waiting' }, { ...(await this.voice.speak(row.text, language)), trouble: null })
      } catch (error) {
        // One text that nobody can speak must not keep the others.
        const trouble = (error instanceof Error ? error.message : String(error)).slice(0, 300)
        const over = now.getTime() - row.createdAt.getTime() > LONGEST_WAIT_MS
        await this.database.manager.update(CitizenMessageEntity, { id: row.id, state: 'waiting' }, over ? { state: 'given-up', nextTryAt: null, trouble } : { nextTryAt: new Date(now.getTime() + RETRY_MS), trouble })
        this.log.warn(`ticket ${code}: ${row.about} is not spoken${over ? ', given up' : ''}: ${trouble}`)
      }
    }
  }

  private async forgetDone(): Promise<void> {
    const done = await this.database.manager.find(CitizenMessageEntity, { where: { channel: 'phone', state: In(['sent', 'given-up']), sound: Not(IsNull()) }, take: BATCH })
    for (const row of done) {
      // The last call may still be speaking it again.
      const { language } = await this.ticketOf(row)
      if (row.sound !== null && !(await this.database.manager.existsBy(CitizenMessageEntity, { sound: row.sound, state: In(['waiting', 'calling']) }))) await this.voice.forget(row.sound, language)
      await this.database.manager.update(CitizenMessageEntity, row.id, { sound: null })
    }
  }

  private ticketOf(message: CitizenMessageEntity): Promise<TicketEntity> {
    return this.database.manager.findOneByOrFail(TicketEntity, { id: ticketOfMessage(message) })
  }
}
