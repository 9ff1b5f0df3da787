import { z } from 'zod'
import { Moment } from './words.js'
import type { ConsultPhase } from './live-consult.js'
import type { LiveOperator, Reply } from './live.js'

/** Whom an operator can ask before handing on. A number is as it was typed; the dial rules say what is dialled. */
export const ConsultTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('operator'), userId: z.number().int().positive() }),
  z.object({ kind: z.literal('number'), number: z.string().min(1).max(40) }),
])
export type ConsultTarget = z.infer<typeof ConsultTarget>

/** An asked one: a colleague by name, anybody else by the number that was dialled. */
export const Consulted = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('operator'), userId: z.number().int().positive(), displayName: z.string() }),
  z.object({ kind: z.literal('number'), number: z.string() }),
])
export type Consulted = z.infer<typeof Consulted>

/** Why a consult came to nothing: nobody was reached. */
export const CONSULT_FAILURES = ['busy', 'no-answer', 'unreachable'] as const
export type ConsultFailure = (typeof CONSULT_FAILURES)[number]

/** What one person is shown of consults. */
export interface ConsultView {
  /** This one asks. */
  asking: { id: string; consulted: Consulted; callId: string; phase: ConsultPhase; since: string } | null
  /** This one is asked, and about which call; `queue` null: the asker's own one. */
  asked: { by: string; number: string | null; queue: string | null; callId: string; phase: ConsultPhase } | null
  /** The last one that this one asked in vain; until the next, or until the talk is over. */
  failed: { consulted: Consulted; why: ConsultFailure } | null
}

/** What of a consult stands on its channels, so that a console that was killed finds it again. */
export const ConsultMark = z.object({
  userId: z.number().int().positive(),
  callId: z.string(),
  /** The citizen's channel: its Uniqueid. */
  citizen: z.string(),
  /** Null: an own call. */
  queue: z.string().nullable(),
  number: z.string().nullable(),
  /** The operator's leg that holds the citizen: its Uniqueid. */
  talkLeg: z.string(),
  consulted: Consulted,
  since: Moment,
})
export type ConsultMark = z.infer<typeof ConsultMark>

/** The caller id with which Asterisk rings an operator's own line for a consult: answered without being asked, once the citizen is on hold. */
export const CONSULT_CALLER = 'consulting'

export interface ConsultToServer {
  /** Rings the one to be asked; answered when the operator's own second leg is there. */
  'consult.begin': (request: ConsultTarget, reply: (r: Reply<ConsultView>) => void) => void
  /** The asked one goes on with the citizen, and the operator leaves. */
  'consult.hand-over': (reply: (r: Reply<LiveOperator>) => void) => void
  /** All three hear each other. */
  'consult.together': (reply: (r: Reply<ConsultView>) => void) => void
}

export interface ServerToConsult {
  consult: (view: ConsultView) => void
}
