import { z } from 'zod'
import { CallSummary } from './calls.js'
import { ROLES } from './roles.js'
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
] as const
export const TicketAct = z.enum(TICKET_ACTS)
export type TicketAct = z.infer<typeof TicketAct>

/** Who does something with a ticket: people who sign in, the citizen by the page or the phone, or the system by itself. */
export const TICKET_ACTORS = [...ROLES, 'citizen', 'system'] as const
export type TicketActor = (typeof TICKET_ACTORS)[number]

/**
 * What is in a ticket's history. `described`: somebody heard the voicemail that it was made of and wrote down what it is about; `warned`:
 * half, four fifths or all of the time until its deadline is gone; `erased`: the person and what was written are taken out.
 */
export const TICKET_DEEDS = ['made', 'described', 'warned', 'erased', ...TICKET_ACTS] as const
export const TicketDeed = z.enum(TICKET_DEEDS)
export type TicketDeed = z.infer<typeof TicketDeed>

/** How a citizen wants to hear of a ticket; `phone`: an operator calls. */
export const TELL_BY = ['email', 'sms', 'phone'] as const
export const TellBy = z.enum(TELL_BY)
export type TellBy = z.infer<typeof TellBy>

/** What a citizen is written about: the code, a question, a later deadline, the answer. */
export const MESSAGE_SUBJECTS = ['made', 'asked', 'extended', 'answered'] as const
export type MessageSubject = (typeof MESSAGE_SUBJECTS)[number]

export const Department = z.object({ id: z.number().int().positive(), code: z.string(), name: LocalName })
export type Department = z.infer<typeof Department>

export const Category = z.object({
  id: z.number().int().positive(),
  code: z.string(),
  name: LocalName,
  departmentId: z.number().int().positive(),
  /** Working hours until the deadline. */
  deadlineHours: z.number().positive(),
  /** An answer goes to the citizen only when a supervisor or manager has approved it. */
  needsApproval: z.boolean(),
})
export type Category = z.infer<typeof Category>

const blankToNull = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? null : value)

export const NewTicket = z.object({
  /** Made by the browser once a form, so that a repeated request makes one ticket. */
  requestId: z.uuid(),
  callId: CallId.nullable().default(null),
  voicemailId: z.number().int().positive().nullable().default(null),
  categoryId: z.number().int().positive(),
  description: z.string().trim().min(3).max(5000),
  place: z.preprocess(blankToNull, z.string().trim().max(300).nullable()).default(null),
  citizenName: z.preprocess(blankToNull, z.string().trim().max(120).nullable()).default(null),
  citizenNumber: z.preprocess(blankToNull, CitizenNumber.nullable()).default(null),
  citizenEmail: z.preprocess(blankToNull, z.email().max(254).nullable()).default(null),
  tellBy: TellBy.nullable().default(null),
  /** In which the citizen is written to. */
  language: Language.default('vi'),
})
export type NewTicket = z.infer<typeof NewTicket>

export const TicketSummary = z.object({
  /** Nine digits, the last a check digit; shown and spoken in groups of three. */
  code: z.string().regex(/^\d{9}$/),
  state: TicketState,
  category: Category,
  department: Department,
  description: z.string(),
  place: z.string().nullable(),
  citizenName: z.string().nullable(),
  citizenNumber: z.string().nullable(),
  createdAt: Moment,
  deadlineAt: Moment,
  answeredAt: Moment.nullable(),
  overdue: z.boolean(),
  /** How much of the time until the deadline was gone when somebody was last warned, in percent. */
  warned: z.number().int(),
})
export type TicketSummary = z.infer<typeof TicketSummary>

/** What was sent to the citizen, or is to be. */
export const CitizenMessage = z.object({
  about: z.enum(MESSAGE_SUBJECTS),
  channel: TellBy,
  recipient: z.string(),
  text: z.string(),
  state: z.enum(['waiting', 'sent', 'given-up']),
  at: Moment,
  trouble: z.string().nullable(),
})
export type CitizenMessage = z.infer<typeof CitizenMessage>

export const Ticket = TicketSummary.extend({
  /** Null: made out of a voicemail that nobody has heard yet. */
  createdBy: z.string().nullable(),
  /** Its sound: `GET /api/tickets/:code/voicemail`. */
  voicemail: z.object({ seconds: z.number().int().positive(), leftAt: Moment }).nullable(),
  citizenEmail: z.string().nullable(),
  tellBy: TellBy.nullable(),
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
  /** Code, words of the description, or a number. */
  search: z.string().trim().max(100).optional(),
  departmentId: z.coerce.number().int().positive().optional(),
  page: z.coerce.number().int().min(1).default(1),
})
export type TicketQuery = z.infer<typeof TicketQuery>

const words = z.string().trim().min(3).max(5000)
const Rating = z.number().int().min(1).max(5)
/** One thing done with a ticket by somebody signed in, with what it needs: the reason, the question, or the answer, as `text`. */
export const DoDeed = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('accepted') }),
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
])
export type DoDeed = z.infer<typeof DoDeed>

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
