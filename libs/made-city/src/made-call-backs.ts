import { beginOf, DAY_SECONDS, dayAt } from './day-weights.js'
import type { MadeCall, MadeCallBack } from './made-rows.js'
import type { Draws } from './seeded-random.js'

/** Nobody is called in the night (CALL_BACK_FROM and CALL_BACK_UNTIL). */
const FROM = 7 * 3_600
const UNTIL = 21 * 3_600
const RETRY_SECONDS = 1_800

/** What became of a promise to call back; null: none was made. @param horizon it is closed by then */
export function madeCallBack(call: MadeCall, horizon: number, draws: Draws): MadeCallBack | null {
  const { id, number, queue, language, outcome, enteredQueueAt, arrivedAt, endedAt, flowPath } = call
  if (outcome !== 'called-back' || number === null) return null
  const drawn = draws.next()
  const state = drawn < 0.8 ? 'reached' : drawn < 0.88 ? 'unreached' : drawn < 0.96 ? 'answered-otherwise' : 'cancelled'
  const attempts = state === 'reached' ? (draws.chance(0.85) ? 1 : 2) : state === 'unreached' ? 3 : draws.between(0, 1)
  const first = awake(endedAt + Math.round(draws.skewed(900, 0.8)))
  const lastResult = state === 'reached' ? 'ANSWER' : attempts > 0 ? draws.one(['NOANSWER', 'NOANSWER', 'BUSY']) : null
  return {
    callId: id,
    number,
    // Whoever took the promise instead of waiting was in no queue yet: the way says which was meant.
    queue: queue ?? (flowPath.includes('reports') ? 'reports' : 'procedures'),
    language,
    enteredAt: enteredQueueAt ?? arrivedAt,
    promisedAt: endedAt,
    state,
    placements: Math.max(1, attempts),
    attempts,
    lastResult,
    closedAt: Math.min(horizon - 1, first + Math.max(0, attempts - 1) * RETRY_SECONDS),
  }
}

function awake(at: number): number {
  const begin = beginOf(dayAt(at))
  if (at < begin + FROM) return begin + FROM + (at % 1_800)
  return at < begin + UNTIL ? at : begin + DAY_SECONDS + FROM + (at % 1_800)
}
