import { isAway } from '../api/refused-request.js'

const AGAIN_MS = 2_000

type How = {
  /** Nobody was there; it is said again. */
  unheard: () => void
  /** Then it is not said any more. */
  calledOff: AbortSignal
  wait?: (milliseconds: number) => Promise<void>
}

/**
 * Says something until somebody was there to hear it, in a hidden tab too; for what may be heard twice.
 * @returns null where it was called off before that
 * @throws what the server refuses it with
 */
export async function untilHeard<T>(say: () => Promise<T>, { unheard, calledOff, wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)) }: How): Promise<T | null> {
  while (!calledOff.aborted) {
    try {
      return await say()
    } catch (error) {
      if (!isAway(error)) throw error
      unheard()
      await wait(AGAIN_MS)
    }
  }
  return null
}
