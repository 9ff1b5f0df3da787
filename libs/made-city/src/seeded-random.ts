/** The same numbers for the same seed (mulberry32), so that two runs make the same. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Draws from a list so that the n-th is drawn in proportion to 1/n, as categories and wards are in earnest. */
export function zipf<T>(items: readonly T[], random: () => number): () => T {
  const sums: number[] = []
  items.forEach((_, i) => sums.push((sums.at(-1) ?? 0) + 1 / (i + 1)))
  return () => {
    const drawn = random() * (sums.at(-1) ?? 0)
    return items[sums.findIndex((sum) => drawn < sum)] as T
  }
}

/** What is drawn for a made city. */
export class Draws {
  constructor(readonly next: () => number) {}

  chance(share: number): boolean {
    return this.next() < share
  }

  below(n: number): number {
    return Math.floor(this.next() * n)
  }

  /** Whole, both included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1))
  }

  one<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T
  }

  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next())
  }

  /** Lengths of talks and waits: half of them above the median, few very long. */
  skewed(median: number, spread: number): number {
    return median * Math.exp(this.normal() * spread)
  }
}
