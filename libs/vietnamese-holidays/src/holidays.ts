import type { LocalName } from '@app/contracts'
import { dateOf, dayNumber, weekdayOf } from './day-number.js'
import { HolidayOptions } from './holiday-options.js'
import { lunarToSolar } from './lunar-calendar.js'

export interface Holiday {
  /** `YYYY-MM-DD` */
  date: string
  name: LocalName
  /** Given in lieu of a holiday that fell on a day of weekly rest. */
  substitute: boolean
}

const NEW_YEAR = { vi: 'Tết Dương lịch', en: 'New Year’s Day' }
const TET = { vi: 'Tết Nguyên Đán', en: 'Lunar New Year (Tết)' }
const HUNG_KINGS = { vi: 'Giỗ Tổ Hùng Vương', en: 'Hùng Kings’ Commemoration Day' }
const VICTORY = { vi: 'Ngày Chiến thắng', en: 'Reunification Day' }
const LABOUR = { vi: 'Ngày Quốc tế Lao động', en: 'International Labour Day' }
const NATIONAL_DAY = { vi: 'Quốc khánh', en: 'National Day' }
const TET_DAYS = 5

const UNDECIDED = HolidayOptions.parse({})

/**
 * The public holidays of a Gregorian year (0001–9999) by Vietnam's Labour Code 2019: article 112.1, and the days in lieu by article 111.3.
 * Years before the Code get what it would have given them.
 * @returns by date; a date is there once, with both names where two holidays meet
 */
export function holidaysOf(year: number, options: HolidayOptions = UNDECIDED): Holiday[] {
  const { daysBeforeTet, nationalDay, daysInLieu } = { ...options, ...decidedFor(year, options) }
  const rests = (day: number) => options.weeklyRest.includes(weekdayOf(day))
  const on = (monthDay: string) => dayNumber(`${String(year).padStart(4, '0')}-${monthDay}`)
  const lunar = (month: number, day: number) => dayNumber(lunarToSolar({ year, month, day, leap: false }))

  const firstOfTet = lunar(1, 1) - daysBeforeTet
  const secondOfSeptember = on('09-02')
  const named: [day: number, name: LocalName][] = [
    [on('01-01'), NEW_YEAR],
    ...Array.from({ length: TET_DAYS }, (_, i): [number, LocalName] => [firstOfTet + i, TET]),
    [lunar(3, 10), HUNG_KINGS],
    [on('04-30'), VICTORY],
    [on('05-01'), LABOUR],
    [secondOfSeptember, NATIONAL_DAY],
    [besideNationalDay(secondOfSeptember, nationalDay, rests), NATIONAL_DAY],
  ]

  const holidays = new Map<number, LocalName>()
  for (const [day, name] of named.sort(([a], [b]) => a - b)) {
    const other = holidays.get(day)
    holidays.set(day, other ? { vi: `${other.vi} và ${name.vi}`, en: `${other.en} and ${name.en}` } : name)
  }
  const inLieu = daysInLieu ? daysInLieuOf(holidays, rests) : new Map<number, LocalName>()
  return [...holidays, ...inLieu]
    .sort(([a], [b]) => a - b)
    .map(([day, name]) => ({ date: dateOf(day), name, substitute: inLieu.has(day) }))
}

/**
 * The public holiday on a date, if it is one.
 * @param date `YYYY-MM-DD`
 */
export function holidayOn(date: string, options: HolidayOptions = UNDECIDED): Holiday | undefined {
  return holidaysOf(Number(date.slice(0, 4)), options).find((holiday) => holiday.date === date)
}

/** The decision without its unnamed parts, so that those do not hide what holds every year. */
function decidedFor(year: number, options: HolidayOptions): Partial<HolidayOptions> {
  return Object.fromEntries(Object.entries(options.years[year] ?? {}).filter(([, decided]) => decided !== undefined))
}

function besideNationalDay(day: number, side: HolidayOptions['nationalDay'], rests: (day: number) => boolean): number {
  const before = day - 1
  const after = day + 1
  switch (side) {
    case 'before':
      return before
    case 'after':
      return after
    case 'longest': {
      if (rests(before) !== rests(after)) return rests(before) ? after : before
      // Where it makes no difference, the government took the day before (2026).
      return daysOff(before, +1, rests) < daysOff(after, -1, rests) ? after : before
    }
    default:
      throw new Error(`unknown side: ${side satisfies never}`)
  }
}

/** How many days of rest join a free day on the side that is away from the holiday. */
function daysOff(day: number, towardsHoliday: 1 | -1, rests: (day: number) => boolean): number {
  let count = 0
  while (rests(day - towardsHoliday * (count + 1))) count++
  return count
}

/** One working day for each holiday on a day of rest, the next that is not free yet. */
function daysInLieuOf(holidays: ReadonlyMap<number, LocalName>, rests: (day: number) => boolean): Map<number, LocalName> {
  const inLieu = new Map<number, LocalName>()
  for (const [day, name] of holidays) {
    if (!rests(day)) continue
    let next = day + 1
    while (rests(next) || holidays.has(next) || inLieu.has(next)) next++
    inLieu.set(next, { vi: `Nghỉ bù ${name.vi}`, en: `${name.en} (day in lieu)` })
  }
  return inLieu
}
