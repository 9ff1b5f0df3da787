import { z } from 'zod'
import { TicketKind } from './kinds.js'
import { Moment } from './words.js'

/** A JSON Schema as it travels; `libs/ticket-form` says which may be a form. */
export const FormSchemaShape = z.record(z.string(), z.unknown())
export type FormSchemaShape = z.infer<typeof FormSchemaShape>

/** What was filled in; `libs/ticket-form` says what fits which form. */
export const FormValues = z.record(z.string().max(40), z.union([z.string().max(5000), z.number(), z.boolean()]).nullable())
export type FormValues = z.infer<typeof FormValues>

/** The field that is the ticket's own place, and stands in its row. */
export const PLACE_FIELD = 'place'

export const TicketForm = z.object({
  kind: TicketKind,
  /** From 1; a ticket keeps the one that it was written with. */
  version: z.number().int().positive(),
  schema: FormSchemaShape,
  publishedAt: Moment,
  publishedBy: z.string(),
})
export type TicketForm = z.infer<typeof TicketForm>

/** `basedOn`: the version that was changed, so that two people notice each other. */
export const PublishTicketForm = z.object({ basedOn: z.number().int().positive(), schema: z.unknown() })
export type PublishTicketForm = z.infer<typeof PublishTicketForm>
