import { countLedger, standingOf, type CallFigures, type Ledger } from './definitions.js'

/** A call as roll-ups count it. */
export interface CountedCall extends CallFigures {
  id: string
  /** Null: no number, so that nobody can say who called. */
  numberKey: string | null
  queue: string | null
  offers: number
}

/** Another call of the same number within so many days is a repeat. */
export const REPEAT_DAYS = 7

/** Sums from which every figure of calls follows. Seconds are whole seconds. */
export interface CallCounts extends Ledger {
  /** Answered within T. */
  inTime: number
  waitsKnown: number
  waitSeconds: number
  talksKnown: number
  talkSeconds: number
  /** Talks of which it is known how long the citizen was on hold, and those of them with a hold. */
  holdsKnown: number
  held: number
  holdSeconds: number
  offers: number
  numbered: number
  /** After an earlier call of the number, whatever became of that. */
  again: number
  /** Answered, with a number: whether it was the last call for some days can be said. */
  resolvable: number
  /** Of these, those after which the number called again. */
  followed: number
}

export interface CountSettings {
  /** T, seconds. */
  serviceLevelSeconds: number
}

export const noCalls = (): CallCounts => ({ ...countLedger([]), inTime: 0, waitsKnown: 0, waitSeconds: 0, talksKnown: 0, talkSeconds: 0, holdsKnown: 0, held: 0, holdSeconds: 0, offers: 0, numbered: 0, again: 0, resolvable: 0, followed: 0 })

export interface Repeats {
  again: boolean
  followed: boolean
}

/**
 * Which calls are repeats, and which were followed by one. Two calls of one moment are told apart by their ids.
 * @param calls all citizens' calls of the numbers in question
 */
export function repeatsOf(calls: readonly CountedCall[]): Map<string, Repeats> {
  const repeats = new Map<string, Repeats>(calls.map(({ id }) => [id, { again: false, followed: false }]))
  const byNumber = new Map<string, CountedCall[]>()
  for (const call of calls) if (call.numberKey !== null) byNumber.set(call.numberKey, [...(byNumber.get(call.numberKey) ?? []), call])
  for (const own of byNumber.values()) {
    own.sort((a, b) => a.arrivedAt.getTime() - b.arrivedAt.getTime() || (a.id < b.id ? -1 : 1))
    own.forEach((call, i) => {
      const next = own[i + 1]
      if (!next || next.arrivedAt.getTime() - call.arrivedAt.getTime() > REPEAT_DAYS * 86_400_000) return
      ;(repeats.get(call.id) as Repeats).followed = true
      ;(repeats.get(next.id) as Repeats).again = true
    })
  }
  return repeats
}

/** The counts of some calls; the pure form of {@link CALL_COUNTS_SQL}. */
export function countCalls(calls: readonly CountedCall[], repeats: ReadonlyMap<string, Repeats>, { serviceLevelSeconds }: CountSettings): CallCounts {
  const counts = { ...noCalls(), ...countLedger(calls) }
  for (const call of calls) {
    const answered = standingOf(call) === 'answered'
    if (answered && call.waitSeconds !== null) {
      counts.waitsKnown++
      counts.waitSeconds += call.waitSeconds
      if (call.waitSeconds <= serviceLevelSeconds) counts.inTime++
    }
    if (answered && call.endedAt !== null && call.talkSeconds !== null) {
      counts.talksKnown++
      counts.talkSeconds += call.talkSeconds
    }
    if (answered && call.endedAt !== null && call.holdSeconds !== null) {
      counts.holdsKnown++
      counts.holdSeconds += call.holdSeconds
      if (call.holdSeconds > 0) counts.held++
    }
    counts.offers += call.offers
    if (call.numberKey !== null) {
      counts.numbered++
      if (repeats.get(call.id)?.again) counts.again++
      if (answered) {
        counts.resolvable++
        if (repeats.get(call.id)?.followed) counts.followed++
      }
    }
  }
  return counts
}

export function addCounts(a: CallCounts, b: CallCounts): CallCounts {
  const sum = noCalls()
  for (const key of Object.keys(sum) as (keyof CallCounts)[]) sum[key] = a[key] + b[key]
  return sum
}
