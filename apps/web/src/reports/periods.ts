import type { Bucket } from '@app/contracts'

/** A span of days, both included, as `2026-11-23` in Asia/Ho_Chi_Minh. */
export interface Period {
  from: string
  to: string
}

export const PRESETS = ['today', 'yesterday', 'this-week', 'last-week', 'last-30', 'this-month', 'last-month', 'this-quarter', 'last-quarter', 'this-year', 'last-year'] as const
export type Preset = (typeof PRESETS)[number]

const DAY = 86_400_000
const at = (day: string) => new Date(`${day}T00:00:00Z`)
const write = (date: Date) => date.toISOString().slice(0, 10)
export const addDays = (day: string, days: number): string => write(new Date(at(day).getTime() + days * DAY))
const monthFrom = (day: string, months: number) => write(new Date(Date.UTC(at(day).getUTCFullYear(), at(day).getUTCMonth() + months, 1)))
const quarterFrom = (day: string, quarters: number) => write(new Date(Date.UTC(at(day).getUTCFullYear(), (Math.floor(at(day).getUTCMonth() / 3) + quarters) * 3, 1)))
/** ISO: weeks begin on Monday. */
const mondayOf = (day: string) => addDays(day, -((at(day).getUTCDay() + 6) % 7))

export const daysIn = ({ from, to }: Period): number => Math.round((at(to).getTime() - at(from).getTime()) / DAY) + 1
export const isDay = (text: string | null): text is string => text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at(text).getTime()) && write(at(text)) === text

/** What has begun ends with today: days to come hold no figures. */
export function periodOf(preset: Preset, today: string): Period {
  const monday = mondayOf(today)
  switch (preset) {
    case 'today':
      return { from: today, to: today }
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) }
    case 'this-week':
      return { from: monday, to: today }
    case 'last-week':
      return { from: addDays(monday, -7), to: addDays(monday, -1) }
    case 'last-30':
      return { from: addDays(today, -29), to: today }
    case 'this-month':
      return { from: monthFrom(today, 0), to: today }
    case 'last-month':
      return monthOf(monthFrom(today, -1).slice(0, 7))
    case 'this-quarter':
      return { from: quarterFrom(today, 0), to: today }
    case 'last-quarter':
      return { from: quarterFrom(today, -1), to: addDays(quarterFrom(today, 0), -1) }
    case 'this-year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today }
    case 'last-year':
      return { from: `${Number(today.slice(0, 4)) - 1}-01-01`, to: `${Number(today.slice(0, 4)) - 1}-12-31` }
    default:
      return preset satisfies never
  }
}

/** The whole of a month, `2026-10`. */
export const monthOf = (month: string): Period => ({ from: `${month}-01`, to: addDays(monthFrom(`${month}-01`, 1), -1) })

/** What a period is called, if it has a name; the shorter name where two fit. */
export const presetOf = (period: Period, today: string): Preset | null =>
  PRESETS.find((preset) => {
    const { from, to } = periodOf(preset, today)
    return from === period.from && to === period.to
  }) ?? null

/** At most so many rows of one table: a year by the quarter of an hour is no table that anybody reads. */
const MOST_ROWS = 3_000
const PER_DAY: Record<Bucket, number> = { month: 1 / 30, week: 1 / 7, day: 1, hour: 24, 'quarter-hour': 96 }

export const bucketsFor = (period: Period): Bucket[] => (['quarter-hour', 'hour', 'day', 'week', 'month'] as const).filter((bucket) => PER_DAY[bucket] * daysIn(period) <= MOST_ROWS)

/** What shows a period best when nobody chose. */
export function bucketFor(period: Period): Bucket {
  const days = daysIn(period)
  return days <= 2 ? 'hour' : days <= 62 ? 'day' : days <= 200 ? 'week' : 'month'
}
