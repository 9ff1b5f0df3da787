import { z } from 'zod'
import { CallId, Language, Moment, QueueName } from './words.js'

/** How nobody waits to be called any more. */
export const MISSED_CALLER_ENDS = [
  /** They called again and were answered. */
  'called-again',
  /** A call of ours was answered by them. */
  'called-back',
  /** Somebody said so, with a reason. */
  'by-hand',
  /** Their number is erased. */
  'erased',
] as const
export const MissedCallerEnd = z.enum(MISSED_CALLER_ENDS)
export type MissedCallerEnd = z.infer<typeof MissedCallerEnd>

/** A person who called and spoke with nobody; however often they called, it is one. */
export const MissedCaller = z.object({
  id: z.number().int().positive(),
  /** Null: erased. */
  number: z.string().nullable(),
  queue: QueueName.nullable(),
  language: Language,
  /** How often they called in vain. */
  calls: z.number().int().positive(),
  firstAt: Moment,
  lastAt: Moment,
  lastCallId: CallId,
  /** Of the longest of these calls. */
  longestWaitSeconds: z.number().int().nonnegative(),
  taken: z.object({ userId: z.number().int(), displayName: z.string(), at: Moment }).nullable(),
  /** A call-back is promised them, or under way. */
  callBackStands: z.boolean(),
  /** `callId`: the call in which they were reached. */
  closed: z.object({ how: MissedCallerEnd, at: Moment, by: z.string().nullable(), reason: z.string().nullable(), callId: CallId.nullable() }).nullable(),
})
export type MissedCaller = z.infer<typeof MissedCaller>

export const MissedCallersQuery = z.object({
  which: z.enum(['open', 'closed']).default('open'),
  page: z.coerce.number().int().min(1).default(1),
})
export type MissedCallersQuery = z.infer<typeof MissedCallersQuery>

export const CloseMissedCaller = z.object({ reason: z.string().trim().min(3).max(300) })
export type CloseMissedCaller = z.infer<typeof CloseMissedCaller>

/** How much waits, for the person who asks. */
export const WaitingWork = z.object({
  missedCallers: z.number().int().nonnegative(),
  /** Of these, taken by whoever asks. */
  missedCallersTaken: z.number().int().nonnegative(),
  voicemails: z.number().int().nonnegative(),
  callBacks: z.number().int().nonnegative(),
  telling: z.number().int().nonnegative(),
  /** Open tickets that whoever asks wrote. */
  ownTickets: z.number().int().nonnegative(),
  /** Own talks whose disposition is still to be said. */
  dispositions: z.number().int().nonnegative(),
})
export type WaitingWork = z.infer<typeof WaitingWork>
