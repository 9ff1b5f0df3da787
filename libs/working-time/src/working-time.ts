import { DateTime } from 'luxon'
import type { Calendar, WorkingHours } from './calendar.js'

/** The calendar has no open hour within the {@link HORIZON_DAYS} after the moment asked for. */
export class NeverOpen extends Error {
  constructor(from: Date) {
    super(`The calendar has not enough open hours after ${from.toISOString()}`)
  }
}

/** A year without one open minute is a mistake in the calendar, not an office. */
const HORIZON_DAYS = 366

interface Stretch {
  from: number
  to: number
}

/**
 * The moment at which so much working time has passed since `from`. Closing time itself still belongs to the day it closes,
 * so a deadline is 17:00 rather than the next morning; with no duration it is `from`, or the next opening when closed.
 * @param duration milliseconds, 0 or more
 * @throws NeverOpen; RangeError for a negative duration
 */
export function addWorkingTime(calendar: Calendar, from: Date, duration: number): Date {
  if (!(duration >= 0)) throw new RangeError('a duration is 0 or more')
  let rest = duration
  for (const { from: opens, to: closes } of stretchesAfter(calendar, from)) {
    const begins = Math.max(opens, from.getTime())
    if (rest <= closes - begins) return new Date(begins + rest)
    rest -= closes - begins
  }
  throw new NeverOpen(from)
}

/** Open time between two moments, in milliseconds; negative when `to` is before `from`. */
export function workingTimeBetween(calendar: Calendar, from: Date, to: Date): number {
  if (to < from) return -workingTimeBetween(calendar, to, from)
  const zoned = DateTime.fromJSDate(from, { zone: calendar.zone })
  let sum = 0
  for (let day = zoned.startOf('day'); day.toMillis() < to.getTime(); day = day.plus({ days: 1 })) {
    for (const stretch of stretchesOf(calendar, day)) sum += Math.max(0, Math.min(stretch.to, to.getTime()) - Math.max(stretch.from, from.getTime()))
  }
  return sum
}

/** Whether the office works at that moment, its opening and closing minute included. */
export function isOpen(calendar: Calendar, at: Date): boolean {
  const time = at.getTime()
  const day = DateTime.fromJSDate(at, { zone: calendar.zone }).startOf('day')
  // Hours until 24:00 end on the next day's first moment.
  return [day.minus({ days: 1 }), day].some((d) => stretchesOf(calendar, d).some((stretch) => stretch.from <= time && time <= stretch.to))
}

/** Open stretches that end at or after `from`, in order; ends when a whole {@link HORIZON_DAYS} was closed. */
function* stretchesAfter(calendar: Calendar, from: Date): Generator<Stretch> {
  let day = DateTime.fromJSDate(from, { zone: calendar.zone }).startOf('day').minus({ days: 1 })
  for (let closed = 0; closed <= HORIZON_DAYS; closed++, day = day.plus({ days: 1 })) {
    for (const stretch of stretchesOf(calendar, day)) {
      if (stretch.to < from.getTime()) continue
      closed = 0
      yield stretch
    }
  }
}

function stretchesOf(calendar: Calendar, day: DateTime): Stretch[] {
  return hoursOf(calendar, day).map(({ from, to }) => ({ from: momentOf(day, from), to: momentOf(day, to) }))
}

function hoursOf(calendar: Calendar, day: DateTime): WorkingHours[] {
  const date = day.toFormat('yyyy-MM-dd')
  const madeUp = calendar.madeUpDays.find((entry) => entry.day === date)
  if (madeUp) return madeUp.hours
  if (calendar.closedDays.includes(date) || calendar.closedYearly.includes(date.slice(5))) return []
  return calendar.weekly[String(day.weekday) as keyof Calendar['weekly']] ?? []
}

function momentOf(day: DateTime, clock: string): number {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour === 24 ? day.plus({ days: 1 }).startOf('day').toMillis() : day.set({ hour, minute }).toMillis()
}
