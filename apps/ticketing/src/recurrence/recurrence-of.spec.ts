import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { placeOf } from './place-of.js'
import { recurrenceOf, type RecurringTicket } from './recurrence-of.js'

const NOW = new Date('2026-11-25T03:00:00Z')
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000)
const ticket = (more: Partial<RecurringTicket> = {}): RecurringTicket => ({ id: 100, categoryId: 1, wardId: null, place: '12 Nguyễn Huệ', citizenKey: null, createdAt: NOW, ...more })
const earlier = (more: Partial<RecurringTicket> = {}) => ticket({ id: 1, createdAt: daysAgo(3), ...more })
const settings = { days: 30, nearNumbers: 20 }
const why = (before: RecurringTicket, now = ticket()) => recurrenceOf(now, [before], settings)[0]?.why ?? null

describe('a place', () => {
  it.each([
    ['12 Nguyễn Huệ', 'nguyen hue', 12],
    ['Số 12/5B đường Nguyễn Huệ, phường Cao Lãnh', 'nguyen hue', 12],
    ['Hẻm 45, Đường 30/4', '30 4', 45],
    ['đường 3-2, phường Mỹ Tho', '3 2', null],
    ['trước nhà số 7 Lê Lợi phường 1', 'le loi', 7],
    ['Ngã tư Nguyễn Huệ - Lê Lợi', 'nga tu nguyen hue le loi', null],
    ['Phường Cao Lãnh', 'phuong cao lanh', null],
    ['Số 5', null, null],
    ['', null, null],
    [null, null, null],
  ])('%p', (text, street, number) => expect(placeOf(text)).toEqual(street === null ? null : { street, number }))
})

describe('a recurrence', () => {
  it('is the same place, however it is written, or one near by', () => {
    expect(why(earlier({ place: 'số 12 đường NGUYEN HUE, P. Cao Lãnh' }))).toBe('same-place')
    expect(why(earlier({ place: '20 Nguyễn Huệ' }))).toBe('near-place')
    expect(why(earlier({ place: 'đường Nguyễn Huệ' }))).toBe('near-place')
    expect(why(earlier({ place: '120 Nguyễn Huệ' }))).toBeNull()
    expect(why(earlier({ place: '12 Lê Lợi' }))).toBeNull()
    expect(why(earlier({ place: null }))).toBeNull()
  })

  it('is not in another ward, another category, or another time', () => {
    expect(why(earlier({ wardId: 3 }), ticket({ wardId: 3 }))).toBe('same-place')
    expect(why(earlier({ wardId: 3 }), ticket({ wardId: 4 }))).toBeNull()
    expect(why(earlier({ categoryId: 2 }))).toBeNull()
    expect(why(earlier({ createdAt: daysAgo(31) }))).toBeNull()
    expect(why(earlier({ createdAt: new Date(NOW.getTime() + 1) }))).toBeNull()
  })

  it('is the same citizen with the same category, wherever', () => {
    expect(why(earlier({ place: 'Chợ Mỹ Tho', citizenKey: '912345678' }), ticket({ citizenKey: '912345678' }))).toBe('same-citizen')
    expect(why(earlier({ place: null, citizenKey: null }), ticket({ citizenKey: null }))).toBeNull()
  })

  it('does not depend on the order of what is there, names nothing twice and never itself', () => {
    const one = fc.record({ id: fc.integer({ min: 1, max: 20 }), categoryId: fc.constantFrom(1, 2), wardId: fc.constantFrom(null, 3, 4), place: fc.constantFrom(null, '12 Nguyễn Huệ', '14 Nguyễn Huệ', 'Lê Lợi'), citizenKey: fc.constantFrom(null, '1', '2'), createdAt: fc.date({ min: daysAgo(60), max: NOW, noInvalidDate: true }) })
    fc.assert(
      fc.property(one, fc.uniqueArray(one, { selector: ({ id }) => id }), (now, before) => {
        const found = recurrenceOf(now, before, settings)
        expect(recurrenceOf(now, before.toReversed(), settings)).toEqual(found)
        expect(found.map(({ ticket: { id } }) => id)).not.toContain(now.id)
        expect(recurrenceOf(now, before, { ...settings, days: 0 })).toEqual([])
      }),
    )
  })
})
