import { z } from 'zod'
import { LocalName, Moment } from './words.js'

/** Colours that are readable in light and dark. */
export const PAUSE_COLOURS = ['yellow', 'orange', 'grape', 'indigo', 'cyan', 'lime', 'gray'] as const
export const PauseColour = z.enum(PAUSE_COLOURS)
export type PauseColour = z.infer<typeof PauseColour>

/** What the system itself pauses somebody for; no operator may choose it. */
export const SYSTEM_PAUSES = ['wrap-up', 'missed-offer', 'auto-pause', 'broken-off', 'sound-lost'] as const

/** The word by which Asterisk knows a reason. */
export const PauseReason = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/)
  .refine((code) => !(SYSTEM_PAUSES as readonly string[]).includes(code), 'is the name of a pause that the system sets')
export type PauseReason = z.infer<typeof PauseReason>

/** A reason for which an operator may pause, as an administrator made it. */
export const PauseReasonRow = z.object({
  code: PauseReason,
  name: LocalName,
  /** After so many minutes the pause is too long; null: as long as it takes. */
  limitMinutes: z.number().int().min(1).max(600).nullable(),
  colour: PauseColour,
  /** False: it is shown where it was used, and offered no more. */
  active: z.boolean(),
})
export type PauseReasonRow = z.infer<typeof PauseReasonRow>

export const PauseReasons = z.object({
  reasons: z.array(PauseReasonRow),
  changed: z.object({ at: Moment, by: z.string() }).nullable(),
})
export type PauseReasons = z.infer<typeof PauseReasons>

const Name = z.string().trim().min(1).max(60)

/** All reasons, in the order of the menu. */
export const SavePauseReasons = z.object({
  reasons: z
    .array(PauseReasonRow.extend({ name: z.object({ vi: Name, en: Name }) }))
    .min(1)
    .max(30)
    .refine((reasons) => new Set(reasons.map(({ code }) => code)).size === reasons.length, 'have the same code twice')
    .refine((reasons) => reasons.some(({ active }) => active), 'must have one that may be chosen'),
})
export type SavePauseReasons = z.infer<typeof SavePauseReasons>
