import type { EntityManager } from 'typeorm'
import { sumWaitsOfMonth } from './call-roll-ups.js'
import { monthOf } from './local-sql.js'
import { sumMonth, SUMMED, type SummedRollUp } from './sums.js'

/** Whatever is kept by month once it is over, out of its days; to be run in a transaction. */
export async function sumMonthWholly(tx: EntityManager, day: string): Promise<void> {
  await sumWaitsOfMonth(tx, monthOf(day))
  for (const what of Object.keys(SUMMED) as SummedRollUp[]) await sumMonth(tx, what, day)
}
