import { Inject, Injectable, Logger } from '@nestjs/common'
import { DEFAULT_THRESHOLDS, QueueThresholds, type SaveThresholds, type Session, type Wallboard } from '@app/contracts'
import { dayFigures, dayOf, queueFigures } from '@app/metrics'
import { refusal } from '@app/service'
import { Database } from '../database/database.js'
import { QueueThresholdsEntity } from '../database/hall.entities.js'
import { QueueHoursService } from '../opening-hours/queue-hours.service.js'
import { Outbox } from '../outbox/outbox.js'
import { SETTINGS, ZONE, type TicketingSettings } from '../settings.js'
import { citizensCalls } from '../statistics/citizens-calls.js'

/** "Now" in a service level. */
const NOW_MINUTES = 30
/** After midnight what came before it still counts as now. */
const NOW_MS = NOW_MINUTES * 60_000
/** In a busy hour every board asks once a second: the calls are read once for all of them. */
const FRESH_MS = 900

/** The lasting half of the wallboard: figures by queue, and the limits at which it changes colour. */
@Injectable()
export class WallboardService {
  private readonly log = new Logger(WallboardService.name)
  private read: { at: number; board: Promise<Wallboard> } | undefined

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly queueHours: QueueHoursService,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
  ) {}

  board(): Promise<Wallboard> {
    if (this.read && Date.now() - this.read.at < FRESH_MS) return this.read.board
    const read = { at: Date.now(), board: this.compute(new Date()) }
    this.read = read
    // What failed is asked again, not told again.
    read.board.catch(() => this.read === read && (this.read = undefined))
    return read.board
  }

  /** @throws RefusedError 404 for no queue of ours */
  async save(queue: string, thresholds: SaveThresholds, session: Session): Promise<Wallboard> {
    if (!this.settings.QUEUES.includes(queue)) throw refusal.notFound({ vi: 'hàng chờ này', en: 'queue' })
    await this.database.manager.transaction(async (tx) => {
      await tx.save(Object.assign(new QueueThresholdsEntity(), { queue, thresholds, changedAt: new Date(), changedBy: session.displayName }))
      await this.outbox.store(tx, { topic: 'hall', id: queue, departmentId: null })
    })
    this.outbox.wake()
    this.log.log(`queue ${queue}: limits ${JSON.stringify(thresholds)}, by ${session.username}`)
    this.read = undefined
    return this.board()
  }

  private async compute(now: Date): Promise<Wallboard> {
    const { manager } = this.database
    const { begins, ends } = dayOf(now, ZONE)
    const since = new Date(now.getTime() - NOW_MS)
    const [calls, rows, closed] = await Promise.all([
      // A call of the last half hour may have arrived the hour before.
      citizensCalls(manager, new Date(Math.min(begins.getTime(), since.getTime() - 3_600_000)), ends),
      manager.find(QueueThresholdsEntity),
      this.queueHours.closedAt(now),
    ])
    const { SERVICE_LEVEL_SECONDS: seconds } = this.settings
    const ofToday = calls.filter(({ arrivedAt }) => arrivedAt >= begins)
    return {
      nowMinutes: NOW_MINUTES,
      today: dayFigures(calls, now, { zone: ZONE, serviceLevelSeconds: seconds }),
      queues: this.settings.QUEUES.map((queue) => {
        const row = rows.find((each) => each.queue === queue)
        return {
          queue,
          closed: closed.has(queue),
          now: queueFigures(calls, queue, since, seconds),
          today: queueFigures(ofToday, queue, null, seconds),
          thresholds: row ? QueueThresholds.parse(row.thresholds) : DEFAULT_THRESHOLDS,
          changed: row ? { at: row.changedAt.toISOString(), by: row.changedBy } : null,
        }
      }),
    }
  }
}
