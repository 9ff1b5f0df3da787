import { z } from 'zod'

/**
 * What a citizen turned to the city for. `voicemail`: a message that nobody has heard yet; `call-back`: they only want to be called.
 * A `complaint` is about an official and is seen by named people only.
 */
export const TICKET_KINDS = ['information', 'problem', 'complaint', 'proposal', 'dossier', 'voicemail', 'call-back'] as const
export const TicketKind = z.enum(TICKET_KINDS)
export type TicketKind = z.infer<typeof TicketKind>

/** What a person may write; a voicemail makes itself. */
export const WRITTEN_KINDS = TICKET_KINDS.filter((kind) => kind !== 'voicemail')

export const URGENCIES = ['normal', 'urgent'] as const
export const Urgency = z.enum(URGENCIES)
export type Urgency = z.infer<typeof Urgency>

/** 1: answered by the operator at once; 2: one department; 3: leaders, or several departments. */
export const TICKET_LEVELS = [1, 2, 3] as const
export const TicketLevel = z.literal(TICKET_LEVELS)
export type TicketLevel = z.infer<typeof TicketLevel>
