import { z } from 'zod'
import { blankToNull } from './blank-to-null.js'
import { Role } from './roles.js'
import { CitizenNumber, Moment } from './words.js'

/** What is known of a person; `text`: what was written, in which numbers and addresses may stand. */
export const PERSON_FIELDS = ['number', 'name', 'email', 'text'] as const
export const PersonField = z.enum(PERSON_FIELDS)
export type PersonField = z.infer<typeof PersonField>

/**
 * How somebody signed in has to do with a citizen. `own-talk`: they speak, or spoke within the hour; `own-work`: an open ticket of one's own;
 * `own-department`: an open ticket of the officer's department; `past`: it was one of these, and is finished.
 */
export const PERSON_RELATIONS = ['own-talk', 'own-work', 'own-department', 'past', 'none'] as const
export type PersonRelation = (typeof PERSON_RELATIONS)[number]

/** Stands in place of what is not shown. */
export const MASK_DOT = '•'
export const isMasked = (value: string | null | undefined): boolean => value?.includes(MASK_DOT) ?? false

/** Why somebody looks. */
export const LOOK_PURPOSES = ['contact-citizen', 'check-identity', 'handle-ticket', 'complaint', 'data-request', 'inspection'] as const
export const LookPurpose = z.enum(LOOK_PURPOSES)
export type LookPurpose = z.infer<typeof LookPurpose>

/** What a value belongs to; the id is a call's id, a ticket's code, or the row's number. */
export const LOOK_SUBJECTS = ['call', 'ticket', 'voicemail', 'call-back', 'missed-caller'] as const
export const LookSubject = z.object({ kind: z.enum(LOOK_SUBJECTS), id: z.string().min(1).max(64) })
export type LookSubject = z.infer<typeof LookSubject>

/** What was looked at: a field shown, a caller's history, a sound heard, a file, a person's whole data. */
export const LOOKED_AT = [...PERSON_FIELDS, 'history', 'recording', 'remark', 'voicemail', 'attachment', 'person', 'export'] as const
export const LookedAt = z.enum(LOOKED_AT)
export type LookedAt = z.infer<typeof LookedAt>

const Reason = z.string().trim().min(5).max(300)

export const AskLook = z.object({ subject: LookSubject, field: PersonField, purpose: LookPurpose, reason: Reason })
export type AskLook = z.infer<typeof AskLook>

/** A value for whoever said why; the page takes it away at `until`. */
export const ShownValue = z.object({ value: z.string().nullable(), until: Moment })
export type ShownValue = z.infer<typeof ShownValue>

export const Look = z.object({
  id: z.number().int().positive(),
  at: Moment,
  by: z.object({ id: z.number().int(), displayName: z.string(), role: Role }),
  what: LookedAt,
  /** Null: it belongs to the work (an own talk, a recording heard by right). */
  purpose: LookPurpose.nullable(),
  reason: z.string().nullable(),
  subject: z.object({ kind: z.string(), id: z.string() }).nullable(),
})
export type Look = z.infer<typeof Look>

export const LookQuery = z.object({
  /** Whole; what was looked at of this person. */
  number: CitizenNumber.optional(),
  userId: z.coerce.number().int().positive().optional(),
  what: LookedAt.optional(),
  /** Days in Asia/Ho_Chi_Minh, the last one included. */
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
  page: z.coerce.number().int().min(1).default(1),
})
export type LookQuery = z.infer<typeof LookQuery>

/** Everybody who is in the list of looks, for the filter. */
export const LookingUser = z.object({ id: z.number().int(), displayName: z.string(), role: Role })
export type LookingUser = z.infer<typeof LookingUser>

/** What is kept for a time of its own. */
export const RETENTION_KINDS = ['recordings', 'voicemails', 'remarks', 'tickets', 'numbers', 'looks'] as const
export const RetentionKind = z.enum(RETENTION_KINDS)
export type RetentionKind = z.infer<typeof RetentionKind>

