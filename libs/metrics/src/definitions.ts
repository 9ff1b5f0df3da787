import type { CallOutcome } from '@app/contracts'

/** What the figures need of a call. */
export interface CallFigures {
  arrivedAt: Date
  enteredQueueAt: Date | null
  /** The last queue let it go unserved. */
  leftQueueAt: Date | null
  answered: boolean
  waitSeconds: number | null
  talkSeconds: number | null
  /** Of the talk, with the citizen on hold; null: not known. */
  holdSeconds: number | null
  endedAt: Date | null
  outcome: CallOutcome | null
}

/** Where a call stands in the figures: its outcome, or for one that goes on what is certain already. */
export type Standing = CallOutcome | 'in-flow' | 'waiting'

/**
 * A talk counts as answered from its first second; a caller whom the queue gave back is overflowed until a message is left.
 * So the ledger holds at every moment, not only at midnight.
 */
export function standingOf(call: CallFigures): Standing {
  if (call.outcome) return call.outcome
  if (call.answered) return 'answered'
  if (call.enteredQueueAt === null) return 'in-flow'
  return call.leftQueueAt === null ? 'waiting' : 'overflowed'
}

/** How many calls stand where. `offered` is counted for itself, so that {@link ledgerHolds} is a check and not a tautology. */
export interface Ledger {
  arrived: number
  /** Calls that entered a queue; a call that a flow answered by itself is self-served, not offered. */
  offered: number
  selfServed: number
  answered: number
  /** Hung up in the queue, short abandons not among them. */
  abandoned: number
  /** Hung up in the queue before 5 s (setting); in neither numerator nor denominator. */
  shortAbandoned: number
  /** Left with the promise of a call-back. */
  calledBack: number
  voicemail: number
  /** The queue gave the caller back, and no message was left. */
  overflowed: number
  /** In a queue or ringing now. */
  waiting: number
}

export function countLedger(calls: readonly CallFigures[]): Ledger {
  const ledger: Ledger = { arrived: calls.length, offered: 0, selfServed: 0, answered: 0, abandoned: 0, shortAbandoned: 0, calledBack: 0, voicemail: 0, overflowed: 0, waiting: 0 }
  for (const call of calls) {
    const standing = standingOf(call)
    if (wasOffered(call)) ledger.offered++
    switch (standing) {
      case 'answered':
      case 'abandoned':
      case 'voicemail':
      case 'overflowed':
      case 'waiting':
        ledger[standing]++
        break
      case 'short-abandoned':
        ledger.shortAbandoned++
        break
      case 'called-back':
        ledger.calledBack++
        break
      case 'self-served':
        ledger.selfServed++
        break
      case 'in-flow':
        break
      // A call of ours; whoever counts leaves them out.
      case 'unreached':
        break
      default:
        standing satisfies never
    }
  }
  return ledger
}

/** A call whose journal begins after it entered the queue shows by what became of it that it was there. */
export const wasOffered = (call: CallFigures): boolean => call.enteredQueueAt !== null || call.answered || (call.outcome !== null && call.outcome !== 'self-served' && call.outcome !== 'unreached')

/** offered = answered + abandoned + short abandons + called back + voicemail + overflowed + waiting. */
export const ledgerHolds = (l: Ledger): boolean => l.offered === l.answered + l.abandoned + l.shortAbandoned + l.calledBack + l.voicemail + l.overflowed + l.waiting

/**
 * Answered within T ÷ (offered − short abandons), T in seconds. Calls that still wait are undecided and left out; at the end of
 * a day there are none. Null without any call to judge.
 */
export function serviceLevel(calls: readonly CallFigures[], seconds: number): number | null {
  const inTime = calls.filter((call) => standingOf(call) === 'answered' && call.waitSeconds !== null && call.waitSeconds <= seconds).length
  return ratio(inTime, decidedCalls(countLedger(calls)))
}

/** Abandoned ÷ (offered − short abandons), calls that still wait left out; null without any call to judge. */
export const abandonRate = (ledger: Ledger): number | null => ratio(ledger.abandoned, decidedCalls(ledger))

/** Offered calls whose end is known, short abandons left out: what service level and abandon rate judge. */
export const decidedCalls = (ledger: Ledger): number => ledger.offered - ledger.shortAbandoned - ledger.waiting

/** ASA: mean wait of answered calls, in seconds. */
export const averageSpeedOfAnswer = (calls: readonly CallFigures[]): number | null => meanOf(calls, (call) => call.waitSeconds)

/**
 * The parts of AHT (talk, of it hold, + wrap-up) that the journal tells: the mean talk, hold within it, and the mean hold, in seconds, of
 * answered calls that have ended and of which it is known.
 */
export const averageHandlingParts = (calls: readonly CallFigures[]): { talk: number | null; hold: number | null } => ({
  talk: meanOf(calls, (call) => (call.endedAt === null ? null : call.talkSeconds)),
  hold: meanOf(calls, (call) => (call.endedAt === null ? null : call.holdSeconds)),
})

function meanOf(calls: readonly CallFigures[], of: (call: CallFigures) => number | null): number | null {
  const values = calls.filter((call) => standingOf(call) === 'answered').flatMap((call) => of(call) ?? [])
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Null without anything to judge. */
export const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
