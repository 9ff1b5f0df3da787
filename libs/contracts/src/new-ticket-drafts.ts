import { z } from 'zod'
import { CallId, Moment } from './words.js'

/** Where a ticket comes from that is being written; also names its draft. */
export const TicketOrigin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('call'), callId: CallId, number: z.string().max(40).nullable() }),
  z.object({ kind: z.literal('voicemail'), voicemailId: z.number().int().positive(), callId: CallId, number: z.string().max(40).nullable() }),
])
export type TicketOrigin = z.infer<typeof TicketOrigin>

/** What was typed so far; the form knows its fields. The request id is the future ticket's. */
export const NewTicketDraft = z.object({
  origin: TicketOrigin,
  draft: z.looseObject({ requestId: z.uuid() }).refine((draft) => JSON.stringify(draft).length <= 30_000),
  /** When it was typed, by the browser's clock. */
  writtenAt: Moment,
})
export type NewTicketDraft = z.infer<typeof NewTicketDraft>

export const DropTicketDraft = z.object({ origin: TicketOrigin })
export type DropTicketDraft = z.infer<typeof DropTicketDraft>
