import { AmiRefused, type AmiConnection } from '@app/asterisk'
import { sameOperatorQueue } from '@app/contracts'
import { interfaceOf, memberNameOf } from '@app/queue-mirror'

type Ami = Pick<AmiConnection, 'action'>

/** Makes an operator a member of a queue and of the one beside it; nothing where they are one already. @param paused from the beginning, so that nothing is offered */
export async function joinQueue(ami: Ami, userId: number, queue: string, paused: boolean): Promise<void> {
  const member = interfaceOf(userId)
  // The other one first: who is in the queue itself is in both. The penalty is how a caller names the operator (extensions.conf, to-queue).
  for (const [name, penalty] of [[sameOperatorQueue(queue), userId], [queue, 0]] as const)
    await ami.action({ action: 'QueueAdd', queue: name, interface: member, membername: memberNameOf(userId), stateinterface: member, paused, penalty }).catch(unless('already there'))
}

/** Takes an operator out of a queue and of the one beside it; nothing where they are in neither. */
export async function leaveQueue(ami: Ami, userId: number, queue: string): Promise<void> {
  for (const name of [sameOperatorQueue(queue), queue]) await ami.action({ action: 'QueueRemove', queue: name, interface: interfaceOf(userId) }).catch(unless('not there'))
}

/** Lets a refusal pass that says what was wanted is so already. */
const unless = (words: string) => (error: unknown) => {
  if (!(error instanceof AmiRefused) || !error.reason.toLowerCase().includes(words)) throw error
}
