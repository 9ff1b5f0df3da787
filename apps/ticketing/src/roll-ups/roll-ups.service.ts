import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { HealthRegister } from '@app/service'
import type { EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { RollUpDueEntity } from '../database/roll-up.entities.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { recountCalls, recountSurveys, recountWaitsAndTalks, sumWaitsOfMonth } from './call-roll-ups.js'
import { inCountingTurn } from './in-counting-turn.js'
import { dayAfter, dayAt, monthOf } from './local-sql.js'
import { daysOfStep, recountOperator } from './operator-roll-ups.js'
import { recountTickets, sumTicketsOfMonth } from './ticket-roll-ups.js'

const LOOK_EVERY_MS = 500
/** An operator's time of today goes on without any step. */
const TODAY_EVERY_MS = 60_000
const MOST_AT_ONCE = 10_000

/** Counts anew what changed: each due quarter hour, day or operator from the raw rows, so that late, doubled and corrected facts come out right. */
@Injectable()
export class RollUps implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(RollUps.name)
  private timer: NodeJS.Timeout | undefined
  private running: Promise<unknown> = Promise.resolve()
  private closed = false
  private trouble: string | undefined
  private todayAt = 0
  /** The last month whose sums are known to be there. */
  private summed = ''

  constructor(
    private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
    health: HealthRegister,
  ) {
    health.part('roll-ups', () => ({ ok: this.trouble === undefined, ...(this.trouble !== undefined && { detail: this.trouble }) }))
  }

  onApplicationBootstrap(): void {
    void this.database.ready().then(() => this.again())
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true
    clearTimeout(this.timer)
    await this.running
  }

  /** Counts until nothing is due. */
  async catchUp(now = new Date()): Promise<void> {
    for (;;) {
      const due = await this.database.manager.find(RollUpDueEntity, { order: { id: 'ASC' }, take: MOST_AT_ONCE })
      if (due.length === 0) return
      await this.count(due, now)
      await this.database.manager.delete(RollUpDueEntity, due.map(({ id }) => id))
      if (this.closed) return
    }
  }

  private again(): void {
    if (this.closed) return
    this.running = this.look().finally(() => {
      if (!this.closed) this.timer = setTimeout(() => this.again(), LOOK_EVERY_MS)
    })
  }

  private async look(): Promise<void> {
    try {
      await this.catchUp()
      if (Date.now() - this.todayAt > TODAY_EVERY_MS) await this.countToday(new Date())
      this.trouble = undefined
    } catch (error) {
      // The marks stay; the next look tries again.
      const trouble = error instanceof Error ? error.message : String(error)
      if (trouble !== this.trouble) this.log.error(`the roll-ups wait: ${trouble}`)
      this.trouble = trouble
    }
  }

  private async countToday(now: Date): Promise<void> {
    this.todayAt = now.getTime()
    const day = dayAt(now)
    const rows = await this.database.manager.query<{ userId: number }[]>('SELECT DISTINCT user_id AS userId FROM state_roll_ups WHERE day = ?', [day])
    for (const { userId } of rows) await this.inTransaction((tx) => recountOperator(tx, day, userId, now))
    // A month that went by without a later change is summed too.
    const month = monthOf(dayAfter(monthOf(day), -1))
    if (this.summed === month) return
    await this.inTransaction(async (tx) => {
      await sumWaitsOfMonth(tx, month)
      await sumTicketsOfMonth(tx, month)
    })
    this.summed = month
  }

  private async count(due: readonly RollUpDueEntity[], now: Date): Promise<void> {
    const thisMonth = monthOf(dayAt(now))
    const slotsOf = (what: RollUpDueEntity['what']) => {
      const days = new Map<string, Set<number>>()
      for (const one of due) if (one.what === what) days.set(one.day, (days.get(one.day) ?? new Set()).add(one.slot))
      return days
    }
    const calls = slotsOf('calls')
    for (const [day, slots] of calls)
      await this.inTransaction(async (tx) => {
        await recountCalls(tx, day, [...slots], this.settings.SERVICE_LEVEL_SECONDS)
        await recountWaitsAndTalks(tx, day)
      })
    // A month that goes on is read by its days.
    for (const month of new Set([...calls.keys()].map(monthOf))) if (month < thisMonth) await this.inTransaction((tx) => sumWaitsOfMonth(tx, month))
    for (const day of slotsOf('surveys').keys()) await this.inTransaction((tx) => recountSurveys(tx, day))
    const tickets = [...slotsOf('tickets').keys()]
    for (const day of tickets) await this.inTransaction((tx) => recountTickets(tx, day))
    for (const month of new Set(tickets.map(monthOf))) if (month < thisMonth) await this.inTransaction((tx) => sumTicketsOfMonth(tx, month))
    for (const [day, users] of slotsOf('operators'))
      for (const userId of users)
        await this.inTransaction(async (tx) => {
          for (const one of await daysOfStep(tx, day, userId, now)) await recountOperator(tx, one, userId, now)
        })
  }

  private readonly inTransaction = (work: (tx: EntityManager) => Promise<void>) => inCountingTurn(this.database.manager, work)
}
