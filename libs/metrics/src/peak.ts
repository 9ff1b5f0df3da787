/** Peak: Monday to Friday, 8–11 and 14–17 o'clock, when offices are open and people call most. */
const HOURS = [
  [8, 11],
  [14, 17],
] as const

/** @param weekday ISO, 1 is Monday @param hour 0 to 23, in Asia/Ho_Chi_Minh */
export const isPeak = (weekday: number, hour: number): boolean => weekday <= 5 && HOURS.some(([from, until]) => hour >= from && hour < until)

/** The same of an SQL moment that is local already: 1 or 0. WEEKDAY() is 0 on Monday. */
export const peakSql = (local: string): string => `(WEEKDAY(${local}) < 5 AND (${HOURS.map(([from, until]) => `HOUR(${local}) BETWEEN ${from} AND ${until - 1}`).join(' OR ')}))`
