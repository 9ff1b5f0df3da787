import { Injectable } from '@nestjs/common'
import { TICKET_STATES, type TicketQuery, type TicketState } from '@app/contracts'
import type { SelectQueryBuilder } from 'typeorm'
import { Database } from '../database/database.js'
import type { TicketEntity } from '../database/ticket.entities.js'
import { PAGE_SIZE } from '../page.js'
import { AskedDepartments } from './asked-departments.js'
import { readListCursor, writeListCursor, type ListCursor } from './list-cursor.js'
import { listedStates } from './listed-states.js'
import { departmentsListed, inWards, listedTickets, MOST_COUNTED, narrowed } from './listed-tickets.js'
import type { Asker } from '../visibility/sees-ticket.js'

interface Row {
  id: number
  answered_at: Date | null
  deadline_at: Date
}

/** A page of a list: numbers of tickets in their order. */
export interface ListedIds {
  ids: number[]
  total: number
  totalIsLeast: boolean
  next: string | null
}

const FIRST: ListCursor = { part: 'open', deadlineAt: 0, id: 0 }

/**
 * Open tickets first, the nearest deadline at the top; then answered ones, the latest first. Each state (of each department) is read from an
 * index in this order and merged, so that no list sorts or counts more than it shows.
 */
@Injectable()
export class TicketList {
  constructor(
    private readonly database: Database,
    private readonly asked: AskedDepartments,
  ) {}

  async list(query: TicketQuery, asker: Asker): Promise<ListedIds> {
    const states = listedStates(query, asker.session) ?? TICKET_STATES
    const departments = narrowed(departmentsListed(asker.viewer, query), await this.asked.of(query.departmentId))
    const wards = await this.asked.of(query.wardId)
    const lanes = states.flatMap((state) => lanesOf(state, query, departments, wards))
    const now = new Date()
    const listed = () => inWards(listedTickets(this.database.manager, query, asker, now), wards)
    const after = query.after === undefined ? null : readListCursor(query.after)
    const skip = after === null ? (query.page - 1) * PAGE_SIZE : 0
    const rows = (await this.rows(lanes, listed, after ?? FIRST, skip + PAGE_SIZE + 1)).slice(skip)
    const shown = rows.slice(0, PAGE_SIZE)
    const last = rows.length > PAGE_SIZE ? shown.at(-1) : undefined
    const counted = await this.count(states, departments, listed())
    return { ids: shown.map(({ id }) => id), total: Math.min(counted, MOST_COUNTED), totalIsLeast: counted > MOST_COUNTED, next: last ? writeListCursor(cursorOf(last)) : null }
  }

  private async rows(lanes: Lane[], listed: () => Select, after: ListCursor, most: number): Promise<Row[]> {
    const open = after.part === 'open' ? await this.read(lanes, () => openAfter(listed(), after), OPEN_ORDER, most) : []
    if (open.length >= most) return open
    const answered = () => (after.part === 'answered' ? answeredAfter(listed(), after) : listed().andWhere('ticket.answeredAt IS NOT NULL'))
    return [...open, ...(await this.read(lanes, answered, ANSWERED_ORDER, most - open.length))]
  }

  private async read(lanes: Lane[], listed: () => Select, order: Order, most: number): Promise<Row[]> {
    if (lanes.length === 0) return []
    const parts = lanes.map(({ index, narrow }) => {
      const select = narrow(listed()).useIndex(index).select('ticket.id', 'id').addSelect('ticket.answeredAt', 'answered_at').addSelect('ticket.deadlineAt', 'deadline_at').limit(most)
      for (const [column, way] of order) select.addOrderBy(`ticket.${column}`, way)
      return select.getQueryAndParameters()
    })
    const sorted = order.map(([column, way]) => `${COLUMNS[column]} ${way}`).join(', ')
    return this.database.manager.query(`${parts.map(([sql]) => `(${sql})`).join(' UNION ALL ')} ORDER BY ${sorted} LIMIT ${most}`, parts.flatMap(([, values]) => values))
  }

  private async count(states: readonly TicketState[], departments: number[] | null, listed: Select): Promise<number> {
    if (departments?.length === 0) return 0
    listed.andWhere('ticket.state IN (:...states)', { states })
    if (departments !== null) listed.andWhere('ticket.departmentId IN (:...departments)', { departments })
    const [sql, values] = listed.select('1', 'one').limit(MOST_COUNTED + 1).getQueryAndParameters()
    const counted = (await this.database.manager.query(`SELECT COUNT(*) AS n FROM (${sql}) counted`, values)) as { n: string }[]
    return Number(counted[0]?.n ?? 0)
  }
}

type Select = SelectQueryBuilder<TicketEntity>

/** One state, of one department, ward or whatever else a list is narrowed to: an index has it in the order of a list. */
interface Lane {
  index: string
  narrow: (select: Select) => Select
}

/** By the index of what has the fewest tickets: what else is asked for is looked for among these. */
function lanesOf(state: TicketState, { categoryId, kind, level }: TicketQuery, departments: number[] | null, wards: number[] | null): Lane[] {
  const inState = (select: Select) => select.andWhere('ticket.state = :state', { state })
  const by = (index: string, column: keyof TicketEntity, value: number | string): Lane => ({ index, narrow: (select) => inState(select).andWhere(`ticket.${column} = :lane`, { lane: value }) })
  if (departments !== null) return departments.map((id) => by('ix_tickets_department', 'departmentId', id))
  if (wards !== null) return wards.map((id) => by('ix_tickets_ward', 'wardId', id))
  if (categoryId !== undefined) return [by('ix_tickets_category', 'categoryId', categoryId)]
  if (kind !== undefined) return [by('ix_tickets_kind', 'kind', kind)]
  if (level !== undefined) return [by('ix_tickets_level', 'level', level)]
  return [{ index: 'ix_tickets_list', narrow: inState }]
}

const COLUMNS = { id: 'id', answeredAt: 'answered_at', deadlineAt: 'deadline_at' } as const
type Order = readonly (readonly [keyof typeof COLUMNS, 'ASC' | 'DESC'])[]
const OPEN_ORDER: Order = [['deadlineAt', 'ASC'], ['id', 'ASC']]
const ANSWERED_ORDER: Order = [['answeredAt', 'DESC'], ['deadlineAt', 'DESC'], ['id', 'DESC']]

function openAfter(select: Select, { deadlineAt, id }: Extract<ListCursor, { part: 'open' }>): Select {
  select.andWhere('ticket.answeredAt IS NULL')
  return id === 0 ? select : select.andWhere('ticket.deadlineAt >= :after AND (ticket.deadlineAt > :after OR ticket.id > :afterId)', { after: new Date(deadlineAt), afterId: id })
}

const answeredAfter = (select: Select, { answeredAt, deadlineAt, id }: Extract<ListCursor, { part: 'answered' }>): Select =>
  select.andWhere('ticket.answeredAt <= :answered AND (ticket.answeredAt < :answered OR ticket.deadlineAt < :after OR (ticket.deadlineAt = :after AND ticket.id < :afterId))', {
    answered: new Date(answeredAt),
    after: new Date(deadlineAt),
    afterId: id,
  })

const cursorOf = ({ id, answered_at, deadline_at }: Row): ListCursor =>
  answered_at === null ? { part: 'open', deadlineAt: deadline_at.getTime(), id } : { part: 'answered', answeredAt: answered_at.getTime(), deadlineAt: deadline_at.getTime(), id }
