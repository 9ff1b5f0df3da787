import type { CallCounts } from './call-counts.js'
import { decidedCalls, ratio } from './definitions.js'

/**
 * The service level and its rivals, so that whoever comes from another product sees why a figure differs.
 * @param within answered within T
 * @param abandonedWithin hung up in the queue within T, short abandons among them
 */
export function serviceLevels(counts: CallCounts, within: number, abandonedWithin: number): Record<'ours' | 'answeredOnly' | 'appQueue' | 'allOffered', number | null> {
  return {
    ours: ratio(within, decidedCalls(counts)),
    /** Also app_queue's `ServicelevelPerf`. */
    answeredOnly: ratio(within, counts.answered),
    /** app_queue's `ServicelevelPerf2`: who gave up within T counts as served. */
    appQueue: ratio(within + abandonedWithin, counts.answered + counts.abandoned + counts.shortAbandoned),
    /** Short abandons in the denominator. */
    allOffered: ratio(within, counts.offered - counts.waiting),
  }
}

/** ASA in seconds. */
export const asaOf = ({ waitSeconds, waitsKnown }: Pick<CallCounts, 'waitSeconds' | 'waitsKnown'>): number | null => ratio(waitSeconds, waitsKnown)
/** Mean talk in seconds. */
export const meanTalkOf = ({ talkSeconds, talksKnown }: Pick<CallCounts, 'talkSeconds' | 'talksKnown'>): number | null => ratio(talkSeconds, talksKnown)
/** Mean hold of a talk in seconds, talks without one among them: the part of the mean talk in which the citizen heard music. */
export const meanHoldOf = ({ holdSeconds, holdsKnown }: Pick<CallCounts, 'holdSeconds' | 'holdsKnown'>): number | null => ratio(holdSeconds, holdsKnown)
/** Share of talks in which the citizen was on hold at all. */
export const heldShareOf = ({ held, holdsKnown }: Pick<CallCounts, 'held' | 'holdsKnown'>): number | null => ratio(held, holdsKnown)
/** Of answered calls with a number, the share after which that number did not call again within the days of a repeat. */
export const firstCallResolutionOf = ({ resolvable, followed }: Pick<CallCounts, 'resolvable' | 'followed'>): number | null => ratio(resolvable - followed, resolvable)

/**
 * Wilson's score interval of a share, at 95 %: sensible for few answers and near 0 and 1 too
 * (E. B. Wilson, Journal of the American Statistical Association 22, 1927). Null without any answer.
 */
export function wilson(hits: number, of: number): { low: number; high: number } | null {
  if (of === 0) return null
  const z = 1.959963984540054
  const share = hits / of
  const middle = share + (z * z) / (2 * of)
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  const scale = 1 + (z * z) / of
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) }
}
