import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { HealthRegister, RepeatedWork } from '@app/service'
import { LedgerService } from './ledger.service.js'

const LOOK_MS = 60_000

/** Has the ledger compared each night, by itself. */
@Injectable()
export class LedgerNights implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly work: RepeatedWork

  constructor(ledger: LedgerService, health: HealthRegister) {
    this.work = new RepeatedWork('ledger-night', LOOK_MS, health, () => ledger.runWhenDue(new Date()), { essential: false })
  }

  onApplicationBootstrap(): void {
    this.work.start()
  }

  onApplicationShutdown(): Promise<void> {
    return this.work.stop()
  }
}
