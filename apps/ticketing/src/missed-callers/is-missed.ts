import type { JournalCall } from '@app/call-journal'
import { OUR_CALL_SOURCES } from '@app/contracts'
import { numberKey } from '@app/phone-number'

/**
 * Whether an ended call left a citizen unheard who can be called back: they gave up waiting, or the queue gave them up. Who left a message, was
 * promised a call-back or was served by the flow is in another list, or in none; without a number nobody can be called. A
 * citizen whom we called and who then gave up in a queue is one of them: they wait for us.
 */
export function isMissed({ outcome, source, number }: Pick<JournalCall, 'outcome' | 'source' | 'number'>, { shortAbandons }: { shortAbandons: boolean }): boolean {
  if ((OUR_CALL_SOURCES.includes(source) && source !== 'handed') || numberKey(number) === null) return false
  return outcome === 'abandoned' || outcome === 'overflowed' || (outcome === 'short-abandoned' && shortAbandons)
}
