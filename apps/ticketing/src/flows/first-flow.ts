import { readFileSync } from 'node:fs'
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { EVERY_OTHER } from '@app/contracts'
import { parseFlow } from '@app/flow'
import { EXIT_BAD_SETTINGS, HealthRegister } from '@app/service'
import { parse } from 'yaml'
import { Database } from '../database/database.js'
import type { FlowDefinition } from '../database/flow.entities.js'
import { PublishedDataWriter } from '../published-data/published-data-writer.js'
import { SETTINGS, type TicketingSettings } from '../settings.js'
import { whyOf } from './flow-refusals.js'
import { FlowPublisher } from './flow-publisher.js'
import { FlowsService } from './flows.service.js'

const RETRY_MS = 5_000
const NAME = '1022'
const NUMBERS = ['1022', EVERY_OTHER]

/** At the start: the shipped flow where there is none, and on disk what the database says is published. Tried again until it is. */
@Injectable()
export class FirstFlow implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(FirstFlow.name)
  private trouble: string | null = 'not looked at yet'
  private timer: NodeJS.Timeout | undefined
  private putting: Promise<void> = Promise.resolve()
  private closed = false

  constructor(
    private readonly database: Database,
    private readonly flows: FlowsService,
    private readonly published: PublishedDataWriter,
    publisher: FlowPublisher,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
    health: HealthRegister,
  ) {
    health.part('flows', () => (this.trouble === null ? { ok: true } : { ok: false, detail: this.trouble }))
    publisher.onBehind = () => {
      this.trouble = 'what is published is not on disk yet'
      this.again()
    }
  }

  onApplicationBootstrap(): void {
    this.refuseBadFile()
    void this.database.ready().then(() => this.put())
  }

  onApplicationShutdown(): void {
    this.closed = true
    clearTimeout(this.timer)
  }

  /** The file is part of the program: a wrong one is told at once, with the line of each fault. */
  private refuseBadFile(): void {
    const { FLOW_FILE: file, QUEUES: queues } = this.settings
    const lines = faultLines(file, queues)
    if (lines.length === 0) return
    process.stderr.write(lines.map((line) => `${line}\n`).join(''))
    process.exit(EXIT_BAD_SETTINGS)
  }

  /** One after the other: two first starts would make two first flows. */
  private put(): void {
    this.putting = this.putting
      .then(() => (this.closed ? [] : this.tryToPut()))
      .then((troubles) => this.note(troubles))
      .catch((error: unknown) => this.note([whyOf(error)]))
  }

  private async tryToPut(): Promise<string[]> {
    if ((await this.flows.list()).length === 0) await this.flows.add(NAME, NUMBERS, parse(readFileSync(this.settings.FLOW_FILE, 'utf8')) as FlowDefinition, 'system')
    const troubles = await this.flows.reconcile()
    await this.published.write().catch((error: unknown) => void troubles.push(`published data: ${whyOf(error)}`))
    return troubles
  }

  private note(troubles: string[]): void {
    if (this.closed) return
    const trouble = troubles.length === 0 ? null : troubles.join('; ')
    if (trouble !== this.trouble && trouble !== null) this.log.error(`published flows are not on disk: ${trouble}`)
    this.trouble = trouble
    if (trouble !== null) this.again()
  }

  private again(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.put(), RETRY_MS)
  }
}

/** What is wrong with a flow's file, one line for a person each. */
function faultLines(file: string, queues: string[]): string[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return [`FLOW_FILE: ${error instanceof Error ? error.message : String(error)}`]
  }
  return parseFlow(text, { queues }).faults.map(({ line, code, node, message }) => `${file}:${line}: [${code}]${node ? ` ${node}:` : ''} ${message.vi} / ${message.en}`)
}
