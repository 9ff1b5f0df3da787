import type { AmiConnection } from '@app/asterisk'
import { STATE_ASKED } from '@app/contracts'
import { memberNameOf } from '@app/queue-mirror'

/** Writes into the journal who asks for an operator's state, before it is done. `what`: `available`, `offline` or a pause's reason. */
export async function tellAsked(ami: Pick<AmiConnection, 'action'>, { userId, by, what, why }: { userId: number; by: number | null; what: string; why: string }): Promise<void> {
  // A journal line is one line of fields.
  const message = [by ?? '', what, why].map((field) => String(field).replace(/[\r\n|]+/g, ' ').slice(0, 200)).join('|')
  await ami.action({ action: 'QueueLog', queue: 'NONE', event: STATE_ASKED, interface: memberNameOf(userId), message })
}
