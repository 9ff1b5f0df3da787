import { z } from 'zod'
import { Moment } from './words.js'

/** Journal lines of the console: an operator has put the citizen on hold; has taken them up again, or is gone. */
export const HOLD_BEGAN = 'HOLDBEGAN'
export const HOLD_ENDED = 'HOLDENDED'

/** Channel variable on the operator's leg while it holds: when that began, as {@link holdMomentText} writes it. Read by the dialplan at a hang-up. */
export const HELD_SINCE = 'HELD_SINCE'

/** A moment of a hold, epoch milliseconds. Not `sure`: nobody watched, and it was so at the latest then. */
export interface HoldMoment {
  at: number
  sure: boolean
}

/** As journal lines and the channel variable have it: `1764202500123`, `~1764202500123` where it is not sure. */
export const holdMomentText = ({ at, sure }: HoldMoment): string => `${sure ? '' : '~'}${at}`

/** Null for anything else. */
export function holdMomentOf(text: string | undefined): HoldMoment | null {
  const [, mark, at] = /^(~?)(\d{13})$/.exec(text ?? '') ?? []
  return at === undefined ? null : { at: Number(at), sure: mark === '' }
}

/** A time in which the citizen heard music. */
export const CallHold = z.object({
  from: Moment,
  /** Null: goes on, or its end was never told. */
  to: Moment.nullable(),
  /** False: its beginning or its end was not watched. */
  sure: z.boolean(),
})
export type CallHold = z.infer<typeof CallHold>
