import { z } from 'zod'
import { Role } from './roles.js'
import { LocalName, Moment } from './words.js'

/** Somebody who may see complaints about officials. */
export const ComplaintViewer = z.object({ userId: z.number().int().positive(), addedAt: Moment, addedBy: z.string() })
export type ComplaintViewer = z.infer<typeof ComplaintViewer>

export const ComplaintViewers = z.object({
  viewers: z.array(ComplaintViewer),
  /** Everybody who could be one. */
  people: z.array(z.object({ userId: z.number().int().positive(), displayName: z.string(), role: Role, department: LocalName.nullable() })),
})
export type ComplaintViewers = z.infer<typeof ComplaintViewers>

/** Somebody must see them: never nobody. */
export const SaveComplaintViewers = z.object({ userIds: z.array(z.number().int().positive()).min(1).max(200) })
export type SaveComplaintViewers = z.infer<typeof SaveComplaintViewers>

/** What whoever took a complaint, and may not see it, is told: that it was taken. */
export const TicketReceipt = z.object({ code: z.string().regex(/^\d{9}$/), receipt: z.literal(true) })
export type TicketReceipt = z.infer<typeof TicketReceipt>
