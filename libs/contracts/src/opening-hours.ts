import { z } from 'zod'
import { LocalName, Moment } from './words.js'

const Span = z.object({ from: z.string(), to: z.string() })

/** Opening hours as they travel; `libs/opening-hours` says what they must be. */
export const OpeningHoursShape = z.object({
  zone: z.string(),
  /** By ISO weekday, `1` = Monday. */
  weekly: z.record(z.string(), z.array(Span)),
  holidays: z.looseObject({ closed: z.boolean() }),
  closures: z.array(z.object({ from: z.string(), to: z.string(), name: LocalName })),
  madeUpDays: z.array(z.object({ date: z.string(), spans: z.array(Span) })),
})
export type OpeningHoursShape = z.infer<typeof OpeningHoursShape>

export const OpeningHoursCode = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const Title = z.object({ vi: z.string().trim().min(1).max(120), en: z.string().trim().min(1).max(120) })

export const NamedOpeningHours = z.object({
  id: z.number().int().positive(),
  /** What a flow calls it. */
  code: OpeningHoursCode,
  title: Title,
  definition: OpeningHoursShape,
  revision: z.number().int(),
  changedAt: Moment,
  changedBy: z.string(),
})
export type NamedOpeningHours = z.infer<typeof NamedOpeningHours>

/** `revision`: the one that was changed, so that two people notice each other; null for new hours. `deadlines`: those that stand. */
export const SaveOpeningHours = z.object({ title: Title, definition: z.unknown(), revision: z.number().int().nullable(), deadlines: z.enum(['leave', 'move']).default('leave') })
export type SaveOpeningHours = z.infer<typeof SaveOpeningHours>

/** One day of a preview. */
export const OpenDay = z.object({ date: z.iso.date(), holiday: LocalName.nullable(), open: z.array(Span) })
export type OpenDay = z.infer<typeof OpenDay>

/** Which hours would be changed to what. */
export const AskHoursEffect = z.object({ code: OpeningHoursCode, definition: z.unknown(), page: z.number().int().min(1).default(1) })
export type AskHoursEffect = z.infer<typeof AskHoursEffect>

/** What a change of opening hours would make of the deadlines that stand, the nearest first. */
export const HoursEffect = z.object({
  /** Open tickets of departments with these hours. */
  open: z.number().int(),
  moved: z.number().int(),
  page: z.number().int(),
  pageSize: z.number().int(),
  items: z.array(z.object({ code: z.string(), department: LocalName, from: Moment, to: Moment })),
})
export type HoursEffect = z.infer<typeof HoursEffect>
