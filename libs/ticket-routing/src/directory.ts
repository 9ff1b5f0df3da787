import type { OpeningHours } from '@app/opening-hours'

/** What routing needs to know of a department; days are `2026-11-23`, the last one included. */
export interface RoutedDepartment {
  id: number
  code: string
  validFrom: string
  validUntil: string | null
  successorId: number | null
  isFallback: boolean
  isWard: boolean
}

/** What rules may name. */
export interface RoutingDirectory {
  departments: readonly RoutedDepartment[]
  categories: readonly { code: string; departmentId: number }[]
  /** Officers. */
  people: readonly { id: number; username: string; departmentId: number | null }[]
  hours: readonly { code: string; definition: OpeningHours }[]
}

export const isValidOn = (department: Pick<RoutedDepartment, 'validFrom' | 'validUntil'>, day: string): boolean =>
  department.validFrom <= day && (department.validUntil === null || day <= department.validUntil)

/** The department itself, or, when that one is not there on that day, whoever took over; undefined when nobody did. */
export function inForce<D extends RoutedDepartment>(department: D | undefined, day: string, byId: ReadonlyMap<number, D>): D | undefined {
  let next = department
  for (let steps = 0; next && steps <= byId.size; steps++) {
    if (isValidOn(next, day)) return next
    next = next.successorId === null ? undefined : byId.get(next.successorId)
  }
  return undefined
}
