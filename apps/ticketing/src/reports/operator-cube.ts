import { SUMMED } from '../roll-ups/sums.js'
import { bucketAt, rowsOf, type DayBucket } from './call-cube.js'
import type { ReportContext } from './report-context.js'

const OPERATOR = { talks: 'operator_id', surveys: 'operator_id', states: 'user_id' } as const

/** Rows of talks, ratings or states within a report's period and filters, by operator's id or by month, week or day; a bucket has a row for each month or day it is made of. @param apart keys that are told apart besides */
export async function rolledUp<Row extends object>({ manager, period, query, now }: ReportContext, what: keyof typeof OPERATOR, by: DayBucket | 'operator', apart: readonly string[]): Promise<(Row & { bucket: string })[]> {
  const { table, keys, counts } = SUMMED[what]
  const operator = OPERATOR[what]
  const kept = by === 'operator' || query.operator !== undefined ? 'operator' : 'none'
  const narrowed = [
    ...(query.queue === undefined || !('queue' in keys) ? [] : [{ sql: ' AND r.queue = ?', value: query.queue }]),
    ...(query.operator === undefined ? [] : [{ sql: ` AND r.${operator} = ?`, value: query.operator }]),
  ]
  const group = by === 'operator' ? `r.${operator}` : 'r.day'
  const bucket = by === 'operator' ? group : `DATE_FORMAT(r.day, '%Y-%m-%d')`
  const found: (Row & { bucket: string })[] = []
  for (const { where, values } of rowsOf(period, now, by === 'operator' ? null : by)) {
    const rows = await manager.query<(Row & { bucket: string | number })[]>(
      `SELECT ${[`${bucket} AS bucket`, ...apart.map((key) => `r.${key}`), ...Object.entries(counts).map(([count, how]) => `${how}(r.${count}) AS ${count}`)].join(', ')}
       FROM ${table} r WHERE ${where} AND r.kept = ?${narrowed.map(({ sql }) => sql).join('')} GROUP BY ${[group, ...apart.map((key) => `r.${key}`)].join(', ')}`,
      [...values, kept, ...narrowed.map(({ value }) => value)],
    )
    found.push(...rows.map((row) => ({ ...row, bucket: by === 'operator' ? String(row.bucket) : bucketAt(String(row.bucket), by) })))
  }
  return found
}
