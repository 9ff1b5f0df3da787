import { z } from 'zod'

/** `GET /health` of every app: 200 when `ok`, else 503. */
export const Health = z.object({
  app: z.string(),
  ok: z.boolean(),
  /** Each part it needs, and what is wrong with it. */
  parts: z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string().optional() })),
})
export type Health = z.infer<typeof Health>
