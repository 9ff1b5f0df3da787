const MINUTE_MS = 60_000

/** Requests of a key in this minute; minutes begin with a key's first request. In memory: after a restart a key has a fresh minute. */
export class MinuteLimit {
  private readonly minutes = new Map<number, { begins: number; count: number }>()

  /** Counts one. @returns how many are left in this minute, and in how many seconds it is over; `left` below 0: one too many */
  take(key: number, perMinute: number, now: number): { left: number; resetSeconds: number } {
    const known = this.minutes.get(key)
    const minute = known && now - known.begins < MINUTE_MS ? known : { begins: now, count: 0 }
    minute.count++
    this.minutes.set(key, minute)
    return { left: perMinute - minute.count, resetSeconds: Math.ceil((minute.begins + MINUTE_MS - now) / 1000) }
  }
}
