import { z } from 'zod'
import { CallSummary } from './calls.js'
import { CallId, CitizenNumber, LocalName, Moment } from './words.js'

/** `routed`: at a department; `accepted`: somebody there works on it; `returned`: not theirs, a supervisor sends it on. */
export const TICKET_STATES = ['routed', 'accepted', 'returned', 'answered'] as const
export const TicketState = z.enum(TICKET_STATES)
export type TicketState = z.infer<typeof TicketState>

/** What people do with a ticket; who may, and when: libs/ticket-life. */
export const TICKET_ACTS = ['accepted', 'returned', 'sent-on', 'answered', 'reopened'] as const
export type TicketAct = (typeof TICKET_ACTS)[number]

/** What is in a ticket's history. `described`: somebody heard the voicemail that it was made of and wrote down what it is about. */
export const TICKET_DEEDS = ['made', 'described', ...TICKET_ACTS] as const
export const TicketDeed = z.enum(TICKET_DEEDS)
export type TicketDeed = z.infer<typeof TicketDeed>

export const Department = z.object({ id: z.number().int().positive(), code: z.string(), name: LocalName })
export type Department = z.infer<typeof Department>

export const Category = z.object({
  id: z.number().int().positive(),
  code: z.string(),
  name: LocalName,
  departmentId: z.number().int().positive(),
  /** Working hours until the deadline. */
  deadlineHours: z.number().positive(),
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
})
export type TicketSummary = z.infer<typeof TicketSummary>

export const Ticket = TicketSummary.extend({
  /** Null: made out of a voicemail that nobody has heard yet. */
  createdBy: z.string().nullable(),
  /** Its sound: `GET /api/tickets/:code/voicemail`. */
  voicemail: z.object({ seconds: z.number().int().positive(), leftAt: Moment }).nullable(),
  call: CallSummary.nullable(),
  /** The last one, while the ticket is answered. */
  answer: z.object({ text: z.string(), by: z.string(), at: Moment }).nullable(),
  /** The oldest first; `by` null: the system. */
  history: z.array(z.object({ at: Moment, by: z.string().nullable(), deed: TicketDeed, department: LocalName, deadlineAt: Moment, text: z.string().nullable() })),
  /** What whoever asked may do with it now. */
  may: z.array(z.enum(TICKET_ACTS)),
})
export type Ticket = z.infer<typeof Ticket>

export const TicketQuery = z.object({
  /** `open`: whatever waits for an answer. */
  state: z.enum([...TICKET_STATES, 'open']).optional(),
  /** Code, words of the description, or a number. */
  search: z.string().trim().max(100).optional(),
  departmentId: z.coerce.number().int().positive().optional(),
  page: z.coerce.number().int().min(1).default(1),
})
export type TicketQuery = z.infer<typeof TicketQuery>

const words = z.string().trim().min(3).max(5000)
/** One thing done with a ticket, with what it needs: the reason, or the answer, as `text`. */
export const DoDeed = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('accepted') }),
  z.object({ deed: z.literal('returned'), text: words }),
  z.object({ deed: z.literal('sent-on'), departmentId: z.number().int().positive(), text: words }),
  z.object({ deed: z.literal('answered'), text: words }),
  z.object({ deed: z.literal('reopened'), text: words }),
])
export type DoDeed = z.infer<typeof DoDeed>

/** What an operator sees about a caller before the answer. */
export const CallerHistory = z.object({
  number: z.string(),
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
