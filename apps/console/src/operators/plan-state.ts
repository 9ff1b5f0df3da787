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
  if (now.queues.length === 0) return { refusal: 'no-queues' }
  const joins = now.queues.filter((queue) => !now.memberOf.includes(queue)).map((queue): StateStep => ({ kind: 'join', queue }))
  switch (wanted.state) {
    case 'available':
      if (!now.registered) return { refusal: 'no-softphone' }
      return { steps: [...joins, { kind: 'unpause' }] }
    case 'paused':
      return { steps: [...joins, { kind: 'pause', reason: wanted.reason }] }
    case 'offline':
      if (now.state === 'talking' || now.state === 'offered') return { refusal: 'in-a-call' }
      return { steps: now.memberOf.map((queue) => ({ kind: 'leave', queue })) }
    default:
      return wanted satisfies never
  }
}
