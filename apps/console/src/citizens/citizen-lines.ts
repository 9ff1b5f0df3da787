import { randomBytes } from 'node:crypto'
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import type { CitizenLine } from '@app/contracts'
import { refusal } from '@app/service'
import { Connections } from '../asterisk/connections.js'
import { Lines } from '../asterisk/lines.js'
import { SETTINGS, type ConsoleSettings } from '../settings.js'

const LIFETIME_MS = 15 * 60_000
const LOOK_MS = 30_000
const DIAL = '1022'
/** The moment it ends is in the line's name, so that any console, also one started later, knows when to remove it. */
const NAME = /^citizen-(\d{13})-[0-9a-f]{12}$/

/** Lines for callers from the city's page: each may reach 1022 and nothing else, and lives for a quarter of an hour. */
@Injectable()
export class CitizenLines implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(CitizenLines.name)
  private timer: NodeJS.Timeout | undefined

  constructor(
    @Inject(SETTINGS) private readonly settings: ConsoleSettings,
    private readonly connections: Connections,
    private readonly lines: Lines,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      if (this.connections.ami.connected && this.connections.ari.connected) this.removeOld().catch((error: unknown) => this.log.warn(`old citizens' lines stay: ${String(error)}`))
    }, LOOK_MS)
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer)
  }

  async open(): Promise<CitizenLine> {
    if (!this.connections.ami.connected || !this.connections.ari.connected)
      throw refusal.unavailable('asterisk-away', { vi: 'Tổng đài đang tạm gián đoạn. Xin Quý khách vui lòng gọi lại sau ít phút.', en: 'The hotline is away for a moment. Please call again in a few minutes.' })
    if ((await this.existing()).length >= this.settings.CITIZEN_LINES)
      throw refusal.unavailable('lines-full', { vi: 'Các đường gọi qua trang web đang bận. Xin Quý khách vui lòng thử lại sau ít phút, hoặc gọi 1022 bằng điện thoại.', en: 'All lines from this page are busy. Please try again in a few minutes, or dial 1022.' })
    const ends = Date.now() + LIFETIME_MS
    const line = await this.lines.open(`citizen-${ends}-${randomBytes(6).toString('hex')}`, { context: 'from-citizen', callerId: 'anonymous' })
    return { ...line, dial: DIAL, expiresAt: new Date(ends).toISOString() }
  }

  private async removeOld(): Promise<void> {
    const over = (await this.existing()).filter(({ id }) => Number(NAME.exec(id)?.[1]) < Date.now())
    for (const { id, inCall } of over) {
      if (inCall) continue // a call that lasts is not cut; the line goes after it
      await this.lines.close(id)
    }
  }

  /** The lines as Asterisk has them. */
  private async existing(): Promise<{ id: string; inCall: boolean }[]> {
    const rows = await this.connections.ami.list({ action: 'PJSIPShowEndpoints' }, 'EndpointListComplete')
    return rows.filter((row) => NAME.test(row['objectname'] ?? '')).map((row) => ({ id: row['objectname'] ?? '', inCall: (row['activechannels'] ?? '') !== '' }))
  }
}
