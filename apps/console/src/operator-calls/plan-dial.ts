import type { OperatorState } from '@app/contracts'

export type DialRefusal = 'in-a-call' | 'no-softphone'

/**
 * Decides whether an operator may call somebody now. Who waits in a queue goes before: nobody calls out while a call is offered to them. A
 * pause and a wrap-up allow it, and so does being signed off.
 */
export function planDial(state: OperatorState, registered: boolean): 'dial' | DialRefusal {
  switch (state) {
    case 'talking':
    case 'offered':
      return 'in-a-call'
    case 'offline':
    case 'unreachable':
    case 'available':
    case 'paused':
    case 'wrap-up':
      return registered ? 'dial' : 'no-softphone'
    default:
      return state satisfies never
  }
}
