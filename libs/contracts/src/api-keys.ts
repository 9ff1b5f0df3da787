import { z } from 'zod'
import { CallOutcome, CallSource } from './calls.js'
import { REPORTS } from './reports.js'
import { CallId, Language, Moment, QueueName } from './words.js'

/** What a key opens: the ledger, calls without persons, and each report by its name. */
export const API_RIGHTS = ['ledger', 'calls', ...REPORTS.map((name) => `reports.${name}` as const)] as const
export const ApiRight = z.enum(API_RIGHTS)
export type ApiRight = z.infer<typeof ApiRight>

export const ApiKey = z.object({
  id: z.number().int().positive(),
  name: z.string(),
  /** The key's first signs, to tell it from others. */
  begins: z.string(),
  rights: z.array(ApiRight),
  /** Requests a minute. */
  perMinute: z.number().int().positive(),
  madeBy: z.string(),
  madeAt: Moment,
  /** The last day it can be used on, in Asia/Ho_Chi_Minh; null: without end. */
  expiresOn: z.iso.date().nullable(),
  revokedAt: Moment.nullable(),
  lastUsedAt: Moment.nullable(),
  /** Requests of the last 30 days, and those of them that were refused. */
  used: z.number().int().nonnegative(),
  refused: z.number().int().nonnegative(),
})
export type ApiKey = z.infer<typeof ApiKey>

export const MakeApiKey = z.object({
  name: z.string().trim().min(1).max(120),
  rights: z.array(ApiRight).min(1),
  perMinute: z.number().int().min(1).max(600),
  expiresOn: z.iso.date().nullable(),
})
export type MakeApiKey = z.infer<typeof MakeApiKey>

/** With the key itself, which is shown this once and kept nowhere. */
export const MadeApiKey = ApiKey.extend({ key: z.string() })
export type MadeApiKey = z.infer<typeof MadeApiKey>

/** At most so many days of single calls in one question. */
export const MOST_API_CALL_DAYS = 92

export const ApiCallsQuery = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    queue: QueueName.optional(),
    outcome: CallOutcome.optional(),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  })
  .refine(({ from, to }) => from <= to && Date.parse(to) - Date.parse(from) < MOST_API_CALL_DAYS * 86_400_000, { path: ['to'] })
export type ApiCallsQuery = z.infer<typeof ApiCallsQuery>

/** A call with nothing that tells who called, or who answered. */
export const ApiCall = z.object({
  id: CallId,
  source: CallSource,
  language: Language,
  arrivedAt: Moment,
  endedAt: Moment.nullable(),
  queue: QueueName.nullable(),
  offers: z.number().int().nonnegative(),
  waitSeconds: z.number().int().nonnegative().nullable(),
  talkSeconds: z.number().int().nonnegative().nullable(),
  holdSeconds: z.number().int().nonnegative().nullable(),
  /** Null while the call goes on. */
  outcome: CallOutcome.nullable(),
})
export type ApiCall = z.infer<typeof ApiCall>

export const ApiCalls = z.object({ items: z.array(ApiCall), page: z.number().int(), pageSize: z.number().int(), total: z.number().int() })
export type ApiCalls = z.infer<typeof ApiCalls>
