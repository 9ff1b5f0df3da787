import { isSameOperatorQueue, queueNamed } from '@app/contracts'
import type { AmiRow } from './mirror.js'

/**
 * An AMI row of a queue as the mirror takes it: somebody who waits for one operator waits in the queue itself, and a membership that only serves
 * for finding that operator is none.
 * @returns null for a row that says nothing to the mirror
 */
export function queueRow(row: AmiRow): AmiRow | null {
  const queue = row['queue']
  if (queue === undefined || !isSameOperatorQueue(queue)) return row
  return (row['event'] ?? '').startsWith('QueueMember') ? null : { ...row, queue: queueNamed(queue) }
}
