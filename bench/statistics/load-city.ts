import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import { type CityPlan, madeCity, type MadeDay, seatsFor, seededRandom } from '@app/made-city'
import { CHAIN_START, linkHash } from '../../apps/ticketing/src/history/chain-link.js'
import { CITY_TABLE_NAMES, CityLines, type CityTable } from '../../apps/ticketing/src/made-up/city-lines.js'
import { loadLines } from '../../apps/ticketing/src/made-up/load-lines.js'

/** Days that are loaded at once. */
const AT_ONCE = 4
/** Which tables one connection loads, so that the two cores of the database's machine have something to do; voicemails come after their calls. */
const LANES: readonly (readonly CityTable[])[] = [['calls', 'voicemails', 'surveys'], ['operator_steps'], ['tickets', 'missed_callers', 'call_backs', 'flow_figures']]
/** A packet to the server must not be too big. */
const LINKS_AT_ONCE = 10_000
const FLOW_VERSION = '0123456789abcdef'

export interface Loaded {
  calls: number
  steps: number
  tickets: number
  /** Until all rows were there, and with the indexes that were built afterwards. */
  rowSeconds: number
  seconds: number
}

/** The plan of a city over the days until yesterday, with people and places of the database. */
export async function cityPlan(connection: Connection, calls: number, tickets: number, from: string, to: string): Promise<CityPlan> {
  const [categories] = await connection.query<RowDataPacket[]>('SELECT id, code, department_id AS departmentId FROM categories ORDER BY position')
  const [wards] = await connection.query<RowDataPacket[]>("SELECT id, name_vi AS name FROM departments WHERE type = 'ward' ORDER BY id")
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
  const seats = seatsFor(calls / days)
  await connection.query('INSERT IGNORE INTO users (username, display_name, role, queues, password_hash) VALUES ?', [Array.from({ length: seats }, (_, i) => [`bench-${i + 1}`, `Tổng đài viên ${i + 1}`, 'operator', '["procedures","reports"]', '-'])])
  const [users] = await connection.query<RowDataPacket[]>("SELECT id FROM users WHERE username LIKE 'bench-%' ORDER BY id")
  return {
    seed: 1022,
    from,
    to,
    calls,
    tickets,
    idPrefix: '',
    operators: users.map(({ id }, i) => ({ id: Number(id), queues: i % 6 === 5 ? ['reports'] : ['procedures', 'reports'] })),
    categories: categories as unknown as CityPlan['categories'],
    wards: wards as unknown as CityPlan['wards'],
    surges: [`${Number(to.slice(0, 4)) - 1}-10-14`, `${to.slice(0, 4)}-07-09`].filter((day) => day >= from && day <= to),
    shortAbandonSeconds: 5,
  }
}

/** Makes and loads at the same time; indexes are built when all rows are there. @param stepsFrom operators' steps of earlier days are left out */
export async function loadCity(url: string, plan: CityPlan, stepsFrom: string, say: (text: string) => void): Promise<Loaded> {
  const begun = Date.now()
  const since = () => (Date.now() - begun) / 1000
  const connections = await Promise.all(LANES.map(() => openFor(url)))
  const [first] = connections as [Connection, ...Connection[]]
  const indexes = await withoutIndexes(first)
  const random = seededRandom(plan.seed + 1)
  const lines = new CityLines({ prefix: 'made-', flowVersion: FLOW_VERSION, takenCodes: new Set(), below: (n) => Math.floor(random() * n), firstTicketId: 1, closedWhy: 'made', listener: plan.operators[0]?.id ?? 0 })
  const returns = new Returns()
  const loaded = { calls: 0, steps: 0, tickets: 0 }
  let texts = empty()
  let days = 0
  let loading: Promise<unknown> = Promise.resolve()
  const flush = async () => {
    await loading
    const full = texts
    texts = empty()
    loading = Promise.all(LANES.map(async (tables, lane) => {
      for (const table of tables) await loadLines(connections[lane] as Connection, table, full[table])
    }))
    // Somebody waits for it: the next flush, or the end.
    loading.catch(() => undefined)
  }
  for (const day of madeCity(plan)) {
    returns.note(day, loaded.tickets)
    loaded.calls += day.calls.length
    loaded.tickets += day.tickets.length
    const own = lines.of(day.day < stepsFrom ? { ...day, steps: [] } : day)
    if (day.day >= stepsFrom) loaded.steps += day.steps.length
    for (const table of CITY_TABLE_NAMES) texts[table] += own[table]
    if (++days % AT_ONCE === 0) await flush()
    if (days % 100 === 0) say(`${loaded.calls} calls, ${loaded.steps} steps, ${loaded.tickets} tickets after ${since().toFixed(0)} s`)
  }
  await flush()
  await loading
  for (let at = 0; at < returns.rows.length; at += LINKS_AT_ONCE)
    await first.query('INSERT INTO ticket_history (seq, ticket_id, at, done_by, deed, state, department_id, category_id, deadline_at, text_hash, link_hash) VALUES ?', [returns.rows.slice(at, at + LINKS_AT_ONCE)])
  const rowSeconds = since()
  say(`rows are there after ${rowSeconds.toFixed(0)} s; indexes are built`)
  await Promise.all([...indexes].map(async ([table, parts]) => {
    const connection = await openFor(url)
    await connection.query(`ALTER TABLE ${table} ${parts.join(', ')}`)
    await connection.query(`ANALYZE TABLE ${table}`)
    await connection.end()
  }))
  await Promise.all(connections.map((connection) => connection.end()))
  return { ...loaded, rowSeconds, seconds: since() }
}

