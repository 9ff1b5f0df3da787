import { z } from 'zod'
import { CallDisposition } from './dispositions.js'
import { CallHold } from './holds.js'
import { MissedCallerEnd } from './missed-callers.js'
import { OwnCall } from './operator-calls.js'
import { CallId, Language, Moment, QueueName } from './words.js'

/** How a call ended, for the ledger. Exactly one for each ended call; `unreached` only for calls of ours, which are in no figure. */
export const CALL_OUTCOMES = ['self-served', 'short-abandoned', 'abandoned', 'answered', 'called-back', 'voicemail', 'overflowed', 'unreached'] as const
export const CallOutcome = z.enum(CALL_OUTCOMES)
export type CallOutcome = z.infer<typeof CallOutcome>

/**
 * How it came: from the telephone network, from the city's page, or from us, keeping a promise, telling of a ticket, by an operator's own hand, or
 * (`handed`) out of such a call into a queue.
 */
export const CALL_SOURCES = ['trunk', 'browser', 'call-back', 'outgoing', 'operator', 'handed'] as const
export const CallSource = z.enum(CALL_SOURCES)
export type CallSource = z.infer<typeof CallSource>
/** Calls of citizens: those that figures count. */
export const CITIZEN_CALL_SOURCES: readonly CallSource[] = ['trunk', 'browser']
/** Calls that we made, and what became of them: no figure of citizens' calls counts them. */
export const OUR_CALL_SOURCES: readonly CallSource[] = ['call-back', 'outgoing', 'operator', 'handed']

export const CallSummary = z.object({
  id: CallId,
  number: z.string().nullable(),
  source: CallSource,
  language: Language,
  arrivedAt: Moment,
  endedAt: Moment.nullable(),
  queue: QueueName.nullable(),
  waitSeconds: z.number().int().nonnegative().nullable(),
  talkSeconds: z.number().int().nonnegative().nullable(),
  /** Of the talk, with the citizen on hold; null: not known. */
  holdSeconds: z.number().int().nonnegative().nullable(),
  operator: z.object({ id: z.number().int(), displayName: z.string() }).nullable(),
  /** Null while the call goes on. */
  outcome: CallOutcome.nullable(),
  hasRecording: z.boolean(),
  ticketCodes: z.array(z.string()),
  /** What came of the talk; absent: not said. */
  disposition: CallDisposition.optional(),
})
export type CallSummary = z.infer<typeof CallSummary>

export const Call = CallSummary.extend({
  dialled: z.string(),
  /** Nodes of the flow, in order. */
  flowPath: z.array(z.string()),
  enteredQueueAt: Moment.nullable(),
  answeredAt: Moment.nullable(),
  offers: z.number().int().nonnegative(),
  holds: z.array(CallHold),
  hangupCause: z.string().nullable(),
  /** Null: not asked for a rating. `rating` null: asked, and not given. */
  survey: z.object({ rating: z.number().int().min(1).max(5).nullable(), remarkSeconds: z.number().int().positive().nullable() }).nullable(),
  /** Of an operator's own call. */
  ownCall: OwnCall.optional(),
  /** Of a citizen whom an operator called and handed to a queue: that own call. */
  handedFrom: CallId.optional(),
  /** The call by which a caller who was missed in this one was reached. */
  reachedBy: z.object({ callId: CallId, how: MissedCallerEnd }).optional(),
  /** The last call in which whoever was reached by this one had been missed, and how often they had called. */
  missedBefore: z.object({ callId: CallId, calls: z.number().int().positive() }).optional(),
})
export type Call = z.infer<typeof Call>

export const CallQuery = z.object({
  /** Day in Asia/Ho_Chi_Minh, `2026-11-23`. */
  day: z.iso.date().optional(),
  number: z.string().max(20).optional(),
  outcome: CallOutcome.optional(),
  /** Code of a disposition, of whichever queue. */
  disposition: z.string().max(40).optional(),
  page: z.coerce.number().int().min(1).default(1),
})
export type CallQuery = z.infer<typeof CallQuery>

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), page: z.number().int(), pageSize: z.number().int(), total: z.number().int() })
/** Who spoke with a citizen lately; null for nobody. */
export const LastOperator = z.object({ operatorId: z.number().int().positive().nullable() })
export type LastOperator = z.infer<typeof LastOperator>

export type Page<T> = { items: T[]; page: number; pageSize: number; total: number }

export const Voicemail = z.object({
  id: z.number().int().positive(),
  callId: CallId,
  number: z.string().nullable(),
  queue: QueueName.nullable(),
  leftAt: Moment,
  seconds: z.number().int().positive(),
  /** False: the sound is erased. */
  hasSound: z.boolean(),
  handledBy: z.string().nullable(),
  handledAt: Moment.nullable(),
})
export type Voicemail = z.infer<typeof Voicemail>
