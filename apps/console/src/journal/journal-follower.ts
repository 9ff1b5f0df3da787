import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { parseLine } from '@app/call-journal'
import { CALL_FACTS, type JournalLine } from '@app/contracts'
import { FactsAway, FactStream } from '@app/facts'
import { HealthRegister } from '@app/service'
import type { FileHandle } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { SETTINGS, type ConsoleSettings } from '../settings.js'
import { generationOf, openJournal, putAside, readLines, statJournal } from '@app/journal-file'

const LOOK_MS = 150
const RETRY_MS = 1_000
const BATCH = 500

/** The next line to be told: its file's generation, its first byte, and the file that was last found by its path. */
interface Position {
  generation: number
  offset: number
  inode: number
}

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
  private position: Position | null = null

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

  /** Tells the next lines. @returns how many */
  private async tellNext(): Promise<number> {
    const path = this.settings.QUEUE_LOG_FILE
    const seen = await statJournal(path)
    if (!seen) return 0
    if (this.position && this.position.inode === seen.inode && this.position.offset === seen.size) return 0
    const file = await openJournal(path)
    if (!file) return 0
    try {
      const generation = await generationOf(file)
      if (generation === null) return 0
      this.position ??= await this.resume(generation)
      if (this.position.generation !== generation) {
        const rest = await this.tellPutAside(this.position, generation)
        if (rest > 0) return rest
        this.position = { generation, offset: 0, inode: seen.inode }
      }
      this.position.inode = seen.inode
      if (this.position.offset > (await file.stat()).size) throw new Error(`it is shorter than what was told already (${this.position.offset} bytes)`)
      const told = await this.tellFrom(file, this.position)
      this.behind = Math.max(0, seen.size - this.position.offset)
      return told
    } catch (error) {
      this.position = null // what Redis has is the truth; it is asked again
      throw error
    } finally {
      await file.close()
    }
  }

  /** What was written to a journal after the last look and before it was put aside, also while this process was away. @returns how many lines */
  private async tellPutAside(position: Position, current: number): Promise<number> {
    if (current < position.generation) throw new Error(`its first line (${current}) is older than what was told already (${position.generation}): the clock was set back`)
    for (const { path, generation } of await putAside(this.settings.QUEUE_LOG_FILE)) {
      if (generation < position.generation || generation >= current) continue
      if (generation > position.generation) Object.assign(position, { generation, offset: 0 })
      const file = await openJournal(path)
      if (!file) continue
      const told = await this.tellFrom(file, position).finally(() => file.close())
      if (told > 0) return told
    }
    return 0
  }

  private async tellFrom(file: FileHandle, position: Position): Promise<number> {
    const lines = await readLines(file, position.offset, BATCH)
    const last = lines.at(-1)
    if (!last) return 0
    await this.stream.appendAll(lines.map(({ offset, text }) => ({ id: `${position.generation}-${offset}`, fact: this.understand(text, offset) })))
    position.offset = last.end
    return lines.length
  }

  /** The beginning of the last line told; telling it again is refused by Redis, so the next one is found by reading. */
  private async resume(current: number): Promise<Position> {
    const [generation = 0, offset = 0] = (await this.stream.lastId()).split('-').map(Number)
    return generation > 0 ? { generation, offset, inode: 0 } : { generation: current, offset: 0, inode: 0 }
  }

  private understand(text: string, offset: number): JournalLine {
    const line = parseLine(text)
    if (!('unreadable' in line)) return line
    // The line itself stays out of the log: a caller's number may stand in it.
    this.log.error(`the journal's line at byte ${offset} cannot be read (${text.length} characters)`)
    return { at: 0, callId: 'NONE', queue: 'NONE', agent: 'NONE', event: 'UNREADABLE', data: [text] }
  }
}
