import type { LocalName } from '@app/contracts'
import { type CityPlan, type CityTicket, madeCity, seatsFor, seededRandom } from '@app/made-city'
import type { RowDataPacket } from 'mysql2'
import { createConnection, type Connection } from 'mysql2/promise'
import { dayAfter, dayAt, dayBounds, localSql, quarterSql } from '../roll-ups/local-sql.js'
import { CITY_TABLE_NAMES, CityLines } from './city-lines.js'
import { loadLines } from './load-lines.js'
import { addMadeUpHistory, removeMadeUpHistory } from './made-up-history.js'
import { MADE_UP } from './made-up-mark.js'
import { madeUpOfficers } from './made-up-officers.js'
import { madeUpOperators } from './made-up-operators.js'

export const MADE_UP_DAYS = 90
const CALLS_A_DAY = 800
const TICKETS_A_CALL = 0.13
const SEED = 1022
/** Before the last day: the rush of a storm. */
const SURGE_DAYS_AGO = 41

/** Made-up days and a city's own are never mixed. */
export class RealDaysError extends Error {
  readonly code = 'real-days'

  constructor(
    readonly table: string,
    readonly rows: number,
    readonly words: LocalName,
  ) {
    super(words.en)
  }
}

export interface Filled {
  /** False: they are there already, and nothing was done. */
  filled: boolean
  from: string
  to: string
  calls: number
  tickets: number
}

/**
 * Fills the days up to yesterday with a small city's calls and tickets, in one transaction: all of it or nothing.
 * @throws RealDaysError when anything of the city's own is in those days
 */
export async function fillMadeUpDays(url: string, { days = MADE_UP_DAYS, callsADay = CALLS_A_DAY, now = new Date() } = {}): Promise<Filled> {
  return alone(url, async (connection) => {
    const [[there]] = await connection.query<RowDataPacket[]>('SELECT MIN(day) AS `first`, MAX(day) AS `last` FROM made_up_days')
    if (there?.['first']) return { filled: false, from: String(there['first']), to: String(there['last']), calls: 0, tickets: 0 }
    const to = dayAfter(dayAt(now), -1)
    const from = dayAfter(to, 1 - days)
    await refuseRealDays(connection, from, to)
    const plan = await planOf(connection, from, to, callsADay * days)
    const lines = await linesFor(connection, plan)
    const tickets: CityTicket[] = []
    let calls = 0
    for (const day of madeCity(plan)) {
      const texts = lines.of(day)
      for (const table of CITY_TABLE_NAMES) await loadLines(connection, table, texts[table])
      await connection.query('INSERT INTO made_up_days (day) VALUES (?)', [day.day])
      calls += day.calls.length
      tickets.push(...day.tickets)
    }
    await addMadeUpHistory(connection, tickets, await madeUpOfficers(connection, plan), dayBounds(to).ends.getTime() / 1000)
    await markDue(connection)
    return { filled: true, from, to, calls, tickets: tickets.length }
  })
}

/** Takes out exactly what was made up. @returns how many rows of each table */
export async function removeMadeUpDays(url: string): Promise<Record<string, number>> {
  return alone(url, async (connection) => {
    await markDue(connection)
    const removed: Record<string, number> = {}
    const remove = async (table: string, where: string) => {
      const [result] = (await connection.query(`DELETE FROM ${table} WHERE ${where}`)) as unknown as [{ affectedRows: number }]
      if (result.affectedRows > 0) removed[table] = (removed[table] ?? 0) + result.affectedRows
    }
    const tickets = `SELECT id FROM (SELECT id FROM tickets WHERE request_id LIKE '${MADE_UP}%') made`
    await removeMadeUpHistory(connection)
    for (const { table, column } of await belowTickets(connection)) await remove(table, `${column} IN (${tickets})`)
    await remove('tickets', `request_id LIKE '${MADE_UP}%'`)
    for (const [table, column] of Object.entries(BY_ID)) await remove(table, `${column} LIKE '${MADE_UP}%'`)
    await remove('flow_figures', 'day IN (SELECT day FROM made_up_days)')
    await remove('made_up_days', '1 = 1')
    await remove('users', `username LIKE '${MADE_UP}%'`)
    return removed
  })
}

/** In the order in which they hang together. */
const BY_ID = { voicemails: 'call_id', call_sound: 'call_id', call_dispositions: 'call_id', surveys: 'call_id', missed_callers: 'last_call_id', call_backs: 'call_id', operator_steps: 'fact_id', calls: 'id' } as const

