import { readFileSync } from 'node:fs'
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { parseFlow } from '@app/flow'
import { EXIT_BAD_SETTINGS, HealthRegister } from '@app/service'
import { parse } from 'yaml'
import { Database } from '../database/database.js'
import type { FlowDefinition } from '../database/flow.entities.js'
import { SETTINGS, type TicketingSettings } from '../settings.js'
import { FlowsService } from './flows.service.js'

const RETRY_MS = 5_000
const NUMBERS = ['1022', 'default']

/** At the start: the shipped flow where there is none, and on disk what the database says is published. */
@Injectable()
export class FirstFlow implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(FirstFlow.name)
  private trouble: string | null = 'not looked at yet'
  private timer: NodeJS.Timeout | undefined
  private closed = false

  constructor(
    private readonly database: Database,
    private readonly flows: FlowsService,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
    health: HealthRegister,
  ) {
    health.part('flows', () => (this.trouble === null ? { ok: true } : { ok: false, detail: this.trouble }))
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
    const { faults } = parseFlow(readFileSync(this.settings.FLOW_FILE, 'utf8'), { queues: this.settings.QUEUES })
    if (faults.length === 0) return
    for (const { line, code, node, message } of faults) process.stderr.write(`${this.settings.FLOW_FILE}:${line}: [${code}]${node ? ` ${node}:` : ''} ${message.vi} / ${message.en}\n`)
    process.exit(EXIT_BAD_SETTINGS)
  }

  private async put(): Promise<void> {
    if (this.closed) return
    try {
      if ((await this.flows.list()).length === 0) await this.flows.add('1022', NUMBERS, parse(readFileSync(this.settings.FLOW_FILE, 'utf8')) as FlowDefinition, 'system')
      await this.flows.reconcile()
      this.trouble = null
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error)
      this.log.error(`published flows are not on disk: ${this.trouble}`)
      if (!this.closed) this.timer = setTimeout(() => void this.put(), RETRY_MS)
    }
  }
}
