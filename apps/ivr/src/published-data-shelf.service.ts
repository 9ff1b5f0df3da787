import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { PublishedData } from '@app/contracts'
import type { FlowLanguage } from '@app/flow'
import { nextOpening, type Opening, openingAt, OpeningHours } from '@app/opening-hours'
import { numberKey } from '@app/phone-number'
import { HealthRegister } from '@app/service'
import { SETTINGS, type IvrSettings } from './settings.js'

const LOOK_MS = 1_000
const NOTHING: PublishedData = { notices: [], articles: {}, callerLists: {}, openingHours: {} }

/** What is in force beside the flows: notices, articles, lists of callers. From a file, so that no other app need be there. */
@Injectable()
export class PublishedDataShelf implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(PublishedDataShelf.name)
  private data = NOTHING
  private seen = ''
  private trouble: string | null = null
  private timer: NodeJS.Timeout | undefined
  private stopped = false

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<IvrSettings, 'FLOWS_DIR'>,
    health: HealthRegister,
  ) {
    health.part('published-data', () => (this.trouble === null ? { ok: true, detail: `${this.data.notices.length} notices, ${Object.keys(this.data.articles).length} articles` } : { ok: false, detail: this.trouble }))
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.look()
  }

  onApplicationShutdown(): void {
    this.stopped = true
    clearTimeout(this.timer)
  }

  /** Sounds of the notices in force now, the newest first. */
  notices(language: FlowLanguage, now = new Date()): string[] {
    const at = now.toISOString()
    return this.data.notices.filter(({ from, until }) => from <= at && at < until).map(({ sounds }) => sounds[language])
  }

  /** Sounds of an article. @throws Error for one that is not there */
  article(key: string, language: FlowLanguage): string[] {
    const sounds = Object.hasOwn(this.data.articles, key) ? this.data.articles[key] : undefined
    if (!sounds) throw new Error(`there is no article ${key}`)
    return [sounds[language]]
  }

  /** The list on which a caller stands; empty for none. */
  listOf(caller: string): string {
    const key = numberKey(caller)
    return key !== null && Object.hasOwn(this.data.callerLists, key) ? (this.data.callerLists[key] ?? '') : ''
  }

  /** How it stands in these hours now. @throws Error for hours that are not there, or are none */
  opening(code: string, now = new Date()): Opening & { next: Date | null; zone: string } {
    if (!Object.hasOwn(this.data.openingHours, code)) throw new Error(`there are no opening hours ${code}`)
    const hours = OpeningHours.parse(this.data.openingHours[code])
    return { ...openingAt(hours, now), next: nextOpening(hours, now), zone: hours.zone }
  }

  private async look(): Promise<void> {
    try {
      await this.refresh()
      this.trouble = null
    } catch (error) {
      // Nothing was ever published: that is no fault. Else what was read before stays in force.
      const none = (error as NodeJS.ErrnoException).code === 'ENOENT' && this.seen === ''
      const trouble = none ? null : `published data cannot be read: ${error instanceof Error ? error.message : String(error)}`
      if (trouble !== null && trouble !== this.trouble) this.log.error(trouble)
      this.trouble = trouble
    }
    if (!this.stopped) this.timer = setTimeout(() => void this.look(), LOOK_MS)
  }

  private async refresh(): Promise<void> {
    const file = join(this.settings.FLOWS_DIR, 'published-data.json')
    const { mtimeMs, size, ino } = await stat(file)
    const mark = `${mtimeMs} ${size} ${ino}`
    if (mark === this.seen) return
    this.data = PublishedData.parse(JSON.parse(await readFile(file, 'utf8')))
    this.seen = mark
  }
}
