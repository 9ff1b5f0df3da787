import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { TICKETING_FACTS, type Changed } from '@app/contracts'
import { FactsAway, FactStream } from '@app/facts'
import { HealthRegister } from '@app/service'
import { In, type EntityManager } from 'typeorm'
import { OutboxEntity } from '../database/call.entities.js'
import { Database } from '../database/database.js'
import { forNamedPeople } from '../visibility/for-named-people.js'
import { SETTINGS, TicketingSettings } from '../settings.js'

const BATCH = 200
const POLL_MS = 2_000
/** More than ten busy hours of facts; a console that was away longer asks for everything anew anyway. */
const KEPT_FACTS = 100_000
const TRIM_EVERY_MS = 60_000

/** Facts are stored with what they tell of, and told to Redis after the commit: at least once, in order. */
@Injectable()
export class Outbox implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(Outbox.name)
  private readonly facts: FactStream
  private trouble: string | undefined
  private running: Promise<void> | undefined
  private closed = false
  private awake = false
  private wakeSleeper: () => void = () => undefined
  private trimmedAt = 0

  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) settings: TicketingSettings,
    health: HealthRegister,
  ) {
    this.facts = new FactStream({
      url: settings.REDIS_URL,
      stream: TICKETING_FACTS,
      onConnection: (connected, why) => (connected ? this.log.log('Redis is there') : this.log.error(`Redis is away: ${why}`)),
    })
    health.part('redis', () => (this.facts.connected ? { ok: true } : { ok: false, detail: 'not connected' }))
    health.part('outbox', () => (this.trouble === undefined ? { ok: true } : { ok: false, detail: this.trouble }))
  }

  onApplicationBootstrap(): void {
    this.facts.start()
    this.running = this.run()
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true
    this.wake()
    await this.running
    await this.facts.stop()
  }

  /** Within the transaction of what it tells of; {@link wake} after the commit. */
  async store(tx: EntityManager, ...facts: Changed[]): Promise<void> {
    if (facts.length === 0) return
    const told = await forNamedPeople(tx, facts)
    await tx.insert(OutboxEntity, told.map((fact) => ({ fact: JSON.stringify(fact), createdAt: new Date() })))
  }

  /** Something was committed: tell it now. */
  wake(): void {
    this.awake = true
    this.wakeSleeper()
  }

  private async run(): Promise<void> {
    while (!this.closed) {
      this.awake = false
      try {
        while (!this.closed && (await this.tellBatch()) === BATCH);
        this.trouble = undefined
      } catch (error) {
        const trouble = error instanceof Error ? error.message : String(error)
        if (trouble !== this.trouble && !(error instanceof FactsAway)) this.log.error(`facts wait in the outbox: ${trouble}`)
        this.trouble = trouble
        this.awake = false // no haste while something is away
      }
      if (!this.awake && !this.closed) await this.sleep()
    }
  }

  private async tellBatch(): Promise<number> {
    const manager = this.database.manager
    const rows = await manager.find(OutboxEntity, { order: { id: 'ASC' }, take: BATCH })
    if (rows.length > 0) {
      await this.facts.appendAll(rows.map((row) => ({ fact: JSON.parse(row.fact) as object, id: '*' })))
      await manager.delete(OutboxEntity, { id: In(rows.map((row) => row.id)) })
    }
    if (Date.now() - this.trimmedAt > TRIM_EVERY_MS && this.facts.connected) {
      await this.facts.trim(KEPT_FACTS)
      this.trimmedAt = Date.now()
    }
    return rows.length
  }

  private sleep(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, POLL_MS)
      this.wakeSleeper = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
