/** So that guessed keys cannot fill the memory. */
const MOST_KEYS = 10_000

/** Counts failed attempts by a key, in memory. Those that succeed are not counted: a shift that signs in at once is no attack. */
export class AttemptLimit {
  private readonly failures = new Map<string, { count: number; until: number }>()

  /** @param limit failures of one key within @param windowMs milliseconds */
  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  /** Seconds to wait before the next attempt; 0: go on. */
  waitSeconds(key: string, now: number): number {
    const entry = this.failures.get(key)
    return entry && entry.until > now && entry.count >= this.limit ? Math.ceil((entry.until - now) / 1000) : 0
  }

  failed(key: string, now: number): void {
    const entry = this.failures.get(key)
    const count = entry && entry.until > now ? entry.count + 1 : 1
    this.failures.delete(key)
    this.failures.set(key, { count, until: now + this.windowMs })
    const oldest = this.failures.keys().next().value
    if (this.failures.size > MOST_KEYS && oldest !== undefined) this.failures.delete(oldest)
  }

  succeeded(key: string): void {
    this.failures.delete(key)
  }
}
