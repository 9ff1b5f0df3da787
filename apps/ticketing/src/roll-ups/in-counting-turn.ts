import type { EntityManager } from 'typeorm'

const LOCK = "CONCAT(DATABASE(), '.roll-ups')"
const WAIT_SECONDS = 60

/**
 * A transaction while nobody else counts, neither in this process nor in another (`npm run roll-ups`): two who count the same day at the
 * same moment would write the same rows. @throws what the work throws; Error when another one counts for longer than a minute
 */
export function inCountingTurn(manager: EntityManager, work: (tx: EntityManager) => Promise<void>): Promise<void> {
  return manager.transaction('READ COMMITTED', async (tx) => {
    const [turn] = await tx.query<{ got: string | number | null }[]>(`SELECT GET_LOCK(${LOCK}, ?) AS got`, [WAIT_SECONDS])
    if (Number(turn?.got) !== 1) throw new Error(`somebody else has counted the roll-ups for ${WAIT_SECONDS} s`)
    try {
      await work(tx)
    } finally {
      // Whoever is next waits for the rows themselves until this is committed.
      await tx.query(`DO RELEASE_LOCK(${LOCK})`)
    }
  })
}
