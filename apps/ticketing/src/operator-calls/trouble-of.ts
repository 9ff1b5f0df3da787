import type { OperatorCallTrouble } from '@app/contracts'

// Causes of Q.850 that say more than Asterisk's word does.
const NO_SUCH_NUMBER = [1, 22, 28]
const ABSENT = 20

/**
 * Why an operator's call reached nobody; null: it was answered.
 * @param result Asterisk's DIALSTATUS
 * @param cause the network's (Q.850)
 */
export function troubleOf(result: string, cause: number | null): OperatorCallTrouble | null {
  if (result === 'ANSWER') return null
  if (result === 'CANCEL') return 'hung-up'
  if (cause !== null && NO_SUCH_NUMBER.includes(cause)) return 'no-such-number'
  if (cause === ABSENT) return 'not-reachable'
  if (result === 'BUSY') return 'busy'
  return result === 'NOANSWER' ? 'no-answer' : 'not-reachable'
}
