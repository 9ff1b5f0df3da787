import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { Calendar } from './calendar.js'
import { addWorkingTime, isOpen, NeverOpen, workingTimeBetween } from './working-time.js'

const HOUR = 3_600_000
const office = [{ from: '07:00', to: '11:30' }, { from: '13:30', to: '17:00' }]
const calendar = Calendar.parse({
  zone: 'Asia/Ho_Chi_Minh',
  weekly: { 1: office, 2: office, 3: office, 4: office, 5: office },
  closedYearly: ['09-02', '01-01'],
  closedDays: ['2026-11-24'],
  madeUpDays: [{ day: '2026-11-28', hours: office }],
})
const local = (text: string) => new Date(`${text}:00+07:00`)
const moments = fc.date({ min: local('2026-08-25T00:00'), max: local('2027-01-10T00:00'), noInvalidDate: true })
const durations = fc.integer({ min: 0, max: 60 * HOUR })

describe('working time', () => {
  it.each([
    ['over the lunch break', '2026-11-23T11:00', 1, '2026-11-23T14:00'],
    ['until closing time, not the next morning', '2026-11-23T13:30', 3.5, '2026-11-23T17:00'],
    ['over a closed day', '2026-11-23T16:00', 2, '2026-11-25T08:00'],
    ['over a weekend, from the night', '2026-11-20T22:00', 1, '2026-11-23T08:00'],
    ['on a made-up Saturday', '2026-11-27T16:30', 1, '2026-11-28T07:30'],
    ['over a national holiday', '2026-09-01T16:00', 8, '2026-09-03T16:00'],
  ])('passes %s', (_, from, hours, to) => {
    expect(addWorkingTime(calendar, local(from), hours * HOUR)).toEqual(local(to))
  })

  it('never ends in closed time', () => {
    fc.assert(fc.property(moments, durations, (from, d) => expect(isOpen(calendar, addWorkingTime(calendar, from, d))).toBe(true)))
  })

  it('is monotone in both', () => {
    fc.assert(
      fc.property(moments, moments, durations, durations, (a, b, d, e) => {
        const [early, late] = a < b ? [a, b] : [b, a]
        expect(addWorkingTime(calendar, early, Math.min(d, e)).getTime()).toBeLessThanOrEqual(addWorkingTime(calendar, late, Math.max(d, e)).getTime())
      }),
    )
  })

  it('is additive', () => {
    fc.assert(
      fc.property(moments, durations, durations, (from, d, e) => {
        expect(addWorkingTime(calendar, addWorkingTime(calendar, from, d), e)).toEqual(addWorkingTime(calendar, from, d + e))
      }),
    )
  })

  it('is undone by workingTimeBetween', () => {
    fc.assert(
      fc.property(moments, durations, (from, d) => {
        const to = addWorkingTime(calendar, from, d)
        expect(workingTimeBetween(calendar, from, to)).toBe(d)
        expect(workingTimeBetween(calendar, to, from) + d).toBe(0)
      }),
    )
  })

  it('goes on through midnight where an office never closes', () => {
    const always = Calendar.parse({ zone: 'Asia/Ho_Chi_Minh', weekly: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((d) => [d, [{ from: '00:00', to: '24:00' }]])) })
    fc.assert(fc.property(moments, durations, (from, d) => expect(addWorkingTime(always, from, d).getTime()).toBe(from.getTime() + d)))
  })

  it('refuses a calendar that is never open, and a negative duration', () => {
    const never = Calendar.parse({ zone: 'Asia/Ho_Chi_Minh', weekly: {} })
    expect(() => addWorkingTime(never, new Date(), 1)).toThrow(NeverOpen)
    expect(() => addWorkingTime(calendar, new Date(), -1)).toThrow(RangeError)
  })

  it('refuses a calendar with hours that run into each other, or of no known zone', () => {
    expect(Calendar.safeParse({ zone: 'Asia/Ho_Chi_Minh', weekly: { 1: [{ from: '07:00', to: '12:00' }, { from: '11:00', to: '13:00' }] } }).success).toBe(false)
    expect(Calendar.safeParse({ zone: 'Asia/Nowhere', weekly: {} }).success).toBe(false)
  })
})
