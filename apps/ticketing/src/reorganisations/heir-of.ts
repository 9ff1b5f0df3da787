import { isValidOn, NobodyToRouteTo } from '@app/ticket-routing'
import type { StandingDepartment } from './standing-department.js'
import { targetOf, type Reorganised } from './plan-moves.js'

/**
 * Who has to do now with what a department once did: itself while it is there, else whoever took over, by ward and category where it was
 * split; else the fallback.
 * @param done the reorganisations that were carried out
 * @throws NobodyToRouteTo when there is no fallback department
 */
export function heirOf<D extends StandingDepartment>(ticket: { departmentId: number; wardId: number | null; categoryId: number }, departments: readonly D[], done: readonly Reorganised[], day: string): D {
  const byId = new Map(departments.map((department) => [department.id, department]))
  let next = byId.get(ticket.departmentId)
  for (let steps = 0; next && steps <= departments.length; steps++) {
    if (isValidOn(next, day)) return next
    const { id, successorId }: D = next
    const split = done.find(({ sources, targets }) => sources.includes(id) && !targets.includes(id))
    next = byId.get(split ? targetOf(split, ticket) : (successorId ?? NaN))
  }
  const fallback = departments.find(({ isFallback }) => isFallback)
  if (!fallback) throw new NobodyToRouteTo('There is no fallback department')
  return fallback
}

/** A department and all that it took over, however long ago: under any of these names its work is found. */
export function lineOf(departmentId: number, departments: readonly Pick<StandingDepartment, 'id' | 'successorId'>[], done: readonly Reorganised[]): number[] {
  const line = new Set([departmentId])
  for (const id of line) {
    for (const department of departments) if (department.successorId === id) line.add(department.id)
    for (const { sources, targets } of done) if (targets.includes(id)) for (const source of sources) line.add(source)
  }
  return [...line]
}
