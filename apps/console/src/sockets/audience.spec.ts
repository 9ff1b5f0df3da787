import { describe, expect, it } from '@jest/globals'
import { ROLES, type Role, type Session } from '@app/contracts'
import { hasDesk, roomsFor, roomsOf, seesHall } from './audience.js'

const session = (role: Role, departmentId: number | null = null): Session => ({
  userId: 7,
  username: 'x',
  displayName: 'X',
  role,
  department: departmentId === null ? null : { id: departmentId, name: { vi: 'Sở', en: 'Department' } },
  queues: [],
})

describe('the audience', () => {
  it.each(ROLES)('%s sees the hall unless an officer', (role) => expect(seesHall(session(role))).toBe(role !== 'officer'))
  it.each(ROLES)('%s has a desk only as operator or supervisor', (role) => expect(hasDesk(session(role))).toBe(role === 'operator' || role === 'supervisor'))

  it('of a ticket is the hall and its department; of a call the hall only', () => {
    expect(roomsFor({ topic: 'ticket', id: '1', departmentId: 3 })).toEqual(['hall', 'department-3'])
    expect(roomsFor({ topic: 'call', id: '1.1', departmentId: null })).toEqual(['hall'])
    expect(roomsFor({ topic: 'presence', id: '1', departmentId: 3 })).toEqual(['hall', 'department-3'])
    expect(roomsFor({ topic: 'mention', id: '7', departmentId: null })).toEqual(['user-7'])
  })

  it('of what is for named people is those people, and nobody else', () => {
    expect(roomsFor({ topic: 'ticket', id: '1', departmentId: null, onlyFor: [7, 9] })).toEqual(['user-7', 'user-9'])
    expect(roomsFor({ topic: 'ticket', id: '1', departmentId: 3, onlyFor: [] })).toEqual([])
  })

  it('lets an officer sit with the own department only', () => {
    expect(roomsOf(session('officer', 3))).toEqual(['user-7', 'department-3'])
    expect(roomsOf(session('operator'))).toEqual(['user-7', 'hall'])
  })
})
