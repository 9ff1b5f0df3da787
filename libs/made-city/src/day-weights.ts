import { holidaysOf } from '@app/vietnamese-holidays'
import type { Draws } from './seeded-random.js'

export const DAY_SECONDS = 86_400
/** Asia/Ho_Chi_Minh has had no other offset since 1975. */
const OFFSET = 7 * 3_600

/** The first second of a day in Asia/Ho_Chi_Minh. */
export const beginOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 1000 - OFFSET
/** The day in Asia/Ho_Chi_Minh. */
export const dayAt = (second: number): string => new Date((second + OFFSET) * 1000).toISOString().slice(0, 10)

export function daysBetween(from: string, to: string): string[] {
  const first = beginOf(from)
  return Array.from({ length: (beginOf(to) - first) / DAY_SECONDS + 1 }, (_, i) => dayAt(first + i * DAY_SECONDS))
}

/** 1 is Monday. */
export const weekdayAt = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

const WEEKDAYS = [1.18, 1.06, 1.02, 1, 1.02, 0.62, 0.48]
/** More in the rainy season, May to November. */
const MONTHS = [0.94, 0.86, 0.98, 0.97, 1.03, 1.08, 1.1, 1.07, 1.06, 1.1, 1.04, 0.96]
const TET = 0.3
const HOLIDAY = 0.42
/** What waited over a holiday comes on the day after. */
const AFTER_HOLIDAY = 1.35
const GROWTH_A_YEAR = 0.11
/** A storm: five times the calls of a working day. */
const SURGE = 5.3

export type DayKind = 'working' | 'weekend' | 'holiday' | 'tet' | 'surge'

/** Holidays by day, of the years of these days. */
export function holidaysOn(days: readonly string[]): Map<string, 'holiday' | 'tet'> {
  const years = new Set(days.map((day) => Number(day.slice(0, 4))))
  return new Map([...years].flatMap((year) => holidaysOf(year)).map(({ date, name, substitute }) => [date, name.en.includes('Tết') && !substitute ? 'tet' : 'holiday']))
}

export function kindOf(day: string, holidays: ReadonlyMap<string, 'holiday' | 'tet'>, surges: readonly string[]): DayKind {
  if (surges.includes(day)) return 'surge'
  return holidays.get(day) ?? (weekdayAt(day) > 5 ? 'weekend' : 'working')
}

/** How many calls each day has: by weekday, season, Tết, holidays, growth and chance; their sum is `calls`. */
export function callsByDay(days: readonly string[], calls: number, surges: readonly string[], draws: Draws): number[] {
  const holidays = holidaysOn(days)
  const weights = days.map((day, i) => {
    const kind = kindOf(day, holidays, surges)
    const before = days[i - 1]
    const season = (MONTHS[Number(day.slice(5, 7)) - 1] ?? 1) * (1 + GROWTH_A_YEAR * (i / 365)) * Math.max(0.6, 1 + draws.normal() * 0.07)
    switch (kind) {
      case 'tet':
        return season * TET
      case 'holiday':
        return season * HOLIDAY
      case 'surge':
        return season * SURGE
      case 'weekend':
      case 'working': {
        const after = kind === 'working' && before !== undefined && holidays.has(before) ? AFTER_HOLIDAY : 1
        return season * (WEEKDAYS[weekdayAt(day) - 1] ?? 1) * after
      }
      default:
        return kind satisfies never
    }
  })
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  let due = 0
  let given = 0
  return weights.map((weight) => {
    due += (calls * weight) / whole
    const today = Math.round(due) - given
    given += today
    return today
  })
}

const WORKING_HOURS = [0.5, 0.35, 0.25, 0.25, 0.35, 0.8, 2.2, 5.2, 9.6, 10.6, 9.4, 5.8, 4.2, 7.4, 9.4, 8.6, 6.4, 4.4, 3.6, 3.3, 2.8, 2, 1.3, 0.8]
const FREE_HOURS = [0.9, 0.6, 0.45, 0.4, 0.5, 1.1, 2.4, 4.2, 6.2, 7, 6.8, 5.6, 4.6, 5.2, 5.8, 5.9, 5.9, 5.8, 6.2, 6.6, 5.8, 4.4, 3, 1.7]

/** Sorted seconds of a day at which calls arrive. @param until calls arrive before this second of the day */
export function arrivalsOf(count: number, kind: DayKind, draws: Draws, until = DAY_SECONDS): Int32Array {
  const hours = kind === 'working' || kind === 'surge' ? WORKING_HOURS : FREE_HOURS
  const sums: number[] = []
  for (const weight of hours) sums.push((sums.at(-1) ?? 0) + weight)
  const whole = sums.at(-1) ?? 1
  const seconds = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    const drawn = draws.next() * whole
    let hour = 0
    while ((sums[hour] ?? Infinity) <= drawn) hour++
    seconds[i] = Math.min(until - 1, hour * 3_600 + draws.below(3_600))
  }
  return seconds.sort()
}
