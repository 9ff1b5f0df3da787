import type { QueueFigures } from '@app/contracts'
import { countLedger, serviceLevel, type CallFigures } from './definitions.js'

/** A call with the queue it was sent to last. */
export type QueueCallFigures = CallFigures & { queue: string | null }

/**
 * One queue's figures by the definitions of the day's, of the calls that entered it since a moment. A call that still waits is offered, and
 * undecided for the service level.
 * @param since null: all calls given
 * @param seconds T of the service level
 */
export function queueFigures(calls: readonly QueueCallFigures[], queue: string, since: Date | null, seconds: number): QueueFigures {
  const counted = calls.filter((call) => call.queue === queue && (since === null || (call.enteredQueueAt ?? call.arrivedAt) >= since))
  const { offered, answered, abandoned, shortAbandoned } = countLedger(counted)
  return { offered, answered, abandoned, shortAbandoned, serviceLevel: serviceLevel(counted, seconds) }
}
