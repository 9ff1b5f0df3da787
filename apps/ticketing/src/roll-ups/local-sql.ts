/** Asia/Ho_Chi_Minh has had no other offset since 1975, so that the database needs no table of zones. */
const OFFSET_HOURS = 7

/** A stored moment as a person there reads it. */
export const localSql = (moment: string): string => `(${moment} + INTERVAL ${OFFSET_HOURS} HOUR)`
/** The day it is there at a stored moment. */
export const localDaySql = (moment: string): string => `DATE(${localSql(moment)})`
/** Quarter hour of the day, 0 to 95, of a stored moment. */
export const quarterSql = (moment: string): string => `FLOOR(TIME_TO_SEC(TIME(${localSql(moment)})) / 900)`

const midnight = (day: string) => Date.parse(`${day}T00:00:00Z`) - OFFSET_HOURS * 3_600_000
/** The first moment of a day, and of the next, as they are stored. */
export const dayBounds = (day: string): { begins: Date; ends: Date } => ({ begins: new Date(midnight(day)), ends: new Date(midnight(day) + 86_400_000) })

export const monthOf = (day: string): string => `${day.slice(0, 7)}-01`
export const dayAfter = (day: string, days = 1): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
/** Every day of a stretch, both ends included. */
export function daysOf(from: string, to: string): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = dayAfter(day)) days.push(day)
  return days
}
/** Days as stretches of days one after another, each within one month. */
export function stretchesOf(days: Iterable<string>): [from: string, to: string][] {
  const stretches: [string, string][] = []
  for (const day of [...days].sort()) {
    const last = stretches.at(-1)
    if (last && dayAfter(last[1]) === day && monthOf(day) === monthOf(last[1])) last[1] = day
    else stretches.push([day, day])
  }
  return stretches
}
/** Of a month its last day. */
export const monthEnd = (day: string): string => {
  const first = new Date(`${monthOf(day)}T00:00:00Z`)
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).toISOString().slice(0, 10)
}
/** The day it is there at a moment. */
export const dayAt = (at: Date): string => new Date(at.getTime() + OFFSET_HOURS * 3_600_000).toISOString().slice(0, 10)
/** ISO weekday, 1 is Monday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7
