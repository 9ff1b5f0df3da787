import type { EntityManager } from 'typeorm'
import { SUMMED_ROLL_UPS, sumMonth } from './sums.js'

/** Whatever is kept by month once it is over, out of its days; to be run in a transaction. */
export async function sumMonthWholly(tx: EntityManager, day: string): Promise<void> {
  for (const what of SUMMED_ROLL_UPS) await sumMonth(tx, what, day)
}
