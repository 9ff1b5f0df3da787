import { z } from 'zod'
import { CallId, LocalName, Moment, QueueName } from './words.js'

const Code = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

/** What came of a talk, in one word of a queue's list. */
export const Disposition = z.object({ code: Code, name: LocalName, /** False: offered no more. */ active: z.boolean() })
export type Disposition = z.infer<typeof Disposition>

export const QueueDispositions = z.object({
  queue: QueueName,
  /** The wrap-up is not finished without one; a wrap-up that runs out leaves it as open work. */
  required: z.boolean(),
  /** In the order of their number keys. */
  dispositions: z.array(Disposition),
  changed: z.object({ at: Moment, by: z.string() }).nullable(),
})
export type QueueDispositions = z.infer<typeof QueueDispositions>

const Name = z.string().trim().min(1).max(60)
export const SaveQueueDispositions = z
  .object({
    required: z.boolean(),
    dispositions: z
      .array(Disposition.extend({ name: z.object({ vi: Name, en: Name }) }))
      .max(30)
      .refine((rows) => new Set(rows.map(({ code }) => code)).size === rows.length, 'have the same code twice'),
  })
  .refine(({ required, dispositions }) => !required || dispositions.some(({ active }) => active), 'required, so one must be there to choose')
export type SaveQueueDispositions = z.infer<typeof SaveQueueDispositions>

/** What came of one call. */
export const CallDisposition = z.object({ code: z.string(), name: LocalName, by: z.string(), at: Moment })
export type CallDisposition = z.infer<typeof CallDisposition>

export const SetDisposition = z.object({ code: Code })
export type SetDisposition = z.infer<typeof SetDisposition>

/** A talk of whoever asks, whose disposition is required and still missing. */
export const MissingDisposition = z.object({ callId: CallId, queue: QueueName, answeredAt: Moment, number: z.string().nullable() })
export type MissingDisposition = z.infer<typeof MissingDisposition>
