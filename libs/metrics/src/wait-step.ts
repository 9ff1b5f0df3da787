/** The last step: longer than an hour. */
export const LONGEST_WAIT = 3_601

/**
 * As finely as waits are kept: each second up to two minutes, each fifth up to ten, each thirtieth up to an hour. A step is named by its last
 * second, so that "within T" is exact for each T that is a step.
 */
export function waitStep(seconds: number): number {
  if (seconds <= 120) return Math.max(0, seconds)
  if (seconds <= 600) return Math.ceil(seconds / 5) * 5
  if (seconds <= 3_600) return Math.ceil(seconds / 30) * 30
  return LONGEST_WAIT
}

/** The same of an SQL expression. */
export const waitStepSql = (seconds: string): string =>
  `CASE WHEN ${seconds} <= 120 THEN GREATEST(${seconds}, 0) WHEN ${seconds} <= 600 THEN CEIL(${seconds} / 5) * 5 WHEN ${seconds} <= 3600 THEN CEIL(${seconds} / 30) * 30 ELSE ${LONGEST_WAIT} END`

/** How many waited until a step's end, by step. */
export type WaitSteps = ReadonlyMap<number, number>

/** How many waited at most so long; exact where `seconds` is a step. */
export function waitedWithin(steps: WaitSteps, seconds: number): number {
  let count = 0
  for (const [step, calls] of steps) if (step <= seconds) count += calls
  return count
}

/**
 * The wait that a share of callers did not exceed, in seconds, as the step's last second (nearest rank); null of nobody.
 * @param share 0 to 1
 */
export function waitPercentile(steps: WaitSteps, share: number): number | null {
  const all = [...steps.values()].reduce((sum, calls) => sum + calls, 0)
  if (all === 0) return null
  let rank = Math.max(1, Math.ceil(share * all))
  for (const [step, calls] of [...steps].sort(([a], [b]) => a - b)) {
    rank -= calls
    if (rank <= 0) return step
  }
  return LONGEST_WAIT
}
