import type { LiveOperator } from '@app/contracts'

/** What the desk showed last and what Asterisk said when it could be heard again. */
export type Resync = { from: LiveOperator; to: LiveOperator; differs: readonly ('state' | 'reason' | 'queues' | 'call' | 'afterCall')[] }

/** @returns null where the desk was right */
export function resyncOf(from: LiveOperator, to: LiveOperator): Resync | null {
  const same = (pick: (operator: LiveOperator) => unknown) => JSON.stringify(pick(from)) === JSON.stringify(pick(to))
  const differs: Resync['differs'][number][] = []
  if (!same(({ state }) => state)) differs.push('state')
  else if (!same(({ pauseReason }) => pauseReason)) differs.push('reason')
  // Where no queue is entered those of the account are told, which is no difference.
  if (from.state !== 'offline' && to.state !== 'offline' && !same(({ queues }) => queues.toSorted())) differs.push('queues')
  if (from.state === to.state && !same(({ talk, offer }) => (talk ?? offer)?.callId ?? null)) differs.push('call')
  if (!same(({ afterCall }) => afterCall ?? null)) differs.push('afterCall')
  return differs.length === 0 ? null : { from, to, differs }
}
