/** What routing needs to know of a department; days are `2026-11-23`, the last one included. */
export interface RoutedDepartment {
  id: number
  validFrom: string
  validUntil: string | null
  successorId: number | null
  isFallback: boolean
}

export interface RoutingRules {
  categories: readonly { id: number; departmentId: number }[]
  departments: readonly RoutedDepartment[]
}

export const isValidOn = (department: Pick<RoutedDepartment, 'validFrom' | 'validUntil'>, day: string): boolean =>
  department.validFrom <= day && (department.validUntil === null || day <= department.validUntil)

/** The rules name no department at all to fall back on. */
export class NobodyToRouteTo extends Error {}

/**
 * Which department a ticket goes to: its category's, or, when that one is no longer there, whoever took over; else the fallback.
 * Never nobody.
 * @throws NobodyToRouteTo when the rules have no fallback department
 */
export function route<D extends RoutedDepartment>(ticket: { categoryId: number; day: string }, rules: { categories: RoutingRules['categories']; departments: readonly D[] }): D {
  const byId = new Map(rules.departments.map((department) => [department.id, department]))
  let next = byId.get(rules.categories.find((category) => category.id === ticket.categoryId)?.departmentId ?? NaN)
  for (let steps = 0; next && steps <= byId.size; steps++) {
    if (isValidOn(next, ticket.day)) return next
    next = next.successorId === null ? undefined : byId.get(next.successorId)
  }
  const fallback = rules.departments.find((department) => department.isFallback)
  if (!fallback) throw new NobodyToRouteTo('There is no fallback department')
  return fallback
}
