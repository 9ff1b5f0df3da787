import type { OutgoingTrouble } from '@app/contracts'
import { whenAwake, type WakingHours } from '../messages/sending-course.js'

/** What the course of a spoken message depends on. */
export interface OutgoingCourse {
  state: 'waiting' | 'calling' | 'sent' | 'given-up'
  placedCallId: string | null
  placements: number
  attempts: number
  /** While it is called: when the call is taken for lost. */
  nextTryAt: Date | null
  sentAt: Date | null
  trouble: string | null
}

export type OutgoingEvent =
  | { kind: 'placed'; callId: string }
  /** The telephone rang, or could not. `result`: Asterisk's DIALSTATUS. */
  | { kind: 'tried'; callId: string; result: string }
  /** Somebody answered. `listened`: milliseconds after the key; null: no key. */
  | { kind: 'told'; callId: string; listened: number | null }
  /** The call is over, whatever of it was told. */
  | { kind: 'ended'; callId: string }

export interface OutgoingSettings extends WakingHours {
  /** Calls until an operator has to; the line's own trouble is not counted. */
  attempts: number
  /** Between two calls. */
  retryMinutes: number
}

/** Who hung up in the first half has not heard the answer. */
const HEARD_SHARE = 0.5
/** However often a restart cuts it off, it does not go on for ever. */
const MOST_PLACEMENTS = 20
/** No call is so long; told of by nobody, it was lost with the journal. */
const LONGEST_CALL_MS = 30 * 60_000
/** The word of how it went may come just after the end. */
const WORD_COMES_MS = 10_000
/** Nobody was disturbed: the line was busy with ourselves. */
const NOT_COUNTED: ReadonlySet<string> = new Set<OutgoingTrouble>(['CONGESTION', 'CANCEL', 'CUT-OFF'])
/** Shares of the time between two calls: a talk is soon over, a telephone that is switched off is so for long. */
const WAITS: Readonly<Record<string, number>> = { BUSY: 1 / 3, 'CUT-SHORT': 1 / 3, CONGESTION: 1 / 3, CHANUNAVAIL: 2, 'NO-KEY': 2 } satisfies Partial<Record<OutgoingTrouble, number>>

/**
 * What an event makes of a message that is spoken. Total: what has no meaning in its state changes nothing, and the same event twice is one.
 * @param soundMs length of what is spoken
 */
export function follow(course: OutgoingCourse, event: OutgoingEvent, now: Date, settings: OutgoingSettings, soundMs: number): OutgoingCourse {
  if (event.kind === 'placed')
    return course.state === 'waiting' && course.placedCallId !== event.callId
      ? { ...course, state: 'calling', placedCallId: event.callId, placements: course.placements + 1, nextTryAt: new Date(now.getTime() + LONGEST_CALL_MS) }
      : course
  if (course.placedCallId !== event.callId) return course
  switch (event.kind) {
    case 'tried':
      return course.state === 'calling' && event.result !== 'ANSWER' ? failed(course, event.result, now, settings) : course
    case 'told':
      // It may come after the end of the call was told.
      if (course.state !== 'calling' && !(course.state === 'waiting' && course.trouble === ('CUT-OFF' satisfies OutgoingTrouble))) return course
      if (event.listened === null) return failed(course, 'NO-KEY', now, settings)
      return event.listened >= soundMs * HEARD_SHARE ? { ...course, state: 'sent', sentAt: now, nextTryAt: null, attempts: course.attempts + 1, trouble: null } : failed(course, 'CUT-SHORT', now, settings)
    case 'ended':
      return course.state === 'calling' ? failed(course, 'CUT-OFF', now, settings) : course
    default:
      return event satisfies never
  }
}

function failed(course: OutgoingCourse, trouble: string, now: Date, settings: OutgoingSettings): OutgoingCourse {
  const attempts = course.attempts + (NOT_COUNTED.has(trouble) ? 0 : 1)
  if (attempts >= settings.attempts || course.placements >= MOST_PLACEMENTS) return { ...course, state: 'given-up', attempts, trouble, nextTryAt: null }
  const waitMs = trouble === 'CUT-OFF' ? WORD_COMES_MS : settings.retryMinutes * 60_000 * (WAITS[trouble] ?? 1)
  return { ...course, state: 'waiting', attempts, trouble, nextTryAt: whenAwake(new Date(now.getTime() + waitMs), settings) }
}
