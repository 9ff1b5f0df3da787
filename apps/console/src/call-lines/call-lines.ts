import { randomBytes } from 'node:crypto'
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import type { CallLine } from '@app/contracts'
import { refusal } from '@app/service'
import { Connections } from '../asterisk/connections.js'
import { Lines } from '../asterisk/lines.js'
import { SETTINGS, type ConsoleSettings } from '../settings.js'

const LIFETIME_MS = 15 * 60_000
const LOOK_MS = 30_000
const CITIZENS_DIAL = '1022'
const TRIAL_LINES = 10
/** The moment it ends is in the line's name, so that any console, also one started later, knows when to remove it. */
const NAME = /^(citizen|trial)-(\d{13})-[0-9a-f]{12}$/

type Purpose = 'citizen' | 'trial'

/** Lines for one call from a browser: each may reach what its context allows and nothing else, and lives for a quarter of an hour. */
@Injectable()
export class CallLines implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(CallLines.name)
  private timer: NodeJS.Timeout | undefined

  constructor(
    @Inject(SETTINGS) private readonly settings: ConsoleSettings,
    private readonly connections: Connections,
    private readonly lines: Lines,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      if (this.connections.ami.connected && this.connections.ari.connected) this.removeOld().catch((error: unknown) => this.log.warn(`old lines stay: ${String(error)}`))
    }, LOOK_MS)
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer)
  }

  /** A caller from the city's page. */
  openForCitizen(): Promise<CallLine> {
    return this.open('citizen', CITIZENS_DIAL, this.settings.CITIZEN_LINES)
  }

  /** An administrator who hears a version of a flow, published or not, before citizens do. */
  openForTrial(version: string): Promise<CallLine> {
    return this.open('trial', version, TRIAL_LINES)
  }

  private async open(purpose: Purpose, dial: string, most: number): Promise<CallLine> {
    if (!this.connections.ami.connected || !this.connections.ari.connected)
      throw refusal.unavailable('asterisk-away', { vi: 'Tổng đài đang tạm gián đoạn. Xin Quý khách vui lòng gọi lại sau ít phút.', en: 'The hotline is away for a moment. Please call again in a few minutes.' })
    if ((await this.existing()).filter((line) => line.purpose === purpose).length >= most)
      throw refusal.unavailable('lines-full', { vi: 'Các đường gọi qua trang web đang bận. Xin Quý khách vui lòng thử lại sau ít phút, hoặc gọi 1022 bằng điện thoại.', en: 'All lines from this page are busy. Please try again in a few minutes, or dial 1022.' })
    const ends = Date.now() + LIFETIME_MS
    const line = await this.lines.open(`${purpose}-${ends}-${randomBytes(6).toString('hex')}`, { context: `from-${purpose}`, callerId: 'anonymous' })
    return { ...line, dial, expiresAt: new Date(ends).toISOString() }
  }

  private async removeOld(): Promise<void> {
    for (const { id, ends, inCall } of await this.existing()) {
      // A call that lasts is not cut; the line goes after it.
      if (ends < Date.now() && !inCall) await this.lines.close(id)
    }
  }

  /** The lines as Asterisk has them. */
  private async existing(): Promise<{ id: string; purpose: string; ends: number; inCall: boolean }[]> {
    const rows = await this.connections.ami.list({ action: 'PJSIPShowEndpoints' }, 'EndpointListComplete')
    return rows.flatMap((row) => {
      const [id, purpose, ends] = NAME.exec(row['objectname'] ?? '') ?? []
      return id !== undefined && purpose !== undefined ? [{ id, purpose, ends: Number(ends), inCall: (row['activechannels'] ?? '') !== '' }] : []
    })
  }
}
