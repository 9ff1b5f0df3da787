import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import type { LedgerBook, LedgerDifference, LedgerQuery, LedgerRun, LedgerRuns, NoteLedgerRun, Session } from '@app/contracts'
import { journalBegins } from '@app/journal-file'
import { HealthRegister, refusal } from '@app/service'
import { In, IsNull, LessThanOrEqual, Not } from 'typeorm'
import { Database } from '../database/database.js'
import { LedgerDayEntity, LedgerRunEntity } from '../database/ledger.entities.js'
import { Outbox } from '../outbox/outbox.js'
import { nextRunAt, runDay } from '../persons-data/retention-clock.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { compareLedger, NoJournal, type LedgerFound } from './compare-ledger.js'
import { ledgerBook } from './ledger-book.js'
import { nightlyPeriod } from './ledger-days.js'

/** Each night looks at so many days again: what is changed later is found as well. */
const NIGHTLY_DAYS = 7
const MOST_DIFFERENCES = 500
const RUNS_SHOWN = 20

/** The ledger of any period, and its comparison with Asterisk's own journal: asked for by a person, or for a night (`LedgerNights`). */
@Injectable()
export class LedgerService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(LedgerService.name)
  private running: { id: number; progress: number; done: Promise<void> } | null = null
  private stopped = false
  /** What nobody has noted yet, for the health page. */
  private alarm: string | null = null

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
    health: HealthRegister,
  ) {
    health.part('ledger', () => (this.alarm === null ? { ok: true, ...(settings.QUEUE_LOG_FILE === undefined && { detail: 'QUEUE_LOG_FILE is not set' }) } : { ok: false, essential: false, detail: this.alarm }))
  }

  onApplicationBootstrap(): void {
    void this.database.ready().then(() => this.begin()).catch((error: unknown) => this.log.error(String(error)))
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true
    await this.running?.done
  }

  book(query: LedgerQuery): Promise<LedgerBook> {
    return ledgerBook(this.database.manager, query)
  }

  async runs(now = new Date()): Promise<LedgerRuns> {
    const { manager } = this.database
    const rows = await manager.find(LedgerRunEntity, { order: { id: 'DESC' }, take: RUNS_SHOWN })
    const waiting = await manager.findBy(LedgerRunEntity, { alarm: true, seenAt: IsNull(), id: Not(In(rows.map(({ id }) => id))) })
    return {
      runs: [...rows, ...waiting.reverse()].map((row) => this.runOf(row)),
      nextAt: this.settings.QUEUE_LOG_FILE === undefined ? null : nextRunAt(now, this.settings.LEDGER_AT).toISOString(),
      unseen: await manager.countBy(LedgerRunEntity, { alarm: true, seenAt: IsNull() }),
    }
  }

  /** How many alarms wait for somebody, and the newest one's run. */
  async unseen(): Promise<{ count: number; run: number | null }> {
    const rows = await this.database.manager.find(LedgerRunEntity, { select: { id: true }, where: { alarm: true, seenAt: IsNull() }, order: { id: 'DESC' } })
    return { count: rows.length, run: rows[0]?.id ?? null }
  }

  /** Begins a comparison. @throws RefusedError 409 while another one runs, 503 where ticketing does not know the journal */
  async start({ from, to }: LedgerQuery, { displayName, username }: Session): Promise<LedgerRun> {
    if (this.settings.QUEUE_LOG_FILE === undefined) throw noJournalSet()
    if (this.running) throw runsAlready()
    const row = await this.insert({ from, to, night: null, byName: displayName })
    this.log.log(`ledger of ${from} to ${to} is compared, asked for by ${username}`)
    void this.run(row)
    return this.runOf(row)
  }

  /** A person has looked at what a run found. Runs before it that found nothing else are noted with it. */
  async note(id: number, { note }: NoteLedgerRun, { displayName }: Session): Promise<LedgerRun> {
    const row = await this.database.manager.transaction(async (tx) => {
      const found = await tx.findOneBy(LedgerRunEntity, { id })
      if (!found) throw refusal.notFound({ vi: 'lần đối chiếu này', en: 'comparison' })
      if (found.seenAt !== null) return found
      const keys = new Set(found.differences.map(keyOf))
      const before = await tx.findBy(LedgerRunEntity, { alarm: true, seenAt: IsNull(), id: LessThanOrEqual(id) })
      const same = before.filter((run) => run.id === id || (run.errorCode === found.errorCode && run.differenceCount === run.differences.length && run.differences.every((difference) => keys.has(keyOf(difference)))))
      const seen = { seenBy: displayName, seenAt: new Date(), seenNote: note }
      await tx.update(LedgerRunEntity, { id: In([id, ...same.map((run) => run.id)]) }, seen)
      await this.outbox.store(tx, { topic: 'ledger', id: String(id), departmentId: null })
      return Object.assign(found, seen)
    })
    this.outbox.wake()
    await this.knowAlarm()
    return this.runOf(row)
  }

  /** Once a night, over the last days; one that was cut off is made anew. Safe to repeat. */
  async runWhenDue(now: Date): Promise<void> {
    await this.knowAlarm()
    const journal = this.settings.QUEUE_LOG_FILE
    if (journal === undefined || this.running) return
    const night = runDay(now, this.settings.LEDGER_AT)
    const { manager } = this.database
    const before = await manager.findOneBy(LedgerRunEntity, { night })
    if (before !== null && before.finishedAt !== null) return
    // A journal that begins after the night's moment has nothing to tell of the days before.
    const begins = await journalBegins(journal)
    const due = nextRunAt(now, this.settings.LEDGER_AT).getTime() - 86_400_000
    if (before === null && begins !== null && begins * 1000 >= due) return
    if (before !== null) await manager.delete(LedgerRunEntity, { id: before.id })
    await this.run(await this.insert({ ...nightlyPeriod(night, NIGHTLY_DAYS), night, byName: null }))
  }

  /** The run that is under way has ended. */
  async idle(): Promise<void> {
    await this.running?.done
  }

  /** What a run began before this process ended will not go on by itself; the night's is made anew. */
  private async begin(): Promise<void> {
    await this.database.manager.update(LedgerRunEntity, { finishedAt: IsNull(), night: IsNull() }, { finishedAt: new Date(), errorCode: 'interrupted', errorDetail: '' })
    await this.knowAlarm()
  }

  private insert(of: Pick<LedgerRunEntity, 'from' | 'to' | 'night' | 'byName'>): Promise<LedgerRunEntity> {
    const { manager } = this.database
    return manager.save(manager.create(LedgerRunEntity, { ...of, startedAt: new Date(), finishedAt: null, days: [], differences: [], differenceCount: 0, inMotion: 0, beforeJournal: 0, errorCode: null, errorDetail: null, alarm: false, seenBy: null, seenAt: null, seenNote: null }))
  }

  private run(row: LedgerRunEntity): Promise<void> {
    const running = { id: row.id, progress: 0, done: Promise.resolve() }
    this.running = running
    running.done = this.compare(row, (share) => (running.progress = share))
      .catch((error: unknown) => this.log.error(`ledger run ${row.id} could not be kept: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => (this.running = null))
    return running.done
  }

  private async compare(row: LedgerRunEntity, onProgress: (share: number) => void): Promise<void> {
    let found: LedgerFound | null = null
    try {
      found = await compareLedger({ manager: this.database.manager, journal: this.settings.QUEUE_LOG_FILE ?? '', from: row.from, to: row.to, shortAbandonSeconds: this.settings.SHORT_ABANDON_SECONDS, onProgress, isStopped: () => this.stopped })
    } catch (error) {
      Object.assign(row, { errorCode: error instanceof NoJournal ? 'no-journal' : 'failed', errorDetail: (error instanceof Error ? error.message : String(error)).slice(0, 500) })
    }
    // Half a comparison is none: the night's is made anew, a person's is told to be interrupted.
    if (this.stopped) return
    if (found) Object.assign(row, { days: found.days, differenceCount: found.differenceCount, differences: found.differences.slice(0, MOST_DIFFERENCES), inMotion: found.inMotion, beforeJournal: found.beforeJournal })
    row.alarm = await this.isNew(row)
    row.finishedAt = new Date()
    await this.database.manager.transaction(async (tx) => {
      await tx.save(row)
      const comparedAt = row.finishedAt as Date
      if (row.days.length > 0) await tx.upsert(LedgerDayEntity, row.days.map(({ day, differences }) => ({ day, comparedAt, differences })), ['day'])
      await this.outbox.store(tx, { topic: 'ledger', id: String(row.id), departmentId: null })
    })
    this.outbox.wake()
    this.log[row.alarm ? 'error' : 'log'](`ledger of ${row.from} to ${row.to}: ${row.errorCode === null ? `${row.differenceCount} calls differ` : row.errorDetail}`)
    await this.knowAlarm()
  }

  /** Whether it found what nobody has noted before. */
  private async isNew(row: LedgerRunEntity): Promise<boolean> {
    if (row.errorCode !== null) return true
    if (row.differenceCount > row.differences.length) return true
    if (row.differenceCount === 0) return false
    const noted = await this.database.manager.find(LedgerRunEntity, { where: { alarm: true, seenAt: Not(IsNull()) }, order: { id: 'DESC' }, take: 60 })
    const known = new Set(noted.flatMap(({ differences }) => differences.map(keyOf)))
    return row.differences.some((difference) => !known.has(keyOf(difference)))
  }

  private async knowAlarm(): Promise<void> {
    const row = await this.database.manager.findOne(LedgerRunEntity, { where: { alarm: true, seenAt: IsNull() }, order: { id: 'DESC' } })
    this.alarm = row && `run ${row.id} of ${row.from} to ${row.to}: ${row.errorCode === null ? `${row.differenceCount} calls differ from Asterisk's journal` : row.errorDetail}; nobody has noted it`
  }

  private runOf(row: LedgerRunEntity): LedgerRun {
    return {
      id: row.id,
      from: row.from,
      to: row.to,
      startedAt: row.startedAt.toISOString(),
      finishedAt: row.finishedAt?.toISOString() ?? null,
      by: row.byName,
      progress: row.finishedAt === null ? (this.running?.id === row.id ? this.running.progress : 0) : null,
      days: row.days,
      differenceCount: row.differenceCount,
      differences: row.differences,
      inMotion: row.inMotion,
      beforeJournal: row.beforeJournal,
      error: row.errorCode === null ? null : { code: row.errorCode, detail: row.errorDetail ?? '' },
      alarm: row.alarm,
      seen: row.seenAt === null ? null : { by: row.seenBy ?? '', at: row.seenAt.toISOString(), note: row.seenNote ?? '' },
    }
  }
}

/** The same difference found again is not news. */
const keyOf = ({ callId, kind, fields }: LedgerDifference): string => JSON.stringify([callId, kind, fields])

const runsAlready = () => refusal.conflict('ledger-runs-already', { vi: 'Đang có một lần đối chiếu khác. Vui lòng chờ trong giây lát.', en: 'Another comparison is running. Please wait a moment.' })
const noJournalSet = () => refusal.unavailable('no-journal', { vi: 'Hệ thống chưa được cho biết nhật ký của Asterisk nằm ở đâu (QUEUE_LOG_FILE).', en: 'The system has not been told where Asterisk’s journal is (QUEUE_LOG_FILE).' })
