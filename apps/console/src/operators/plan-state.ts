import type { OperatorState, SetState } from '@app/contracts'

/** What must be asked of app_queue to bring an operator where the operator wants to be. */
export type StateStep = { kind: 'join'; queue: string } | { kind: 'pause'; reason: string } | { kind: 'unpause' } | { kind: 'leave'; queue: string }

export type StateRefusal = 'no-queues' | 'in-a-call' | 'no-softphone'

export interface Standing {
  state: OperatorState
  /** Queues the operator is a member of now. */
  memberOf: readonly string[]
  /** Queues the operator answers. */
  queues: readonly string[]
  registered: boolean
}

/**
 * Decides how an operator changes state. Offline is refused during an offer or a talk: the citizen comes first, and the wrap-up after it
 * would otherwise be nobody's. A pause during a talk is allowed, and holds after it.
 */
export function planState(wanted: SetState, now: Standing): { steps: StateStep[] } | { refusal: StateRefusal } {
  // Somebody whose last queue was taken away may still sign off.
  if (now.queues.length === 0 && wanted.state !== 'offline') return { refusal: 'no-queues' }
  const joins = now.queues.filter((queue) => !now.memberOf.includes(queue)).map((queue): StateStep => ({ kind: 'join', queue }))
  // Queues answered no more: Asterisk keeps memberships longer than an account keeps its queues.
  const strays = now.memberOf.filter((queue) => !now.queues.includes(queue)).map((queue): StateStep => ({ kind: 'leave', queue }))
  switch (wanted.state) {
    case 'available':
      if (!now.registered) return { refusal: 'no-softphone' }
      return { steps: [...strays, ...joins, { kind: 'unpause' }] }
    case 'paused':
      return { steps: [...strays, ...joins, { kind: 'pause', reason: wanted.reason }] }
    case 'offline':
      if (now.state === 'talking' || now.state === 'offered') return { refusal: 'in-a-call' }
      return { steps: now.memberOf.map((queue) => ({ kind: 'leave', queue })) }
    default:
      return wanted satisfies never
  }
}

/** Whether Asterisk has an operator where the operator wants to be. */
export function isReached(wanted: SetState, queues: readonly string[], memberships: Readonly<Record<string, { paused: boolean; pausedReason: string }>>): boolean {
  const all = queues.map((queue) => memberships[queue])
  switch (wanted.state) {
    case 'available':
      return all.every((membership) => membership?.paused === false)
    case 'paused':
      return all.every((membership) => membership?.paused === true && membership.pausedReason === wanted.reason)
    case 'offline':
      return Object.keys(memberships).length === 0
    default:
      return wanted satisfies never
  }
}
