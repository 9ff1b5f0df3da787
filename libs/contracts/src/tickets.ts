import { z } from 'zod'
import { blankToNull } from './blank-to-null.js'
import { CallSummary } from './calls.js'
import { TicketKind, TicketLevel, Urgency } from './kinds.js'
import { Department } from './departments.js'
import { OptionalEmail } from './email-address.js'
import { ROLES } from './roles.js'
import { FormSchemaShape, FormValues } from './ticket-forms.js'
import { CallId, CitizenNumber, Language, LocalName, Moment } from './words.js'

/**
 * `routed`: at a department; `accepted`: somebody there works on it; `returned`: not theirs, a supervisor sends it on; `asked`: the citizen
 * has to say more, and the clock stands still; `time-asked`: a later deadline waits for approval; `merged`: another ticket's answer will be
 * its own; `answered`: the answer waits for approval; `approved`: the citizen is to be told; `told`: and was told.
 */
export const TICKET_STATES = ['routed', 'accepted', 'returned', 'asked', 'time-asked', 'merged', 'answered', 'approved', 'told', 'closed'] as const
export const TicketState = z.enum(TICKET_STATES)
export type TicketState = z.infer<typeof TicketState>

/** What is done with a ticket; who may, and when: libs/ticket-life. */
export const TICKET_ACTS = [
  'accepted',
  'contributed',
  'returned',
  'sent-on',
  'asked',
  'replied',
  'time-asked',
  'extended',
  'time-refused',
  'answered',
  'answered-on-call',
  'merged',
  'separated',
  'approved',
  'sent-back',
  'told',
  'rated',
  'reopened',
  'closed',
  'corrected',
  'level-changed',
] as const
export const TicketAct = z.enum(TICKET_ACTS)
export type TicketAct = z.infer<typeof TicketAct>

/** Who does something with a ticket: people who sign in, officers of a department that takes part without leading, the citizen by the page or the phone, or the system by itself. */
export const TICKET_ACTORS = [...ROLES, 'supporter', 'citizen', 'system'] as const
export type TicketActor = (typeof TICKET_ACTORS)[number]

/**
 * What is in a ticket's history. `described`: somebody heard the voicemail that it was made of and wrote down what it is about; `warned`:
 * half, four fifths or all of the time until its deadline is gone; `reorganised`: its department ended, another took over; `deadline-moved`:
 * opening hours were changed, and so its deadline; `attached`, `detached`: a file was added or removed; `shown`, `hidden`: it became one for
 * the citizen, or one for the house; `assigned`: another person of the department has it, or nobody; `undone`: a mass action was taken back;
 * `tell-by-changed`: the citizen is told another way (the text) from now on;
 * `erased`: the person and what was written are taken out.
 */
export const TICKET_DEEDS = ['made', 'described', 'warned', 'reorganised', 'deadline-moved', 'attached', 'detached', 'shown', 'hidden', 'assigned', 'undone', 'tell-by-changed', 'erased', ...TICKET_ACTS] as const
/** Deeds upon which nobody need decide anew: they change neither what is asked nor what is answered, so a ticket's revision stays. */
export const DEEDS_BESIDE: readonly (typeof TICKET_DEEDS)[number][] = ['warned', 'attached', 'detached', 'shown', 'hidden']
export const TicketDeed = z.enum(TICKET_DEEDS)
export type TicketDeed = z.infer<typeof TicketDeed>

/** How a citizen wants to hear of a ticket; `phone`: our own call speaks it. */
export const TELL_BY = ['email', 'sms', 'phone'] as const
export const TellBy = z.enum(TELL_BY)
export type TellBy = z.infer<typeof TellBy>

/** What a citizen is written about: the code, a question, a later deadline, the answer. */
export const MESSAGE_SUBJECTS = ['made', 'asked', 'extended', 'answered'] as const
export type MessageSubject = (typeof MESSAGE_SUBJECTS)[number]

export const Category = z.object({
  id: z.number().int().positive(),
  code: z.string(),
  name: LocalName,
  departmentId: z.number().int().positive(),
  /** An answer goes to the citizen only when a supervisor or manager has approved it. */
  needsApproval: z.boolean(),
  /** An answer needs a photo or a PDF that the citizen sees. */
  needsProof: z.boolean(),
})
export type Category = z.infer<typeof Category>

