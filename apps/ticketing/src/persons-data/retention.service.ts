import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common'
import { RETENTION_KINDS, type Erased, type PutRetention, type Retention, type RetentionKind, type RetentionPreview, type Session } from '@app/contracts'
import { HealthRegister, RefusedError, RepeatedWork } from '@app/service'
import { In } from 'typeorm'
import { PutAsideFactEntity } from '../database/call.entities.js'
import { Database } from '../database/database.js'
import { LookEntity, RetentionRuleEntity, RetentionRunEntity } from '../database/persons-data.entities.js'
import { SETTINGS, TicketingSettings } from '../settings.js'
import { countDue, dueIds, oldestOf, SOURCES } from './due-for-erasing.js'
import { groupOf } from '../citizens/citizen-group.js'
import { Eraser } from './eraser.js'
import { nextRunAt, runDay } from './retention-clock.js'
import { RETENTION_DEFAULTS, tooShort } from './retention-kinds.js'

const LOOK_MS = 60_000
/** Few enough that nobody who works at night waits for it. */
const BATCH = 100
const RUNS_SHOWN = 10
const DAY_MS = 86_400_000

type Days = Record<RetentionKind, number | null>

/** What is kept how long, and the nightly erasing of what was kept long enough. */
@Injectable()
export class RetentionService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger(RetentionService.name)
  private readonly work: RepeatedWork
  private stopped = false

  constructor(
    private readonly database: Database,
    private readonly eraser: Eraser,
    @Inject(SETTINGS) private readonly settings: TicketingSettings,
    health: HealthRegister,
  ) {
    this.work = new RepeatedWork('retention', LOOK_MS, health, () => this.runWhenDue(new Date()))
  }

  onApplicationBootstrap(): void {
    this.work.start()
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true
    await this.work.stop()
  }

  async read(now = new Date()): Promise<Retention> {
    const { manager } = this.database
    const rows = new Map((await manager.find(RetentionRuleEntity)).map((row) => [row.kind, row]))
    const days = await this.days()
    const due = await this.preview(days, now)
    const rules: Retention['rules'] = []
    for (const kind of RETENTION_KINDS) {
      const row = rows.get(kind)
      const oldest = await oldestOf(manager, kind)
      rules.push({ kind, days: days[kind], leastDays: RETENTION_DEFAULTS[kind].leastDays, changedAt: row?.changedAt.toISOString() ?? null, changedBy: row?.changedBy ?? null, due: due[kind], oldest: oldest?.toISOString() ?? null })
    }
    const runs = await manager.find(RetentionRunEntity, { order: { day: 'DESC' }, take: RUNS_SHOWN })
    return {
      rules,
      runs: runs.map(({ day, startedAt, finishedAt, erased }) => ({ day, startedAt: startedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null, erased })),
      nextRunAt: nextRunAt(now, this.settings.RETENTION_AT).toISOString(),
    }
  }

  /** What the next run would erase if these were the rules. */
  async preview(days: Days, now = new Date()): Promise<RetentionPreview> {
    const due: Partial<RetentionPreview> = {}
    const at = nextRunAt(now, this.settings.RETENTION_AT)
    for (const kind of RETENTION_KINDS) {
      const kept = days[kind]
      due[kind] = kept === null ? 0 : await countDue(this.database.manager, kind, before(at, kept))
    }
    return due as RetentionPreview
  }

  /** @throws RefusedError 400 with the kinds that would be kept too short */
  async put({ days }: PutRetention, { username, displayName }: Session): Promise<void> {
    const short = tooShort(days)
    if (short.length > 0) throw keptTooShort(short)
    const known = await this.days()
    const changed = RETENTION_KINDS.filter((kind) => known[kind] !== days[kind])
    const at = new Date()
    await this.database.manager.transaction(async (tx) => {
      for (const kind of changed) await tx.upsert(RetentionRuleEntity, { kind, days: days[kind], changedAt: at, changedBy: displayName }, ['kind'])
    })
    if (changed.length > 0) this.log.log(`kept for other times from now on, by ${username}: ${changed.map((kind) => `${kind} ${days[kind] ?? 'without end'}`).join(', ')}`)
  }

  /** Once a night; one that was cut off goes on. Safe to repeat. */
  async runWhenDue(now: Date): Promise<void> {
    const day = runDay(now, this.settings.RETENTION_AT)
    const { manager } = this.database
    // Where it never ran yet, people get until the next night to look at what it will erase.
    if (!(await manager.existsBy(RetentionRunEntity, {}))) await manager.insert(RetentionRunEntity, { day, startedAt: now, finishedAt: now, erased: {} })
    const run = (await manager.findOneBy(RetentionRunEntity, { day })) ?? manager.create(RetentionRunEntity, { day, startedAt: now, finishedAt: null, erased: {} })
    if (run.finishedAt !== null) return
    await manager.save(run)
    const days = await this.days()
    for (const kind of RETENTION_KINDS) {
      const kept = days[kind]
      if (kept !== null) await this.eraseKind(kind, before(now, kept), run)
      if (this.stopped) return
    }
    run.finishedAt = new Date()
    await manager.save(run)
    this.log.log(`retention of ${day}: ${JSON.stringify(run.erased)}`)
  }

  private async eraseKind(kind: RetentionKind, olderThan: Date, run: RetentionRunEntity): Promise<void> {
    const { manager } = this.database
    for (const source of SOURCES[kind]) {
      for (;;) {
        const ids = await dueIds(manager, source, olderThan, BATCH)
        if (ids.length === 0) break
        await this.erase(source.from, kind, ids)
        run.erased = add(run.erased, kind, ids.length)
        await manager.save(run)
        if (this.stopped) return
        // What is still there after it was erased would be erased for ever.
        if ((await dueIds(manager, source, olderThan, 1))[0] === ids[0]) throw new Error(`${kind} ${ids[0]} is still there`)
      }
    }
  }

  private async erase(from: string, kind: RetentionKind, ids: readonly (string | number)[]): Promise<void> {
    const texts = ids.map(String)
    const numbers = ids.map(Number)
    switch (kind) {
      case 'recordings':
        return this.eraser.recordings(texts)
      case 'voicemails':
        return this.eraser.voicemails(numbers)
      case 'remarks':
        return this.eraser.remarks(texts)
      case 'tickets':
        if (from === 'tickets') return this.eraser.tickets(numbers, null, new Date())
        return this.eraser.articleMessages(numbers)
      case 'numbers':
        if (from === 'calls') return this.eraser.numbers(texts)
        if (from === 'citizens') return this.eraser.citizens((await groupOf(this.database.manager, numbers)).map(({ id }) => id))
        if (from === 'call_backs') return this.eraser.callBacks(numbers)
        await this.database.manager.update(PutAsideFactEntity, { streamId: In(texts) }, { fact: '' })
        return
      case 'looks':
        await this.database.manager.delete(LookEntity, { id: In(numbers) })
    }
  }

  private async days(): Promise<Days> {
    const rows = new Map((await this.database.manager.find(RetentionRuleEntity)).map((row) => [row.kind, row.days]))
    return Object.fromEntries(RETENTION_KINDS.map((kind) => [kind, rows.has(kind) ? rows.get(kind) : RETENTION_DEFAULTS[kind].days])) as Days
  }
}

const before = (at: Date, days: number) => new Date(at.getTime() - days * DAY_MS)
const add = (erased: Erased, kind: RetentionKind, more: number): Erased => ({ ...erased, [kind]: (erased[kind] ?? 0) + more })

const keptTooShort = (kinds: readonly RetentionKind[]) =>
  new RefusedError(400, {
    code: 'kept-too-short',
    message: { vi: 'Thời hạn lưu giữ ngắn hơn mức tối thiểu theo quy định ở các mục được nêu.', en: 'What is named would be kept for less than the legal minimum.' },
    details: kinds.map((kind) => ({ path: `days.${kind}`, message: `at least ${RETENTION_DEFAULTS[kind].leastDays} days` })),
  })
