import type { EntityManager } from 'typeorm'
import { TICKET_COUNTS_SQL } from './ticket-counts-sql.js'
import { monthEnd, monthOf } from './local-sql.js'

/** A roll-up whose days are kept by all their keys, and summed by fewer and by month, so that a question over years reads few rows. */
interface Summed {
  table: string
  /** Key columns, and what stands in them where they are summed over. */
  keys: Readonly<Record<string, number | string>>
  /** By which keys it is kept; the first by all of them, which is what the raw rows are counted into. */
  kept: Readonly<Record<string, readonly string[]>>
  counts: Readonly<Record<string, 'SUM' | 'MAX'>>
}

const summed = (...names: string[]) => Object.fromEntries(names.map((name) => [name, 'SUM' as const]))
const BY_OPERATOR = (operator: string, ...others: string[]) => ({ operator: [operator, ...others], none: others })
const BY_QUEUE = (...others: string[]) => ({ queue: ['queue', ...others], none: others })

export const SUMMED = {
  tickets: {
    table: 'ticket_roll_ups',
    keys: { department_id: 0, category_id: 0, ward_id: 0 },
    kept: { every: ['department_id', 'category_id', 'ward_id'], subject: ['department_id', 'category_id'], ward: ['ward_id'], none: [] },
    counts: summed(...Object.keys(TICKET_COUNTS_SQL)),
  },
  waits: { table: 'wait_roll_ups', keys: { queue: '', peak: 0, how: '', seconds: 0 }, kept: BY_QUEUE('peak', 'how', 'seconds'), counts: summed('calls') },
  hourWaits: { table: 'hour_wait_roll_ups', keys: { seconds: 0, hour: 0, queue: '' }, kept: BY_QUEUE('seconds', 'hour'), counts: summed('calls') },
  flows: { table: 'flow_figures', keys: { version: '', node: '', next_node: '' }, kept: { every: ['version', 'node', 'next_node'] }, counts: summed('calls', 'timed', 'seconds') },
  missed: { table: 'missed_roll_ups', keys: { queue: '', how: '' }, kept: BY_QUEUE('how'), counts: summed('persons', 'calls') },
  talks: { table: 'talk_roll_ups', keys: { operator_id: 0, queue: '' }, kept: BY_OPERATOR('operator_id', 'queue'), counts: { ...summed('talks', 'talks_known', 'talk_seconds', 'holds_known', 'held', 'hold_seconds'), longest_hold: 'MAX' } },
  surveys: { table: 'survey_roll_ups', keys: { queue: '', operator_id: 0, rating: 0 }, kept: BY_OPERATOR('operator_id', 'queue', 'rating'), counts: summed('calls') },
  states: { table: 'state_roll_ups', keys: { user_id: 0, state: '', reason: '' }, kept: BY_OPERATOR('user_id', 'state', 'reason'), counts: summed('seconds', 'times') },
} as const satisfies Record<string, Summed>
export type SummedRollUp = keyof typeof SUMMED
export const SUMMED_ROLL_UPS = Object.keys(SUMMED) as SummedRollUp[]

async function sum(tx: EntityManager, { table, keys, counts }: Summed, kept: { name: string; keys: readonly string[] }, into: { grain: 'day' | 'month'; day: string }, from: { where: string; values: readonly string[] }): Promise<void> {
  const columns = Object.keys(keys)
  await tx.query(`DELETE FROM ${table} WHERE grain = ? AND kept = ? AND ${into.grain === 'month' ? 'day = ?' : 'day BETWEEN ? AND ?'}`, [into.grain, kept.name, ...(into.grain === 'month' ? [into.day] : from.values)])
  const day = into.grain === 'month' ? '?' : 'r.day'
  await tx.query(
    `INSERT INTO ${table} (grain, kept, day, ${[...columns, ...Object.keys(counts)].join(', ')})
     SELECT ?, ?, ${day}, ${columns.map((key) => (kept.keys.includes(key) ? `r.${key}` : neutral(keys[key] ?? 0))).join(', ')}, ${Object.entries(counts).map(([count, how]) => `${how}(r.${count})`).join(', ')}
     FROM ${table} r WHERE ${from.where} GROUP BY ${[...(into.grain === 'month' ? ['r.grain'] : ['r.day']), ...kept.keys.map((key) => `r.${key}`)].join(', ')}`,
    [into.grain, kept.name, ...(into.grain === 'month' ? [into.day] : []), ...from.values],
  )
}
const neutral = (value: number | string) => (typeof value === 'number' ? String(value) : `'${value}'`)

/** Sums days of a roll-up by fewer keys; to be run in the transaction that counted them. */
export async function sumDays(tx: EntityManager, what: SummedRollUp, from: string, to = from): Promise<void> {
  const [finest, ...coarser] = Object.entries(SUMMED[what].kept)
  for (const [name, keys] of coarser) await sum(tx, SUMMED[what], { name, keys }, { grain: 'day', day: from }, { where: `r.grain = 'day' AND r.kept = '${finest?.[0] ?? ''}' AND r.day BETWEEN ? AND ?`, values: [from, to] })
}

/** Sums the days of a month, by all keys and by fewer. */
export async function sumMonth(tx: EntityManager, what: SummedRollUp, day: string): Promise<void> {
  const month = monthOf(day)
  for (const [name, keys] of Object.entries(SUMMED[what].kept)) await sum(tx, SUMMED[what], { name, keys }, { grain: 'month', day: month }, { where: `r.grain = 'day' AND r.kept = '${name}' AND r.day BETWEEN ? AND ?`, values: [month, monthEnd(month)] })
}