export const NewTicket = z.object({
  /** Made by the browser once a form, so that a repeated request makes one ticket. */
  requestId: z.uuid(),
  callId: CallId.nullable().default(null),
  voicemailId: z.number().int().positive().nullable().default(null),
  kind: TicketKind.exclude(['voicemail']).default('information'),
  urgency: Urgency.default('normal'),
  /** What the kind's form asks for, without the place; see libs/ticket-form. */
  fields: FormValues.default({}),
  /** The version of the form that was filled in; null: the newest. */
  formVersion: z.number().int().positive().nullable().default(null),
  /** Where the official works whom a complaint is about: nobody there sees it. */
  aboutDepartmentId: z.number().int().positive().nullable().default(null),
  categoryId: z.number().int().positive(),
  /** Where it is: a department of type `ward`. */
  wardId: z.number().int().positive().nullable().default(null),
  description: z.string().trim().min(3).max(5000),
  place: z.preprocess(blankToNull, z.string().trim().max(300).nullable()).default(null),
  citizenName: z.preprocess(blankToNull, z.string().trim().max(120).nullable()).default(null),
  citizenNumber: z.preprocess(blankToNull, CitizenNumber.nullable()).default(null),
  citizenEmail: OptionalEmail,
  tellBy: TellBy.nullable().default(null),
  /** In which the citizen is written to. */
  language: Language.default('vi'),
  /** Code of an open ticket about the same: its answer will be this one's too. */
  joins: z.string().regex(/^\d{9}$/).nullable().default(null),
})
export type NewTicket = z.infer<typeof NewTicket>

export const TicketSummary = z.object({
  /** Nine digits, the last a check digit; shown and spoken in groups of three. */
  code: z.string().regex(/^\d{9}$/),
  state: TicketState,
  kind: TicketKind,
  urgency: Urgency,
  level: TicketLevel,
  category: Category,
  department: Department,
  ward: Department.nullable(),
  description: z.string(),
  place: z.string().nullable(),
  citizenName: z.string().nullable(),
  citizenNumber: z.string().nullable(),
  createdAt: Moment,
  deadlineAt: Moment,
  /** Until then the department should have taken it on; null: not known. */
  reactionBy: Moment.nullable(),
  /** When a department first took it on. */
  acceptedAt: Moment.nullable(),
  answeredAt: Moment.nullable(),
  overdue: z.boolean(),
  /** How much of the time until the deadline was gone when somebody was last warned, in percent. */
  warned: z.number().int(),
  /** Who of the department has it. */
  assignee: z.object({ id: z.number().int().positive(), displayName: z.string() }).nullable(),
  /** One more with each deed: what a deed was decided upon. */
  revision: z.number().int().nonnegative(),
})
export type TicketSummary = z.infer<typeof TicketSummary>

/** What was sent to the citizen, or is to be. */
export const CitizenMessage = z.object({
  about: z.enum(MESSAGE_SUBJECTS),
  channel: TellBy,
  recipient: z.string(),
  text: z.string(),
  /** `calling`: the telephone rings, or the citizen listens; `withdrawn`: what it told of was undone before it was sent. */
  state: z.enum(['waiting', 'calling', 'sent', 'given-up', 'withdrawn']),
  /** Sent then; else written then. */
  at: Moment,
  attempts: z.number().int(),
  nextTryAt: Moment.nullable(),
  /** One of OUTGOING_TROUBLES, or the words of the other side. */
  trouble: z.string().nullable(),
})
export type CitizenMessage = z.infer<typeof CitizenMessage>

export const Ticket = TicketSummary.extend({
  /** The form that it was written with, and what was filled in; the place stands with the ticket. */
  form: z.object({ version: z.number().int().positive(), schema: FormSchemaShape }).nullable(),
  fields: FormValues,
  aboutDepartment: LocalName.nullable(),
  /** From the talk or the message to the department, in seconds. */
  reachedAfter: z.number().nullable(),
  /** Null: made out of a voicemail that nobody has heard yet. */
  createdBy: z.string().nullable(),
  /** Its sound: `GET /api/tickets/:code/voicemail`. */
  voicemail: z.object({ seconds: z.number().int().positive(), leftAt: Moment }).nullable(),
  citizenEmail: z.string().nullable(),
  tellBy: TellBy.nullable(),
  /** In which the citizen is written to. */
  language: Language,
  /** The first department that took it on: it stays answerable until the citizen has an answer, wherever the ticket goes. */
  answerable: LocalName.nullable(),
  /** The deadline that was asked for. */
  timeAskedUntil: Moment.nullable(),
  extensions: z.number().int(),
  reopenings: z.number().int(),
  rating: z.number().int().min(1).max(5).nullable(),
  /** Code of the ticket whose answer will be its own. */
  mergedInto: z.string().nullable(),
  /** Codes of the tickets that wait for this one's answer. */
  mergedHere: z.array(z.string()),
  messages: z.array(CitizenMessage),
  call: CallSummary.nullable(),
  /** The last one, from when it is written. */
  answer: z.object({ text: z.string(), by: z.string(), at: Moment }).nullable(),
  /** The oldest first; `by` null: the system. */
  history: z.array(z.object({ at: Moment, by: z.string().nullable(), deed: TicketDeed, department: LocalName, deadlineAt: Moment, text: z.string().nullable() })),
  /** Since then nobody knows whose it was, nor what was written. */
  erasedAt: Moment.nullable(),
  /** What whoever asked may do with it now. */
  may: z.array(TicketAct),
})
export type Ticket = z.infer<typeof Ticket>

