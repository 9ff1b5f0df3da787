import { join } from 'node:path'
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { PublishedData } from '@app/contracts'
import type { FlowLanguage } from '@app/flow'
import { nextOpening, type Opening, openingAt, OpeningHours } from '@app/opening-hours'
import { numberKey } from '@app/phone-number'
import { HealthRegister } from '@app/service'
import { SETTINGS, type IvrSettings } from './settings.js'
import { WatchedFile } from './watched-file.js'

const NOTHING: PublishedData = { notices: [], articles: {}, callerLists: {}, departmentPhones: {}, openingHours: {}, queueHours: {} }

/** How it stands in some hours, and when they open next; `next` null: not as far as one looks. */
export type OpeningNow = Opening & { next: Date | null; zone: string }

/** What is in force beside the flows: notices, articles, lists of callers. From a file, so that no other app need be there. */
@Injectable()
export class PublishedDataShelf implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(PublishedDataShelf.name)
  private data = NOTHING
  private readonly file: WatchedFile

  constructor(@Inject(SETTINGS) settings: Pick<IvrSettings, 'FLOWS_DIR'>, health: HealthRegister) {
    this.file = new WatchedFile(
      join(settings.FLOWS_DIR, 'published-data.json'),
      (text) => {
        this.data = PublishedData.parse(JSON.parse(text))
      },
      (why) => this.log.error(`published data cannot be read: ${why}`),
    )
    health.part('published-data', () => (this.file.trouble === null ? { ok: true, detail: `${this.data.notices.length} notices, ${Object.keys(this.data.articles).length} articles, ${Object.keys(this.data.queueHours).length} queues with hours` } : { ok: false, detail: `published data cannot be read: ${this.file.trouble}` }))
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.file.start()
  }

  onApplicationShutdown(): void {
    this.file.stop()
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

  /** A department's number; null when it has none any more. */
  phoneOf(department: string): string | null {
    return Object.hasOwn(this.data.departmentPhones, department) ? (this.data.departmentPhones[department] ?? null) : null
  }

  /** The list on which a caller stands; empty for none. */
  listOf(caller: string): string {
    const key = numberKey(caller)
    return key !== null && Object.hasOwn(this.data.callerLists, key) ? (this.data.callerLists[key] ?? '') : ''
  }

  /** How it stands with a queue now; null for one without hours, which is always open. @throws as {@link opening} */
  queueOpening(queue: string, now = new Date()): OpeningNow | null {
    const code = Object.hasOwn(this.data.queueHours, queue) ? this.data.queueHours[queue] : undefined
    return code === undefined ? null : this.opening(code, now)
  }

  /** How it stands in these hours now. @throws Error for hours that are not there, or are none */
  opening(code: string, now = new Date()): OpeningNow {
    if (!Object.hasOwn(this.data.openingHours, code)) throw new Error(`there are no opening hours ${code}`)
    const hours = OpeningHours.parse(this.data.openingHours[code])
    return { ...openingAt(hours, now), next: nextOpening(hours, now), zone: hours.zone }
  }
}
