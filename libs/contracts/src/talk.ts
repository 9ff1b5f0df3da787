import { z } from 'zod'
import { QueueName } from './words.js'

/** Whom a citizen in a talk is handed on to. A number is as it was typed; the dial rules say what is dialled. */
export const TalkTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('queue'), queue: QueueName }),
  z.object({ kind: z.literal('operator'), userId: z.number().int().positive() }),
  z.object({ kind: z.literal('number'), number: z.string().min(1).max(40) }),
  /** The end of the flow, which asks for a rating where it does. */
  z.object({ kind: z.literal('survey') }),
])
export type TalkTarget = z.infer<typeof TalkTarget>
