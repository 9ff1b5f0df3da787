import { z } from 'zod'
import { CallId, Moment, QueueName } from './words.js'

/** To one colleague, to the shift (everybody answers there), or to everybody from a supervisor; `help` is an operator's call for help. */
export const CHAT_KINDS = ['person', 'shift', 'everybody', 'help'] as const
export const ChatKind = z.enum(CHAT_KINDS)
export type ChatKind = z.infer<typeof ChatKind>

export const ChatMessage = z.object({
  id: z.number().int().positive(),
  kind: ChatKind,
  from: z.object({ id: z.number().int().positive(), displayName: z.string() }),
  text: z.string(),
  sentAt: Moment,
})
export type ChatMessage = z.infer<typeof ChatMessage>

/** Calls for help that nobody has come to yet. */
export const HelpCall = z.object({
  id: z.number().int().positive(),
  operator: z.object({ id: z.number().int().positive(), displayName: z.string() }),
  callId: CallId.nullable(),
  queue: QueueName.nullable(),
  text: z.string(),
  at: Moment,
  taken: z.object({ by: z.string(), at: Moment }).nullable(),
})
export type HelpCall = z.infer<typeof HelpCall>

/** `GET /api/chat`: with whom, and how much of it was not read yet. */
export const ChatOverview = z.object({
  people: z.array(z.object({ id: z.number().int().positive(), displayName: z.string(), role: z.string(), unread: z.number().int().nonnegative(), last: Moment.nullable() })),
  shift: z.object({ unread: z.number().int().nonnegative() }),
  everybody: z.object({ unread: z.number().int().nonnegative(), last: ChatMessage.nullable() }),
  /** For supervisors all that are open; for an operator the own one of the last minutes. */
  help: z.array(HelpCall),
  keptDays: z.number().int().positive(),
})
export type ChatOverview = z.infer<typeof ChatOverview>

/** Which conversation: `shift`, `everybody`, or a colleague's user id. */
export const ChatWith = z.union([z.literal('shift'), z.literal('everybody'), z.coerce.number().int().positive()])
export type ChatWith = z.infer<typeof ChatWith>

/** `requestId`: the same message sent again is one message. */
export const SendChat = z.object({ to: ChatWith, text: z.string().trim().min(1).max(2_000), requestId: z.uuid() })
export type SendChat = z.infer<typeof SendChat>

export const ReadChat = z.object({ with: ChatWith, upTo: z.number().int().nonnegative() })
export type ReadChat = z.infer<typeof ReadChat>

export const CallForHelp = z.object({ callId: CallId.nullable(), queue: QueueName.nullable(), text: z.string().trim().max(300) })
export type CallForHelp = z.infer<typeof CallForHelp>
