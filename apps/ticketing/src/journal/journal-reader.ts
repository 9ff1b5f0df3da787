import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { CALL_FACTS } from '@app/contracts'
import { FactStream } from '@app/facts'
import { HealthRegister } from '@app/service'
import { Database } from '../database/database.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { JournalKeeper } from './journal-keeper.js'

const GROUP = 'ticketing'
const LOOK_EVERY_MS = 5_000

/** Reads the call journal from Redis, one entry after the other, and acknowledges what was committed. */
@Injectable()
export class JournalReader implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(JournalReader.name)
  private readonly facts: FactStream
  private trouble: string | undefined
  private behind: number | null = null
  private timer: NodeJS.Timeout | undefined
  private closed = false

  constructor(
    private readonly database: Database,
    private readonly keeper: JournalKeeper,
    @Inject(SETTINGS) settings: TicketingSettings,
    health: HealthRegister,
  ) {
    this.facts = new FactStream({ url: settings.REDIS_URL, stream: CALL_FACTS })
    health.part('journal', () => ({ ok: this.trouble === undefined, detail: this.trouble ?? (this.behind === null ? 'not known yet' : `${this.behind} behind`) }))
  }

  onApplicationBootstrap(): void {
    this.facts.start()
    this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS)
    void this.database.ready().then(() => this.follow())
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true
    clearInterval(this.timer)
    await this.facts.stop()
  }

  private follow(): void {
    if (this.closed) return
    this.facts.follow({
      group: GROUP,
      consumer: GROUP,
      from: 'start',
      handle: async (id, fact) => {
        await this.keeper.keep(id, fact)
        this.trouble = undefined
      },
      onError: (error, id) => {
        this.trouble = `${id === undefined ? '' : `entry ${id}: `}${error instanceof Error ? error.message : String(error)}`
        this.log.error(`the journal waits: ${this.trouble}`)
      },
    })
  }

  private async look(): Promise<void> {
    try {
      this.behind = await this.facts.behind(GROUP)
      if (this.behind === 0) this.trouble = undefined
    } catch {
      this.behind = null // Redis is away; the part `redis` says so
    }
  }
}
