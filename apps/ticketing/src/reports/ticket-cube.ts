import type { EntityManager } from 'typeorm'
import type { ReportQuery } from '@app/contracts'
import { dayBounds, localDaySql } from '../roll-ups/local-sql.js'
import { SUMMED } from '../roll-ups/sums.js'
import { bucketAt, dayBucketSql, rowsOf, type DayBucket, type Period } from './call-cube.js'

const COUNTS = ['made', 'open', 'merged', 'done', 'in_time', 'returned', 'extended', 'reopened', 'rated', 'satisfied', 'judged', 'resolved', 'rating_sum', 'answer_seconds'] as const
export type TicketCounts = Record<(typeof COUNTS)[number], number>
export const noTickets = (): TicketCounts => Object.fromEntries(COUNTS.map((name) => [name, 0])) as TicketCounts

/** What ticket figures can be put together by: columns of the roll-ups and of tickets. */
export const TICKET_KEYS = { department: 'department_id', category: 'category_id', ward: 'ward_id' } as const
export type TicketKey = keyof typeof TICKET_KEYS

type Narrowed = Pick<ReportQuery, 'department' | 'category' | 'ward'>

/** Conditions of the filters on rows `row`. */
export function narrowedTo(narrowed: Narrowed, row: string): { sql: string; values: number[] } {
  const set = (Object.keys(TICKET_KEYS) as TicketKey[]).flatMap((key) => (narrowed[key] === undefined ? [] : [{ column: TICKET_KEYS[key], value: narrowed[key] }]))
  return { sql: set.map(({ column }) => ` AND ${row}.${column} = ?`).join(''), values: set.map(({ value }) => value) }
}

/** The sums with fewest keys that still tell apart what is asked for: {@link SUMMED} has them from the finest on. */
function keptFor(columns: readonly string[]): string {
  const fitting = Object.entries<readonly string[]>(SUMMED.tickets.kept).filter(([, keys]) => columns.every((column) => keys.includes(column)))
  return fitting.reduce((least, one) => (one[1].length < least[1].length ? one : least))[0]
}

/** Tickets by keys and, if asked, by month, week or day; each entry with its keys' ids in their order, then the bucket. @param wanted the others are 0: of thousands of rows each costs time */
export async function ticketsBy(manager: EntityManager, period: Period, narrowed: Narrowed, now: Date, keys: readonly TicketKey[], by: DayBucket | null, wanted: readonly (keyof TicketCounts)[] = COUNTS): Promise<{ ids: number[]; bucket: string; counts: TicketCounts }[]> {
  const { sql, values } = narrowedTo(narrowed, 'r')
  const kept = keptFor((Object.keys(TICKET_KEYS) as TicketKey[]).filter((key) => keys.includes(key) || narrowed[key] !== undefined).map((key) => TICKET_KEYS[key]))
  const columns = [...keys.map((key) => `r.${TICKET_KEYS[key]}`), ...(by === null ? [] : ["DATE_FORMAT(r.day, '%Y-%m-%d') AS day"])]
  const groups = [...keys.map((key) => `r.${TICKET_KEYS[key]}`), ...(by === null ? [] : ['r.day'])]
  const found = new Map<string, { ids: number[]; bucket: string; counts: TicketCounts }>()
  for (const part of rowsOf(period, now, by)) {
    const rows = await manager.query<Record<string, string | number>[]>(
      `SELECT ${[...columns, ...wanted.map((name) => `SUM(r.${name}) AS ${name}`)].join(', ')} FROM ticket_roll_ups r WHERE ${part.where} AND r.kept = ?${sql} ${groups.length > 0 ? `GROUP BY ${groups.join(', ')}` : ''}`,
      [...part.values, kept, ...values],
    )
    for (const row of rows) {
      const ids = keys.map((key) => Number(row[TICKET_KEYS[key]]))
      const bucket = by === null ? '' : bucketAt(String(row['day']), by)
      const key = [...ids, bucket].join('|')
      const entry = found.get(key) ?? { ids, bucket, counts: noTickets() }
      for (const name of wanted) entry.counts[name] += Number(row[name] ?? 0)
      found.set(key, entry)
    }
  }
  return [...found.values()]
}

export function addTickets(a: TicketCounts, b: TicketCounts): TicketCounts {
  const sum = noTickets()
  for (const name of COUNTS) sum[name] = a[name] + b[name]
  return sum
}

/** States in which nobody has answered yet; so that open tickets are found without reading all others. */
const OPEN_STATES = ['routed', 'accepted', 'returned', 'asked', 'time-asked']

/** The open tickets of a period, as rows `t`. */
function openTickets({ from, to }: Period, narrowed: Narrowed): { sql: string; values: unknown[] } {
  const { sql, values } = narrowedTo(narrowed, 't')
  return { sql: `FROM tickets t WHERE t.state IN (?) AND t.answered_at IS NULL AND t.created_at >= ? AND t.created_at < ?${sql}`, values: [OPEN_STATES, dayBounds(from).begins, dayBounds(to).ends, ...values] }
}

/** Open tickets of a period that are past their deadline, by key or by bucket: it changes with the clock, so it is asked of the tickets themselves. */
export async function overdueBy(manager: EntityManager, period: Period, narrowed: Narrowed, now: Date, by: TicketKey | DayBucket): Promise<Map<string, number>> {
  const open = openTickets(period, narrowed)
  const bucket = isTicketKey(by) ? `COALESCE(t.${TICKET_KEYS[by]}, 0)` : dayBucketSql(by, localDaySql('t.created_at'))
  const rows = await manager.query<{ bucket: string | number; tickets: string }[]>(`SELECT ${bucket} AS bucket, COUNT(*) AS tickets ${open.sql} AND t.deadline_at < COALESCE(t.stopped_at, ?) GROUP BY bucket`, [...open.values, now])
  return new Map(rows.map((row) => [String(row.bucket), Number(row.tickets)]))
}

const isTicketKey = (by: TicketKey | DayBucket): by is TicketKey => by in TICKET_KEYS

/** Open tickets of a period by how many days ago they were made, each group named by its last day. */
export async function openByAge(manager: EntityManager, period: Period, narrowed: Narrowed, now: Date, ends: readonly number[]): Promise<Map<number, number>> {
  const open = openTickets(period, narrowed)
  const group = `CASE ${ends.map((end) => `WHEN TIMESTAMPDIFF(HOUR, t.created_at, ?) < ${end * 24} THEN ${end}`).join(' ')} ELSE 0 END`
  const rows = await manager.query<{ age: number; tickets: string }[]>(`SELECT ${group} AS age, COUNT(*) AS tickets ${open.sql} GROUP BY age`, [...ends.map(() => now), ...open.values])
  return new Map(rows.map((row) => [Number(row.age), Number(row.tickets)]))
}
