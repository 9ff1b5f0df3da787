import { IANAZone } from 'luxon'

export const DAY_MS = 86_400_000

/**
 * What the clock on the wall of a zone shows, in milliseconds as if it were UTC. Days are counted on it, since each has 24 hours there and
 * walking over a year of them costs no look-up of the zone.
 */
export type WallTime = number

export const toWall = (at: Date, zone: string): WallTime => at.getTime() + offset(zone, at.getTime())

/** The moment when the wall shows that; where a clock is put on over it, the moment after. */
export function fromWall(wall: WallTime, zone: string): Date {
  const near = wall - offset(zone, wall)
  return new Date(wall - offset(zone, near))
}

export const dateOf = (wall: WallTime): string => new Date(wall).toISOString().slice(0, 10)

const HOUR_MS = 3_600_000
/** Hours that are remembered before all are forgotten. */
const MOST_REMEMBERED = 20_000
/** The offset of each hour of a zone in which the clocks were not changed: each look-up formats a date, and a deadline asks for hundreds. */
const remembered = new Map<string, Map<number, number>>()

function offset(zone: string, time: number): number {
  let hours = remembered.get(zone)
  if (!hours || hours.size > MOST_REMEMBERED) remembered.set(zone, (hours = new Map()))
  const hour = Math.floor(time / HOUR_MS)
  const known = hours.get(hour)
  if (known !== undefined) return known
  const at = (moment: number) => IANAZone.create(zone).offset(moment) * 60_000
  const first = at(hour * HOUR_MS)
  if (Number.isNaN(first) || first !== at((hour + 1) * HOUR_MS - 1)) return at(time)
  hours.set(hour, first)
  return first
}
