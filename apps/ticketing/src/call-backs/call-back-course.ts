import type { CallBackState } from '@app/contracts'

/** What a promise's course depends on. */
export interface CallBackCourse {
  state: CallBackState
  placedCallId: string | null
  placements: number
  attempts: number
  lastResult: string | null
  nextAt: Date | null
  closedAt: Date | null
}

export type CallBackEvent =
  /** It entered the queue. */
  | { kind: 'placed'; callId: string }
  /** An operator's turn came, the citizen was dialled. `result`: Asterisk's DIALSTATUS. */
  | { kind: 'tried'; callId: string; result: string }
  /** The call by which it was in the queue is over. */
  | { kind: 'ended'; callId: string }
  /** The citizen was answered in another call. */
  | { kind: 'answered-otherwise' }
  | { kind: 'cancelled' }

export interface CallBackSettings {
  /** Attempts to reach the citizen, then it is given up. */
  attempts: number
  /** Between two attempts. */
  retryMinutes: number
}

/** However often a queue or a restart gives it back, it does not go on for ever. */
const MOST_PLACEMENTS = 20
/** The word of how an attempt went may come just after the end of its call. */
const WORD_COMES_MS = 10_000
/** The citizen did not refuse, and nobody's time was spent on them: the line was busy with ourselves, or an operator hung up early. */
const NOT_COUNTED = new Set(['CANCEL', 'CONGESTION', 'CHANUNAVAIL'])

export const isOpen = ({ state }: Pick<CallBackCourse, 'state'>): boolean => state === 'waiting' || state === 'in-queue'

/**
 * What an event makes of a promise. Total: what has no meaning in its state changes nothing. The course is told by a journal that repeats itself
 * after a restart, so the same event twice is one.
 */
export function follow(course: CallBackCourse, event: CallBackEvent, now: Date, settings: CallBackSettings): CallBackCourse {
  switch (event.kind) {
    case 'placed':
      return course.state === 'waiting' ? { ...course, state: 'in-queue', placedCallId: event.callId, placements: course.placements + 1, nextAt: null } : course
    case 'tried':
      return isOpen(course) && course.placedCallId === event.callId ? tried({ ...course, lastResult: event.result }, now, settings) : course
    case 'ended':
      return course.state === 'in-queue' && course.placedCallId === event.callId ? again(course, new Date(now.getTime() + WORD_COMES_MS), now) : course
    case 'answered-otherwise':
    case 'cancelled':
      return isOpen(course) ? closed(course, event.kind, now) : course
    default:
      return event satisfies never
  }
}

function tried(course: CallBackCourse, now: Date, { attempts, retryMinutes }: CallBackSettings): CallBackCourse {
  if (course.lastResult === 'ANSWER') return closed(course, 'reached', now)
  const counted = { ...course, placedCallId: null, attempts: course.attempts + (NOT_COUNTED.has(course.lastResult ?? '') ? 0 : 1) }
  return counted.attempts >= attempts ? closed(counted, 'unreached', now) : again(counted, new Date(now.getTime() + retryMinutes * 60_000), now)
}

function again(course: CallBackCourse, nextAt: Date, now: Date): CallBackCourse {
  return course.placements >= MOST_PLACEMENTS ? closed(course, 'unreached', now) : { ...course, state: 'waiting', nextAt }
}

const closed = (course: CallBackCourse, state: CallBackState, now: Date): CallBackCourse => ({ ...course, state, nextAt: null, closedAt: now })
