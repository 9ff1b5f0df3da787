import { z } from 'zod'
import { CallId, Moment, QueueName } from './words.js'

export const OPERATOR_EVENTS = [
  /** Somebody asked for a state, or a wish was carried out; `by` says who. */
  'asked',
  /** A member of a queue from then on. */
  'joined',
  'left',
  'paused',
  'available',
  'talk-began',
  'talk-ended',
  /** The call rang out. */
  'offer-missed',
  'wrap-up-extended',
  /** A call that the operator made. */
  'own-call-began',
  'own-call-ended',
] as const
export const OperatorEvent = z.enum(OPERATOR_EVENTS)
export type OperatorEvent = z.infer<typeof OperatorEvent>

/** One step by which an operator came into a state, as the journal tells it. */
export const OperatorStep = z.object({
  id: z.number().int().positive(),
  at: Moment,
  event: OperatorEvent,
  /** Of a pause; what was asked for: `available`, `offline` or a pause's reason; seconds of an extension. */
  reason: z.string().nullable(),
  queue: QueueName.nullable(),
  callId: CallId.nullable(),
  /** Who asked: the operator, a supervisor, or (null) the system. */
  by: z.object({ userId: z.number().int(), displayName: z.string() }).nullable(),
  /** Why the system did it: `wrap-up-over`, `after-call`, `absence`, `mended`; what a supervisor wrote. */
  why: z.string().nullable(),
})
export type OperatorStep = z.infer<typeof OperatorStep>

export const OperatorStepsQuery = z.object({
  /** Day in Asia/Ho_Chi_Minh; today where it is not said. */
  day: z.iso.date().optional(),
})
export type OperatorStepsQuery = z.infer<typeof OperatorStepsQuery>

/** The journal line by which the console says who asked for a state, before it is done: agent `op-<user id>`, data: by (user id or empty), what, why. */
export const STATE_ASKED = 'STATEASKED'
/** The journal line of a longer wrap-up: agent `op-<user id>`, data: seconds added, how often by now. */
export const WRAP_UP_EXTENDED = 'WRAPUPEXTENDED'
