import type { Caller } from './mirror.js'

/**
 * The position, 1 = next, of somebody who began to wait at a moment: behind everybody who waits for longer. Callers of a higher priority stay
 * before them whatever this says: app_queue sees to that.
 * @param callers of one queue, by position
 * @param since since when a caller waits, in epoch milliseconds, where that is not since they entered this queue
 */
export function placeIn(callers: readonly Caller[], enteredAt: number, since: (caller: Caller) => number = (caller) => caller.enteredAt): number {
  const behind = callers.findIndex((caller) => since(caller) > enteredAt)
  return behind < 0 ? callers.length + 1 : behind + 1
}
