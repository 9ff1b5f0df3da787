import type { LocalName } from '@app/contracts'
import { holidaysOf } from '@app/vietnamese-holidays'
import { type OpeningHours, type OpenSpan, passesMidnight } from './opening-hours.js'
import { DAY_MS, dateOf, type WallTime } from './wall-clock.js'

export type Standing = { state: 'open' } | { state: 'closed' } | { state: 'holiday'; name: LocalName }

/** A part of a day with one standing, `to` excluded. */
export interface Piece {
  from: WallTime
  to: WallTime
  standing: Standing
}

const OPEN: Standing = { state: 'open' }
const CLOSED: Standing = { state: 'closed' }

/** What is decided about one day. */
interface Day {
  begins: WallTime
  madeUp: boolean
  /** The name of what closes it: a closure that somebody wrote before a holiday of the law. */
  closedBy: LocalName | undefined
  /** The spans that begin on it. */
  spans: OpenSpan[]
}

/** The days from the one before `from`'s, one after the other without end, each as its pieces from midnight to midnight. */
export function* dayPlans(hours: OpeningHours, from: WallTime): Generator<Piece[]> {
  const decide = dayDecider(hours)
  const today = Math.floor(from / DAY_MS) * DAY_MS
  let before = decide(today - 2 * DAY_MS)
  for (let begins = today - DAY_MS; ; begins += DAY_MS) {
    const day = decide(begins)
    yield piecesOf(before, day)
    before = day
  }
}

/** Decides day by day; the holidays of a year are computed once. */
function dayDecider({ weekly, holidays, closures, madeUpDays }: OpeningHours): (begins: WallTime) => Day {
  const madeUp = new Map(madeUpDays.map(({ date, spans }) => [date, spans]))
  const years = new Map<number, ReadonlyMap<string, LocalName>>()
  const holidaysIn = (year: number) => {
    const known = years.get(year) ?? new Map(holidaysOf(year, holidays.options).map(({ date, name }) => [date, name]))
    years.set(year, known)
    return known
  }
  return (begins) => {
    const date = dateOf(begins)
    const own = madeUp.get(date)
    if (own) return { begins, madeUp: true, closedBy: undefined, spans: own }
    const closedBy = closures.find(({ from, to }) => from <= date && date <= to)?.name ?? (holidays.closed ? holidaysIn(Number(date.slice(0, 4))).get(date) : undefined)
    return { begins, madeUp: false, closedBy, spans: closedBy ? [] : (weekly[weekdayOf(begins)] ?? []) }
  }
}

function piecesOf(before: Day, day: Day): Piece[] {
  const idle: Standing = day.closedBy ? { state: 'holiday', name: day.closedBy } : CLOSED
  const pieces: Piece[] = []
  const ends = day.begins + DAY_MS
  let told = day.begins
  const add = (to: WallTime, standing: Standing) => {
    if (to <= told) return
    pieces.push({ from: told, to, standing })
    told = to
  }
  for (const span of carriedInto(day, before)) add(momentOf(day, span.to), OPEN)
  for (const span of day.spans) {
    add(momentOf(day, span.from), idle)
    add(passesMidnight(span) ? ends : momentOf(day, span.to), OPEN)
  }
  add(ends, idle)
  return pieces
}

/** The spans of the evening before that go on into a day. A closed or made-up day ends ordinary ones at midnight, but not those of a made-up day. */
function carriedInto(day: Day, before: Day): OpenSpan[] {
  return before.madeUp || !(day.madeUp || day.closedBy) ? before.spans.filter(passesMidnight) : []
}

function momentOf({ begins }: Day, clock: string): WallTime {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return begins + (hour * 60 + minute) * 60_000
}

/** 1 = Monday. 1 January 1970 was a Thursday. */
function weekdayOf(begins: WallTime): keyof OpeningHours['weekly'] {
  const days = begins / DAY_MS + 3
  return String((((days % 7) + 7) % 7) + 1) as keyof OpeningHours['weekly']
}
