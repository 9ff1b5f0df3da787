import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { EVERY_OTHER, PublishedFlow, PublishedNumbers } from '@app/contracts'
import type { Flow } from '@app/flow'
import { HealthRegister } from '@app/service'
import { SETTINGS, type IvrSettings } from './settings.js'
import { WatchedFile } from './watched-file.js'

/** A version as it was published: its checks are behind it, its sounds are made. */
export interface ShelvedFlow {
  flow: Flow
  sounds: PublishedFlow['sounds']
}

/** Published flows, from files that outlive every other app. A version never changes, so it is read once. */
@Injectable()
export class FlowShelf implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(FlowShelf.name)
  private readonly versions = new Map<string, ShelvedFlow>()
  private numbers: Record<string, ShelvedFlow> = {}
  private readonly file: WatchedFile

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<IvrSettings, 'FLOWS_DIR'>,
    health: HealthRegister,
  ) {
    this.file = new WatchedFile(
      join(settings.FLOWS_DIR, 'published.json'),
      (text) => this.take(text),
      (why) => this.log.error(`published flows cannot be read: ${why}`),
    )
    health.part('flow', () => (this.trouble !== null ? { ok: false, detail: this.trouble } : { ok: true, detail: Object.entries(this.numbers).map(([number, { flow }]) => `${number}: ${flow.version}`).join(', ') }))
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.file.start()
  }

  onApplicationShutdown(): void {
    this.file.stop()
  }

  /** Whether any call can be served. */
  get isEmpty(): boolean {
    return Object.keys(this.numbers).length === 0
  }

  /** The flow that a dialled number reaches now; null when nothing is published for it. */
  flowOf(dialled: string): ShelvedFlow | null {
    return this.numbers[dialled] ?? this.numbers[EVERY_OTHER] ?? null
  }

  /** A version that a call began with, also one that is published no more; null when it cannot be read. */
  async version(hash: string): Promise<ShelvedFlow | null> {
    try {
      return await this.read(hash)
    } catch (error) {
      this.log.warn(`version ${hash} of a flow cannot be read: ${String(error)}`)
      return null
    }
  }

  private async take(text: string): Promise<void> {
    const { numbers } = PublishedNumbers.parse(JSON.parse(text))
    const shelved = await Promise.all(Object.entries(numbers).map(async ([number, hash]) => [number, await this.read(hash)] as const))
    this.numbers = Object.fromEntries(shelved)
    this.log.log(`published: ${Object.entries(numbers).map(([number, hash]) => `${number} ${hash}`).join(', ')}`)
  }

  private get trouble(): string | null {
    if (this.file.trouble !== null) return `published flows cannot be read: ${this.file.trouble}`
    return this.isEmpty ? 'nothing is published yet' : null
  }

  private async read(hash: string): Promise<ShelvedFlow> {
    const known = this.versions.get(hash)
    if (known) return known
    if (!/^[0-9a-f]{16}$/.test(hash)) throw new Error('not the name of a version')
    const { flow, sounds } = PublishedFlow.parse(JSON.parse(await readFile(join(this.settings.FLOWS_DIR, `${hash}.json`), 'utf8')))
    // Whoever published it checked it (libs/flow, checkFlow), and its hash is in its name.
    const shelved: ShelvedFlow = { flow: flow as unknown as Flow, sounds }
    this.versions.set(hash, shelved)
    return shelved
  }
}
