import type { CallOutcome, CallSource, Language } from '@app/contracts'
import { heldSeconds, withHold, type Hold } from './holds.js'
import type { JournalEntry } from './journal-entry.js'

/** A call as far as the journal has told it. Moments are epoch seconds. */
export interface JournalCall {
  id: string
  number: string | null
  dialled: string
  source: CallSource
  language: Language
  flowPath: string[]
  arrivedAt: number
  /** The last queue it was sent to. */
  queue: string | null
  /** First time it was sent to a queue; the wait counts from here, through every further queue. */
  enteredQueueAt: number | null
  /** When the last queue let it go unserved. */
  leftQueueAt: number | null
  leftQueueHow: 'abandoned' | 'given-back' | null
  answered: boolean
  /** Null also when it was answered before the journal begins. */
  answeredAt: number | null
  operatorId: number | null
  /** Rings at an operator, the answered one too. */
  offers: number
  waitSeconds: number | null
  /** As app_queue measured it. */
  measuredTalk: number | null
  talkSeconds: number | null
  /** Null: of a time in which the journal did not tell of them. */
  holds: Hold[] | null
  /** Of the talk; null also where not every hold was watched. */
  holdSeconds: number | null
  recording: string | null
  voicemail: { file: string; seconds: number; at: number; queue: string | null } | null
  endedAt: number | null
  hangupCause: string | null
  endedWhere: string | null
  /** Null while the call goes on; exactly one for an ended call. */
  outcome: CallOutcome | null
  /** Stream id of the last entry folded in. */
  lastFactId: string
}

export interface FoldSettings {
  /** A hang-up in the queue before so many seconds is a short abandon. */
  shortAbandonSeconds: number
}

/** Hang-up cause of a call that Asterisk's restart ended: when it really ended nobody knows. */
export const RESTART = 'restart'

/**
 * Folds an entry into its call. Total and idempotent: an entry whose id is not newer than the last one folded changes nothing.
 * An entry that is about no call (`other`) or ends one that never was (`restarted` with null) gives back what it got.
 * @param id the entry's stream id, `<generation>-<offset>`
 */
export function foldCall(call: JournalCall | null, entry: JournalEntry, id: string, settings: FoldSettings): JournalCall | null {
  if (entry.kind === 'other' || (call && !isNewer(id, call.lastFactId))) return call
  if (entry.kind === 'restarted') {
    if (!call || call.endedAt !== null) return call
    // The dialplan tells of a recording when it is whole; what was recorded until the restart is on disk under its one name.
    const recording = call.answered ? (call.recording ?? `${call.id}.wav`) : call.recording
    return conclude({ ...call, recording, endedAt: entry.at, hangupCause: RESTART, lastFactId: id }, settings)
  }
  // The console tells of a hold as soon as it hears of it; what the dialplan wrote no line of is no citizen's call.
  if (entry.kind === 'held' && !call) return null
  return conclude({ ...apply(call ?? firstSeen(entry.callId, entry.at), entry), lastFactId: id }, settings)
}

/** Whether stream id `a` comes after `b`. */
export function isNewer(a: string, b: string): boolean {
  const [aMajor, aMinor] = partsOf(a)
  const [bMajor, bMinor] = partsOf(b)
  return aMajor > bMajor || (aMajor === bMajor && aMinor > bMinor)
}

function partsOf(id: string): [bigint, bigint] {
  const [major = '0', minor = '0'] = id.split('-')
  return [BigInt(major), BigInt(minor)]
}

function apply(call: JournalCall, entry: Exclude<JournalEntry, { kind: 'other' | 'restarted' }>): JournalCall {
  switch (entry.kind) {
    case 'arrived':
      return { ...call, number: entry.number, dialled: entry.dialled, source: entry.source, operatorId: entry.operatorId ?? call.operatorId, arrivedAt: Math.min(call.arrivedAt, entry.at) }
    case 'sent-to-queue':
      return { ...entered(call, entry.queue, entry.at), language: entry.language ?? call.language }
    case 'entered-queue':
      return { ...entered(call, entry.queue, entry.at), number: call.number ?? entry.number }
    case 'offer-missed':
      return { ...call, offers: call.offers + 1 }
    case 'connected':
      return {
        ...call,
        queue: entry.queue ?? call.queue,
        enteredQueueAt: call.enteredQueueAt ?? (entry.queue === null ? null : entry.at - (entry.waited ?? 0)),
        answered: true,
        answeredAt: call.answeredAt ?? entry.at,
        operatorId: entry.operatorId ?? call.operatorId,
        offers: call.offers + 1,
      }
    case 'completed': {
      const answeredAt = call.answeredAt ?? (entry.talked === null ? null : entry.at - entry.talked)
      return {
        ...call,
        queue: entry.queue ?? call.queue,
        answered: true,
        answeredAt,
        enteredQueueAt: call.enteredQueueAt ?? (answeredAt === null || entry.waited === null || entry.queue === null ? null : answeredAt - entry.waited),
        operatorId: call.operatorId ?? entry.operatorId,
        measuredTalk: entry.talked === null ? call.measuredTalk : (call.measuredTalk ?? 0) + entry.talked,
      }
    }
    case 'abandoned':
      return { ...call, queue: entry.queue, enteredQueueAt: call.enteredQueueAt ?? entry.at - (entry.waited ?? 0), ...left(call, entry.at), leftQueueHow: 'abandoned' }
    case 'given-back':
    case 'left-queue':
      return { ...call, queue: entry.queue, enteredQueueAt: call.enteredQueueAt ?? entry.at, ...left(call, entry.at), leftQueueHow: call.leftQueueHow ?? 'given-back' }
    case 'voicemail-left':
      return {
        ...call,
        queue: call.queue ?? entry.queue,
        voicemail: { file: entry.file, seconds: entry.seconds, at: entry.at, queue: entry.queue },
        enteredQueueAt: call.enteredQueueAt ?? entry.at,
      }
    case 'operator-reached':
      return { ...call, answered: true, answeredAt: call.answeredAt ?? entry.at }
    case 'recorded':
      return { ...call, recording: entry.file }
    case 'held':
      return { ...call, holds: call.holds && withHold(call.holds, entry.hold) }
    // Told of what belongs to the call without being of its course.
    case 'surveyed':
    case 'remarked':
    case 'call-back-tried':
    case 'outgoing-tried':
    case 'outgoing-told':
      return call
    case 'operator-tried':
      // The operator's own part is over; where the citizen was handed to somebody else the call goes on.
      return call.answeredAt === null ? call : { ...call, measuredTalk: (call.measuredTalk ?? 0) + Math.max(0, entry.at - (entry.since ?? call.answeredAt)) }
    case 'ended':
      return {
        ...call,
        endedAt: entry.at,
        hangupCause: entry.cause,
        endedWhere: entry.where,
        flowPath: entry.flowPath.length > 0 ? entry.flowPath : call.flowPath,
        language: entry.language ?? call.language,
        answered: call.answered || entry.where === 'talk',
      }
  }
}

