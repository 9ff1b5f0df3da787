import { createHmac } from 'node:crypto'
import { numberKey } from '@app/phone-number'

/**
 * What stands for a number in the list of looks and in certificates: HMAC-SHA-256 by a key that is in the settings, not in the database. A plain
 * hash would be no secret: all numbers of Vietnam can be hashed within minutes.
 * @returns null for no number
 */
export function personKey(number: string | null, secret: string): string | null {
  const key = numberKey(number)
  return key === null ? null : createHmac('sha256', secret).update(`person:${key}`).digest('hex')
}
