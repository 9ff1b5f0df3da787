import { describe, expect, it } from '@jest/globals'
import { holidayOn } from '@app/vietnamese-holidays'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { nextOpening, openingAt, openStretches } from './opening.js'
import { OpeningHours } from './opening-hours.js'
import { anyHours, anyMoment } from './opening-hours.testing.js'

const local = (text: string) => new Date(`${text}:00+07:00`)
const dateOf = (at: Date) => DateTime.fromJSDate(at, { zone: 'Asia/Ho_Chi_Minh' }).toFormat('yyyy-MM-dd')
const name = (vi: string) => ({ vi, en: `${vi} (en)` })
const office = [{ from: '07:30', to: '11:30' }, { from: '13:00', to: '17:00' }]
const weekdays = { 1: office, 2: office, 3: office, 4: office, 5: office }

const hours = OpeningHours.parse({
  weekly: weekdays,
  closures: [{ from: '2026-11-24', to: '2026-11-25', name: name('Chuyển trụ sở') }],
  madeUpDays: [
    { date: '2026-08-22', spans: office },
    { date: '2026-11-25', spans: [{ from: '08:00', to: '10:00' }] },
  ],
})
const night = OpeningHours.parse({
  weekly: { 5: [{ from: '22:00', to: '06:00' }], 6: [{ from: '05:00', to: '09:00' }] },
  closures: [{ from: '2026-11-14', to: '2026-11-14', name: name('Bảo trì') }],
  madeUpDays: [
    { date: '2026-11-21', spans: [{ from: '12:00', to: '13:00' }] },
    { date: '2026-09-01', spans: [{ from: '20:00', to: '02:00' }] },
  ],
})
const always = OpeningHours.parse({ weekly: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, [{ from: '00:00', to: '24:00' }]])), holidays: { closed: false } })
const never = OpeningHours.parse({ weekly: {}, holidays: { closed: false } })

describe('opening hours', () => {
  it.each([
    ['open in the morning', '2026-11-23T07:30', 'open', '2026-11-23T11:30'],
    ['closed at its last moment, for lunch', '2026-11-23T11:30', 'closed', '2026-11-23T13:00'],
    ['closed in the evening, until a closure begins', '2026-11-23T20:00', 'closed', '2026-11-24T00:00'],
    ['closed by a closure, at night too', '2026-11-24T03:00', 'Chuyển trụ sở', '2026-11-25T00:00'],
    ['closed on a made-up day outside its hours, whatever else the day is', '2026-11-25T12:00', 'closed', '2026-11-26T07:30'],
    ['open on a made-up day', '2026-11-25T09:00', 'open', '2026-11-25T10:00'],
    ['open on a made-up Saturday', '2026-08-22T16:00', 'open', '2026-08-22T17:00'],
    ['closed over the weekend', '2026-11-21T10:00', 'closed', '2026-11-23T07:30'],
    ['closed by Tết, all five days as one', '2026-02-16T00:00', 'Tết Nguyên Đán', '2026-02-21T00:00'],
    ['closed by a day in lieu', '2026-04-27T09:00', 'Nghỉ bù Giỗ Tổ Hùng Vương', '2026-04-28T00:00'],
    ['closed by one holiday until the next', '2026-04-30T09:00', 'Ngày Chiến thắng', '2026-05-01T00:00'],
    ['closed by Tết of a year far off', '2098-02-03T09:00', 'Tết Nguyên Đán', '2098-02-05T00:00'],
  ])('are %s (%s)', (_, at, state, until) => {
    const opening = openingAt(hours, local(at))
    expect(opening.state === 'holiday' ? opening.name.vi : opening.state).toBe(state)
    expect(opening.until).toEqual(local(until))
  })

  it.each([
    ['pass midnight and join the next day’s', '2026-11-06T23:00', 'open', '2026-11-07T09:00'],
    ['begin while the evening before goes on', '2026-11-07T05:30', 'open', '2026-11-07T09:00'],
    ['end at midnight before a closure', '2026-11-13T23:00', 'open', '2026-11-14T00:00'],
    ['end at midnight before a made-up day', '2026-11-20T23:00', 'open', '2026-11-21T00:00'],
    ['are those of a made-up day past midnight, into a holiday', '2026-09-01T21:00', 'open', '2026-09-02T02:00'],
    ['leave the holiday after that a holiday', '2026-09-02T02:00', 'Quốc khánh', '2026-09-03T00:00'],
  ])('that pass midnight %s (%s)', (_, at, state, until) => {
    const opening = openingAt(night, local(at))
    expect(opening.state === 'holiday' ? opening.name.vi : opening.state).toBe(state)
    expect(opening.until).toEqual(local(until))
  })

  it('have no end where they never change', () => {
    expect(openingAt(always, local('2026-11-23T07:30'))).toEqual({ state: 'open', until: null })
    expect(openingAt(never, local('2026-11-23T07:30'))).toEqual({ state: 'closed', until: null })
    expect(nextOpening(never, local('2026-11-23T07:30'))).toBeNull()
  })

  it('are open on holidays where holidays do not close', () => {
    const open = OpeningHours.parse({ weekly: weekdays, holidays: { closed: false } })
    expect(openingAt(open, local('2026-02-17T08:00')).state).toBe('open')
  })

  it('know the options of the holidays', () => {
    const decided = OpeningHours.parse({ weekly: weekdays, holidays: { options: { years: { 2027: { daysBeforeTet: 2 } } } } })
    expect(openingAt(decided, local('2027-02-04T08:00')).state).toBe('holiday')
    expect(openingAt(hours, local('2027-02-04T08:00')).state).toBe('open')
  })

  it.each([
    ['now, when open', '2026-11-23T08:00', '2026-11-23T08:00'],
    ['after lunch', '2026-11-23T12:00', '2026-11-23T13:00'],
    ['after nine days of Tết', '2026-02-13T17:00', '2026-02-23T07:30'],
  ])('open next %s', (_, at, next) => {
    expect(nextOpening(hours, local(at))).toEqual(local(next))
  })

  it('stay as they are until the moment they tell, and change then', () => {
    fc.assert(
      fc.property(anyHours, anyMoment, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (hours, at, part) => {
        const now = openingAt(hours, at)
        const end = now.until?.getTime() ?? at.getTime() + 400 * 86_400_000
        expect(end).toBeGreaterThan(at.getTime())
        const between = new Date(at.getTime() + Math.floor((end - at.getTime()) * part))
        expect(openingAt(hours, between)).toMatchObject(now.until ? now : { state: now.state })
        if (now.until) {
          const { until: _, ...then } = openingAt(hours, now.until)
          const { until: __, ...before } = now
          expect(then).not.toEqual(before)
        }
      }),
    )
  })

  it('are a holiday exactly on days that a closure or the law names, unless made up', () => {
    fc.assert(
      fc.property(anyHours, anyMoment, (hours, at) => {
        const date = dateOf(at)
        const madeUp = (day: string) => hours.madeUpDays.some((entry) => entry.date === day)
        const closed = hours.closures.some(({ from, to }) => from <= date && date <= to) || (hours.holidays.closed && holidayOn(date) !== undefined)
        const { state } = openingAt(hours, at)
        if (madeUp(date) || !closed) expect(state).not.toBe('holiday')
        // Only what a made-up evening goes on with is open on such a day.
        else if (!madeUp(dateOf(new Date(at.getTime() - 86_400_000)))) expect(state).toBe('holiday')
        else expect(state).not.toBe('closed')
      }),
    )
  })

  it('open next at a moment when they are open, and not before', () => {
    fc.assert(
      fc.property(anyHours, anyMoment, (hours, at) => {
        const next = nextOpening(hours, at)
        if (!next) return expect(openingAt(hours, at).state).not.toBe('open')
        expect(openingAt(hours, next).state).toBe('open')
        for (let moment = at; moment < next; ) {
          const { state, until } = openingAt(hours, moment)
          expect(state).not.toBe('open')
          if (!until) throw new Error('it opens, but nothing changes')
          moment = until
        }
      }),
    )
  })

  it('have stretches that tell the same', () => {
    fc.assert(
      fc.property(anyHours, anyMoment, (hours, at) => {
        const to = new Date(at.getTime() + 14 * 86_400_000)
        const stretches = [...openStretches(hours, at, to)]
        stretches.forEach((stretch, i) => {
          expect(stretch.from < stretch.to && stretch.from < to && stretch.to >= at).toBe(true)
          expect(stretch.from >= (stretches[i - 1]?.to ?? stretch.from)).toBe(true)
        })
        for (let moment = at; moment < to; moment = new Date(moment.getTime() + 97 * 60_000)) {
          expect(stretches.some(({ from, to }) => from <= moment && moment < to)).toBe(openingAt(hours, moment).state === 'open')
        }
      }),
      { numRuns: 30 },
    )
  })

  it('refuse what is no moment', () => {
    expect(() => openingAt(hours, new Date(NaN))).toThrow(RangeError)
  })
})

