import type { LocalName } from '@app/contracts'
import { openingAt, openStretches } from './opening.js'
import type { OpeningHours } from './opening-hours.js'
import { DAY_MS, dateOf, fromWall, toWall, type WallTime } from './wall-clock.js'

export interface OpenDay {
  /** `YYYY-MM-DD` */
  date: string
  /** What closes it, for some or all of it. */
  holiday: LocalName | null
  /** Clock times, in order; what passes midnight is cut there, `24:00`. */
  open: { from: string; to: string }[]
}

/** Day by day, as a person would draw it in a calendar. @param from `YYYY-MM-DD` */
export function openDays(hours: OpeningHours, from: string, days: number): OpenDay[] {
  const first = Date.parse(`${from}T00:00:00Z`)
  return Array.from({ length: days }, (_, i) => openDay(hours, first + i * DAY_MS))
}

function openDay(hours: OpeningHours, begins: WallTime): OpenDay {
  const ends = begins + DAY_MS
  const open: OpenDay['open'] = []
  for (const stretch of openStretches(hours, fromWall(begins, hours.zone), fromWall(ends, hours.zone))) {
    const [from, to] = [Math.max(begins, toWall(stretch.from, hours.zone)), Math.min(ends, toWall(stretch.to, hours.zone))]
    if (from >= to) continue
    const last = open.at(-1)
    // Two that touch are one.
    if (last?.to === clockOf(from, begins)) last.to = clockOf(to, begins)
    else open.push({ from: clockOf(from, begins), to: clockOf(to, begins) })
  }
  // A holiday is idle time, so its name is told at the day's end, when that is no open hour.
  const closing = openingAt(hours, fromWall(ends - 1, hours.zone))
  return { date: dateOf(begins), holiday: closing.state === 'holiday' ? closing.name : null, open }
}

function clockOf(at: WallTime, begins: WallTime): string {
  const minutes = Math.round((at - begins) / 60_000)
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
