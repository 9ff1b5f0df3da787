import { z } from 'zod'
import { TicketState } from './tickets.js'
import { LocalName, Moment } from './words.js'

/** Who must look: one person, a department's people, its heads, or the supervisors and managers. */
export const WARNED = ['person', 'department', 'heads', 'leads'] as const
export type Warned = (typeof WARNED)[number]

/** A ticket whose time runs out, for somebody who must look. */
export const TicketWarning = z.object({
  id: z.number().int().positive(),
  /** How much of its time was gone, in percent. */
  percent: z.number().int(),
  at: Moment,
  warned: z.enum(WARNED),
  /** Of the department that is warned. */
  warnedDepartment: LocalName.nullable(),
  code: z.string(),
  state: TicketState,
  category: LocalName,
  department: LocalName,
  /** Null for one that whoever asks may not read. */
  description: z.string().nullable(),
  deadlineAt: Moment,
  seenAt: Moment.nullable(),
  seenBy: z.string().nullable(),
  handledAt: Moment.nullable(),
  handledBy: z.string().nullable(),
})
export type TicketWarning = z.infer<typeof TicketWarning>

export const TicketWarningQuery = z.object({ handled: z.enum(['yes', 'no']).default('no'), page: z.coerce.number().int().min(1).default(1) })
export type TicketWarningQuery = z.infer<typeof TicketWarningQuery>
