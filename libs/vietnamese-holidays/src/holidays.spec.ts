import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { dateOf, dayNumber, weekdayOf } from './day-number.js'
import { HolidayOptions } from './holiday-options.js'
import { holidayOn, holidaysOf } from './holidays.js'

const options = (given: Parameters<typeof HolidayOptions.parse>[0] = {}) => HolidayOptions.parse(given)
const written = (year: number, given = {}) => holidaysOf(year, options(given)).map(({ date, name, substitute }) => `${date.slice(5)} ${substitute ? '+' : ''}${name.vi}`)
const years = fc.integer({ min: 1900, max: 2199 })
const anyOptions = fc.record({
  daysBeforeTet: fc.integer({ min: 1, max: 3 }),
  nationalDay: fc.constantFrom('longest', 'before', 'after'),
  daysInLieu: fc.boolean(),
  weeklyRest: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }),
})

describe('public holidays', () => {
  // https://www.vietnam-briefing.com/news/2026-vietnam-public-holiday-schedule-tet-national-day-holidays.html
  it('are those of 2026', () => {
    expect(written(2026)).toEqual([
      '01-01 Tết Dương lịch',
      '02-16 Tết Nguyên Đán', '02-17 Tết Nguyên Đán', '02-18 Tết Nguyên Đán', '02-19 Tết Nguyên Đán', '02-20 Tết Nguyên Đán',
      '04-26 Giỗ Tổ Hùng Vương', '04-27 +Nghỉ bù Giỗ Tổ Hùng Vương',
      '04-30 Ngày Chiến thắng', '05-01 Ngày Quốc tế Lao động',
      '09-01 Quốc khánh', '09-02 Quốc khánh',
    ])
  })

  // https://en.nhandan.vn/2023-lunar-new-year-holiday-to-last-seven-days-post120513.html and
  // https://vietnaminsider.vn/employees-are-entitled-to-5-consecutive-days-off-on-the-occasion-of-april-30-and-may-1/
  it('are those of 2023, with the decision of that year', () => {
    expect(written(2023, { years: { 2023: { daysBeforeTet: 2 } } })).toEqual([
      '01-01 Tết Dương lịch', '01-02 +Nghỉ bù Tết Dương lịch',
      '01-20 Tết Nguyên Đán', '01-21 Tết Nguyên Đán', '01-22 Tết Nguyên Đán', '01-23 Tết Nguyên Đán', '01-24 Tết Nguyên Đán',
      '01-25 +Nghỉ bù Tết Nguyên Đán', '01-26 +Nghỉ bù Tết Nguyên Đán',
      '04-29 Giỗ Tổ Hùng Vương', '04-30 Ngày Chiến thắng', '05-01 Ngày Quốc tế Lao động',
      '05-02 +Nghỉ bù Giỗ Tổ Hùng Vương', '05-03 +Nghỉ bù Ngày Chiến thắng',
      '09-01 Quốc khánh', '09-02 Quốc khánh', '09-04 +Nghỉ bù Quốc khánh',
    ])
  })

  // https://vietnamnews.vn/society/1636141/one-week-break-approved-for-tet-holiday-in-2024.html: 8–14 February, 31 August – 3 September
  it('are those of 2024, Tết and National Day', () => {
    const free = written(2024, { daysBeforeTet: 2 }).map((line) => line.slice(0, 5))
    expect(free.filter((day) => day.startsWith('02'))).toEqual(['02-08', '02-09', '02-10', '02-11', '02-12', '02-13', '02-14'])
    expect(free.filter((day) => day.startsWith('09'))).toEqual(['09-02', '09-03'])
  })

  // Decided for 2021–2026: 2–3, 1–2, 1–2, 2–3, 1–2, 1–2 September (https://github.com/vacanza/holidays, holidays/countries/vietnam.py).
  it.each([[2021, '03'], [2022, '01'], [2023, '01'], [2024, '03'], [2025, '01'], [2026, '01']])('give National Day of %i the neighbour that the government chose, %s September', (year, day) => {
    expect(holidayOn(`${year}-09-${day}`)).toMatchObject({ name: { vi: 'Quốc khánh' }, substitute: false })
  })

  it('are as a year decided, and as always in other years', () => {
    const decided = options({ nationalDay: 'after', years: { 2025: { nationalDay: 'before', daysInLieu: false } } })
    expect(holidayOn('2025-09-01', decided)).toBeDefined()
    expect(holidayOn('2026-09-01', decided)).toBeUndefined()
    expect(holidayOn('2026-09-03', decided)).toBeDefined()
    expect(holidaysOf(2025, decided).some(({ substitute }) => substitute)).toBe(false)
    expect(holidayOn('2026-04-27', decided)?.substitute).toBe(true)
  })

  it('are one day with both names where two of them meet', () => {
    // It happens in 1947 and then in 2319.
    expect(holidaysOf(2319).filter(({ date }) => date === '2319-04-30')).toEqual([
      { date: '2319-04-30', name: { vi: 'Giỗ Tổ Hùng Vương và Ngày Chiến thắng', en: 'Hùng Kings’ Commemoration Day and Reunification Day' }, substitute: false },
    ])
  })

  it('are in order, each date once, all in their year', () => {
    fc.assert(
      fc.property(years, anyOptions, (year, given) => {
        const dates = holidaysOf(year, options(given)).map(({ date }) => date)
        expect(dates).toEqual([...new Set(dates)].sort())
        expect(dates.every((date) => date.startsWith(`${year}-`))).toBe(true)
      }),
    )
  })

  it('give a working day in lieu for each that falls on a day of rest, never earlier', () => {
    fc.assert(
      fc.property(years, anyOptions, (year, given) => {
        const holidays = holidaysOf(year, options(given))
        const rests = (date: string) => given.weeklyRest.includes(weekdayOf(dayNumber(date)))
        const lost = holidays.filter(({ date, substitute }) => !substitute && rests(date))
        const inLieu = holidays.filter(({ substitute }) => substitute)
        expect(inLieu).toHaveLength(given.daysInLieu ? lost.length : 0)
        inLieu.forEach(({ date }, i) => {
          expect(rests(date)).toBe(false)
          expect(date > (lost[i]?.date ?? '')).toBe(true)
        })
      }),
    )
  })

  it('agree by the day', () => {
    fc.assert(
      fc.property(years, fc.integer({ min: 0, max: 364 }), (year, offset) => {
        const date = dateOf(dayNumber(`${year}-01-01`) + offset)
        expect(holidayOn(date)).toEqual(holidaysOf(year).find((holiday) => holiday.date === date))
      }),
    )
  })

  it('refuse options that cannot be', () => {
    expect(HolidayOptions.safeParse({ weeklyRest: [1, 2, 3, 4, 5, 6, 7] }).success).toBe(false)
    expect(HolidayOptions.safeParse({ daysBeforeTet: 0 }).success).toBe(false)
    expect(HolidayOptions.safeParse({ years: { '27': {} } }).success).toBe(false)
  })
})
