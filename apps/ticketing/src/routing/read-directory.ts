import type { RoutingDirectory } from '@app/ticket-routing'
import { OpeningHours } from '@app/opening-hours'
import type { EntityManager } from 'typeorm'
import { CategoryEntity, DepartmentEntity, OpeningHoursEntity, UserEntity } from '../database/directory.entities.js'

/** What routing rules may name, as it stands now. */
export async function readDirectory(manager: EntityManager): Promise<RoutingDirectory> {
  const departments = await manager.find(DepartmentEntity, { select: { id: true, code: true, type: true, validFrom: true, validUntil: true, successorId: true, isFallback: true }, order: { id: 'ASC' } })
  return {
    departments: departments.map(({ type, ...department }) => ({ ...department, isWard: type === 'ward' })),
    categories: await manager.find(CategoryEntity, { select: { id: true, code: true, departmentId: true } }),
    people: await manager.find(UserEntity, { select: { id: true, username: true, departmentId: true }, where: { role: 'officer' }, order: { id: 'ASC' } }),
    hours: (await manager.find(OpeningHoursEntity, { select: { id: true, code: true, definition: true } })).map(({ code, definition }) => ({ code, definition: OpeningHours.parse(definition) })),
  }
}
