import { Injectable } from '@nestjs/common'
import type { CallSummary, Page, ReportCallsQuery, ReportTicketsQuery, Session, TicketSummary } from '@app/contracts'
import { AGAIN_SQL, CITIZENS_CALLS_SQL, FOLLOWED_SQL, HELD_SQL, OFFERED_SQL, peakSql, STANDING_SQL } from '@app/metrics'
import { In } from 'typeorm'
import { callSummaries } from '../calls/call-views.js'
import { CallEntity } from '../database/call.entities.js'
import { Database } from '../database/database.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { PAGE_SIZE, pageAt } from '../page.js'
import { dayBounds, localSql, quarterSql } from '../roll-ups/local-sql.js'
import { ticketConditions } from '../roll-ups/ticket-counts-sql.js'
import { TicketViews } from '../tickets/ticket-views.js'
import { TicketVisibility } from '../visibility/ticket-visibility.js'

type Condition = { sql: string; values: unknown[] }
const plain = (sql: string, ...values: unknown[]): Condition => ({ sql, values })

/** The calls and tickets behind a figure, by the same words of SQL by which the figure was counted. */
@Injectable()
export class ReportLists {
  constructor(
    private readonly database: Database,
    private readonly visibility: TicketVisibility,
    private readonly views: TicketViews,
  ) {}

  async calls(query: ReportCallsQuery, session: Session): Promise<Page<CallSummary>> {
    const { manager } = this.database
    const conditions = callConditions(query)
    const where = conditions.map(({ sql }) => sql).join(' AND ')
    const values = conditions.flatMap(({ values: own }) => own)
    const { skip, take } = pageAt(query.page)
    const [[count], ids] = await Promise.all([
      manager.query<{ total: string }[]>(`SELECT COUNT(*) AS total FROM calls c WHERE ${where}`, values),
      manager.query<{ id: string }[]>(`SELECT c.id FROM calls c WHERE ${where} ORDER BY c.arrived_at DESC, c.id DESC LIMIT ${take} OFFSET ${skip}`, values),
    ])
    const rows = ids.length === 0 ? [] : await manager.find(CallEntity, { where: { id: In(ids.map(({ id }) => id)) }, order: { arrivedAt: 'DESC', id: 'DESC' } })
    return { items: await callSummaries(manager, rows, await this.visibility.askerOf(session)), page: query.page, pageSize: PAGE_SIZE, total: Number(count?.total ?? 0) }
  }

  /** Those that the asker may see; a figure counts the others too. */
  async tickets(query: ReportTicketsQuery, session: Session, now = new Date()): Promise<Page<TicketSummary>> {
    const found = this.visibility.tickets(await this.visibility.viewerOf(session)).andWhere('ticket.createdAt >= :begins AND ticket.createdAt < :ends', { begins: dayBounds(query.from).begins, ends: dayBounds(query.to).ends })
    if (query.department !== undefined) found.andWhere('ticket.departmentId = :department', { department: query.department })
    if (query.category !== undefined) found.andWhere('ticket.categoryId = :category', { category: query.category })
    if (query.ward !== undefined) found.andWhere('ticket.wardId = :ward', { ward: query.ward })
    const condition = TICKET_STANDINGS[query.standing]
    if (condition !== null) found.andWhere(condition, { now })
    const { skip, take } = pageAt(query.page)
    const [rows, total]: [TicketEntity[], number] = await found.orderBy('ticket.createdAt', 'DESC').addOrderBy('ticket.id', 'DESC').skip(skip).take(take).getManyAndCount()
    return { items: await this.views.summaries(rows, session), page: query.page, pageSize: PAGE_SIZE, total }
  }
}

const { open, inTime, ...others } = ticketConditions('ticket')
const TICKET_STANDINGS: Record<ReportTicketsQuery['standing'], string | null> = {
  made: null,
  ...others,
  open,
  'in-time': inTime,
  overdue: `${open} AND ticket.deadline_at < COALESCE(ticket.stopped_at, :now)`,
}

function callConditions(query: ReportCallsQuery): Condition[] {
  const local = localSql('c.arrived_at')
  const conditions = [plain('c.arrived_at >= ? AND c.arrived_at < ?', dayBounds(query.from).begins, dayBounds(query.to).ends), plain(CITIZENS_CALLS_SQL), ...standingConditions(query.standing)]
  if (query.queue !== undefined) conditions.push(plain('c.queue = ?', query.queue))
  if (query.operator !== undefined) conditions.push(plain('c.operator_id = ?', query.operator))
  if (query.weekday !== undefined) conditions.push(plain(`WEEKDAY(${local}) = ?`, query.weekday - 1))
  if (query.quarterFrom !== undefined) conditions.push(plain(`${quarterSql('c.arrived_at')} >= ?`, query.quarterFrom))
  if (query.quarterTo !== undefined) conditions.push(plain(`${quarterSql('c.arrived_at')} <= ?`, query.quarterTo))
  if (query.waitFrom !== undefined) conditions.push(plain('c.wait_seconds >= ?', query.waitFrom))
  if (query.waitTo !== undefined) conditions.push(plain('c.wait_seconds <= ?', query.waitTo))
  if (query.peak !== undefined) conditions.push(plain(`${peakSql(local)} = ?`, query.peak === 'yes' ? 1 : 0))
  if (query.held === 'yes') conditions.push(plain(HELD_SQL))
  if (query.repeat === 'again') conditions.push(plain(`c.number_key IS NOT NULL AND ${AGAIN_SQL}`))
  if (query.repeat === 'followed') conditions.push(plain(`c.number_key IS NOT NULL AND ${STANDING_SQL} = 'answered' AND ${FOLLOWED_SQL}`))
  return conditions
}

function standingConditions(standing: ReportCallsQuery['standing']): Condition[] {
  switch (standing) {
    case 'arrived':
      return []
    case 'offered':
      return [plain(OFFERED_SQL)]
    case 'given-up':
      return [plain(`${STANDING_SQL} IN ('abandoned', 'short-abandoned')`)]
    default:
      return [plain(`${STANDING_SQL} = ?`, standing)]
  }
}
