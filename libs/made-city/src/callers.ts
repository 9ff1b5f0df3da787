import { DAY_SECONDS } from './day-weights.js'
import type { Draws } from './seeded-random.js'

/**
 * Numbers that nobody has: since the change of 2018 none begins with 01, and nothing of ours dials one (libs/phone-number).
 */
export const madeNumber = (caller: number): string => `010${String(caller).padStart(7, '0')}`
const MOST_CALLERS = 10_000_000

const WITHHELD = 0.03
const OFTEN = 0.06
const FOLLOW_UP = 0.5
const ASKED_EVERY = 7 * DAY_SECONDS

/** Who calls: some again at once because nobody answered, some days later because it was not done, a few all the time. */
export class Callers {
  private readonly size: number
  private readonly lastAsked: Int32Array
  /** Will try again; the earliest first. */
  private retries: { at: number; caller: number }[] = []
  /** By day from the first, who comes back. */
  private readonly followUps = new Map<number, number[]>()

  constructor(
    callsADay: number,
    private readonly draws: Draws,
  ) {
    this.size = Math.min(MOST_CALLERS, Math.max(500, Math.round(callsADay * 160)))
    this.lastAsked = new Int32Array(this.size)
  }

  /** @returns null: without a number */
  next(at: number, dayIndex: number): number | null {
    const retry = this.retries[0]
    if (retry && retry.at <= at) {
      this.retries.shift()
      // Who was not called back within an hour has given up for today.
      if (at - retry.at < 3_600) return retry.caller
    }
    if (this.draws.chance(WITHHELD)) return null
    const back = this.followUps.get(dayIndex)
    if (back && back.length > 0 && this.draws.chance(FOLLOW_UP * Math.min(1, back.length / 200))) return back.pop() ?? null
    if (this.draws.chance(OFTEN)) return this.draws.below(Math.ceil(this.size / 400))
    return this.draws.below(this.size)
  }

  gaveUp(caller: number | null, at: number): void {
    if (caller === null || !this.draws.chance(0.45)) return
    const again = { at: at + this.draws.between(40, 2_400), caller }
    let place = this.retries.length
    while (place > 0 && (this.retries[place - 1]?.at ?? 0) > again.at) place--
    this.retries.splice(place, 0, again)
  }

  notSolved(caller: number | null, dayIndex: number): void {
    if (caller === null || !this.draws.chance(0.11)) return
    const day = dayIndex + this.draws.between(1, 6)
    const those = this.followUps.get(day)
    if (those) those.push(caller)
    else this.followUps.set(day, [caller])
  }

  /** Nobody is asked for a rating twice within a week. */
  mayAsk(caller: number | null, at: number): boolean {
    if (caller === null) return true
    if (at - (this.lastAsked[caller] ?? 0) < ASKED_EVERY) return false
    this.lastAsked[caller] = at
    return true
  }

  dayOver(dayIndex: number): void {
    this.followUps.delete(dayIndex)
    this.retries = []
  }
}
