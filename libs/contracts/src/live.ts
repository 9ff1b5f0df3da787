import { z } from 'zod'
import { LiveConsult } from './live-consult.js'
import { CallId, Language, Moment, QueueName } from './words.js'
import type { Failure } from './failure.js'
import { LiveOwnCall } from './operator-calls.js'
import { PauseReason } from './pause-reasons.js'

export const OPERATOR_STATES = [
  /** Not a member of any queue. */
  'offline',
  /** A member, but the softphone is not registered: would not get an offer. */
  'unreachable',
  'available',
  'paused',
  'offered',
  'talking',
  'wrap-up',
] as const
export const OperatorState = z.enum(OPERATOR_STATES)
export type OperatorState = z.infer<typeof OperatorState>

export const WaitingCaller = z.object({
  callId: CallId,
  number: z.string().nullable(),
  position: z.number().int().positive(),
  enteredAt: Moment,
})
export type WaitingCaller = z.infer<typeof WaitingCaller>

export const LiveQueue = z.object({
  name: QueueName,
  waiting: z.array(WaitingCaller),
  /** Operators of this queue by state; offline ones are not members and not counted. */
  operators: z.record(OperatorState, z.number().int().nonnegative()),
})
export type LiveQueue = z.infer<typeof LiveQueue>

export const LiveCall = z.object({
  callId: CallId,
  /** Null: out of a colleague's own call, which is no queue's. */
  queue: QueueName.nullable(),
  number: z.string().nullable(),
  language: Language.nullable(),
  /** Moment the offer began to ring, or the talk began. */
  since: Moment,
  waitedSeconds: z.number().int().nonnegative(),
})
export type LiveCall = z.infer<typeof LiveCall>

/** What an operator wants after the call that goes on: kept by Asterisk, carried out when the wrap-up is over. */
export const AfterCall = z.discriminatedUnion('state', [z.object({ state: z.literal('paused'), reason: PauseReason }), z.object({ state: z.literal('offline') })])
export type AfterCall = z.infer<typeof AfterCall>

/** Null takes a wish back. */
export const SetAfterCall = z.object({ wish: AfterCall.nullable() })
export type SetAfterCall = z.infer<typeof SetAfterCall>

export const LiveOperator = z.object({
  userId: z.number().int().positive(),
  displayName: z.string(),
  queues: z.array(QueueName),
  state: OperatorState,
  /** When this state began, as Asterisk tells it. */
  since: Moment,
  /** A PauseReason, or `missed-offer`, or what a supervisor wrote by hand in Asterisk. */
  pauseReason: z.string().nullable(),
  /** When wrap-up will end by itself. */
  wrapUpEndsAt: Moment.nullable(),
  offer: LiveCall.nullable(),
  talk: LiveCall.nullable(),
  /** The call that this operator makes; the state is `talking` from its first ring on. Absent: none. */
  ownCall: LiveOwnCall.optional(),
  /** Whom this operator asks about the citizen, or who asks them; absent: neither. */
  consult: LiveConsult.optional(),
  /** Since when the citizen of the talk is on hold; absent: is not. */
  heldSince: Moment.optional(),
  /** What will be done when the talk's wrap-up is over; absent: nothing was wished. */
  afterCall: AfterCall.optional(),
  /** How often this wrap-up may still be made longer. */
  extensionsLeft: z.number().int().nonnegative().optional(),
})
export type LiveOperator = z.infer<typeof LiveOperator>

export const LiveHealth = z.object({
  /** False: what is shown is the last known state. */
  asterisk: z.boolean(),
  redis: z.boolean(),
  /** Ticketing answers, with its database. */
  ticketing: z.boolean(),
  /** The IVR holds its lease. */
  ivr: z.boolean(),
})
export type LiveHealth = z.infer<typeof LiveHealth>

export const LiveSnapshot = z.object({
  at: Moment,
  queues: z.array(LiveQueue),
  operators: z.array(LiveOperator),
  health: LiveHealth,
})
export type LiveSnapshot = z.infer<typeof LiveSnapshot>

export type LiveChanges = { queues: LiveQueue[]; operators: LiveOperator[] }

/** Something lasting changed; a screen that shows it asks REST again. */
export const Changed = z.object({
  /** `presence`: who has a ticket open; `mention`: somebody was named in a note; `hall`: thresholds, deeds; `move`: an operator's queues. */
  topic: z.enum(['call', 'ticket', 'voicemail', 'flow', 'call-back', 'announcement', 'directory', 'account', 'routing', 'presence', 'mention', 'hall', 'move', 'chat', 'article', 'missed-caller', 'operator-state', 'pause-reason', 'disposition', 'ledger', 'board']),
  /** Call id, ticket code, or the row's id. */
  id: z.string(),
  departmentId: z.number().int().positive().nullable(),
  /** User ids: nobody else is told. */
  onlyFor: z.array(z.number().int().positive()).optional(),
})
export type Changed = z.infer<typeof Changed>

export const SetState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('available') }),
  z.object({ state: z.literal('paused'), reason: PauseReason }),
  z.object({ state: z.literal('offline') }),
])
export type SetState = z.infer<typeof SetState>

/** What a browser's softphone needs to register; fresh on every registration. */
export const SipLine = z.object({
  /** `sip:op-7@hotline` */
  uri: z.string(),
  authorizationUser: z.string(),
  password: z.string(),
  /** Path of the SIP WebSocket on the page's own address. */
  webSocketPath: z.string(),
})
export type SipLine = z.infer<typeof SipLine>

/** A line for one call from a browser, from `POST /live/citizen-lines` and `POST /live/trial-lines`. */
export const CallLine = SipLine.extend({ dial: z.string(), expiresAt: Moment })
export type CallLine = z.infer<typeof CallLine>

/** `version`: of a flow, from `POST /api/flows/:id/trial`. */
export const OpenTrialLine = z.object({ version: z.string().regex(/^[0-9a-f]{16}$/) })
export type OpenTrialLine = z.infer<typeof OpenTrialLine>

export type Reply<T> = { ok: true; data: T } | { ok: false; failure: Failure }
