import { z } from 'zod'

/** Name of the Redis Stream that carries the call journal (console → ticketing). */
export const CALL_FACTS = 'call-facts'
/** Name of the Redis Stream that carries what changed in the lasting side (ticketing → console). */
export const TICKETING_FACTS = 'ticketing-facts'

/** One line of Asterisk's `queue_log`, split but not yet understood; `libs/call-journal` understands it. */
export const JournalLine = z.object({
  at: z.number().int().nonnegative(),
  callId: z.string(),
  queue: z.string(),
  agent: z.string(),
  event: z.string(),
  data: z.array(z.string()),
})
export type JournalLine = z.infer<typeof JournalLine>
