import { z } from 'zod'
import { Failure } from './failure.js'
import { TicketQuery } from './tickets.js'
import { LocalName, Moment } from './words.js'

const Id = z.number().int().positive()
const words = z.string().trim().min(3).max(5000)
const Revision = z.number().int().nonnegative()

export const Person = z.object({ id: Id, displayName: z.string() })
export type Person = z.infer<typeof Person>

/** Officers of one's own department, and to whom one may give its tickets. */
export const Colleagues = z.object({ people: z.array(Person), mayAssign: z.enum(['everybody', 'self', 'nobody']) })
export type Colleagues = z.infer<typeof Colleagues>

/** `userId` null: nobody. */
export const Assign = z.object({ userId: Id.nullable(), revision: Revision.optional() })
export type Assign = z.infer<typeof Assign>

/** What people of the house write about a ticket to each other. The citizen never reads it. */
export const TicketNote = z.object({ id: Id, by: z.string(), at: Moment, text: z.string(), mentioned: z.array(Person) })
export type TicketNote = z.infer<typeof TicketNote>

/** `mentions`: ids of people whose name stands in the text after an `@`. */
export const NewTicketNote = z.object({ text: z.string().trim().min(1).max(3000), mentions: z.array(Id).max(20).default([]) })
export type NewTicketNote = z.infer<typeof NewTicketNote>

/** A note in which somebody was named. */
export const Mention = z.object({ noteId: Id, code: z.string(), by: z.string(), at: Moment, text: z.string(), readAt: Moment.nullable() })
export type Mention = z.infer<typeof Mention>

/** The newest 50 of a person, and how many of all were not read. */
export const Mentions = z.object({ unread: z.number().int().nonnegative(), items: z.array(Mention) })
export type Mentions = z.infer<typeof Mentions>

/** An answer that is being written, of one person for one ticket. An empty one is none. */
export const TicketDraft = z.object({ text: z.string().max(5000), lateReason: z.string().max(5000).default('') })
export type TicketDraft = z.infer<typeof TicketDraft>
export const SavedTicketDraft = TicketDraft.extend({ savedAt: Moment })
export type SavedTicketDraft = z.infer<typeof SavedTicketDraft>

/** Everything beside a ticket that people of the house do together. */
export const Teamwork = z.object({
  notes: z.array(TicketNote),
  /** Who may have it. */
  colleagues: z.array(Person),
  /** Who may be named in a note: whoever may see the ticket. */
  mentionable: z.array(Person),
  mayAssign: z.enum(['everybody', 'self', 'nobody']),
  /** Of whoever asks. */
  draft: SavedTicketDraft.nullable(),
})
export type Teamwork = z.infer<typeof Teamwork>

/** What a person does with an open ticket; told again every few seconds. */
export const BePresent = z.object({ doing: z.enum(['reading', 'writing', 'gone']) })
export type BePresent = z.infer<typeof BePresent>
/** Whoever else has it open. */
export const PresentPerson = Person.extend({ doing: z.enum(['reading', 'writing']) })
export type PresentPerson = z.infer<typeof PresentPerson>

export const TEMPLATE_VARIABLES = ['code', 'name', 'category', 'deadline', 'department'] as const
export type TemplateVariable = (typeof TEMPLATE_VARIABLES)[number]

/** What stands in braces and is no variable, `{nmae}`; a lone brace is one too. */
export function unknownVariables(text: string): string[] {
  const known: readonly string[] = TEMPLATE_VARIABLES
  const rest = text.replace(/\{([^{}]*)\}/g, (whole, name: string) => (known.includes(name) ? '' : whole))
  return rest.match(/\{[^{}]*\}|[{}]/g) ?? []
}

const TemplateText = z
  .string()
  .trim()
  .min(3)
  .max(5000)
  .superRefine((text, context) => {
    for (const unknown of unknownVariables(text)) context.addIssue({ code: 'custom', message: `unknown variable ${unknown}` })
  })

export const AnswerTemplateFields = z.object({
  /** Null: for every department. */
  departmentId: Id.nullable(),
  name: z.string().trim().min(2).max(120),
  textVi: TemplateText,
  textEn: TemplateText,
})
/** `revision`: of the template as it was read. */
export const EditAnswerTemplate = AnswerTemplateFields.extend({ revision: Revision })
export type AnswerTemplateFields = z.infer<typeof AnswerTemplateFields>
export type EditAnswerTemplate = z.infer<typeof EditAnswerTemplate>
export const AnswerTemplate = EditAnswerTemplate.extend({ id: Id, department: LocalName.nullable(), changedBy: z.string(), changedAt: Moment, mayEdit: z.boolean() })
export type AnswerTemplate = z.infer<typeof AnswerTemplate>

/** A filter with a name. */
export const ViewQuery = TicketQuery.omit({ page: true, after: true })
export type ViewQuery = z.infer<typeof ViewQuery>
export const NewTicketView = z.object({ name: z.string().trim().min(1).max(60), query: ViewQuery, shared: z.boolean() })
export type NewTicketView = z.infer<typeof NewTicketView>
export const TicketView = NewTicketView.extend({ id: Id, by: z.string(), mayDelete: z.boolean(), count: z.number().int().nonnegative() })
export type TicketView = z.infer<typeof TicketView>

export const STANDARD_VIEWS = ['open', 'mine', 'nobody', 'overdue', 'today', 'done'] as const
export type StandardView = (typeof STANDARD_VIEWS)[number]
/** What everybody has, and what was saved. */
export const TicketViewList = z.object({
  standard: z.array(z.object({ name: z.enum(STANDARD_VIEWS), query: ViewQuery, count: z.number().int().nonnegative() })),
  saved: z.array(TicketView),
})
export type TicketViewList = z.infer<typeof TicketViewList>

/** One thing done with many tickets. `lateReason`: for those of them that are late. */
export const MassAct = z.discriminatedUnion('act', [
  z.object({ act: z.literal('assign'), userId: Id.nullable() }),
  z.object({ act: z.literal('accept') }),
  z.object({ act: z.literal('return'), text: words }),
  z.object({ act: z.literal('answer'), text: words, lateReason: words.optional() }),
  z.object({ act: z.literal('merge'), into: z.string().min(9).max(15) }),
  /** A new ticket for what they are all about; they are merged into it. */
  z.object({ act: z.literal('incident'), description: words }),
])
export type MassAct = z.infer<typeof MassAct>
export const MASS_ACTS = ['assign', 'accept', 'return', 'answer', 'merge', 'incident'] as const

export const MOST_MASS_TICKETS = 100
export const NewTicketBatch = z.object({
  act: MassAct,
  tickets: z
    .array(z.object({ code: z.string().min(9).max(15), revision: Revision }))
    .min(1)
    .max(MOST_MASS_TICKETS),
})
export type NewTicketBatch = z.infer<typeof NewTicketBatch>

/** How it went with each; `failure` null: done. */
export const BatchResult = z.object({ code: z.string(), failure: Failure.nullable() })
export type BatchResult = z.infer<typeof BatchResult>
export const TicketBatch = z.object({
  id: Id,
  /** Until then it can be taken back, and nothing of it reaches a citizen. */
  undoUntil: Moment,
  results: z.array(BatchResult),
  /** Code of the ticket that was made for a mass incident. */
  incident: z.string().nullable(),
})
export type TicketBatch = z.infer<typeof TicketBatch>
