import { Injectable } from '@nestjs/common'
import type { AskLook, Look, LookingUser, LookQuery, Page, Session, ShownValue } from '@app/contracts'
import { mayAsk } from '@app/persons-data'
import { refusal, RefusedError } from '@app/service'
import { DateTime } from 'luxon'
import { IsNull, MoreThan, Not } from 'typeorm'
import { Database } from '../database/database.js'
import { LookEntity } from '../database/persons-data.entities.js'
import { PAGE_SIZE, pageAt } from '../page.js'
import { ZONE } from '../settings.js'
import { LookAudit } from './look-audit.js'
import { lookUp } from './looked-up.js'

const SHOWN_MS = 5 * 60_000
const HOUR_MS = 3_600_000
/** More than anybody's work needs; whoever walks through the numbers is stopped. */
const MOST_AN_HOUR = 60

/** Values that are masked, for whoever says why; and the list of who did. */
@Injectable()
export class LooksService {
  constructor(
    private readonly database: Database,
    private readonly audit: LookAudit,
  ) {}

  /** The look is stored before the value is given. @throws RefusedError 404, 403; 429 after too many within an hour */
  async ask({ subject, field, purpose, reason }: AskLook, session: Session): Promise<ShownValue> {
    const { manager } = this.database
    const found = await lookUp(manager, subject, session)
    if (!found || (session.role === 'officer' && found.relation === 'none')) throw refusal.notFound({ vi: 'thông tin này', en: 'such data' })
    if (!mayAsk(session.role, found.relation)) throw refusal.forbidden()
    const value = found.values[field]
    if (value === undefined) throw refusal.notFound({ vi: 'thông tin này', en: 'such data' })
    const now = new Date()
    const asked = await manager.countBy(LookEntity, { userId: session.userId, purpose: Not(IsNull()), at: MoreThan(new Date(now.getTime() - HOUR_MS)) })
    if (asked >= MOST_AN_HOUR) throw tooManyLooks()
    await this.audit.note(manager, { by: session, what: field, subject, number: found.number, purpose, reason })
    return { value, until: new Date(now.getTime() + SHOWN_MS).toISOString() }
  }

  async list({ number, userId, what, from, until, page }: LookQuery): Promise<Page<Look>> {
    const select = this.database.manager.createQueryBuilder(LookEntity, 'look').orderBy('look.id', 'DESC')
    if (number !== undefined) select.andWhere('look.personKey = :person', { person: this.audit.keyOf(number) ?? '' })
    if (userId !== undefined) select.andWhere('look.userId = :userId', { userId })
    if (what !== undefined) select.andWhere('look.what = :what', { what })
    if (from !== undefined) select.andWhere('look.at >= :from', { from: DateTime.fromISO(from, { zone: ZONE }).toJSDate() })
    if (until !== undefined) select.andWhere('look.at < :until', { until: DateTime.fromISO(until, { zone: ZONE }).plus({ days: 1 }).toJSDate() })
    const { skip, take } = pageAt(page)
    const [rows, total] = await select.offset(skip).limit(take).getManyAndCount()
    return { items: rows.map(lookView), page, pageSize: PAGE_SIZE, total }
  }

  /** Everybody who ever looked. */
  async users(): Promise<LookingUser[]> {
    const rows = await this.database.manager
      .createQueryBuilder(LookEntity, 'look')
      .select('look.userId', 'id')
      .addSelect('MAX(look.userName)', 'displayName')
      .addSelect('MAX(look.role)', 'role')
      .groupBy('look.userId')
      .orderBy('displayName')
      .getRawMany<LookingUser>()
    return rows.map(({ id, displayName, role }) => ({ id: Number(id), displayName, role }))
  }
}

export const lookView = (row: LookEntity): Look => ({
  id: row.id,
  at: row.at.toISOString(),
  by: { id: row.userId, displayName: row.userName, role: row.role },
  what: row.what,
  purpose: row.purpose,
  reason: row.reason,
  subject: row.subjectKind !== null && row.subjectId !== null ? { kind: row.subjectKind, id: row.subjectId } : null,
})

const tooManyLooks = () =>
  new RefusedError(429, {
    code: 'too-many-looks',
    message: {
      vi: `Anh/Chị đã xem ${MOST_AN_HOUR} thông tin cá nhân trong một giờ. Vui lòng chờ, hoặc báo quản trị viên nếu công việc cần nhiều hơn.`,
      en: `You have looked at ${MOST_AN_HOUR} personal values within an hour. Please wait, or tell the administrator if your work needs more.`,
    },
  })
