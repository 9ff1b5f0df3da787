import { z } from 'zod'

/** What somebody set for their own desk, on whichever machine they sit. Devices and loudness are the machine's (sound-settings.ts of the web app). */
export const DeskSettings = z.object({
  /** An offered call is answered by itself, after a moment and a beep. */
  autoAnswer: z.boolean(),
})
export type DeskSettings = z.infer<typeof DeskSettings>
