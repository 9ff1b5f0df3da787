import { z } from 'zod'
import { Moment } from './words.js'

/** How a talk sounded at its operator's browser in the seconds before a moment. */
export const CallSoundFigures = z.object({
  at: Moment,
  jitterMs: z.number().int().min(0).max(60_000),
  lossPercent: z.number().min(0).max(100),
  /** Null: the browser has not measured it. */
  roundTripMs: z.number().int().min(0).max(60_000).nullable(),
})
export type CallSoundFigures = z.infer<typeof CallSoundFigures>

/** Told again as often as the browser likes: a moment is kept once. */
export const TellCallSound = z.object({ figures: z.array(CallSoundFigures).min(1).max(200) })
export type TellCallSound = z.infer<typeof TellCallSound>

export const CallSound = z.object({ figures: z.array(CallSoundFigures) })
export type CallSound = z.infer<typeof CallSound>
