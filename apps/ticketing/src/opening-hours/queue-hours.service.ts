import { Inject, Injectable, Logger } from '@nestjs/common'
import type { QueueHours, SaveQueueHours, Session } from '@app/contracts'
import { OpeningHours, openingAt } from '@app/opening-hours'
import { refusal, RefusedError } from '@app/service'
import { In } from 'typeorm'
import { Database } from '../database/database.js'
import { OpeningHoursEntity, QueueHoursEntity } from '../database/directory.entities.js'
import { Outbox } from '../outbox/outbox.js'
import { PublishedDataWriter } from '../published-data/published-data-writer.js'
import { SETTINGS, type TicketingSettings } from '../settings.js'

/** Which opening hours queues have: outside them a flow sends nobody there, and nobody who was promised is called back. */
@Injectable()
export class QueueHoursService {
  private readonly log = new Logger(QueueHoursService.name)

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly writer: PublishedDataWriter,
    @Inject(SETTINGS) private readonly settings: Pick<TicketingSettings, 'QUEUES'>,
  ) {}

  /** Of every queue, in the order of the settings. */
  async list(): Promise<QueueHours[]> {
    const { manager } = this.database
    const [rows, hours] = await Promise.all([manager.find(QueueHoursEntity), manager.find(OpeningHoursEntity, { select: { id: true, code: true } })])
    return this.settings.QUEUES.map((queue) => {
      const row = rows.find((one) => one.queue === queue)
      return {
        queue,
        hours: hours.find(({ id }) => id === row?.openingHoursId)?.code ?? null,
        changed: row ? { at: row.changedAt.toISOString(), by: row.changedBy } : null,
      }
    })
  }

  /** @throws RefusedError 404 for no queue of ours, 400 for hours that are not there */
  async save(queue: string, { hours }: SaveQueueHours, session: Session): Promise<QueueHours> {
    if (!this.settings.QUEUES.includes(queue)) throw refusal.notFound({ vi: 'hàng chờ này', en: 'queue' })
    const changedAt = new Date()
    await this.database.manager.transaction(async (tx) => {
      const found = hours === null ? null : await tx.findOneBy(OpeningHoursEntity, { code: hours })
      if (hours !== null && found === null) throw noSuchHours()
      await tx.save(Object.assign(new QueueHoursEntity(), { queue, openingHoursId: found?.id ?? null, changedAt, changedBy: session.displayName }))
      await this.outbox.store(tx, { topic: 'announcement', id: queue, departmentId: null })
    })
    this.outbox.wake()
    this.log.log(`queue ${queue}: ${hours === null ? 'always open' : `opening hours ${hours}`}, by ${session.username}`)
    await this.writer.tell()
    return { queue, hours, changed: { at: changedAt.toISOString(), by: session.displayName } }
  }

  /** The queues that are closed at a moment. */
  async closedAt(at: Date): Promise<Set<string>> {
    const { manager } = this.database
    const rows = await manager.find(QueueHoursEntity)
    const ids = rows.flatMap(({ openingHoursId: id }) => (id === null ? [] : [id]))
    if (ids.length === 0) return new Set()
    const hours = await manager.findBy(OpeningHoursEntity, { id: In(ids) })
    const closed = new Set(hours.filter(({ definition }) => openingAt(OpeningHours.parse(definition), at).state !== 'open').map(({ id }) => id))
    return new Set(rows.filter(({ openingHoursId: id }) => id !== null && closed.has(id)).map(({ queue }) => queue))
  }
}

const noSuchHours = () =>
  new RefusedError(400, { code: 'bad-input', message: { vi: 'Không có giờ làm việc này.', en: 'There are no such opening hours.' }, details: [{ path: 'hours', message: 'are not there' }] })
