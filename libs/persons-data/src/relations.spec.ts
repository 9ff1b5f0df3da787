import { TICKET_STATES } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import { relationToCall, relationToTicket, type Viewer } from './relations.js'

const now = new Date('2026-11-25T08:00:00Z')
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const operator: Viewer = { userId: 7, role: 'operator', department: null }
const officer: Viewer = { userId: 8, role: 'officer', department: { id: 3 } }

describe('how one has to do with a caller', () => {
  it.each([
    ['in the talk', { operatorId: 7, endedAt: null }, 'own-talk'],
    ['within the hour after it', { operatorId: 7, endedAt: minutesAgo(59) }, 'own-talk'],
    ['later', { operatorId: 7, endedAt: minutesAgo(60) }, 'past'],
    ["with another's caller", { operatorId: 9, endedAt: null }, 'none'],
    ['with one whom nobody answered', { operatorId: null, endedAt: null }, 'none'],
  ])('%s', (_, call, relation) => {
    expect(relationToCall(operator, call, now)).toBe(relation)
  })
})

describe('how one has to do with the citizen of a ticket', () => {
  const ticket = { createdBy: 7, departmentId: 3 }
  it.each(TICKET_STATES)('in the state %s', (state) => {
    const open = state !== 'told' && state !== 'closed'
    expect(relationToTicket(operator, { ...ticket, state })).toBe(open ? 'own-work' : 'past')
    expect(relationToTicket({ ...operator, userId: 9 }, { ...ticket, state })).toBe('none')
    expect(relationToTicket({ ...operator, userId: 9 }, { ...ticket, state, assigneeId: 9 })).toBe(open ? 'own-work' : 'past')
    expect(relationToTicket(officer, { ...ticket, state })).toBe(open ? 'own-department' : 'past')
    // Also one who wrote it or works on it: it went to another department.
    expect(relationToTicket({ ...officer, department: { id: 4 } }, { ...ticket, state, createdBy: 8, assigneeId: 8 })).toBe('none')
    expect(relationToTicket({ ...officer, department: null }, { ...ticket, state })).toBe('none')
    expect(relationToTicket({ ...officer, department: { id: 4 } }, { ...ticket, state, supporterIds: [4] })).toBe(open ? 'own-department' : 'past')
    expect(relationToTicket({ ...officer, department: { id: 4 } }, { ...ticket, state, kind: 'complaint' })).toBe(open ? 'own-department' : 'past')
  })
})
