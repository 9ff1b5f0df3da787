import { z } from 'zod'
import { Moment } from './words.js'

export const ATTACHMENT_KINDS = ['photo', 'document', 'sound'] as const
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number]

/** What a file may be, by its content, and how its name may end then; the first ending is the usual one. */
export const ATTACHMENT_TYPES = {
  'image/jpeg': { kind: 'photo', endings: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  'image/png': { kind: 'photo', endings: ['png'] },
  'image/webp': { kind: 'photo', endings: ['webp'] },
  'application/pdf': { kind: 'document', endings: ['pdf'] },
  'audio/wav': { kind: 'sound', endings: ['wav'] },
  'audio/mpeg': { kind: 'sound', endings: ['mp3'] },
  'audio/ogg': { kind: 'sound', endings: ['ogg', 'oga', 'opus'] },
} as const satisfies Record<string, { kind: AttachmentKind; endings: readonly [string, ...string[]] }>
export type AttachmentType = keyof typeof ATTACHMENT_TYPES
export const AttachmentType = z.enum(Object.keys(ATTACHMENT_TYPES) as [AttachmentType, ...AttachmentType[]])

const MB = 1024 * 1024
/** Most bytes of one file. */
export type SizeLimits = Partial<Record<AttachmentKind, number>>
export const STAFF_LIMITS = { photo: 15 * MB, document: 20 * MB, sound: 25 * MB } as const satisfies SizeLimits
/** On the public page; a kind that is not named is not taken. */
export const CITIZEN_LIMITS = { photo: 10 * MB, document: 10 * MB } as const satisfies SizeLimits
/** Files of one ticket; of those the citizen's, and how many a citizen sends at once. */
export const MOST_ATTACHMENTS = 30
export const MOST_OF_CITIZEN = 9
export const MOST_AT_ONCE = 3

export const ATTACHMENT_SENDERS = ['officer', 'operator', 'citizen'] as const
export type AttachmentSender = (typeof ATTACHMENT_SENDERS)[number]

/** Deeds that a photo or a PDF for the citizen may be asked for. */
export const PROVED_DEEDS = ['answered', 'time-asked'] as const
export type ProvedDeed = (typeof PROVED_DEEDS)[number]

export const Attachment = z.object({
  id: z.number().int().positive(),
  name: z.string(),
  type: AttachmentType,
  kind: z.enum(ATTACHMENT_KINDS),
  /** Bytes of the file as it was sent. */
  size: z.number().int(),
  sender: z.enum(ATTACHMENT_SENDERS),
  /** Null: the citizen. */
  by: z.string().nullable(),
  at: Moment,
  /** The citizen sees it on the page where the ticket is followed, with the answer or the progress report. */
  isPublic: z.boolean(),
  /** Pixels, as it is shown. */
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  /** What the camera wrote into a photo: when, and where. It is in no copy that leaves the house. */
  takenAt: Moment.nullable(),
  place: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
  /** Whether whoever asked may show, hide or remove it. */
  mayChange: z.boolean(),
})
export type Attachment = z.infer<typeof Attachment>

export const TicketAttachments = z.object({
  /** The oldest first. */
  items: z.array(Attachment),
  mayAdd: z.boolean(),
  /** Deeds that are refused until the department adds a photo or a PDF for the citizen. */
  proofMissingFor: z.array(z.enum(PROVED_DEEDS)),
})
export type TicketAttachments = z.infer<typeof TicketAttachments>

/** Goes with the bytes of a file, which are the body of the request. */
export const NewAttachment = z.object({
  name: z.string().max(500),
  isPublic: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
})
export type NewAttachment = z.infer<typeof NewAttachment>

export const ChangeAttachment = z.object({ isPublic: z.boolean() })
export type ChangeAttachment = z.infer<typeof ChangeAttachment>