describe('opening hours as data', () => {
  const issueOf = (data: unknown) => OpeningHours.safeParse(data).error?.issues[0]?.message

  it('need no more than the weekly hours', () => {
    expect(OpeningHours.parse({ weekly: {} })).toEqual({
      zone: 'Asia/Ho_Chi_Minh',
      weekly: {},
      holidays: { closed: true, options: { daysBeforeTet: 1, nationalDay: 'longest', daysInLieu: true, weeklyRest: [6, 7], years: {} } },
      closures: [],
      madeUpDays: [],
    })
  })

  it('come back from JSON as they were', () => {
    fc.assert(fc.property(anyHours, (hours) => expect(OpeningHours.parse(JSON.parse(JSON.stringify(hours)))).toEqual(hours)))
  })

  it.each([
    ['spans that overlap', { weekly: { 1: [{ from: '07:00', to: '12:00' }, { from: '11:00', to: '13:00' }] } }, 'must follow each other; only the last may pass midnight'],
    ['a span past midnight before another', { weekly: { 1: [{ from: '22:00', to: '02:00' }, { from: '23:00', to: '23:30' }] } }, 'must follow each other; only the last may pass midnight'],
    ['a span of no length', { weekly: { 1: [{ from: '07:00', to: '07:00' }] } }, 'must not end as it begins; the whole day is 00:00 to 24:00'],
    ['a time that is none', { weekly: { 1: [{ from: '7h', to: '12:00' }] } }, 'a time of day like 07:30'],
    ['a closure that ends before it begins', { weekly: {}, closures: [{ from: '2026-02-02', to: '2026-02-01', name: name('x') }] }, 'must not end before it begins'],
    ['a made-up day twice', { weekly: {}, madeUpDays: [{ date: '2026-02-02', spans: [] }, { date: '2026-02-02', spans: [] }] }, 'must have each date once'],
    ['a zone that is none', { weekly: {}, zone: 'Asia/Nowhere' }, 'not an IANA time zone'],
  ])('refuse %s', (_, data, message) => {
    expect(issueOf(data)).toBe(message)
  })
})
