import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { parseLine } from '@app/call-journal'
import { CALL_FACTS, type JournalLine } from '@app/contracts'
import { FactsAway, FactStream } from '@app/facts'
import { HealthRegister } from '@app/service'
import { setTimeout as pause } from 'node:timers/promises'
import { SETTINGS, type ConsoleSettings } from '../settings.js'
import { generationOf, openJournal, readLines, statJournal } from './journal-file.js'

const LOOK_MS = 150
const RETRY_MS = 1_000
const BATCH = 500

/**
 * Tells every line of Asterisk's queue_log once, in order, on the stream `call-facts`. A line's id is `<generation>-<offset>`, so the stream's
 * last id is the reading position, and there is no other bookmark that could disagree.
 */
@Injectable()
export class JournalFollower implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(JournalFollower.name)
  private readonly stream: FactStream
  private readonly stopper = new AbortController()
  private done: Promise<void> = Promise.resolve()
  private behind = 0
  private fault: string | null = null

  constructor(@Inject(SETTINGS) private readonly settings: ConsoleSettings, health: HealthRegister) {
    this.stream = new FactStream({
      url: settings.REDIS_URL,
      stream: CALL_FACTS,
      onConnection: (connected, why) => (connected ? this.log.log('Redis is there') : this.log.warn(`Redis is away, the journal waits: ${why}`)),
    })
    health.part('redis', () => ({ ok: this.stream.connected }))
    health.part('journal', () => ({ ok: this.fault === null, detail: this.fault ?? `${this.behind} bytes behind` }))
  }

  get redisConnected(): boolean {
    return this.stream.connected
  }

  onApplicationBootstrap(): void {
    this.stream.start()
    this.done = this.follow()
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopper.abort()
    await this.done
    await this.stream.stop()
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopper
    while (!signal.aborted) {
      let wait = LOOK_MS
      try {
        if ((await this.tellNext()) > 0) wait = 0
        this.fault = null
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        if (message !== this.fault && !(error instanceof FactsAway)) this.log.error(`the journal waits: ${message}`)
        this.fault = message
        wait = RETRY_MS
      }
      if (wait > 0) await pause(wait, undefined, { signal }).catch(() => undefined)
    }
  }

  private position: { generation: number; offset: number; inode: number } | null = null

  /** Tells the next lines. @returns how many */
  private async tellNext(): Promise<number> {
    const seen = await statJournal(this.settings.QUEUE_LOG_FILE)
    if (!seen) return 0
    const same = this.position && this.position.inode === seen.inode && this.position.offset <= seen.size
    if (same && this.position?.offset === seen.size) return 0
    const file = await openJournal(this.settings.QUEUE_LOG_FILE)
    if (!file) return 0
    try {
      if (!same) this.position = null
      const generation = this.position?.generation ?? (await generationOf(file))
      if (generation === null) return 0
      this.position ??= { generation, offset: await this.resumeAt(generation), inode: seen.inode }
      const from = this.position
      const lines = await readLines(file, from.offset, BATCH)
      const last = lines.at(-1)
      if (!last) return 0
      const facts = lines.map(({ offset, text }) => ({ id: `${generation}-${offset}`, fact: this.understand(text, offset) }))
      await this.stream.appendAll(facts)
      this.position = { ...from, offset: last.offset + Buffer.byteLength(last.text) + 1 }
      this.behind = Math.max(0, seen.size - this.position.offset)
      return lines.length
    } catch (error) {
      this.position = null // what Redis has is the truth; it is asked again
      throw error
    } finally {
      await file.close()
    }
  }

  /** The beginning of the last line told; telling it again is refused by Redis, so the next one is found by reading. */
  private async resumeAt(generation: number): Promise<number> {
    const [lastGeneration, lastOffset] = (await this.stream.lastId()).split('-').map(Number)
    return lastGeneration === generation && lastOffset !== undefined ? lastOffset : 0
  }

  private understand(text: string, offset: number): JournalLine {
    const line = parseLine(text)
    if (!('unreadable' in line)) return line
    this.log.error(`the journal's line at byte ${offset} cannot be read: ${text.slice(0, 200)}`)
    return { at: 0, callId: 'NONE', queue: 'NONE', agent: 'NONE', event: 'UNREADABLE', data: [text] }
  }
}
