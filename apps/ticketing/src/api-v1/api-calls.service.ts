import { Injectable } from '@nestjs/common'
import { CITIZEN_CALL_SOURCES, type ApiCalls, type ApiCallsQuery } from '@app/contracts'
import { DateTime } from 'luxon'
import { And, In, LessThan, MoreThanOrEqual } from 'typeorm'
import { CallEntity } from '../database/call.entities.js'
import { Database } from '../database/database.js'
import { ZONE } from '../settings.js'

const PAGE = 500

/** Citizens' calls one by one, without the number, the recording and the operator. */
@Injectable()
export class ApiCallsService {
  constructor(private readonly database: Database) {}

  async list({ from, to, queue, outcome, page }: ApiCallsQuery): Promise<ApiCalls> {
    const begins = DateTime.fromISO(from, { zone: ZONE }).toJSDate()
    const ends = DateTime.fromISO(to, { zone: ZONE }).plus({ days: 1 }).toJSDate()
    const [rows, total] = await this.database.manager.findAndCount(CallEntity, {
      select: { id: true, source: true, language: true, arrivedAt: true, endedAt: true, queue: true, offers: true, waitSeconds: true, talkSeconds: true, holdSeconds: true, outcome: true },
      where: { arrivedAt: And(MoreThanOrEqual(begins), LessThan(ends)), source: In([...CITIZEN_CALL_SOURCES]), ...(queue !== undefined && { queue }), ...(outcome !== undefined && { outcome }) },
      order: { arrivedAt: 'ASC', id: 'ASC' },
      skip: (page - 1) * PAGE,
      take: PAGE,
    })
    const items = rows.map(({ id, source, language, arrivedAt, endedAt, queue: inQueue, offers, waitSeconds, talkSeconds, holdSeconds, outcome: became }) => ({ id, source, language, arrivedAt: arrivedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null, queue: inQueue, offers, waitSeconds, talkSeconds, holdSeconds, outcome: became }))
    return { items, page, pageSize: PAGE, total }
  }
}
