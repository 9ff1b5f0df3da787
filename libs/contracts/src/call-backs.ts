import { z } from 'zod'
import { CallId, Language, Moment, QueueName } from './words.js'

export const CALL_BACK_STATES = [
  /** Until it is next due, or until the console has put it into the queue. */
  'waiting',
  /** In the citizen's place in the queue, or with an operator. */
  'in-queue',
  'reached',
  /** Tried as often as it is sensible. */
  'unreached',
  'cancelled',
  /** The citizen called again and was answered. */
  'answered-otherwise',
] as const
export const CallBackState = z.enum(CALL_BACK_STATES)
export type CallBackState = z.infer<typeof CallBackState>

/** What a caller asks for, from the IVR. The same call again is the same promise. */
export const NewCallBack = z.object({
  callId: CallId,
  /** As keyed in, or as the call came from. */
  number: z.string().max(40),
  queue: QueueName,
  priority: z.number().int().min(0).max(100),
  language: Language,
})
export type NewCallBack = z.infer<typeof NewCallBack>

export const CallBackPromise = z.object({ outcome: z.enum(['promised', 'already', 'refused']) })
export type CallBackPromise = z.infer<typeof CallBackPromise>

/** What the console needs to keep a promise. */
export const StandingCallBack = z.object({
  id: z.number().int().positive(),
  /** To be dialled. */
  number: z.string().regex(/^0\d{9,10}$/),
  queue: QueueName,
  priority: z.number().int(),
  language: Language,
  /** When the caller first began to wait: their place. */
  enteredAt: Moment,
  /** To be put into the queue now; else it is there already. */
  due: z.boolean(),
})
export type StandingCallBack = z.infer<typeof StandingCallBack>

export const CallBack = z.object({
  id: z.number().int().positive(),
  callId: CallId,
  /** Null: erased. */
  number: z.string().nullable(),
  queue: QueueName,
  language: Language,
  state: CallBackState,
  promisedAt: Moment,
  enteredAt: Moment,
  attempts: z.number().int().nonnegative(),
  /** Asterisk's word for how the last attempt ended: `NOANSWER`, `BUSY`, … */
  lastResult: z.string().nullable(),
  nextAt: Moment.nullable(),
  closedAt: Moment.nullable(),
})
export type CallBack = z.infer<typeof CallBack>

/** The call id under which a promise waits in a queue and is kept. @param nth tells two placements of one promise apart */
export const callBackCallId = (id: number, nth: number): string => `callback-${id}-${nth}.1`

/** The promise that a call keeps; null for every other call. */
export function callBackOf(callId: string): number | null {
  const found = /^callback-(\d{1,9})-\d+\.1$/.exec(callId)
  return found ? Number(found[1]) : null
}
