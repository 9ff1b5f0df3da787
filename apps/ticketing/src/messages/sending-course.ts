import type { TellBy } from '@app/contracts'
import { DateTime } from 'luxon'
import { ZONE } from '../settings.js'

/** Times of day between which a person may be disturbed, like `07:00`. */
export interface WakingHours {
  CALL_BACK_FROM: string
  CALL_BACK_UNTIL: string
}

/** Minutes until the next attempt, by the attempts that failed; after the last one it is given up. */
const RETRY_MINUTES = [1, 5, 15, 60, 240, 720]

/** When a message may go first: a mail at once, an SMS or a call not in the night. */
export function firstTry(channel: TellBy, at: Date, waking: WakingHours): Date {
  return channel === 'email' ? at : whenAwake(at, waking)
}

/** @param attempts that failed so far, the last one included @returns null: given up */
export function nextTry(channel: TellBy, attempts: number, at: Date, waking: WakingHours): Date | null {
  const minutes = RETRY_MINUTES[attempts - 1]
  return minutes === undefined ? null : firstTry(channel, new Date(at.getTime() + minutes * 60_000), waking)
}

/** As much as is kept of it, in the words of the other side. */
const LONGEST_TROUBLE = 300

/** Why an attempt failed, as it is stored with what was to be sent. */
export const sendingTrouble = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, LONGEST_TROUBLE)

/** `at`, or the next moment at which people are awake. */
export function whenAwake(at: Date, { CALL_BACK_FROM: from, CALL_BACK_UNTIL: until }: WakingHours): Date {
  const local = DateTime.fromJSDate(at, { zone: ZONE })
  const clock = local.toFormat('HH:mm')
  if (from <= clock && clock < until) return at
  const [hour = 0, minute = 0] = from.split(':').map(Number)
  const today = local.startOf('day').set({ hour, minute })
  return (clock < from ? today : today.plus({ days: 1 })).toJSDate()
}
