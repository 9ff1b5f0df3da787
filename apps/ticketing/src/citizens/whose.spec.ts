import { describe, expect, it } from '@jest/globals'
import { personOf, whose, type KnownCitizen } from './whose.js'

const MAI: KnownCitizen = { id: 1, name: 'Nguyễn Thị Mai', mergedIntoId: null }
const HOA: KnownCitizen = { id: 2, name: 'Lê Văn Hòa', mergedIntoId: null }
const on = (...ids: number[]) => ids.map((citizenId) => ({ citizenId, numberKey: '912345678' }))
const ticket = (id: number, citizenName: string | null, callId: string | null = null) => ({ id, citizenName, callId, citizenKey: '912345678' })
const call = (id: string) => ({ id, numberKey: '912345678' })
const none = { ofTickets: new Map<number, number>(), ofCalls: new Map<string, number>() }

describe('whose tickets and calls are', () => {
  it('is told by the name on the ticket, of two on one number; a diacritic makes another', () => {
    const { tickets, calls } = whose({ ...none, citizens: [MAI, HOA], numbers: on(1, 2), tickets: [ticket(1, 'nguyễn  thị mai', 'a'), ticket(2, 'Lê Văn Hòa'), ticket(3, 'Lê Văn Hoa'), ticket(4, null)], calls: [call('a'), call('b')] })
    expect([...tickets]).toEqual([[1, 1], [2, 2], [3, null], [4, null]])
    expect([...calls]).toEqual([['a', 1], ['b', null]])
  })
  it('is the only one’s who is known, where no name stands', () => {
    const { tickets, calls } = whose({ ...none, citizens: [MAI], numbers: on(1), tickets: [ticket(4, null)], calls: [call('b')] })
    expect([tickets.get(4), calls.get('b')]).toEqual([1, 1])
  })
  it('is what somebody said, before all else', () => {
    const { tickets, calls } = whose({ citizens: [MAI, HOA], numbers: on(1, 2), tickets: [ticket(1, 'Nguyễn Thị Mai'), ticket(2, null, 'b')], calls: [call('b')], ofTickets: new Map([[1, 2]]), ofCalls: new Map([['b', 1]]) })
    expect([tickets.get(1), tickets.get(2), calls.get('b')]).toEqual([2, 1, 1])
  })
  it('follows whom they were merged into, and comes apart as it was', () => {
    const merged = [MAI, { ...HOA, mergedIntoId: 1 }]
    const asked = { ...none, numbers: on(1, 2), tickets: [ticket(2, 'Lê Văn Hòa')], calls: [] }
    expect(whose({ ...asked, citizens: merged }).tickets.get(2)).toBe(1)
    expect(whose({ ...asked, citizens: [MAI, HOA] }).tickets.get(2)).toBe(2)
    expect(personOf([{ ...MAI, mergedIntoId: 2 }, { ...HOA, mergedIntoId: 1 }], 1)).toBe(1)
  })
})
