/** `0:07`, `12:40`, `1:02:05`; a negative duration (clocks that differ a little) is zero. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const h = Math.floor(whole / 3600)
  const m = Math.floor((whole % 3600) / 60)
  const s = String(whole % 60).padStart(2, '0')
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${s}` : `${m}:${s}`
}

/** Whole seconds from `since` until `now` (milliseconds), never negative. */
export const secondsSince = (since: string, now: number): number => Math.max(0, Math.floor((now - Date.parse(since)) / 1000))

export type TimeLeft = { key: 'daysHours' | 'hoursMinutes' | 'minutes'; overdue: boolean; days: number; hours: number; minutes: number }

/** How long until (or, when overdue, since) a deadline, in the two largest units that matter. */
export function timeLeft(deadlineAt: string, now: number): TimeLeft {
  const left = Date.parse(deadlineAt) - now
  const total = Math.floor(Math.abs(left) / 60_000)
  const days = Math.floor(total / 1440)
  const hours = Math.floor((total % 1440) / 60)
  const minutes = total % 60
  const key = days > 0 ? 'daysHours' : hours > 0 ? 'hoursMinutes' : 'minutes'
  return { key, overdue: left < 0, days, hours, minutes }
}
