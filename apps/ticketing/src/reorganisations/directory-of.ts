import type { ReorganisationPlan } from '@app/contracts'
import { OPEN_STATES } from '@app/ticket-life'
import { In, IsNull, Not, type EntityManager } from 'typeorm'
import { CategoryEntity, DepartmentEntity, UserEntity } from '../database/directory.entities.js'
import { ReorganisationEntity } from '../database/reorganisation.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import type { Directory, PlacedDepartment, Reorganised } from './plan-moves.js'

/** A ticket goes with its department until its answer is approved; after that it stays under the old name. */
export const MOVED_STATES = [...OPEN_STATES, 'answered'] as const

interface StoredDirectory extends Directory {
  departments: DepartmentEntity[]
  categories: CategoryEntity[]
  people: UserEntity[]
}

/** What is there, tickets of the sources only. */
export async function directoryOf(manager: EntityManager, { sources }: Pick<ReorganisationPlan, 'sources'>): Promise<StoredDirectory> {
  return {
    departments: await manager.find(DepartmentEntity, { order: { id: 'ASC' } }),
    categories: await manager.find(CategoryEntity),
    people: await manager.find(UserEntity, { where: { departmentId: Not(IsNull()) } }),
    tickets: await manager.find(TicketEntity, { select: { id: true, departmentId: true, wardId: true, categoryId: true }, where: { departmentId: In(sources), state: In(MOVED_STATES) } }),
  }
}

/** What a target that does not exist yet is called while a plan is only looked at. */
export const provisionalId = (index: number): number => -1 - index

/** A plan before its day: its new departments have provisional ids. */
export function lookedAt(plan: ReorganisationPlan): { reorganised: Reorganised; made: (PlacedDepartment & { nameVi: string; nameEn: string })[] } {
  const targets = plan.targets.map((target, index) => ('departmentId' in target ? target.departmentId : provisionalId(index)))
  const made = plan.targets.flatMap((target, index) =>
    'made' in target
      ? [{ id: provisionalId(index), parentId: target.made.parentId, validFrom: plan.day, validUntil: null, successorId: null, isFallback: false, nameVi: target.made.name.vi, nameEn: target.made.name.en }]
      : [],
  )
  return { reorganised: { day: plan.day, sources: plan.sources, targets, parts: plan.parts }, made }
}

/** Those that were carried out, the newest last. */
export async function doneReorganisations(manager: EntityManager): Promise<Reorganised[]> {
  const rows = await manager.find(ReorganisationEntity, { where: { state: In(['moving', 'done']) }, order: { id: 'ASC' } })
  return rows.map(({ plan, targetIds }) => ({ day: plan.day, sources: plan.sources, targets: targetIds, parts: plan.parts }))
}
