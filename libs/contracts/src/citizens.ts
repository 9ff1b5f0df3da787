import { z } from 'zod'
import { CallerHistory, CallerQuery } from './tickets.js'
import { blankToNull } from './blank-to-null.js'
import { CallId, CitizenNumber, Language, Moment } from './words.js'

const Id = z.number().int().positive()
const Name = z.string().trim().min(1).max(120)
const Why = z.string().trim().min(3).max(300)

/** What the house writes about a citizen for itself. */
export const CitizenNote = z.object({ id: Id, text: z.string(), by: z.string(), at: Moment })
export type CitizenNote = z.infer<typeof CitizenNote>

/** `merged`: two were one person; `split`: one was two. Undone by whoever sees that it was a mistake; it stays in the list. */
export const CITIZEN_CHANGES = ['merged', 'split'] as const
export const CitizenChange = z.object({ id: Id, what: z.enum(CITIZEN_CHANGES), other: z.string().nullable(), why: z.string(), by: z.string(), at: Moment, undone: z.object({ by: z.string(), at: Moment }).nullable() })
export type CitizenChange = z.infer<typeof CitizenChange>

/** One person, as far as whoever asks may see. */
export const Citizen = z.object({
  id: Id,
  name: z.string().nullable(),
  /** Other ways in which the name was written, and names of whom was merged. */
  alsoNamed: z.array(z.string()),
  language: Language.nullable(),
  numbers: z.array(z.string()),
  notes: z.array(CitizenNote),
  changes: z.array(CitizenChange),
  /** Which of the history is theirs. */
  ticketCodes: z.array(z.string()),
  callIds: z.array(CallId),
})
export type Citizen = z.infer<typeof Citizen>

/** What is known of whoever calls: several people may use one number. What bears nobody's name is nobody's. */
export const CitizenCard = z.object({
  citizens: z.array(Citizen),
  /** Who calls: chosen by an operator, or the only one known. */
  callerId: Id.nullable(),
  history: CallerHistory,
  ratings: z.array(z.object({ callId: CallId, rating: z.number().int().min(1).max(5), at: Moment })),
  mayChange: z.boolean(),
})
export type CitizenCard = z.infer<typeof CitizenCard>

/** Done with the card of one call in sight; the answer is the card as it is then. */
export const CitizenDeed = z.discriminatedUnion('deed', [
  z.object({ deed: z.literal('choose'), citizenId: Id }),
  z.object({ deed: z.literal('add'), name: Name }),
  z.object({ deed: z.literal('describe'), citizenId: Id, name: Name, language: Language.nullable() }),
  z.object({ deed: z.literal('note'), citizenId: Id, text: z.string().trim().min(1).max(2000) }),
  z.object({ deed: z.literal('merge'), citizenId: Id, intoId: Id, why: Why }),
  z.object({ deed: z.literal('split'), citizenId: Id, name: Name, ticketCodes: z.array(z.string().max(20)).max(50), why: Why }),
  z.object({ deed: z.literal('undo'), changeId: Id }),
])
export type CitizenDeed = z.infer<typeof CitizenDeed>
export const DoCitizenDeed = CallerQuery.extend({ deed: CitizenDeed })
export type DoCitizenDeed = z.infer<typeof DoCitizenDeed>

/** Somebody who calls without their number: by another number, a ticket's code or the whole name. */
export const FindCitizens = z
  .object({ callId: CallId, number: z.preprocess(blankToNull, CitizenNumber.nullable()).default(null), ticketCode: z.preprocess(blankToNull, z.string().max(20).nullable()).default(null), name: z.preprocess(blankToNull, Name.nullable()).default(null) })
  .refine(({ number, ticketCode, name }) => number !== null || ticketCode !== null || name !== null)
export type FindCitizens = z.infer<typeof FindCitizens>

export const FoundCitizen = z.object({ id: Id, name: z.string().nullable(), numbers: z.array(z.string()), tickets: z.number().int().nonnegative() })
export type FoundCitizen = z.infer<typeof FoundCitizen>
