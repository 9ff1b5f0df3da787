import { In, type EntityManager } from 'typeorm'
import { CitizenEntity } from '../database/citizen.entities.js'

/** These rows, whoever they were merged into, and whoever was merged into those: all of the persons, whole. */
export async function groupOf(manager: EntityManager, ids: readonly number[]): Promise<CitizenEntity[]> {
  const found = new Map<number, CitizenEntity>()
  const asked = new Set<number>()
  let wanted = [...new Set(ids)]
  while (wanted.length > 0) {
    for (const id of wanted) asked.add(id)
    const rows = await manager.find(CitizenEntity, { where: [{ id: In(wanted) }, { mergedIntoId: In(wanted) }], order: { id: 'ASC' } })
    for (const row of rows) found.set(row.id, row)
    wanted = [...new Set(rows.flatMap(({ id, mergedIntoId }) => [id, mergedIntoId ?? id]))].filter((id) => !asked.has(id))
  }
  return [...found.values()]
}
