/** Wrong sign-ins allowed for one name from one address within {@link WINDOW_MS}. */
const LIMIT = 8
const WINDOW_MS = 5 * 60_000
/** So that guessed names cannot fill the memory. */
const MOST_KEYS = 10_000

/** Counts wrong sign-ins in memory. Right ones are not counted: a shift that signs in at once is no attack. */
export class SignInLimit {
  private readonly failures = new Map<string, { count: number; until: number }>()

  /** Seconds to wait before the next attempt; 0: go on. */
  waitSeconds(key: string, now: number): number {
    const entry = this.failures.get(key)
    return entry && entry.until > now && entry.count >= LIMIT ? Math.ceil((entry.until - now) / 1000) : 0
  }

  failed(key: string, now: number): void {
    const entry = this.failures.get(key)
    const count = entry && entry.until > now ? entry.count + 1 : 1
    this.failures.delete(key)
    this.failures.set(key, { count, until: now + WINDOW_MS })
    const oldest = this.failures.keys().next().value
    if (this.failures.size > MOST_KEYS && oldest !== undefined) this.failures.delete(oldest)
  }

  succeeded(key: string): void {
    this.failures.delete(key)
  }
}
