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

const offset = (zone: string, time: number): number => IANAZone.create(zone).offset(time) * 60_000
