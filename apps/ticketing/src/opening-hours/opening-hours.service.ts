import { Injectable, Logger } from '@nestjs/common'
import type { AskHoursEffect, HoursEffect, NamedOpeningHours, OpenDay, SaveOpeningHours, Session } from '@app/contracts'
import { OpeningHours, openDays } from '@app/opening-hours'
import { refusal } from '@app/service'
import { DateTime } from 'luxon'
import { Database } from '../database/database.js'
import { OpeningHoursEntity } from '../database/directory.entities.js'
import { Outbox } from '../outbox/outbox.js'
import { PublishedDataWriter } from '../published-data/published-data-writer.js'
import { ZONE } from '../settings.js'
import { StandingDeadlines } from './standing-deadlines.js'

/** When departments answer, and what flows branch on. Deadlines that stand are moved by a change only if whoever makes it says so. */
@Injectable()
export class OpeningHoursService {
  private readonly log = new Logger(OpeningHoursService.name)

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly writer: PublishedDataWriter,
    private readonly deadlines: StandingDeadlines,
  ) {}

  async list(): Promise<NamedOpeningHours[]> {
    return (await this.database.manager.find(OpeningHoursEntity, { order: { id: 'ASC' } })).map(view)
  }

  /** Makes or changes the hours of that code. @throws RefusedError 400 for what is no opening hours, 409 when somebody else changed them meanwhile */
  async save(code: string, { title, definition, revision, deadlines }: SaveOpeningHours, session: Session): Promise<NamedOpeningHours> {
    const parsed = OpeningHours.safeParse(definition)
    if (!parsed.success) throw refusal.badInput(parsed.error)
    const saved = await this.database.manager.transaction(async (tx) => {
      const there = await tx.findOne(OpeningHoursEntity, { where: { code }, lock: { mode: 'pessimistic_write' } })
      if ((there?.revision ?? null) !== revision) throw stale(there)
      if (there && deadlines === 'move') {
        const moved = await this.deadlines.move(tx, there.id, OpeningHours.parse(there.definition), parsed.data, session.userId, new Date())
        this.log.log(`opening hours ${code}: ${moved} deadlines moved by ${session.username}`)
      }
      const row = Object.assign(there ?? new OpeningHoursEntity(), { code, titleVi: title.vi, titleEn: title.en, definition: parsed.data, revision: (revision ?? 0) + 1, changedAt: new Date(), changedBy: session.displayName })
      await tx.save(row)
      await this.outbox.store(tx, { topic: 'announcement', id: code, departmentId: null })
      return row
    })
    this.outbox.wake()
    this.log.log(`opening hours ${code} changed by ${session.username}`)
    await this.writer.tell()
    return view(saved)
  }

  /** What would become of the deadlines that stand. @throws RefusedError 400 for what is no opening hours */
  async effect({ code, definition, page }: AskHoursEffect): Promise<HoursEffect> {
    const parsed = OpeningHours.safeParse(definition)
    if (!parsed.success) throw refusal.badInput(parsed.error)
    const { manager } = this.database
    const there = await manager.findOneBy(OpeningHoursEntity, { code })
    return this.deadlines.effect(manager, there?.id ?? null, there ? OpeningHours.parse(there.definition) : parsed.data, parsed.data, page, new Date())
  }

  /** What hours would mean, day by day, before anybody saves them. @throws RefusedError 400 */
  preview(definition: unknown, from: string, days: number): OpenDay[] {
    const parsed = OpeningHours.safeParse(definition)
    if (!parsed.success) throw refusal.badInput(parsed.error)
    return openDays(parsed.data, from, days).map(({ date, holiday, open }) => ({ date, holiday, open }))
  }
}

const view = (row: OpeningHoursEntity): NamedOpeningHours => ({
  id: row.id,
  code: row.code,
  title: { vi: row.titleVi, en: row.titleEn },
  // What was stored before a field was there gets its default.
  definition: OpeningHours.parse(row.definition),
  revision: row.revision,
  changedAt: row.changedAt.toISOString(),
  changedBy: row.changedBy,
})

function stale(there: OpeningHoursEntity | null) {
  if (!there) return refusal.notFound({ vi: 'giờ làm việc này', en: 'opening hours' })
  const when = DateTime.fromJSDate(there.changedAt, { zone: ZONE }).toFormat('dd/MM/yyyy HH:mm')
  return refusal.conflict('stale-hours', { vi: `Giờ làm việc đã được người khác sửa (${there.changedBy}, ${when}).`, en: `Somebody else changed these opening hours (${there.changedBy}, ${when}).` })
}
