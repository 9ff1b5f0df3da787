import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common'
import { CurrentSession } from '@app/access'
import { NewTicketView, STANDARD_VIEWS, TicketQuery, type Session, type StandardView, type TicketViewList, type ViewQuery } from '@app/contracts'
import { refusal, ZodPipe } from '@app/service'
import { In } from 'typeorm'
import { May } from '../access/rights.js'
import { Database } from '../database/database.js'
import { UserEntity } from '../database/directory.entities.js'
import { TicketViewEntity } from '../database/inbox.entities.js'
import { FoundTickets } from '../search/found-tickets.js'

/** Each is counted whenever the list is shown. */
const MOST_VIEWS = 30
const STANDARD: Record<StandardView, ViewQuery> = {
  open: { state: 'open' },
  mine: { state: 'open', assignee: 'mine' },
  nobody: { state: 'open', assignee: 'nobody' },
  overdue: { state: 'open', due: 'overdue' },
  today: { state: 'open', due: 'today' },
  done: { state: 'done' },
}

/** Filters with a name: what everybody has, one's own, and what colleagues of the department share. */
@Controller('api/ticket-views')
export class TicketViewsController {
  constructor(
    private readonly database: Database,
    private readonly found: FoundTickets,
  ) {}

  @Get()
  @May('tickets.read')
  async list(@CurrentSession() session: Session): Promise<TicketViewList> {
    const { manager } = this.database
    const rows = await manager.find(TicketViewEntity, { where: ownAndShared(session), order: { name: 'ASC' }, take: MOST_VIEWS })
    const names = new Map((await manager.findBy(UserEntity, { id: In(rows.map(({ ownerId }) => ownerId)) })).map((user) => [user.id, user.displayName]))
    const standard = await Promise.all(STANDARD_VIEWS.map(async (name) => ({ name, query: STANDARD[name], count: await this.found.total(TicketQuery.parse(STANDARD[name]), session) })))
    const saved = await Promise.all(
      rows.map(async ({ id, name, query, ownerId, departmentId }) => ({
        id,
        name,
        query,
        shared: departmentId !== null,
        by: names.get(ownerId) ?? '',
        mayDelete: ownerId === session.userId,
        count: await this.found.total(TicketQuery.parse(query), session),
      })),
    )
    return { standard, saved }
  }

  /** Whoever is of no department keeps it for themselves. */
  @Post()
  @HttpCode(204)
  @May('tickets.read')
  async keep(@Body(new ZodPipe(NewTicketView)) { name, query, shared }: NewTicketView, @CurrentSession() session: Session): Promise<void> {
    const { manager } = this.database
    if ((await manager.countBy(TicketViewEntity, { ownerId: session.userId })) >= MOST_VIEWS / 2) throw tooManyViews()
    await manager.insert(TicketViewEntity, { ownerId: session.userId, departmentId: shared ? (session.department?.id ?? null) : null, name, query })
  }

  @Delete(':id')
  @HttpCode(204)
  @May('tickets.read')
  async drop(@Param('id', ParseIntPipe) id: number, @CurrentSession() session: Session): Promise<void> {
    const { affected } = await this.database.manager.delete(TicketViewEntity, { id, ownerId: session.userId })
    if (affected === 0) throw refusal.notFound({ vi: 'bộ lọc này', en: 'view' })
  }
}

const ownAndShared = ({ userId, department }: Session) => [{ ownerId: userId }, ...(department ? [{ departmentId: department.id }] : [])]

const tooManyViews = () => refusal.conflict('too-many-views', { vi: 'Anh/Chị đã lưu quá nhiều bộ lọc. Vui lòng xóa bớt rồi lưu lại.', en: 'You have saved too many views. Please delete one and save again.' })
