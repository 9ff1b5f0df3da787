import type { OpeningHours } from '@app/opening-hours'
import { addWorkingTime, workingTimeBetween } from '@app/working-time'

/** How a ticket's time runs. */
export interface DeadlineClock {
  deadlineAt: Date
  /** Working time that the department was given. */
  deadlineMinutes: number
  /** Since then it stands still. */
  stoppedAt: Date | null
  /** How much of the time was gone when somebody was last warned, in percent. */
  warned: number
  nextWarningAt: Date | null
}

/** Of the department's working time, in percent. */
export const WARNINGS = [50, 80, 100] as const
const MINUTE_MS = 60_000

/** A clock that begins now. @throws NeverOpen */
export function startClock(hours: OpeningHours, at: Date, minutes: number): DeadlineClock {
  const deadlineAt = addWorkingTime(hours, at, minutes * MINUTE_MS)
  return withNextWarning(hours, { deadlineAt, deadlineMinutes: minutes, stoppedAt: null, warned: 0, nextWarningAt: null }, at)
}

/** A clock that runs from now until a moment that somebody granted. @throws NeverOpen */
export function clockUntil(hours: OpeningHours, at: Date, deadlineAt: Date): DeadlineClock {
  const deadlineMinutes = Math.round(workingTimeBetween(hours, at, deadlineAt) / MINUTE_MS)
  return withNextWarning(hours, { deadlineAt, deadlineMinutes, stoppedAt: null, warned: 0, nextWarningAt: null }, at)
}

/** Nobody is warned of what stands still, or is done. */
export const stopClock = (clock: DeadlineClock, at: Date): DeadlineClock => ({ ...clock, stoppedAt: clock.stoppedAt ?? at, nextWarningAt: null })

/** What was left when it was stopped is left now; what was late stays as late as it was. @throws NeverOpen */
export function goOn(hours: OpeningHours, clock: DeadlineClock, at: Date): DeadlineClock {
  if (clock.stoppedAt === null) return withNextWarning(hours, clock, at)
  const left = workingTimeBetween(hours, clock.stoppedAt, clock.deadlineAt)
  const deadlineAt = left > 0 ? addWorkingTime(hours, at, left) : clock.deadlineAt
  return withNextWarning(hours, { ...clock, deadlineAt, stoppedAt: null }, at)
}

/**
 * The same working time left under other hours. What is late, or has as much left as before, stays where it is.
 * @param from the hours that it was reckoned in @param to those that are to be
 * @throws NeverOpen
 */
export function moveClock(from: OpeningHours, to: OpeningHours, clock: DeadlineClock, at: Date): DeadlineClock {
  const since = clock.stoppedAt ?? at
  const left = workingTimeBetween(from, since, clock.deadlineAt)
  const stays = left <= 0 || workingTimeBetween(to, since, clock.deadlineAt) === left
  const moved = { ...clock, deadlineAt: stays ? clock.deadlineAt : addWorkingTime(to, since, left) }
  return clock.nextWarningAt === null ? moved : withNextWarning(to, moved, at)
}

/** The moment of a warning, and how it stands after it was given. @throws NeverOpen */
export function warn(hours: OpeningHours, clock: DeadlineClock, at: Date): DeadlineClock {
  const due = WARNINGS.filter((percent) => percent > clock.warned && momentOf(hours, clock, percent, at) <= at)
  return withNextWarning(hours, { ...clock, warned: due.at(-1) ?? clock.warned }, at)
}

function withNextWarning(hours: OpeningHours, clock: DeadlineClock, at: Date): DeadlineClock {
  const next = WARNINGS.find((percent) => percent > clock.warned)
  return { ...clock, nextWarningAt: next === undefined ? null : momentOf(hours, clock, next, at) }
}

/** When so much of the time is gone; `at` or earlier when it is already. */
function momentOf(hours: OpeningHours, { deadlineAt, deadlineMinutes }: DeadlineClock, percent: number, at: Date): Date {
  if (percent === 100) return deadlineAt
  const left = workingTimeBetween(hours, at, deadlineAt)
  const wait = left - (deadlineMinutes * MINUTE_MS * (100 - percent)) / 100
  return wait <= 0 ? at : addWorkingTime(hours, at, wait)
}
