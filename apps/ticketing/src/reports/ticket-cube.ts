import type { EntityManager } from 'typeorm'
import type { ReportQuery } from '@app/contracts'
import { dayBucketSql, splitByMonths, summedUntil, type DayBucket, type Period } from './call-cube.js'

const COUNTS = ['made', 'open', 'merged', 'done', 'in_time', 'returned', 'extended', 'reopened', 'rated', 'satisfied', 'judged', 'resolved', 'rating_sum', 'answer_seconds'] as const
export type TicketCounts = Record<(typeof COUNTS)[number], number>
export const noTickets = (): TicketCounts => Object.fromEntries(COUNTS.map((name) => [name, 0])) as TicketCounts

/** What ticket figures can be put together by. */
export const TICKET_KEYS = { department: 'r.department_id', category: 'r.category_id', ward: 'r.ward_id' } as const
export type TicketKey = keyof typeof TICKET_KEYS

type Narrowed = Pick<ReportQuery, 'department' | 'category' | 'ward'>

/** Conditions of the filters on rows `row`. */
export function narrowedTo({ department, category, ward }: Narrowed, row: string): { sql: string; values: number[] } {
  const filters = [
    [`${row}.department_id`, department],
    [`${row}.category_id`, category],
    [`${row}.ward_id`, ward],
  ] as const
  const set = filters.filter((filter): filter is readonly [(typeof filter)[0], number] => filter[1] !== undefined)
  return { sql: set.map(([column]) => ` AND ${column} = ?`).join(''), values: set.map(([, value]) => value) }
}

/** Tickets by keys and, if asked, by month, week or day; each entry with its keys' ids in their order, then the bucket. */
export async function ticketsBy(manager: EntityManager, period: Period, narrowed: Narrowed, now: Date, keys: readonly TicketKey[], by: DayBucket | null): Promise<{ ids: number[]; bucket: string; counts: TicketCounts }[]> {
  const { sql, values } = narrowedTo(narrowed, 'r')
  const { months, days } = by === null || by === 'month' ? splitByMonths(period, summedUntil(now)) : { months: [], days: [period] }
  const parts = [
    ...(months.length > 0 ? [{ where: `r.grain = 'month' AND r.day IN (?)`, values: [months] as unknown[] }] : []),
    ...days.map(({ from, to }) => ({ where: `r.grain = 'day' AND r.day BETWEEN ? AND ?`, values: [from, to] as unknown[] })),
  ]
  const columns = [...keys.map((key) => `${TICKET_KEYS[key]} AS ${key}`), ...(by === null ? [] : [`${dayBucketSql(by)} AS bucket`])]
  const groups = [...keys.map((key) => TICKET_KEYS[key]), ...(by === null ? [] : ['bucket'])]
  const found = new Map<string, { ids: number[]; bucket: string; counts: TicketCounts }>()
  for (const part of parts) {
    const rows = await manager.query<Record<string, string | number>[]>(
      `SELECT ${[...columns, ...COUNTS.map((name) => `SUM(r.${name}) AS ${name}`)].join(', ')} FROM ticket_roll_ups r WHERE ${part.where}${sql} ${groups.length > 0 ? `GROUP BY ${groups.join(', ')}` : ''}`,
      [...part.values, ...values],
    )
    for (const row of rows) {
      const ids = keys.map((key) => Number(row[key]))
      const bucket = by === null ? '' : String(row['bucket'])
      const key = [...ids, bucket].join('|')
      const entry = found.get(key) ?? { ids, bucket, counts: noTickets() }
      for (const name of COUNTS) entry.counts[name] += Number(row[name] ?? 0)
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

/** Open tickets of a period that are past their deadline, by key or by bucket: it changes with the clock, so it is asked of the tickets themselves. */
export async function overdueBy(manager: EntityManager, { from, to }: Period, narrowed: Narrowed, now: Date, by: TicketKey | DayBucket | null): Promise<Map<string, number>> {
  const { sql, values } = narrowedTo(narrowed, 't')
  const local = `DATE(t.created_at + INTERVAL 7 HOUR)`
  const bucket = by === null ? `''` : by in TICKET_KEYS ? `COALESCE(${TICKET_KEYS[by as TicketKey].replace('r.', 't.')}, 0)` : dayBucketSql(by as DayBucket).replaceAll('r.day', local)
  const rows = await manager.query<{ bucket: string | number; tickets: string }[]>(
    `SELECT ${bucket} AS bucket, COUNT(*) AS tickets FROM tickets t WHERE t.state IN (?) AND t.answered_at IS NULL AND t.deadline_at < COALESCE(t.stopped_at, ?) AND t.created_at >= ? - INTERVAL 7 HOUR AND t.created_at < ? + INTERVAL 17 HOUR${sql} GROUP BY bucket`,
    [OPEN_STATES, now, from, to, ...values],
  )
  return new Map(rows.map((row) => [String(row.bucket), Number(row.tickets)]))
}

/** Open tickets of a period by how many days ago they were made, each group named by its last day. */
export async function openByAge(manager: EntityManager, { from, to }: Period, narrowed: Narrowed, now: Date, ends: readonly number[]): Promise<Map<number, number>> {
  const { sql, values } = narrowedTo(narrowed, 't')
  const age = 'TIMESTAMPDIFF(HOUR, t.created_at, ?)'
  const group = `CASE ${ends.map((end) => `WHEN ${age} < ${end * 24} THEN ${end}`).join(' ')} ELSE 0 END`
  const rows = await manager.query<{ age: number; tickets: string }[]>(
    `SELECT ${group} AS age, COUNT(*) AS tickets FROM tickets t WHERE t.state IN (?) AND t.answered_at IS NULL AND t.created_at >= ? - INTERVAL 7 HOUR AND t.created_at < ? + INTERVAL 17 HOUR${sql} GROUP BY age`,
    [...ends.map(() => now), OPEN_STATES, from, to, ...values],
  )
  return new Map(rows.map((row) => [Number(row.age), Number(row.tickets)]))
}
