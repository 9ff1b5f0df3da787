import { describe, expect, it } from '@jest/globals'
import { ROLES, TICKET_STATES } from '@app/contracts'
import { assignRefusal, mayAssign, type Assigner } from './assignment.js'

const officer = (userId: number, more: Partial<Assigner> = {}): Assigner => ({ userId, role: 'officer', departmentId: 3, isHead: false, ...more })
const ticket = (assigneeId: number | null = null, state: (typeof TICKET_STATES)[number] = 'routed') => ({ state, departmentId: 3, assigneeId })
const to = (id: number, departmentId = 3) => ({ id, role: 'officer' as const, departmentId })

describe('who may hand out a ticket', () => {
  it('is an officer for themselves, a head and a supervisor for all of the department', () => {
    expect(ROLES.map((role) => mayAssign(officer(1, { role }), ticket()))).toEqual(['nobody', 'everybody', 'self', 'nobody', 'everybody'])
    expect(mayAssign(officer(1, { isHead: true }), ticket())).toBe('everybody')
    expect(mayAssign(officer(1, { isHead: true, departmentId: 4 }), ticket())).toBe('nobody')
  })
  it('an officer takes one, takes one over, and gives the own one back, no other', () => {
    expect(assignRefusal(officer(1), ticket(), to(1))).toBeNull()
    expect(assignRefusal(officer(1), ticket(2), to(1))).toBeNull()
    expect(assignRefusal(officer(1), ticket(1), null)).toBeNull()
    expect(assignRefusal(officer(1), ticket(2), null)).toBe('not-yours')
    expect(assignRefusal(officer(1), ticket(), to(2))).toBe('not-yours')
  })
  it('nobody gives it to somebody who is not an officer of its department, or when it is out of the department’s hands', () => {
    const head = officer(1, { isHead: true })
    expect(assignRefusal(head, ticket(), to(2))).toBeNull()
    expect(assignRefusal(head, ticket(), to(2, 4))).toBe('not-there')
    expect(assignRefusal(head, ticket(), { ...to(2), role: 'operator' })).toBe('not-there')
    expect(TICKET_STATES.filter((state) => assignRefusal(head, ticket(null, state), to(2)) === null)).toEqual(['routed', 'accepted', 'asked', 'time-asked', 'answered'])
  })
})