export const TicketQuery = z.object({
  /** `open`: whatever waits for an answer; `to-approve`: an answer or a later deadline; `done`: answered, told or not. */
  state: z.enum([...TICKET_STATES, 'open', 'to-approve', 'done']).optional(),
  /** A code, a number, or words, with or without marks. A blank at the end: the last word is whole. */
  search: z.string().max(100).optional(),
  departmentId: z.coerce.number().int().positive().optional(),
  /** Where it is. */
  wardId: z.coerce.number().int().positive().optional(),
  kind: TicketKind.optional(),
  urgency: Urgency.optional(),
  level: z.coerce.number().pipe(TicketLevel).optional(),
  /** Those in which the own department takes part without leading. */
  supporting: z.literal('true').optional(),
  categoryId: z.coerce.number().int().positive().optional(),
  /** Of what waits for an answer: late, or due until the end of today or of this week (Asia/Ho_Chi_Minh). */
  due: z.enum(['overdue', 'today', 'week']).optional(),
  /** Or a person's id. */
  assignee: z.union([z.enum(['mine', 'nobody']), z.coerce.number().int().positive()]).optional(),
  /** Within the first 1,000; `after` goes on behind them. */
  page: z.coerce.number().int().min(1).max(20).default(1),
  /** `next` of the page before; stronger than `page`. */
  after: z.string().regex(/^[a-z][\d.]+$/).max(60).optional(),
})
export type TicketQuery = z.infer<typeof TicketQuery>

const words = z.string().trim().min(3).max(5000)
const Rating = z.number().int().min(1).max(5)
/** One thing done with a ticket by somebody signed in, with what it needs: the reason, the question, or the answer, as `text`. */
export const DoDeed = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('accepted') }),
  /** What a supporting department has to say for the answer. */
  z.object({ deed: z.literal('contributed'), text: words }),
  z.object({ deed: z.literal('returned'), text: words }),
  z.object({ deed: z.literal('sent-on'), departmentId: z.number().int().positive(), text: words }),
  z.object({ deed: z.literal('asked'), text: words }),
  z.object({ deed: z.literal('replied'), text: words }),
  /** What the citizen is told of the progress, and the deadline asked for. */
  z.object({ deed: z.literal('time-asked'), text: words, until: Moment }),
  z.object({ deed: z.literal('extended') }),
  z.object({ deed: z.literal('time-refused'), text: words }),
  /** `lateReason`: what the citizen reads with the apology; asked for after the deadline. */
  z.object({ deed: z.literal('answered'), text: words, lateReason: words.optional() }),
  z.object({ deed: z.literal('answered-on-call'), text: words }),
  z.object({ deed: z.literal('merged'), into: z.string().min(9).max(15) }),
  z.object({ deed: z.literal('separated'), text: words }),
  z.object({ deed: z.literal('approved') }),
  z.object({ deed: z.literal('sent-back'), text: words }),
  z.object({ deed: z.literal('told') }),
  z.object({ deed: z.literal('rated'), rating: Rating, text: words.optional() }),
  z.object({ deed: z.literal('reopened'), text: words }),
  /** All of the form's values as they are to be. */
  z.object({ deed: z.literal('corrected'), fields: FormValues, place: z.string().trim().max(300).nullable() }),
  z.object({ deed: z.literal('level-changed'), level: TicketLevel, text: words }),
])
export type DoDeed = z.infer<typeof DoDeed>

/** A deed, and the revision of the ticket on whose sight it was decided; a stale one is refused. Without it only the ticket's state counts. */
export const SeenDeed = z.intersection(DoDeed, z.object({ revision: z.number().int().nonnegative().optional() }))
export type SeenDeed = z.infer<typeof SeenDeed>
/** Whose history: the caller's of this call; the number where the journal has not told of the call yet. */
export const CallerQuery = z.object({ callId: CallId, number: CitizenNumber.nullable().default(null) })
export type CallerQuery = z.infer<typeof CallerQuery>

/** What an operator sees about a caller before the answer. */
export const CallerHistory = z.object({
  calls: z.array(CallSummary),
  tickets: z.array(TicketSummary),
})
export type CallerHistory = z.infer<typeof CallerHistory>

/** What a caller hears about a ticket: nothing of whose it is. */
export const TicketStatus = z.object({
  state: TicketState,
  departmentId: z.number().int().positive(),
  /** In Asia/Ho_Chi_Minh. */
  deadlineDate: z.iso.date(),
  deadlineTime: z.string().regex(/^\d{2}:\d{2}$/),
})
export type TicketStatus = z.infer<typeof TicketStatus>
