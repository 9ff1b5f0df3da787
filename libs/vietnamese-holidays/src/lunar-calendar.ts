import { dateOf, dayNumber } from './day-number.js'
import { type JulianDay, lunationNear, newMoon, sunLongitude } from './sky.js'

/** A day of the Vietnamese lunar calendar; `year` is the one that began with its Tết. */
export interface LunarDate {
  year: number
  /** 1–12 */
  month: number
  /** 1–30 */
  day: number
  /** Whether it is the second month of that number in its year. */
  leap: boolean
}

interface LunarMonth {
  year: number
  month: number
  leap: boolean
  /** Day number of its first day and of the next month's. */
  begins: number
  ends: number
}

/** Vietnam's time zone, of which the official calendar is made since 8 August 1967; used for every year here. */
const ZONE_DAYS = 7 / 24

/**
 * The lunar date of a solar one. The rules are those that Hồ Ngọc Đức describes in "Thuật toán tính âm lịch"
 * (https://www.informatik.uni-leipzig.de/~duc/amlich/calrules_vn.html): a month begins on the day of the new moon at 105° E; the winter
 * solstice is in month 11; where 13 months lie from one month 11 to the next, the first without a major solar term is the leap month.
 * @param date `YYYY-MM-DD`, Gregorian
 * @throws RangeError for what is no date
 */
export function solarToLunar(date: string): LunarDate {
  const day = dayNumber(date)
  const year = Number(date.slice(0, 4))
  const month = [...monthsBeforeSolsticeOf(year), ...monthsBeforeSolsticeOf(year + 1)].find(({ begins, ends }) => begins <= day && day < ends)
  if (!month) throw new Error(`No lunar month has ${date}`)
  return { year: month.year, month: month.month, day: day - month.begins + 1, leap: month.leap }
}

/**
 * The solar date (`YYYY-MM-DD`) of a lunar one.
 * @throws RangeError when that year has no such day: a leap month it does not have, day 30 of a month of 29 days
 */
export function lunarToSolar({ year, month, day, leap }: LunarDate): string {
  const there = [...monthsBeforeSolsticeOf(year), ...monthsBeforeSolsticeOf(year + 1)].find((m) => m.year === year && m.month === month && m.leap === leap)
  if (!there || !Number.isInteger(day) || day < 1 || day > there.ends - there.begins) throw new RangeError(`The lunar year ${year} has no day ${day} in month ${month}${leap ? ' (leap)' : ''}`)
  return dateOf(there.begins + day - 1)
}

/** Every day's date is asked for again and again, and the sky does not change. */
const known = new Map<number, readonly LunarMonth[]>()

/** The 12 or 13 months from the month 11 of the year before to the last before this year's month 11. */
function monthsBeforeSolsticeOf(year: number): readonly LunarMonth[] {
  const months = known.get(year) ?? computeMonths(year)
  known.set(year, months)
  return months
}

function computeMonths(year: number): LunarMonth[] {
  const first = solsticeLunation(year - 1)
  const count = solsticeLunation(year) - first
  const begins = Array.from({ length: count + 1 }, (_, i) => firstDay(first + i))
  const leapAt = count === 13 ? begins.findIndex((day, i) => i > 0 && termOf(day) === termOf(begins[i + 1] as number)) : -1
  return Array.from({ length: count }, (_, i) => {
    const number = leapAt >= 0 && i >= leapAt ? i - 1 : i
    return { year: number < 2 ? year - 1 : year, month: ((number + 10) % 12) + 1, leap: i === leapAt, begins: begins[i] as number, ends: begins[i + 1] as number }
  })
}

/** The lunation that begins the month with the winter solstice of a Gregorian year. */
function solsticeLunation(year: number): number {
  let lunation = lunationNear(dayNumber(`${year}-12-31`)) + 1
  // From late November to the solstice the sun is short of 270°, in sector 7 or 8; then, until the end of January, in 9 or 10.
  while (termOf(firstDay(lunation)) > 8) lunation--
  return lunation
}

/** The day (in Vietnam) of a new moon. */
const firstDay = (lunation: number): number => Math.floor(newMoon(lunation) + 0.5 + ZONE_DAYS)

/** Which of the twelve major solar terms was the last before a day's midnight in Vietnam; 0 = the spring equinox. */
const termOf = (day: number): number => Math.floor(sunLongitude(midnight(day)) / 30)

const midnight = (day: number): JulianDay => day - 0.5 - ZONE_DAYS
