import type { EchoFigures } from './sound-verdict.js'

/** The level of the test tone at a moment, in dB under full scale; times in milliseconds of one clock. */
export type HeardLevel = { at: number; db: number }

/** What is quieter than this is not the tone. */
const HEARD_DB = -50

/**
 * Which of the tones that were sent came back, how loud, and after how long.
 * @param sent moments at which the tones began; they lie further apart than the longest way there and back
 * @param sentDb how loud they were sent
 */
export function matchEcho(sent: readonly number[], sentDb: number, heard: readonly HeardLevel[]): EchoFigures {
  const returns = sent.flatMap((began, index) => {
    const until = sent[index + 1] ?? Infinity
    const own = heard.filter(({ at, db }) => at >= began && at < until && db > HEARD_DB)
    const first = own[0]
    return first ? [{ after: first.at - began, db: Math.max(...own.map(({ db }) => db)) }] : []
  })
  if (returns.length === 0) return { sent: sent.length, returned: 0, gainDb: null, roundTripMs: null }
  return { sent: sent.length, returned: returns.length, gainDb: median(returns.map(({ db }) => db)) - sentDb, roundTripMs: Math.round(median(returns.map(({ after }) => after))) }
}

function median(values: number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] as number
}
