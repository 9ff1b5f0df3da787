const DAY_MS = 86_400_000
/** Julian day number of 1 January 1970. */
const UNIX_DAY = 2440588

/** The Julian day number that a date (`YYYY-MM-DD`) has at noon. Throws RangeError for what is no date. */
export function dayNumber(date: string): number {
  const time = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== date) throw new RangeError(`${date} is no date like 2026-02-17`)
  return time / DAY_MS + UNIX_DAY
}

export const dateOf = (day: number): string => new Date((day - UNIX_DAY) * DAY_MS).toISOString().slice(0, 10)

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: number): number => (day % 7) + 1
