import type { AfterCall, OperatorState, SetState } from '@app/contracts'
import { pauseOf } from '@app/queue-mirror'

/** What becomes of a wish for the time after the call: kept until the wrap-up is over, or carried out now. */
export type WishPlan = { kind: 'keep'; wish: AfterCall } | { kind: 'now'; wanted: SetState } | { kind: 'forget' }

/** Decides about a wish in the moment it is said. Null takes an earlier one back. */
export function planAfterCall(wish: AfterCall | null, state: OperatorState): WishPlan {
  if (wish === null) return { kind: 'forget' }
  switch (state) {
    case 'offered':
    case 'talking':
    case 'wrap-up':
      return { kind: 'keep', wish }
    case 'offline':
      return wish.state === 'offline' ? { kind: 'forget' } : { kind: 'now', wanted: wish }
    case 'unreachable':
    case 'available':
    case 'paused':
      return { kind: 'now', wanted: wish }
    default:
      return state satisfies never
  }
}

/** What a change of state that an operator asks for means, when there is a wish: who finishes the wrap-up gets what they wished; every other word is newer than the wish. */
export function withWish(wanted: SetState, state: OperatorState, wish: AfterCall | undefined): SetState {
  return wish && wanted.state === 'available' && state === 'wrap-up' ? wish : wanted
}

/**
 * How to mend an operator whom a cut-off change left between two states: paused in one queue and not in another. The newest pause holds for
 * all, for it is what was asked for last, and nobody is offered a call against their will.
 * @returns null where nothing is to be mended
 */
export function planMending(memberships: readonly { paused: boolean; pausedReason: string; lastPause: number }[]): { pause: string } | null {
  const newest = pauseOf(memberships)
  if (!newest || memberships.every(({ paused, pausedReason }) => paused && pausedReason === newest.pausedReason)) return null
  return { pause: newest.pausedReason }
}
