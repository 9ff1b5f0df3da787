import type { Warned } from '@app/contracts'

/** Somebody who must look: a person, a department's people, its heads, or the supervisors and managers. */
export type Audience = { warned: 'person'; userId: number } | { warned: 'department' | 'heads'; departmentId: number } | { warned: 'leads' }

export interface WarnedTicket {
  departmentId: number
  /** Whose it is at the department. */
  assigneeId: number | null
}

/** Who is there to be warned. */
export interface Staff {
  departments: readonly { id: number; parentId: number | null }[]
  /** Those who can sign in. */
  people: readonly { id: number; departmentId: number | null; isHead: boolean }[]
}

const LEADS: Audience = { warned: 'leads' }

/**
 * Who must look when so much of a ticket's time is gone. 50 %: whose it is, else the department. 80 %: its heads, else the next above that
 * have some. 100 %: all above it, and the supervisors and managers. Where nobody is, it goes up; it is never nobody.
 */
export function whomToWarn(percent: number, ticket: WarnedTicket, { departments, people }: Staff): Audience[] {
  const above = aboveOf(ticket.departmentId, departments)
  const heads = (id: number): Audience[] => (people.some((person) => person.departmentId === id && person.isHead) ? [{ warned: 'heads', departmentId: id }] : [])
  const all = (id: number): Audience[] => (people.some((person) => person.departmentId === id) ? [{ warned: 'department', departmentId: id }] : [])
  const headsUp = () => [ticket.departmentId, ...above].map(heads).find((found) => found.length > 0) ?? [LEADS]
  if (percent >= 100) return [...above.flatMap((id) => [heads(id), all(id)].find((found) => found.length > 0) ?? []), LEADS]
  if (percent >= 80) return headsUp()
  const assignee = people.find(({ id, departmentId }) => id === ticket.assigneeId && departmentId === ticket.departmentId)
  if (assignee) return [{ warned: 'person', userId: assignee.id }]
  const own = all(ticket.departmentId)
  return own.length > 0 ? own : headsUp()
}

function aboveOf(departmentId: number, departments: Staff['departments']): number[] {
  const byId = new Map(departments.map((department) => [department.id, department]))
  const above: number[] = []
  for (let next = byId.get(departmentId)?.parentId ?? null; next !== null && next !== departmentId && !above.includes(next); next = byId.get(next)?.parentId ?? null) above.push(next)
  return above
}

/** An audience as it is stored. */
export function audienceKey(audience: Audience): string {
  switch (audience.warned) {
    case 'person':
      return `person:${audience.userId}`
    case 'department':
    case 'heads':
      return `${audience.warned}:${audience.departmentId}`
    case 'leads':
      return 'leads'
  }
}

/** Parts of what {@link audienceKey} made. */
export function readAudience(key: string): { warned: Warned; id: number | null } {
  const [warned, id] = key.split(':')
  return { warned: warned as Warned, id: id === undefined ? null : Number(id) }
}
