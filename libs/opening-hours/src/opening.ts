import { dayPlans, type Piece, type Standing } from './day-plan.js'
import type { OpeningHours } from './opening-hours.js'
import { DAY_MS, fromWall, toWall, type WallTime } from './wall-clock.js'

/** Open, closed, or closed by a holiday or closure of that name; `until` the next moment at which that changes, null when it does not within {@link HORIZON_DAYS}. */
export type Opening = Standing & { until: Date | null }

/** So far ahead one looks: over a year, so that every holiday comes by once. */
export const HORIZON_DAYS = 400
const HORIZON_MS = HORIZON_DAYS * DAY_MS

/**
 * How it stands at a moment. It opens at the first moment of a span and is closed at its last; a holiday or closure lasts from midnight
 * to midnight, and two of different names that follow each other are a change.
 * @throws RangeError for an invalid Date
 */
export function openingAt(hours: OpeningHours, at: Date): Opening {
  let now: Standing | undefined
  for (const { from, standing } of piecesAfter(hours, wallAt(hours, at))) {
    now ??= standing
    if (!same(now, standing)) return { ...now, until: fromWall(from, hours.zone) }
  }
  if (!now) throw new Error('a day without an end')
  return { ...now, until: null }
}

/**
 * When it opens next: `at` itself when it is open then; null when it does not open within {@link HORIZON_DAYS}.
 * @throws RangeError for an invalid Date
 */
export function nextOpening(hours: OpeningHours, at: Date): Date | null {
  const wall = wallAt(hours, at)
  for (const { from, standing } of piecesAfter(hours, wall)) if (standing.state === 'open') return from <= wall ? at : fromWall(from, hours.zone)
  return null
}

export interface OpenStretch {
  from: Date
  to: Date
}

/**
 * What is open from a moment on, in order: every stretch that ends at or after `from` and, where `to` is given, begins before it. Two may
 * touch. Without `to` it goes on until {@link HORIZON_DAYS} had no open minute.
 * @throws RangeError for an invalid Date
 */
export function* openStretches(hours: OpeningHours, from: Date, to?: Date): Generator<OpenStretch> {
  const begins = wallAt(hours, from)
  const ends = to && wallAt(hours, to)
  let lastOpen = begins
  for (const pieces of dayPlans(hours, begins)) {
    for (const piece of pieces) {
      if (piece.from >= (ends ?? lastOpen + HORIZON_MS)) return
      if (piece.standing.state !== 'open' || piece.to < begins) continue
      lastOpen = piece.to
      yield { from: fromWall(piece.from, hours.zone), to: fromWall(piece.to, hours.zone) }
    }
  }
}

/** The piece that has `wall` and those after it, as far as one looks. */
function* piecesAfter(hours: OpeningHours, wall: WallTime): Generator<Piece> {
  for (const pieces of dayPlans(hours, wall)) {
    for (const piece of pieces) {
      if (piece.from > wall + HORIZON_MS) return
      if (piece.to > wall) yield piece
    }
  }
}

function same(a: Standing, b: Standing): boolean {
  if (a.state === 'holiday' && b.state === 'holiday') return a.name.vi === b.name.vi && a.name.en === b.name.en
  return a.state === b.state
}

function wallAt({ zone }: OpeningHours, at: Date): WallTime {
  if (Number.isNaN(at.getTime())) throw new RangeError('not a moment')
  return toWall(at, zone)
}
