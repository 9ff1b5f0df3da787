import { z } from 'zod'

/** How it stands in a queue, for a caller who is about to enter it. */
export const QueueState = z.object({
  /** Callers who wait. */
  waiting: z.number().int().nonnegative(),
  /** Operators who take calls: neither paused nor away. */
  operators: z.number().int().nonnegative(),
  /** Estimated from the last calls; null where there is nothing to estimate from. */
  waitSeconds: z.number().int().nonnegative().nullable(),
})
export type QueueState = z.infer<typeof QueueState>

/** The place in a queue of somebody who began to wait at a moment, 1 = next. */
export const Place = z.object({ position: z.number().int().positive() })
export type Place = z.infer<typeof Place>