/** A queue entered anew forgets how the one before let go. */
function entered(call: JournalCall, queue: string, at: number): JournalCall {
  return { ...call, queue, enteredQueueAt: Math.min(call.enteredQueueAt ?? at, at), leftQueueAt: null, leftQueueHow: null }
}

const left = (call: JournalCall, at: number) => ({ leftQueueAt: Math.min(call.leftQueueAt ?? at, at) })

/** What follows from the facts so far. Computed anew each time, so that the order in which the last lines came does not matter. */
function conclude(call: JournalCall, settings: FoldSettings): JournalCall {
  const arrivedAt = Math.min(call.arrivedAt, call.enteredQueueAt ?? call.arrivedAt)
  const lost = call.hangupCause === RESTART
  const waitEnd = call.answered ? call.answeredAt : (call.leftQueueAt ?? (lost ? null : call.endedAt))
  const waitSeconds = call.enteredQueueAt === null || waitEnd === null ? null : Math.max(0, waitEnd - call.enteredQueueAt)
  const talkUntilEnd = call.answeredAt === null || call.endedAt === null || lost ? null : Math.max(0, call.endedAt - call.answeredAt)
  const talkSeconds = call.answered ? (call.measuredTalk ?? talkUntilEnd) : null
  const concluded = { ...call, arrivedAt, waitSeconds, talkSeconds, holdSeconds: holdSecondsOf(call, talkSeconds) }
  return { ...concluded, outcome: concluded.endedAt === null ? null : outcomeOf(concluded, settings) }
}

/** Of a talk that is over never more than the talk itself, which app_queue measures in whole seconds. */
function holdSecondsOf(call: JournalCall, talkSeconds: number | null): number | null {
  if (!call.answered || call.holds === null || call.hangupCause === RESTART) return null
  const held = heldSeconds(call.holds, call.endedAt !== null)
  return held === null || call.endedAt === null || talkSeconds === null ? held : Math.min(held, talkSeconds)
}

/** The one outcome of an ended call, by the definitions of `libs/metrics`. */
export function outcomeOf(call: JournalCall, { shortAbandonSeconds }: FoldSettings): CallOutcome {
  if (call.answered) return 'answered'
  if (call.endedWhere === 'unreached') return 'unreached'
  if (call.endedWhere === 'call-back') return 'called-back'
  if (call.voicemail) return 'voicemail'
  if (call.enteredQueueAt === null && call.endedWhere !== 'queue' && call.endedWhere !== 'voicemail') return 'self-served'
  if (call.leftQueueHow === 'given-back' || (call.leftQueueHow === null && call.endedWhere === 'voicemail')) return 'overflowed'
  return call.waitSeconds !== null && call.waitSeconds < shortAbandonSeconds ? 'short-abandoned' : 'abandoned'
}

function firstSeen(id: string, at: number): JournalCall {
  return {
    id,
    number: null,
    dialled: '',
    source: 'trunk',
    language: 'vi',
    flowPath: [],
    arrivedAt: at,
    queue: null,
    enteredQueueAt: null,
    leftQueueAt: null,
    leftQueueHow: null,
    answered: false,
    answeredAt: null,
    operatorId: null,
    offers: 0,
    waitSeconds: null,
    measuredTalk: null,
    talkSeconds: null,
    holds: [],
    holdSeconds: null,
    recording: null,
    voicemail: null,
    endedAt: null,
    hangupCause: null,
    endedWhere: null,
    outcome: null,
    lastFactId: '0-0',
  }
}
