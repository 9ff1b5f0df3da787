import { z } from 'zod'
import { CallId, Moment } from './words.js'
import { Failure } from './failure.js'
import { LookSubject } from './persons-data.js'

/** Whom an operator wants to call: a number as it was typed, or whose it is that they see masked: they need not see it to call it. */
export const DialRequest = z.union([z.object({ number: z.string().min(1).max(40) }).strict(), z.object({ of: LookSubject }).strict()])
export type DialRequest = z.infer<typeof DialRequest>

/** What the console asks ticketing before an operator's call is placed. */
export const NewOperatorCall = z.object({ userId: z.number().int().positive(), request: DialRequest })
export type NewOperatorCall = z.infer<typeof NewOperatorCall>

/** Whom Asterisk is to dial, or why nobody is. `number`: as the trunk wants it. */
export const OperatorCallOrder = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), callId: CallId, number: z.string().regex(/^\d{8,11}$/) }),
  z.object({ ok: z.literal(false), failure: Failure }),
])
export type OperatorCallOrder = z.infer<typeof OperatorCallOrder>

/** How far an operator's own call is: the citizen's telephone is looked for, rings, or was answered. */
export const OPERATOR_CALL_PHASES = ['calling', 'ringing', 'talking'] as const
export const OperatorCallPhase = z.enum(OPERATOR_CALL_PHASES)
export type OperatorCallPhase = z.infer<typeof OperatorCallPhase>

/** An operator's own call as the hall shows it: without the number, which is asked for by the call's id. */
export const LiveOwnCall = z.object({
  callId: CallId,
  phase: OperatorCallPhase,
  /** When this phase began. */
  since: Moment,
})
export type LiveOwnCall = z.infer<typeof LiveOwnCall>

/** Why the citizen was not reached. */
export const OPERATOR_CALL_TROUBLES = ['busy', 'no-answer', 'no-such-number', 'not-reachable', 'hung-up'] as const
export const OperatorCallTrouble = z.enum(OPERATOR_CALL_TROUBLES)
export type OperatorCallTrouble = z.infer<typeof OperatorCallTrouble>

/** What an operator's own call was about, beside its row in the log. */
export const OwnCall = z.object({
  /** The call, ticket, missed caller… out of which it was made; null: the number was typed. */
  of: LookSubject.nullable(),
  /** Null: reached, or it goes on. */
  trouble: OperatorCallTrouble.nullable(),
  /** The citizen was handed to a queue: the call that goes on there. */
  handedTo: CallId.nullable(),
})
export type OwnCall = z.infer<typeof OwnCall>

/** By this caller an operator's page knows the call that its operator asked for, and answers it by itself. Letters only: Asterisk takes a hyphen out of a number. */
export const OWN_CALL_CALLER = 'owncall'

/**
 * The call id of an operator's own call; Asterisk refuses one that is in use. Seconds before the point, as in its own ids: of two calls that come
 * together it keeps the id that begins with the earlier one. @param at milliseconds since the epoch
 */
export const operatorCallId = (userId: number, at: number): string => `operator-${userId}-${Math.floor(at / 1000)}.${at % 1000}`

/** Whose own call it is; null for every other call. */
export function operatorCallOf(callId: string): number | null {
  const found = /^operator-(\d{1,9})-\d+\.\d+$/.exec(callId)
  return found ? Number(found[1]) : null
}
