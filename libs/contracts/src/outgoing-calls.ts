import { z } from 'zod'
import { MESSAGE_SUBJECTS, TellBy, TicketSummary } from './tickets.js'
import { CallId, Language, Moment } from './words.js'

/** A citizen to be called now, and what is said to them. */
export const DueOutgoingCall = z.object({
  /** Of the message. */
  id: z.number().int().positive(),
  callId: CallId,
  /** To be dialled. */
  number: z.string().regex(/^0\d{9,10}$/),
  language: Language,
  /** Name of the sound as Asterisk wants it. */
  sound: z.string().regex(/^[a-z]+\/[0-9a-f]+$/),
  /** Whether the citizen is asked how satisfied they are. */
  asksRating: z.boolean(),
})
export type DueOutgoingCall = z.infer<typeof DueOutgoingCall>

/**
 * The call id under which a message is spoken. @param nth tells two calls about one message apart. Asterisk refuses an id that is in use: the same
 * call is never placed twice at a time.
 */
export const outgoingCallId = (messageId: number, nth: number): string => `outgoing-${messageId}-${nth}.1`

/** The message that a call speaks; null for every other call. */
export function outgoingMessageOf(callId: string): number | null {
  const found = /^outgoing-(\d{1,9})-\d+\.1$/.exec(callId)
  return found ? Number(found[1]) : null
}

/** Why a message did not reach the citizen, where it was us who know it: Asterisk's DIALSTATUS, or one of ours. */
export const OUTGOING_TROUBLES = ['BUSY', 'NOANSWER', 'CHANUNAVAIL', 'CONGESTION', 'CANCEL', 'NO-KEY', 'CUT-SHORT', 'CUT-OFF', 'NOT-DIALABLE', 'OPTED-OUT', 'REPLACED'] as const
export type OutgoingTrouble = (typeof OUTGOING_TROUBLES)[number]

/** What stands against telling this citizen by this way. */
export const TellingWay = z.object({
  channel: TellBy,
  /** Null: none is known, or none that can be reached. */
  address: z.string().nullable(),
  /** When this person said that they do not want it. */
  optedOutAt: Moment.nullable(),
})
export type TellingWay = z.infer<typeof TellingWay>

export const Telling = z.object({ tellBy: TellBy.nullable(), ways: z.array(TellingWay) })
export type Telling = z.infer<typeof Telling>

/** What an operator changes when a citizen asks for it; what is left out stays. */
export const ChangeTelling = z.object({ tellBy: TellBy.nullable().optional(), optOut: z.object({ channel: TellBy, wanted: z.boolean() }).optional() })
export type ChangeTelling = z.infer<typeof ChangeTelling>

/** A citizen whom nothing reaches by itself: an operator calls. */
export const ToBeTold = z.object({
  ticket: TicketSummary,
  about: z.enum(MESSAGE_SUBJECTS),
  since: Moment,
  /** How it was tried last; null: there is no way to try. */
  channel: TellBy.nullable(),
  trouble: z.string().nullable(),
  attempts: z.number().int(),
})
export type ToBeTold = z.infer<typeof ToBeTold>