export const RetentionRule = z.object({
  kind: RetentionKind,
  /** Null: kept until somebody asks for its erasure. */
  days: z.number().int().positive().nullable(),
  /** Fewer are refused. */
  leastDays: z.number().int().positive(),
  changedAt: Moment.nullable(),
  changedBy: z.string().nullable(),
  /** What the next run would erase. */
  due: z.number().int().nonnegative(),
  /** The oldest that is kept. */
  oldest: Moment.nullable(),
})
export type RetentionRule = z.infer<typeof RetentionRule>

export const Erased = z.partialRecord(RetentionKind, z.number().int().nonnegative())
export type Erased = z.infer<typeof Erased>

export const RetentionRun = z.object({ day: z.iso.date(), startedAt: Moment, finishedAt: Moment.nullable(), erased: Erased })
export type RetentionRun = z.infer<typeof RetentionRun>

export const Retention = z.object({ rules: z.array(RetentionRule), runs: z.array(RetentionRun), nextRunAt: Moment })
export type Retention = z.infer<typeof Retention>

export const PutRetention = z.object({ days: z.record(RetentionKind, z.number().int().positive().max(36_500).nullable()) })
export type PutRetention = z.infer<typeof PutRetention>

/** What the next run would erase under other rules, by kind. */
export const RetentionPreview = z.record(RetentionKind, z.number().int().nonnegative())
export type RetentionPreview = z.infer<typeof RetentionPreview>

/** Whose data: a number, and a name where several people use it. */
export const PersonQuery = z.object({
  number: CitizenNumber,
  name: z.preprocess(blankToNull, z.string().trim().max(120).nullable()).default(null),
  /** Also what bears no name, although others use the number too. */
  unnamed: z.boolean().default(false),
})
export type PersonQuery = z.infer<typeof PersonQuery>

export const PersonRequest = PersonQuery.extend({ reason: Reason })
export type PersonRequest = z.infer<typeof PersonRequest>

/** What there is of somebody, counted. */
export const PERSON_KINDS = ['calls', 'recordings', 'voicemails', 'remarks', 'ratings', 'tickets', 'texts', 'messages', 'callBacks', 'citizens', 'drafts'] as const
export const PersonCounts = z.record(z.enum(PERSON_KINDS), z.number().int().nonnegative())
export type PersonCounts = z.infer<typeof PersonCounts>

export const PersonOverview = z.object({
  counts: PersonCounts,
  /** Looks at this number, whoever's it is. */
  looks: z.number().int().nonnegative(),
  /** Everybody whose name stands on a ticket of this number. */
  names: z.array(z.string()),
  /** Codes of tickets that still wait for an answer. */
  openTickets: z.array(z.string()),
})
export type PersonOverview = z.infer<typeof PersonOverview>

export const ERASURE_STATES = ['asked', 'postponed', 'under-way', 'done', 'refused'] as const
export const ErasureState = z.enum(ERASURE_STATES)
export type ErasureState = z.infer<typeof ErasureState>

/** A request to erase a person's data; once it is done, the certificate of it, without the person. */
export const Erasure = z.object({
  id: z.number().int().positive(),
  state: ErasureState,
  /** Masked; null when it is done or refused. */
  number: z.string().nullable(),
  name: z.string().nullable(),
  reason: z.string(),
  askedBy: z.object({ id: z.number().int(), displayName: z.string() }),
  askedAt: Moment,
  decidedBy: z.object({ id: z.number().int(), displayName: z.string() }).nullable(),
  decidedAt: Moment.nullable(),
  /** Why it was refused, or which tickets it waits for. */
  answer: z.string().nullable(),
  finishedAt: Moment.nullable(),
  counts: PersonCounts.nullable(),
  /** Whether whoever asks may decide: a second person has to. */
  mayDecide: z.boolean(),
})
export type Erasure = z.infer<typeof Erasure>

export const RefuseErasure = z.object({ reason: Reason })
export type RefuseErasure = z.infer<typeof RefuseErasure>
