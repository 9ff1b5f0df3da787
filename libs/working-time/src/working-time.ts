import { openStretches, type OpeningHours } from '@app/opening-hours'
import { DateTime } from 'luxon'

/** There are not enough open hours after the moment asked for: a year without one open minute is a mistake in the hours, not an office. */
export class NeverOpen extends Error {
  constructor(from: Date) {
    super(`There are not enough open hours after ${from.toISOString()}`)
  }
}

/**
 * The moment at which so much working time has passed since `from`. Closing time itself still belongs to the day it closes,
 * so a deadline is 17:00 rather than the next morning; with no duration it is `from`, or the next opening when closed.
 * @param duration milliseconds, 0 or more
 * @throws NeverOpen; RangeError for a negative duration
 */
export function addWorkingTime(hours: OpeningHours, from: Date, duration: number): Date {
  if (!(duration >= 0)) throw new RangeError('a duration is 0 or more')
  let rest = duration
  for (const stretch of openStretches(hours, from)) {
    const begins = Math.max(stretch.from.getTime(), from.getTime())
    const length = stretch.to.getTime() - begins
    if (rest <= length) return new Date(begins + rest)
    rest -= length
  }
  throw new NeverOpen(from)
}

/**
 * The end of the office hours of the n-th day that is open, the day of `from` not counted, as the law counts terms in working days.
 * @param days 1 or more, whole
 * @throws NeverOpen; RangeError for another number of days
 */
export function addWorkingDays(hours: OpeningHours, from: Date, days: number): Date {
  if (!Number.isInteger(days) || days < 1) throw new RangeError('working days are whole and 1 or more')
  const dayOf = (at: Date) => DateTime.fromJSDate(at, { zone: hours.zone }).toISODate() ?? ''
  let day = dayOf(from)
  let counted = 0
  let closing: Date | undefined
  for (const stretch of openStretches(hours, from)) {
    const its = dayOf(stretch.from)
    if (its < day || (its === day && counted === 0)) continue
    if (its !== day) {
      if (counted === days) break
      counted++
      day = its
    }
    closing = stretch.to
  }
  if (closing === undefined || counted < days) throw new NeverOpen(from)
  return closing
}

/** Open time between two moments, in milliseconds; negative when `to` is before `from`. */
export function workingTimeBetween(hours: OpeningHours, from: Date, to: Date): number {
  if (to < from) return -workingTimeBetween(hours, to, from)
  let sum = 0
  for (const stretch of openStretches(hours, from, to)) sum += Math.max(0, Math.min(stretch.to.getTime(), to.getTime()) - Math.max(stretch.from.getTime(), from.getTime()))
  return sum
}

/** Whether it is open at that moment, its opening and closing minute included. */
export function isOpen(hours: OpeningHours, at: Date): boolean {
  const next = openStretches(hours, at).next()
  return !next.done && next.value.from <= at
}
