import { Injectable } from '@nestjs/common'
import { TICKET_STATES, type Session, type TicketQuery, type TicketState } from '@app/contracts'
import { Database } from '../database/database.js'
import { PAGE_SIZE } from '../page.js'
import { departmentsSeenBy, type Condition } from '../tickets/ticket-visibility.js'
import { both, listConditions, MOST_COUNTED, narrowed } from './list-conditions.js'
import { readListCursor, writeListCursor, type ListCursor } from './list-cursor.js'
import { listedStates } from './listed-states.js'

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
  constructor(private readonly database: Database) {}

  async list(query: TicketQuery, session: Session): Promise<ListedIds> {
    const states = listedStates(query, session) ?? TICKET_STATES
    const departments = narrowed(departmentsSeenBy(session), query.departmentId)
    const lanes = states.flatMap((state) => (departments ?? [null]).map((department) => laneOf(state, department)))
    const conditions = listConditions(query, session)
    const after = query.after === undefined ? null : readListCursor(query.after)
    const skip = after === null ? (query.page - 1) * PAGE_SIZE : 0
    const rows = (await this.rows(lanes, conditions, after ?? FIRST, skip + PAGE_SIZE + 1)).slice(skip)
    const shown = rows.slice(0, PAGE_SIZE)
    const last = rows.length > PAGE_SIZE ? shown.at(-1) : undefined
    const counted = await this.count(states, departments, conditions)
    return { ids: shown.map(({ id }) => id), total: Math.min(counted, MOST_COUNTED), totalIsLeast: counted > MOST_COUNTED, next: last ? writeListCursor(cursorOf(last)) : null }
  }

  private async rows(lanes: Lane[], conditions: Condition, after: ListCursor, most: number): Promise<Row[]> {
    const open = after.part === 'open' ? await this.read(lanes, both(conditions, openAfter(after)), 'deadline_at, id', most) : []
    if (open.length >= most) return open
    const answered = both(conditions, after.part === 'answered' ? answeredAfter(after) : { sql: 'ticket.answered_at IS NOT NULL', values: [] })
    return [...open, ...(await this.read(lanes, answered, 'answered_at DESC, deadline_at DESC, id DESC', most - open.length))]
  }

  private async read(lanes: Lane[], { sql, values }: Condition, order: string, most: number): Promise<Row[]> {
    if (lanes.length === 0) return []
    const parts = lanes.map((lane) => `(SELECT id, answered_at, deadline_at FROM tickets ticket FORCE INDEX (${lane.index}) WHERE ${lane.sql} AND ${sql} ORDER BY ${order} LIMIT ${most})`)
    return this.database.manager.query(`${parts.join(' UNION ALL ')} ORDER BY ${order} LIMIT ${most}`, lanes.flatMap((lane) => [...lane.values, ...values]))
  }

  private async count(states: readonly TicketState[], departments: number[] | null, { sql, values }: Condition): Promise<number> {
    if (departments?.length === 0) return 0
    const where = departments === null ? '' : 'ticket.department_id IN (?) AND '
    const counted = (await this.database.manager.query(`SELECT COUNT(*) AS n FROM (SELECT 1 FROM tickets ticket WHERE ${where}ticket.state IN (?) AND ${sql} LIMIT ${MOST_COUNTED + 1}) counted`, [
      ...(departments === null ? [] : [departments]),
      states,
      ...values,
    ])) as { n: string }[]
    return Number(counted[0]?.n ?? 0)
  }
}

interface Lane extends Condition {
  index: string
}

const laneOf = (state: TicketState, department: number | null): Lane =>
  department === null ? { index: 'ix_tickets_list', sql: 'ticket.state = ?', values: [state] } : { index: 'ix_tickets_department', sql: 'ticket.department_id = ? AND ticket.state = ?', values: [department, state] }

const openAfter = ({ deadlineAt, id }: Extract<ListCursor, { part: 'open' }>): Condition => {
  if (id === 0) return { sql: 'ticket.answered_at IS NULL', values: [] }
  const at = new Date(deadlineAt)
  return { sql: 'ticket.answered_at IS NULL AND ticket.deadline_at >= ? AND (ticket.deadline_at > ? OR ticket.id > ?)', values: [at, at, id] }
}

const answeredAfter = ({ answeredAt, deadlineAt, id }: Extract<ListCursor, { part: 'answered' }>): Condition => {
  const [answered, deadline] = [new Date(answeredAt), new Date(deadlineAt)]
  return {
    sql: 'ticket.answered_at <= ? AND (ticket.answered_at < ? OR ticket.deadline_at < ? OR (ticket.deadline_at = ? AND ticket.id < ?))',
    values: [answered, answered, deadline, deadline, id],
  }
}

const cursorOf = ({ id, answered_at, deadline_at }: Row): ListCursor =>
  answered_at === null ? { part: 'open', deadlineAt: deadline_at.getTime(), id } : { part: 'answered', answeredAt: answered_at.getTime(), deadlineAt: deadline_at.getTime(), id }
