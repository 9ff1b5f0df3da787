import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { HealthRegister } from '@app/service'
import type { EntityManager } from 'typeorm'
import { Database } from '../database/database.js'
import { RollUpDueEntity } from '../database/roll-up.entities.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { recountCalls, recountCallsOfDays, recountSurveys, recountWaitsAndTalks } from './call-roll-ups.js'
import { inCountingTurn } from './in-counting-turn.js'
import { dayAfter, dayAt, monthOf, stretchesOf } from './local-sql.js'
import { recountMissed } from './missed-roll-ups.js'
import { daysOfStep, recountOperators } from './operator-roll-ups.js'
import { sumMonthWholly } from './sum-month-wholly.js'
import { SUMMED_ROLL_UPS, sumMonth, type SummedRollUp } from './sums.js'
import { recountTickets } from './ticket-roll-ups.js'

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
    await this.inTransaction((tx) => recountOperators(tx, day, now))
    // A month that went by without a later change is summed too.
    const month = monthOf(dayAfter(monthOf(day), -1))
    if (this.summed === month) return
    await this.inTransaction((tx) => sumMonthWholly(tx, month))
    this.summed = month
  }

  private async count(due: readonly RollUpDueEntity[], now: Date): Promise<void> {
    const slotsOf = (what: RollUpDueEntity['what']) => {
      const days = new Map<string, Set<number>>()
      for (const one of due) if (one.what === what) days.set(one.day, (days.get(one.day) ?? new Set()).add(one.slot))
      return days
    }
    const calls = slotsOf('calls')
    for (const [from, to] of stretchesOf(calls.keys()))
      await this.inTransaction(async (tx) => {
        if (from === to) await recountCalls(tx, from, [...(calls.get(from) ?? [])], this.settings.SERVICE_LEVEL_SECONDS)
        else await recountCallsOfDays(tx, from, to, this.settings.SERVICE_LEVEL_SECONDS)
        await recountWaitsAndTalks(tx, from, to)
      })
    const surveys = [...slotsOf('surveys').keys()]
    for (const [from, to] of stretchesOf(surveys)) await this.inTransaction((tx) => recountSurveys(tx, from, to))
    const missed = [...slotsOf('missed').keys()]
    for (const [from, to] of stretchesOf(missed)) await this.inTransaction((tx) => recountMissed(tx, from, to))
    const tickets = [...slotsOf('tickets').keys()]
    for (const [from, to] of stretchesOf(tickets)) await this.inTransaction((tx) => recountTickets(tx, from, to))
    const states = await this.usersByDay(slotsOf('operators'), now)
    for (const [day, users] of states) await this.inTransaction((tx) => recountOperators(tx, day, now, [...users]))
    // A month that goes on is read by its days.
    const past = (days: Iterable<string>) => [...new Set([...days].map(monthOf))].filter((month) => month < monthOf(dayAt(now)))
    // A flow's figures are added to as its call ends, in one transaction with it.
    const ofCalls = [...calls.keys()]
    const changed: Record<SummedRollUp, Iterable<string>> = { waits: ofCalls, hourWaits: ofCalls, flows: ofCalls, talks: ofCalls, missed, surveys, tickets, states: states.keys() }
    for (const what of SUMMED_ROLL_UPS) for (const month of past(changed[what])) await this.inTransaction((tx) => sumMonth(tx, what, month))
  }

  /** Whose states must be counted anew, on which days. */
  private async usersByDay(due: ReadonlyMap<string, ReadonlySet<number>>, now: Date): Promise<Map<string, Set<number>>> {
    const found = new Map<string, Set<number>>()
    for (const [day, users] of due)
      for (const userId of users) for (const one of await daysOfStep(this.database.manager, day, userId, now)) found.set(one, (found.get(one) ?? new Set()).add(userId))
    return found
  }

  private readonly inTransaction = (work: (tx: EntityManager) => Promise<void>) => inCountingTurn(this.database.manager, work)
}
