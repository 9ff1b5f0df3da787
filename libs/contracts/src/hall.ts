import { z } from 'zod'
import { DayFigures } from './statistics.js'
import { CallId, Moment, QueueName } from './words.js'
import { SetState, type LiveOperator, type Reply } from './live.js'

/** A limit and a worse one; null: no such limit. */
const Limits = z.object({ warn: z.number().int().min(0).max(86_400).nullable(), alarm: z.number().int().min(0).max(86_400).nullable() })
export type Limits = z.infer<typeof Limits>

/** What a wallboard watches in a queue. */
export const WATCHED = ['waiting', 'longestWait', 'serviceLevel'] as const
export type Watched = (typeof WATCHED)[number]

/** Limits of one queue: callers who wait, seconds of the longest wait, per cent of the service level (there less is worse). */
export const QueueThresholds = z.object({ waiting: Limits, longestWait: Limits, serviceLevel: Limits })
export type QueueThresholds = z.infer<typeof QueueThresholds>

/** The worse limit lies beyond the other. */
export const SaveThresholds = QueueThresholds.superRefine((thresholds, context) => {
  for (const what of WATCHED) {
    const { warn, alarm } = thresholds[what]
    if (what === 'serviceLevel' && Math.max(warn ?? 0, alarm ?? 0) > 100) context.addIssue({ code: 'custom', path: [what], message: 'is a share of 100' })
    if (warn === null || alarm === null) continue
    if (what === 'serviceLevel' ? alarm > warn : alarm < warn) context.addIssue({ code: 'custom', path: [what], message: 'the worse limit lies beyond the other' })
  }
})
export type SaveThresholds = z.infer<typeof SaveThresholds>

/** Until somebody sets others. */
export const DEFAULT_THRESHOLDS: QueueThresholds = { waiting: { warn: 3, alarm: 6 }, longestWait: { warn: 60, alarm: 180 }, serviceLevel: { warn: 80, alarm: 60 } }

const count = z.number().int().nonnegative()

export const QueueFigures = z.object({ offered: count, answered: count, abandoned: count, shortAbandoned: count, serviceLevel: z.number().min(0).max(1).nullable() })
export type QueueFigures = z.infer<typeof QueueFigures>

export const WallboardQueue = z.object({
  queue: QueueName,
  /** Outside its opening hours. */
  closed: z.boolean(),
  /** Calls that entered it within the last {@link Wallboard.nowMinutes}. */
  now: QueueFigures,
  today: QueueFigures,
  thresholds: QueueThresholds,
  /** Null where nobody ever set any. */
  changed: z.object({ at: Moment, by: z.string() }).nullable(),
})
export type WallboardQueue = z.infer<typeof WallboardQueue>

/** `GET /api/wallboard`. Who waits at this moment the live side knows. */
export const Wallboard = z.object({
  nowMinutes: z.number(),
  /** The same as the page "today" shows. */
  today: DayFigures,
  queues: z.array(WallboardQueue),
})
export type Wallboard = z.infer<typeof Wallboard>

/** What somebody did to another one's state, queues or talk. */
export const HALL_DEEDS = ['listen', 'whisper', 'take-over', 'state', 'move'] as const
export const HallDeedKind = z.enum(HALL_DEEDS)
export type HallDeedKind = z.infer<typeof HallDeedKind>

export const DeedReason = z.string().trim().min(3).max(300)

export const HallDeed = z.object({
  id: z.number().int().positive(),
  kind: HallDeedKind,
  by: z.string(),
  byId: z.number().int().positive(),
  operator: z.string(),
  operatorId: z.number().int().positive(),
  callId: CallId.nullable(),
  queue: QueueName.nullable(),
  reason: z.string(),
  /** The state wanted, or the queues. */
  detail: z.string().nullable(),
  at: Moment,
  /** Of what lasts: when the ear was closed. */
  endedAt: Moment.nullable(),
})
export type HallDeed = z.infer<typeof HallDeed>

/** The console writes a deed down before it does it. */
export const NewHallDeed = z.object({
  kind: HallDeedKind,
  byId: z.number().int().positive(),
  operatorId: z.number().int().positive(),
  callId: CallId.nullable(),
  queue: QueueName.nullable(),
  reason: DeedReason,
  detail: z.string().max(200).nullable(),
})
export type NewHallDeed = z.infer<typeof NewHallDeed>

/** Queues of an operator for today, or from now on. */
export const MoveOperator = z.object({ userId: z.number().int().positive(), queues: z.array(QueueName).max(20), until: z.enum(['today', 'lasting']), reason: DeedReason })
export type MoveOperator = z.infer<typeof MoveOperator>
export const NewMove = MoveOperator.extend({ byId: z.number().int().positive() })
export type NewMove = z.infer<typeof NewMove>

/** A supervisor asks for another one's state. */
export const SetOperatorState = z.object({ userId: z.number().int().positive(), wanted: SetState, reason: DeedReason })
export type SetOperatorState = z.infer<typeof SetOperatorState>

/** `whisper`: the operator hears the supervisor too, the citizen does not. */
export const EarMode = z.enum(['listen', 'whisper'])
export type EarMode = z.infer<typeof EarMode>
export const ListenTo = z.object({ userId: z.number().int().positive(), mode: EarMode, reason: DeedReason })
export type ListenTo = z.infer<typeof ListenTo>

/** A supervisor's ear in a talk. */
export interface Listening {
  deedId: number
  userId: number
  displayName: string
  callId: string
  /** Null: the operator's own call. */
  queue: string | null
  mode: EarMode | 'taken-over'
  since: string
}

/** The caller id with which Asterisk rings a supervisor's own line for listening: answered without being asked. */
export const LISTENING_CALLER = 'listening'

/** What a supervisor asks of the live side. */
export interface SupervisorToServer {
  'operator.state': (request: SetOperatorState, reply: (r: Reply<LiveOperator>) => void) => void
  'operator.move': (request: MoveOperator, reply: (r: Reply<LiveOperator>) => void) => void
  'talk.listen': (request: ListenTo, reply: (r: Reply<Listening>) => void) => void
  /** Between listening and whispering. */
  'talk.mode': (request: { mode: EarMode }, reply: (r: Reply<Listening>) => void) => void
  'talk.take-over': (request: { reason: string }, reply: (r: Reply<Listening>) => void) => void
  'talk.leave': (reply: (r: Reply<null>) => void) => void
}

export interface ServerToSupervisor {
  /** The own ear; null: it is closed. */
  listening: (listening: Listening | null) => void
}