const empty = (): Record<CityTable, string> => ({ calls: '', voicemails: '', surveys: '', operator_steps: '', missed_callers: '', call_backs: '', flow_figures: '', tickets: '' })

async function openFor(url: string): Promise<Connection> {
  const connection = await createConnection({ uri: url, timezone: 'Z', charset: 'utf8mb4' })
  await connection.query("SET unique_checks = 0, foreign_key_checks = 0, time_zone = '+00:00', @rebuilds = 1")
  return connection
}

/** Takes off the indexes that no foreign key needs. @returns what puts each back */
async function withoutIndexes(connection: Connection): Promise<Map<string, string[]>> {
  const back = new Map<string, string[]>()
  for (const table of ['calls', 'operator_steps', 'surveys', 'missed_callers', 'tickets']) {
    const [rows] = await connection.query<RowDataPacket[]>(
      `SELECT s.index_name AS name, MAX(s.non_unique) AS plain, GROUP_CONCAT(s.column_name ORDER BY s.seq_in_index) AS columns FROM information_schema.statistics s
       WHERE s.table_schema = DATABASE() AND s.table_name = ? AND s.index_name <> 'PRIMARY' GROUP BY s.index_name`,
      [table],
    )
    const [keys] = await connection.query<RowDataPacket[]>('SELECT DISTINCT column_name AS name FROM information_schema.key_column_usage WHERE table_schema = DATABASE() AND table_name = ? AND referenced_table_name IS NOT NULL', [table])
    const needed = new Set(keys.map(({ name }) => String(name)))
    const free = rows.filter(({ columns }) => !needed.has(String(columns).split(',')[0] ?? ''))
    if (free.length === 0) continue
    await connection.query(`ALTER TABLE ${table} ${free.map(({ name }) => `DROP INDEX ${String(name)}`).join(', ')}`)
    back.set(table, free.map(({ name, plain, columns }) => `ADD ${Number(plain) === 0 ? 'UNIQUE ' : ''}INDEX ${String(name)} (${String(columns)})`))
  }
  return back
}

/** The links of tickets that departments sent back: of their history the reports ask for no other. */
class Returns {
  readonly rows: (string | number | Date | null)[][] = []
  private hash = CHAIN_START

  note({ tickets }: MadeDay, before: number): void {
    for (const [i, { returned, createdAt, createdBy, departmentId, categoryId, deadlineAt }] of tickets.entries()) {
      if (!returned) continue
      const link = { seq: this.rows.length + 1, ticketId: before + i + 1, at: new Date((createdAt + 3_600) * 1000), by: createdBy, deed: 'returned' as const, state: 'returned' as const, departmentId, categoryId, deadlineAt: new Date(deadlineAt * 1000), textHash: null }
      this.hash = linkHash(this.hash, link)
      this.rows.push([link.seq, link.ticketId, link.at, link.by, link.deed, link.state, departmentId, categoryId, link.deadlineAt, null, this.hash])
    }
  }
}
