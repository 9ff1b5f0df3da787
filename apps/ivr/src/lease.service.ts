import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { CallDesk } from './call-desk.service.js'

const EVERY_MS = 3_000
const LEASE_SECONDS = 10

/** The promise to Asterisk that callers are looked after; the dialplan and the console act when it runs out. */
@Injectable()
export class Lease implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(Lease.name)
  private timer: NodeJS.Timeout | undefined

  constructor(private readonly desk: CallDesk) {}

  onApplicationBootstrap(): void {
    this.desk.connection.onConnected(() => this.renew())
    this.timer = setInterval(() => {
      if (this.desk.serving) this.renew().catch((error: unknown) => this.log.warn(`lease not renewed: ${String(error)}`))
    }, EVERY_MS)
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer)
  }

  private renew(): Promise<void> {
    return this.desk.connection.setGlobalVariable('IVR_LEASE', String(Math.floor(Date.now() / 1000) + LEASE_SECONDS))
  }
}
