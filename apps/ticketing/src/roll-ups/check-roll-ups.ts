import type { EntityManager } from 'typeorm'
import { naiveRecount, type Recount } from './naive-recount.js'

export interface RollUpDifference {
  table: keyof Recount
  day: string
  key: string
  column: string
  is: number
  shouldBe: number
}

type Row = Record<string, string | number>
const STORED: Record<keyof Recount, { table: string; where: string; keys: readonly string[] }> = {
  calls: { table: 'call_roll_ups', where: `grain IN ('quarter', 'day')`, keys: ['grain', 'slot', 'queue'] },
  waits: { table: 'wait_roll_ups', where: `grain = 'day' AND kept = 'queue'`, keys: ['queue', 'peak', 'how', 'seconds'] },
  hourWaits: { table: 'hour_wait_roll_ups', where: `grain = 'day' AND kept = 'queue'`, keys: ['seconds', 'hour', 'queue'] },
  missed: { table: 'missed_roll_ups', where: `grain = 'day' AND kept = 'queue'`, keys: ['queue', 'how'] },
  talks: { table: 'talk_roll_ups', where: `grain = 'day' AND kept = 'operator'`, keys: ['operator_id', 'queue'] },
  surveys: { table: 'survey_roll_ups', where: `grain = 'day' AND kept = 'operator'`, keys: ['queue', 'operator_id', 'rating'] },
  tickets: { table: 'ticket_roll_ups', where: `grain = 'day' AND kept = 'every'`, keys: ['department_id', 'category_id', 'ward_id'] },
}

/** Compares the roll-ups of a day with a recount of its raw rows; nothing found: they are equal, row by row and column by column. */
export async function checkRollUps(manager: EntityManager, day: string, serviceLevelSeconds: number): Promise<RollUpDifference[]> {
  const recount = await naiveRecount(manager, day, serviceLevelSeconds)
  const differences: RollUpDifference[] = []
  for (const table of Object.keys(STORED) as (keyof Recount)[]) {
    const { table: name, where, keys } = STORED[table]
    const rows = await manager.query<Row[]>(`SELECT * FROM ${name} WHERE day = ? AND ${where}`, [day])
    const stored = new Map(rows.map((row) => [keys.map((key) => row[key]).join('|'), row]))
    for (const key of new Set([...stored.keys(), ...recount[table].keys()])) {
      const should = recount[table].get(key)
      const is = stored.get(key)
      const columns = should ? Object.keys(should) : Object.keys(is ?? {}).filter((column) => !keys.includes(column) && !['day', 'grain', 'kept'].includes(column))
      for (const column of columns) if (Number(is?.[column] ?? 0) !== (should?.[column] ?? 0)) differences.push({ table, day, key, column, is: Number(is?.[column] ?? 0), shouldBe: should?.[column] ?? 0 })
    }
  }
  return differences
}
