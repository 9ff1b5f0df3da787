import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { HealthRegister, RepeatedWork } from '@app/service'
import { In } from 'typeorm'
import { AttachmentEntity } from '../database/attachment.entity.js'
import { Database } from '../database/database.js'
import { AttachmentStore } from './attachment-store.js'

const EVERY_MS = 3_600_000

/** Removes files that belong to no ticket: an upload's whose row never came, or a removed one's. */
@Injectable()
export class AttachmentSweep implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(AttachmentSweep.name)
  private readonly work: RepeatedWork

  constructor(
    private readonly database: Database,
    private readonly store: AttachmentStore,
    health: HealthRegister,
  ) {
    this.work = new RepeatedWork('attachments', EVERY_MS, health, () => this.look(new Date()))
  }

  onApplicationBootstrap(): void {
    this.work.start()
  }

  async onApplicationShutdown(): Promise<void> {
    await this.work.stop()
  }

  async look(at: Date): Promise<void> {
    const gone = await this.store.sweep(at, async (hashes) => new Set((await this.database.manager.find(AttachmentEntity, { select: { hash: true }, where: { hash: In(hashes) } })).map(({ hash }) => hash)))
    if (gone > 0) this.log.log(`${gone} files that belonged to no ticket are gone`)
  }
}
