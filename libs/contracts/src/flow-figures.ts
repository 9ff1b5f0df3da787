import { z } from 'zod'
import { CallOutcome } from './calls.js'

const count = z.number().int().nonnegative()

/** How calls went through a version of a flow. */
export const FlowFigures = z.object({
  version: z.number().int().positive(),
  days: z.number().int().positive(),
  calls: count,
  /** By node: how many came, how many hung up there, how long they stayed (mean seconds, null where nobody measured). */
  nodes: z.record(z.string(), z.object({ came: count, hungUp: count, meanSeconds: z.number().nonnegative().nullable() })),
  ways: z.array(z.object({ from: z.string(), to: z.string(), calls: count })),
  outcomes: z.partialRecord(CallOutcome, count),
})
export type FlowFigures = z.infer<typeof FlowFigures>

export const FlowFiguresQuery = z.object({ days: z.coerce.number().int().min(1).max(1_100).default(30) })
export type FlowFiguresQuery = z.infer<typeof FlowFiguresQuery>
