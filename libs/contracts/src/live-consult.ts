import { z } from 'zod'

/** `calling`: it rings there; `talking`: the citizen hears music; `together`: all three hear each other. */
export const CONSULT_PHASES = ['calling', 'talking', 'together'] as const
export type ConsultPhase = (typeof CONSULT_PHASES)[number]

/** What the hall is shown of a consult, at each of the two. */
export const LiveConsult = z.object({
  side: z.enum(['asks', 'is-asked']),
  /** The other one's name; null: somebody outside. */
  other: z.string().nullable(),
  phase: z.enum(CONSULT_PHASES),
})
export type LiveConsult = z.infer<typeof LiveConsult>
