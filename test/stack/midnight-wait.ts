const DAY_MS = 86_400_000
/** Of Asia/Ho_Chi_Minh, which has no summer time. */
const OFFSET_MS = 7 * 3_600_000
/** As long as a file that tests "today" may take. */
const BEFORE_MS = 180_000
/** As far back as such a file says that something happened. */
const AFTER_MS = 70_000

/** Milliseconds until midnight in Vietnam is far: 0 at most times; near it, until a little after it. */
export function midnightWait(now: number): number {
  const sinceMidnight = (now + OFFSET_MS) % DAY_MS
  if (sinceMidnight >= DAY_MS - BEFORE_MS) return DAY_MS - sinceMidnight + AFTER_MS
  return Math.max(0, AFTER_MS - sinceMidnight)
}
