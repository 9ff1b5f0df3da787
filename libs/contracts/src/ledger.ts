import { z } from 'zod'
import { CALL_OUTCOMES } from './calls.js'
import { MOST_REPORT_DAYS } from './reports.js'
import { CallId, Moment } from './words.js'

const count = z.number().int().nonnegative()

/** offered = answered + abandoned + called back + voicemail + overflowed + short abandons + waiting; a day that is over has none waiting. By the definitions of libs/metrics. */
export const LedgerCounts = z.object({
  arrived: count,
  offered: count,
  selfServed: count,
  answered: count,
  abandoned: count,
  shortAbandoned: count,
  calledBack: count,
  voicemail: count,
  overflowed: count,
  waiting: count,
})
export type LedgerCounts = z.infer<typeof LedgerCounts>

export const LedgerQuery = z
  .object({
    /** Days in Asia/Ho_Chi_Minh, both included. */
    from: z.iso.date(),
    to: z.iso.date(),
  })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) < MOST_REPORT_DAYS * 86_400_000, { path: ['to'] })
export type LedgerQuery = z.infer<typeof LedgerQuery>

export const LedgerDay = z.object({
  day: z.iso.date(),
  counts: LedgerCounts,
  /** Whether the equation holds. */
  holds: z.boolean(),
  /** Made up for trying out: Asterisk knows nothing of it. */
  madeUp: z.boolean(),
  /** What the last comparison with Asterisk's journal found; null: not compared yet. */
  compared: z.object({ at: Moment, differences: count }).nullable(),
})
export type LedgerDay = z.infer<typeof LedgerDay>

export const LedgerBook = z.object({ from: z.iso.date(), to: z.iso.date(), asOf: Moment, total: LedgerCounts, holds: z.boolean(), days: z.array(LedgerDay) })
export type LedgerBook = z.infer<typeof LedgerBook>

export const LedgerValue = z.union([z.string(), z.number(), z.boolean(), z.null()])
export type LedgerValue = z.infer<typeof LedgerValue>

export const LEDGER_DIFFERENCE_KINDS = ['differs', 'not-stored', 'not-in-journal'] as const
/** One call that Asterisk's journal and the database tell differently of. */
export const LedgerDifference = z.object({
  callId: CallId,
  arrivedAt: Moment,
  /** By the journal, where it knows the call. */
  outcome: z.enum(CALL_OUTCOMES).nullable(),
  kind: z.enum(LEDGER_DIFFERENCE_KINDS),
  fields: z.array(z.object({ field: z.string(), journal: LedgerValue, stored: LedgerValue })),
})
export type LedgerDifference = z.infer<typeof LedgerDifference>

export const LedgerComparedDay = z.object({ day: z.iso.date(), journal: LedgerCounts, stored: LedgerCounts, differences: count })
export type LedgerComparedDay = z.infer<typeof LedgerComparedDay>

/** Why a comparison could not be made. */
export const LEDGER_TROUBLES = ['no-journal', 'interrupted', 'failed'] as const

export const LedgerRun = z.object({
  id: z.number().int().positive(),
  from: z.iso.date(),
  to: z.iso.date(),
  startedAt: Moment,
  finishedAt: Moment.nullable(),
  /** Null: by itself, at night. */
  by: z.string().nullable(),
  /** 0 to 1 while it runs. */
  progress: z.number().min(0).max(1).nullable(),
  days: z.array(LedgerComparedDay),
  /** Of all; the first hundreds are kept. */
  differenceCount: count,
  differences: z.array(LedgerDifference),
  /** Calls so young that they are not judged, and calls older than the journal that there still is. */
  inMotion: count,
  beforeJournal: count,
  error: z.object({ code: z.enum(LEDGER_TROUBLES), detail: z.string() }).nullable(),
  /** Somebody must look at it: it found what nobody has noted yet. */
  alarm: z.boolean(),
  seen: z.object({ by: z.string(), at: Moment, note: z.string() }).nullable(),
})
export type LedgerRun = z.infer<typeof LedgerRun>

export const LedgerRuns = z.object({ runs: z.array(LedgerRun), nextAt: Moment.nullable(), unseen: z.number().int().nonnegative() })
export type LedgerRuns = z.infer<typeof LedgerRuns>

export const NoteLedgerRun = z.object({ note: z.string().trim().min(3).max(500) })
export type NoteLedgerRun = z.infer<typeof NoteLedgerRun>
