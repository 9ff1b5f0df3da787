import type { ReorganisationPart } from '@app/contracts'
import { isValidOn } from '@app/ticket-routing'
import type { StandingDepartment } from './standing-department.js'

/** A plan whose targets have ids. */
export interface Reorganised {
  /** From the beginning of this day on. */
  day: string
  sources: readonly number[]
  targets: readonly number[]
  parts: readonly ReorganisationPart[]
}

export interface PlacedDepartment extends StandingDepartment {
  parentId: number | null
}

interface PlacedTicket {
  id: number
  departmentId: number
  wardId: number | null
  categoryId: number
}

/** All that a reorganisation can touch. */
export interface Directory {
  departments: readonly PlacedDepartment[]
  categories: readonly { id: number; departmentId: number }[]
  people: readonly { id: number; departmentId: number | null }[]
  /** Those that are not done. */
  tickets: readonly PlacedTicket[]
}

interface Move {
  id: number
  from: number
  to: number
}

/** What becomes of everything; what stays is not in it. */
export interface Moves {
  tickets: Move[]
  categories: Move[]
  people: Move[]
  /** Departments below one that ends: who is above them then. */
  below: Move[]
  /** With their last day. */
  ends: { id: number; validUntil: string; successorId: number }[]
  /** Who gets what nobody else is there for; null: the same one as before. */
  fallbackId: number | null
}

const DAY_MS = 86_400_000
export const dayBefore = (day: string): string => new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10)

/** Which target takes what belongs to a ward and a category: the first part that fits, else the first target. */
export function targetOf({ targets, parts }: Pick<Reorganised, 'targets' | 'parts'>, { wardId, categoryId }: { wardId: number | null; categoryId: number | null }): number {
  const part = parts.find((known) => (known.wardId === null || known.wardId === wardId) && (known.categoryId === null || known.categoryId === categoryId))
  const target = targets[part?.target ?? 0]
  if (target === undefined) throw new RangeError('a reorganisation needs a target')
  return target
}

/** What a reorganisation moves. Pure; done a second time on what came of it, it moves nothing. */
export function planMoves(plan: Reorganised, { departments, categories, people, tickets }: Directory): Moves {
  const sources = new Set(plan.sources)
  const [first] = plan.targets
  if (first === undefined) throw new RangeError('a reorganisation needs a target')
  const moved = (rows: readonly { id: number; from: number | null; to: number }[]): Move[] => rows.filter((row): row is Move => row.from !== null && sources.has(row.from) && row.to !== row.from)
  const ending = departments.filter(({ id }) => sources.has(id) && !plan.targets.includes(id))
  const ends = new Set(ending.map(({ id }) => id))
  return {
    tickets: moved(tickets.map((ticket) => ({ id: ticket.id, from: ticket.departmentId, to: targetOf(plan, ticket) }))),
    categories: moved(categories.map(({ id, departmentId }) => ({ id, from: departmentId, to: targetOf(plan, { wardId: null, categoryId: id }) }))),
    // A source that goes on keeps its people.
    people: moved(people.map(({ id, departmentId }) => ({ id, from: departmentId, to: first }))).filter(({ from }) => ends.has(from)),
    below: moved(departments.map(({ id, parentId }) => ({ id, from: parentId, to: first }))).filter(({ id, from, to }) => ends.has(from) && id !== to),
    ends: ending.map(({ id }) => ({ id, validUntil: dayBefore(plan.day), successorId: first })),
    fallbackId: ending.some(({ isFallback }) => isFallback) ? first : null,
  }
}

/** The directory after it. */
export function carryOut(moves: Moves, { departments, categories, people, tickets }: Directory): Directory {
  const byId = (rows: readonly Move[]) => new Map(rows.map(({ id, to }) => [id, to]))
  const [ticketTo, categoryTo, personTo, parentTo] = [byId(moves.tickets), byId(moves.categories), byId(moves.people), byId(moves.below)]
  const ends = new Map(moves.ends.map((end) => [end.id, end]))
  return {
    departments: departments.map((department) => {
      const { validUntil, successorId } = ends.get(department.id) ?? department
      const isFallback = moves.fallbackId === null ? department.isFallback : department.id === moves.fallbackId
      return { ...department, parentId: parentTo.get(department.id) ?? department.parentId, validUntil, successorId, isFallback }
    }),
    categories: categories.map((category) => ({ ...category, departmentId: categoryTo.get(category.id) ?? category.departmentId })),
    people: people.map((person) => ({ ...person, departmentId: personTo.get(person.id) ?? person.departmentId })),
    tickets: tickets.map((ticket) => ({ ...ticket, departmentId: ticketTo.get(ticket.id) ?? ticket.departmentId })),
  }
}

export type PlanFault = { fault: 'source-not-there' | 'target-not-there' | 'target-ends' | 'in-a-circle' | 'nothing-changes' | 'day-is-past'; departmentId: number | null }

/** What keeps a plan from being carried out on its day. @param today it cannot begin before */
export function faultsOf(plan: Reorganised, departments: readonly PlacedDepartment[], today: string): PlanFault[] {
  const byId = new Map(departments.map((department) => [department.id, department]))
  const isThere = (id: number, day: string) => {
    const department = byId.get(id)
    return department !== undefined && isValidOn(department, day)
  }
  const faults: PlanFault[] = []
  if (plan.day < today) faults.push({ fault: 'day-is-past', departmentId: null })
  for (const id of plan.sources) if (!isThere(id, dayBefore(plan.day)) || !isThere(id, plan.day)) faults.push({ fault: 'source-not-there', departmentId: id })
  for (const id of plan.targets) {
    const target = byId.get(id)
    if (!isThere(id, plan.day)) faults.push({ fault: 'target-not-there', departmentId: id })
    else if (target && target.validUntil !== null) faults.push({ fault: 'target-ends', departmentId: id })
    if (isInCircle(id, plan, byId)) faults.push({ fault: 'in-a-circle', departmentId: id })
  }
  const changes = plan.sources.some((id) => !plan.targets.includes(id)) || plan.targets.some((id) => !plan.sources.includes(id))
  if (!changes) faults.push({ fault: 'nothing-changes', departmentId: null })
  return faults
}

/** Whether a department would stand above itself after it. */
function isInCircle(id: number, plan: Reorganised, byId: ReadonlyMap<number, PlacedDepartment>): boolean {
  const [first] = plan.targets
  const ends = (other: number) => plan.sources.includes(other) && !plan.targets.includes(other)
  let above = byId.get(id)?.parentId ?? null
  for (let steps = 0; above !== null && steps <= byId.size; steps++) {
    const next: number = ends(above) && first !== undefined ? first : above
    if (next === id) return true
    above = byId.get(next)?.parentId ?? null
  }
  return above !== null
}
