import { z } from 'zod'

/** `GET /health` of every app: 200 when `ok`, else 503. */
export const Health = z.object({
  app: z.string(),
  ok: z.boolean(),
  /** Each part, and what is wrong with it; one that is not essential does not make the app ill. */
  parts: z.record(z.string(), z.object({ ok: z.boolean(), essential: z.literal(false).optional(), detail: z.string().optional() })),
})
export type Health = z.infer<typeof Health>
