import { pauseOf } from '@app/queue-mirror'
import type { StateStep } from './plan-state.js'

type Memberships = Readonly<Record<string, { paused: boolean; pausedReason: string; lastPause: number }>>

/**
 * What Asterisk forgot: it writes memberships and pauses down up to a second late, and a crash takes that second with it. Brings an operator
 * back to where they were when Asterisk was last heard; nobody's queues change while it is away. A pause is only ever added: whoever comes back
 * paused is not offered a call against their will.
 * @param before as Asterisk had it when the connection was lost
 * @returns the steps, none where nothing was forgotten, and the pause that new memberships begin with
 */
export function planRestore(before: Memberships, now: Memberships): { steps: StateStep[]; pause: string | null } {
  const pause = pauseOf(Object.values(before))
  const joins = Object.keys(before).filter((queue) => now[queue] === undefined)
  const strays = Object.keys(now).filter((queue) => before[queue] === undefined)
  const forgotten = pause !== undefined && Object.keys(before).some((queue) => !now[queue]?.paused)
  return {
    steps: [...strays.map((queue): StateStep => ({ kind: 'leave', queue })), ...joins.map((queue): StateStep => ({ kind: 'join', queue })), ...(forgotten ? [{ kind: 'pause', reason: pause.pausedReason } as const] : [])],
    pause: pause?.pausedReason ?? null,
  }
}
