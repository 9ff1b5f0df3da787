import { z } from 'zod'

/** The one shape of every error that leaves an app: REST bodies and socket acknowledgements. */
export const Failure = z.object({
  code: z.string().regex(/^[a-z]+(-[a-z0-9]+)*$/),
  /** One sentence a person can act on, in both languages. */
  message: z.object({ vi: z.string(), en: z.string() }),
  /** What was wrong: for bad input one entry a field. */
  details: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})
export type Failure = z.infer<typeof Failure>
