import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { OpeningHours } from '@app/opening-hours'
import { addWorkingDays, addWorkingTime, isOpen, NeverOpen, workingTimeBetween } from './working-time.js'

const HOUR = 3_600_000
const office = [{ from: '07:00', to: '11:30' }, { from: '13:30', to: '17:00' }]
const hours = OpeningHours.parse({
  weekly: { 1: office, 2: office, 3: office, 4: office, 5: office },
  closures: [{ from: '2026-11-24', to: '2026-11-24', name: { vi: 'Mất điện', en: 'No power' } }],
  madeUpDays: [{ date: '2026-11-28', spans: office }],
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
    ['over two days of a national holiday', '2026-08-31T16:00', 8, '2026-09-03T16:00'],
  ])('passes %s', (_, from, duration, to) => {
    expect(addWorkingTime(hours, local(from), duration * HOUR)).toEqual(local(to))
  })

  it('never ends in closed time', () => {
    fc.assert(fc.property(moments, durations, (from, d) => expect(isOpen(hours, addWorkingTime(hours, from, d))).toBe(true)))
  })

  it('is monotone in both', () => {
    fc.assert(
      fc.property(moments, moments, durations, durations, (a, b, d, e) => {
        const [early, late] = a < b ? [a, b] : [b, a]
        expect(addWorkingTime(hours, early, Math.min(d, e)).getTime()).toBeLessThanOrEqual(addWorkingTime(hours, late, Math.max(d, e)).getTime())
      }),
    )
  })

  it('is additive', () => {
    fc.assert(
      fc.property(moments, durations, durations, (from, d, e) => {
        expect(addWorkingTime(hours, addWorkingTime(hours, from, d), e)).toEqual(addWorkingTime(hours, from, d + e))
      }),
    )
  })

  it('is undone by workingTimeBetween', () => {
    fc.assert(
      fc.property(moments, durations, (from, d) => {
        const to = addWorkingTime(hours, from, d)
        expect(workingTimeBetween(hours, from, to)).toBe(d)
        expect(workingTimeBetween(hours, to, from) + d).toBe(0)
      }),
    )
  })

  it('goes on through midnight where an office never closes', () => {
    const always = OpeningHours.parse({ holidays: { closed: false }, weekly: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((d) => [d, [{ from: '00:00', to: '24:00' }]])) })
    fc.assert(fc.property(moments, durations, (from, d) => expect(addWorkingTime(always, from, d).getTime()).toBe(from.getTime() + d)))
  })

  it.each([
    ['to the end of the next day', '2026-11-25T08:00', 1, '2026-11-26T17:00'],
    ['from the night as from the day', '2026-11-25T23:00', 1, '2026-11-26T17:00'],
    ['over a closed day', '2026-11-23T16:00', 1, '2026-11-25T17:00'],
    ['over a weekend', '2026-11-20T08:00', 1, '2026-11-23T17:00'],
    ['on a made-up Saturday', '2026-11-26T08:00', 2, '2026-11-28T17:00'],
    ['over two days of a national holiday', '2026-08-31T16:00', 1, '2026-09-03T17:00'],
  ])('in days goes %s', (_, from, days, to) => {
    expect(addWorkingDays(hours, local(from), days)).toEqual(local(to))
  })

  it('in days is monotone, additive, and ends when the office closes', () => {
    const days = fc.integer({ min: 1, max: 15 })
    fc.assert(
      fc.property(moments, moments, days, days, (a, b, n, m) => {
        const [early, late] = a < b ? [a, b] : [b, a]
        const end = addWorkingDays(hours, early, n)
        expect(end.getTime()).toBeGreaterThan(early.getTime())
        expect(isOpen(hours, end) && !isOpen(hours, new Date(end.getTime() + 1))).toBe(true)
        expect(end.getTime()).toBeLessThanOrEqual(addWorkingDays(hours, late, n).getTime())
        expect(addWorkingDays(hours, end, m)).toEqual(addWorkingDays(hours, early, n + m))
      }),
    )
  })

  it('goes backwards as well: so much working time before a moment ends there, or at the closing time before it', () => {
    fc.assert(
      fc.property(moments, moments, (a, b) => {
        const [from, to] = a < b ? [a, b] : [b, a]
        const between = workingTimeBetween(hours, from, to)
        fc.pre(between > 0)
        const end = addWorkingTime(hours, from, between)
        expect(end.getTime()).toBeLessThanOrEqual(to.getTime())
        expect(workingTimeBetween(hours, end, to)).toBe(0)
        if (isOpen(hours, to) && isOpen(hours, new Date(to.getTime() - 1))) expect(end).toEqual(to)
      }),
    )
  })

  it('in days is a day of the calendar where an office never closes', () => {
    const always = OpeningHours.parse({ holidays: { closed: false }, weekly: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((d) => [d, [{ from: '00:00', to: '24:00' }]])) })
    expect(addWorkingDays(always, local('2026-11-25T08:00'), 2)).toEqual(local('2026-11-28T00:00'))
  })

  it('between moments adds up over any moment in the middle', () => {
    fc.assert(
      fc.property(moments, moments, moments, (...any) => {
        const [a, b, c] = any.sort((one, other) => one.getTime() - other.getTime()) as [Date, Date, Date]
        expect(workingTimeBetween(hours, a, b) + workingTimeBetween(hours, b, c)).toBe(workingTimeBetween(hours, a, c))
      }),
    )
  })

  it('keeps all these laws for any week, with breaks, nights, closures and made-up days', () => {
    const clock = (half: number) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`
    const spans = fc.uniqueArray(fc.integer({ min: 0, max: 47 }), { minLength: 2, maxLength: 6 }).map((marks) => {
      const sorted = marks.sort((a, b) => a - b)
      return Array.from({ length: Math.floor(sorted.length / 2) }, (_, i) => ({ from: clock(sorted[2 * i] as number), to: clock(sorted[2 * i + 1] as number) }))
    })
    const day = fc.integer({ min: 0, max: 120 }).map((more) => new Date(Date.UTC(2026, 8, 1 + more)).toISOString().slice(0, 10))
    const anyHours = fc
      .record({
        weekly: fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6', '7'), spans, { minKeys: 1 }),
        holidays: fc.record({ closed: fc.boolean() }),
        closures: fc.array(day.map((date) => ({ from: date, to: date, name: { vi: 'Nghỉ', en: 'Closed' } })), { maxLength: 3 }),
        madeUpDays: fc.uniqueArray(fc.record({ date: day, spans }), { maxLength: 3, selector: ({ date }) => date }),
      })
      .map((data) => OpeningHours.parse(data))
    fc.assert(
      fc.property(anyHours, moments, durations, durations, (any, from, d, e) => {
        const end = addWorkingTime(any, from, d)
        expect(isOpen(any, end)).toBe(true)
        expect(workingTimeBetween(any, from, end)).toBe(d)
        const later = addWorkingTime(any, end, e)
        expect(later).toEqual(addWorkingTime(any, from, d + e))
        expect(later.getTime()).toBeGreaterThanOrEqual(end.getTime())
        expect(addWorkingTime(any, new Date(from.getTime() + e), d).getTime()).toBeGreaterThanOrEqual(end.getTime())
      }),
      { numRuns: 50 },
    )
  })

  it('refuses hours that are never open, and a negative duration', () => {
    const never = OpeningHours.parse({ weekly: {} })
    expect(() => addWorkingTime(never, new Date(), 1)).toThrow(NeverOpen)
    expect(() => addWorkingTime(hours, new Date(), -1)).toThrow(RangeError)
    expect(() => addWorkingDays(never, new Date(), 1)).toThrow(NeverOpen)
    expect(() => addWorkingDays(hours, new Date(), 0)).toThrow(RangeError)
  })
})
