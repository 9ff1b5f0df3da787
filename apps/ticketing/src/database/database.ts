import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { HealthRegister, refusal, within } from '@app/service'
import { createConnection, type Connection } from 'mysql2/promise'
import type { DataSource, EntityManager } from 'typeorm'
import { seed } from '../seed/seed.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { makeDataSource } from './data-source.js'

const RETRY_MS = 2_000

/** The one connection to MariaDB: waits for it, migrates, seeds, and knows whether it is there. */
@Injectable()
export class Database implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(Database.name)
  private source: DataSource | undefined
  private trouble: string | undefined = 'not connected yet'
  private timer: NodeJS.Timeout | undefined
  private checking: Promise<void> | undefined
  private pinging: Promise<unknown> | undefined
  private heart: Connection | undefined
  private closed = false
  private readonly whenReady: Promise<void>
  private tellReady: () => void

  constructor(
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
    health: HealthRegister,
  ) {
    this.whenReady = new Promise((resolve) => (this.tellReady = resolve))
    health.part('database', () => (this.trouble === undefined ? { ok: true } : { ok: false, detail: this.trouble }))
  }

  onApplicationBootstrap(): void {
    this.check()
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true
    clearTimeout(this.timer)
    await this.checking
    this.heart?.destroy()
    await this.source?.destroy()
  }

  /** Resolves once, when the database is connected, migrated and seeded. */
  ready(): Promise<void> {
    return this.whenReady
  }

  /** @throws RefusedError 503 before {@link ready}, and while the database does not answer */
  get manager(): EntityManager {
    if (!this.source || this.trouble !== undefined) throw databaseAway()
    return this.source.manager
  }

  private get answerMs(): number {
    return this.settings.DATABASE_ANSWER_SECONDS * 1000
  }

  private check(): void {
    this.checking = this.connectOrPing()
      .then(() => {
        this.note(undefined)
        this.tellReady()
      })
      .catch((error: unknown) => this.note(error instanceof Error ? error.message || error.constructor.name : String(error)))
      .finally(() => {
        if (!this.closed) this.timer = setTimeout(() => this.check(), RETRY_MS)
      })
  }

  private async connectOrPing(): Promise<void> {
    if (this.source) {
      // One that hangs keeps its connections open and answers nothing: without this nobody would notice.
      await within(this.answerMs, 'the database', this.ping())
      return
    }
    const source = await makeDataSource(this.settings.DATABASE_URL).initialize()
    try {
      const ran = await source.runMigrations()
      for (const migration of ran) this.log.log(`migrated: ${migration.name}`)
      for (const line of await seed(source.manager, this.settings)) this.log.log(line)
    } catch (error) {
      await source.destroy()
      throw error
    }
    this.source = source
  }

  /** One at a time: a hung one is waited for again rather than added to. */
  private ping(): Promise<unknown> {
    this.pinging ??= this.askHeart().finally(() => (this.pinging = undefined))
    return this.pinging
  }

  /** On a connection of its own: with all the others at work, a ping that waited for one of them would say that the database is away. */
  private async askHeart(): Promise<void> {
    this.heart ??= await this.openHeart()
    const { heart } = this
    try {
      await heart.query('SELECT 1')
    } catch (error) {
      heart.destroy()
      this.heart = undefined
      throw error
    }
  }

  private async openHeart(): Promise<Connection> {
    const heart = await createConnection({ uri: this.settings.DATABASE_URL, connectTimeout: this.answerMs })
    // Lost while nothing was asked: the next ping opens another one.
    heart.on('error', () => (this.heart = undefined))
    return heart
  }

  private note(trouble: string | undefined): void {
    if (trouble !== this.trouble) {
      if (trouble === undefined) this.log.log('the database is there')
      else this.log.error(`the database is away: ${trouble}`)
    }
    this.trouble = trouble
  }
}

export const databaseAway = () =>
  refusal.unavailable('database-away', {
    vi: 'Cơ sở dữ liệu tạm thời chưa sẵn sàng. Vui lòng thử lại sau ít phút.',
    en: 'The database is away for the moment. Please try again in a few minutes.',
  })
