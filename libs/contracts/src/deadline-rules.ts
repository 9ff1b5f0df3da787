import { z } from 'zod'
import { TicketKind, TicketLevel, Urgency } from './kinds.js'
import { Moment } from './words.js'

/** From the talk, or the message, to the department; in seconds. */
export const REACH_GOAL_SECONDS = 300

export const TIME_UNITS = ['minutes', 'hours', 'days'] as const
/** Working time: `days` end with the office hours of the last one, the day of the beginning not counted. */
export const WorkingSpan = z
  .object({ amount: z.number().int().min(1).max(10_000), unit: z.enum(TIME_UNITS) })
  .refine(({ amount, unit }) => unit !== 'days' || amount <= 365, { path: ['amount'], message: 'at most 365 days' })
  .refine(({ amount, unit }) => unit !== 'hours' || amount <= 3_000, { path: ['amount'], message: 'at most 3000 hours' })
export type WorkingSpan = z.infer<typeof WorkingSpan>

/** Which tickets a rule is for; null: whatever it is. */
export const DeadlineScope = z.object({ kind: TicketKind.nullable(), categoryId: z.number().int().positive().nullable(), urgency: Urgency.nullable() })
export type DeadlineScope = z.infer<typeof DeadlineScope>

export const DeadlineRule = DeadlineScope.extend({
  /** Until the answer. */
  answer: WorkingSpan,
  /** Until the department takes it on. */
  reaction: WorkingSpan,
  changedAt: Moment,
  changedBy: z.string(),
})
export type DeadlineRule = z.infer<typeof DeadlineRule>

/** One rule for each scope: saved again, it is changed. */
export const SaveDeadlineRule = DeadlineScope.extend({ answer: WorkingSpan, reaction: WorkingSpan })
export type SaveDeadlineRule = z.infer<typeof SaveDeadlineRule>

export const DeadlineTrialQuery = z.object({ kind: TicketKind, categoryId: z.coerce.number().int().positive(), urgency: Urgency })
export type DeadlineTrialQuery = z.infer<typeof DeadlineTrialQuery>

/** What would apply to a ticket that is made now. */
export const DeadlineTrial = z.object({ rule: DeadlineRule, departmentId: z.number().int().positive(), answerBy: Moment, reactBy: Moment, level: TicketLevel })
export type DeadlineTrial = z.infer<typeof DeadlineTrial>

export const TicketFiguresQuery = z.object({ from: z.iso.date(), to: z.iso.date() }).refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) <= 366 * 86_400_000, { path: ['to'], message: 'must be after from, by a year at most' })
export type TicketFiguresQuery = z.infer<typeof TicketFiguresQuery>

/** Of the tickets made on the days asked for, as far as whoever asks may see them. */
export const TicketFigures = z.object({
  made: z.number().int(),
  levels: z.array(z.object({ level: TicketLevel, count: z.number().int() })),
  /** From the talk or the message to the department; unknown of the oldest. */
  reach: z.object({ known: z.number().int(), withinGoal: z.number().int(), medianSeconds: z.number().nullable(), p90Seconds: z.number().nullable() }),
  /** Taken on in time, of those taken on or past the time for it. */
  reaction: z.object({ due: z.number().int(), inTime: z.number().int() }),
  /** Answered in time, of those answered or past their deadline. */
  answer: z.object({ due: z.number().int(), inTime: z.number().int() }),
})
export type TicketFigures = z.infer<typeof TicketFigures>