/** One at a time, with the triggers of the roll-ups asleep ({@link markDue} says at once what is due), all or nothing. */
async function alone<T>(url: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await createConnection({ uri: url, timezone: 'Z', charset: 'utf8mb4', dateStrings: true })
  try {
    await connection.query("SET time_zone = '+00:00', @rebuilds = 1")
    await connection.query("SELECT GET_LOCK('made-up-days', 60)")
    await connection.beginTransaction()
    const result = await work(connection)
    await connection.commit()
    return result
  } finally {
    // Ends an open transaction and gives the lock back.
    connection.destroy()
  }
}

async function refuseRealDays(connection: Connection, from: string, to: string): Promise<void> {
  const moments = { calls: 'arrived_at', tickets: 'created_at', surveys: 'asked_at', operator_steps: 'at' }
  for (const [table, column] of Object.entries(moments)) {
    const [[found]] = await connection.query<RowDataPacket[]>(`SELECT COUNT(*) AS n FROM ${table} WHERE ${column} >= ? AND ${column} < ?`, [dayBounds(from).begins, dayBounds(to).ends])
    const rows = Number(found?.['n'])
    if (rows > 0)
      throw new RealDaysError(table, rows, {
        vi: `Từ ${from} đến ${to} đã có dữ liệu thật (${table}: ${rows}), nên không thêm dữ liệu minh họa.`,
        en: `From ${from} to ${to} there are a city's own data (${table}: ${rows}); made-up ones are not mixed with them.`,
      })
  }
}

async function planOf(connection: Connection, from: string, to: string, calls: number): Promise<CityPlan> {
  const [categories] = await connection.query<RowDataPacket[]>('SELECT id, code, department_id AS departmentId FROM categories WHERE valid_until IS NULL ORDER BY position')
  const [wards] = await connection.query<RowDataPacket[]>("SELECT id, name_vi AS name FROM departments WHERE type = 'ward' AND valid_until IS NULL ORDER BY id")
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
  return {
    seed: SEED,
    from,
    to,
    calls,
    tickets: Math.round(calls * TICKETS_A_CALL),
    idPrefix: MADE_UP,
    operators: await madeUpOperators(connection, seatsFor(calls / days)),
    categories: categories as unknown as CityPlan['categories'],
    wards: wards.map(({ id, name }) => ({ id: Number(id), name: String(name).replace(/^UBND /, '') })),
    surges: [dayAfter(to, -SURGE_DAYS_AGO)],
    shortAbandonSeconds: 5,
  }
}

async function linesFor(connection: Connection, plan: CityPlan): Promise<CityLines> {
  const random = seededRandom(plan.seed + 1)
  const [codes] = await connection.query<RowDataPacket[]>('SELECT code FROM tickets')
  const [[version]] = await connection.query<RowDataPacket[]>('SELECT hash FROM flow_versions ORDER BY flow_id, version DESC LIMIT 1')
  return new CityLines({
    prefix: MADE_UP,
    flowVersion: version ? String(version['hash']) : null,
    takenCodes: new Set(codes.map(({ code }) => String(code))),
    below: (n) => Math.floor(random() * n),
    firstTicketId: null,
    closedWhy: 'Dữ liệu minh họa',
    listener: plan.operators[0]?.id ?? 0,
  })
}

/** What the reports must count anew: the days of what is made up. */
async function markDue(connection: Connection): Promise<void> {
  const due = (what: string, slot: string, table: string, at: string, id: string) => connection.query(`INSERT INTO roll_ups_due (what, day, slot) SELECT DISTINCT '${what}', DATE(${localSql(at)}), ${slot} FROM ${table} WHERE ${id} LIKE '${MADE_UP}%'`)
  await due('calls', quarterSql('arrived_at'), 'calls', 'arrived_at', 'id')
  await due('surveys', '0', 'surveys', 'asked_at', 'call_id')
  await due('missed', '0', 'missed_callers', 'last_at', 'last_call_id')
  await due('tickets', '0', 'tickets', 'created_at', 'request_id')
  await due('operators', 'user_id', 'operator_steps', 'at', 'fact_id')
}

/** What people may have added to a made-up ticket: all tables that name one, but for its history, which nobody can add to (history/ticket-history.ts). */
async function belowTickets(connection: Connection): Promise<{ table: string; column: string }[]> {
  const [rows] = await connection.query<RowDataPacket[]>("SELECT table_name AS `table`, column_name AS `column` FROM information_schema.key_column_usage WHERE table_schema = DATABASE() AND referenced_table_name = 'tickets' AND table_name NOT IN ('tickets', 'ticket_history')")
  return rows as unknown as { table: string; column: string }[]
}
