import { z } from 'zod'
import { Moment } from './words.js'
import { TicketState, TicketSummary } from './tickets.js'

/** From and until, in UTF-16 units. */
const Marks = z.array(z.tuple([z.number().int().min(0), z.number().int().min(0)]))

/** Where in a ticket the words of a search stand. */
export const FoundIn = z.object({
  code: z.boolean(),
  citizenNumber: z.boolean(),
  description: Marks,
  place: Marks,
  citizenName: Marks,
  /** Not all of the words stand in these: the others are in an answer or a reason. */
  elsewhere: z.boolean(),
  /** Found only with a slip of the fingers in a word. */
  slip: z.boolean(),
})
export type FoundIn = z.infer<typeof FoundIn>

/** `found` is null where nothing was searched. */
export const ListedTicket = TicketSummary.extend({ found: FoundIn.nullable() })
export type ListedTicket = z.infer<typeof ListedTicket>

export const TicketPage = z.object({
  items: z.array(ListedTicket),
  page: z.number().int().min(1),
  pageSize: z.number().int().positive(),
  /** Counted up to 1,000. */
  total: z.number().int().min(0),
  /** There may be more than `total`. */
  totalIsLeast: z.boolean(),
  /** What to ask for as `after` to get the ones that follow; null: there are none. */
  next: z.string().nullable(),
})
export type TicketPage = z.infer<typeof TicketPage>

/** Why one ticket is taken for the same matter as an earlier one: by whom, or by where. */
export const RECURRENCE_REASONS = ['same-place', 'near-place', 'same-citizen'] as const
export const RecurrenceReason = z.enum(RECURRENCE_REASONS)
export type RecurrenceReason = z.infer<typeof RecurrenceReason>

/** What an operator has written so far. */
export const SimilarQuery = z.object({
  categoryId: z.coerce.number().int().positive(),
  description: z.string().trim().max(5000).default(''),
  place: z.string().trim().max(300).default(''),
  citizenNumber: z.string().trim().max(25).default(''),
})
export type SimilarQuery = z.infer<typeof SimilarQuery>

/** An open ticket that may be about the same. */
export const SimilarTicket = z.object({
  code: z.string(),
  state: TicketState,
  description: z.string(),
  place: z.string().nullable(),
  createdAt: Moment,
  deadlineAt: Moment,
  /** `words`: much of what is written is the same. */
  why: z.enum([...RECURRENCE_REASONS, 'words']),
})
export type SimilarTicket = z.infer<typeof SimilarTicket>

/** How often the matter of a ticket came up before, the latest first. */
export const TicketRecurrences = z.object({
  /** Days that count, of the ticket's category. */
  days: z.number().int(),
  /** How many there were before this one. */
  count: z.number().int(),
  earlier: z.array(z.object({ code: z.string(), state: TicketState, place: z.string().nullable(), createdAt: Moment, why: RecurrenceReason })),
})
export type TicketRecurrences = z.infer<typeof TicketRecurrences>
