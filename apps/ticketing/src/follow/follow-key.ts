import { createHmac, timingSafeEqual } from 'node:crypto'

/** What lets whoever has it see one ticket: 128 bits that only this server can make, the same for ever. */
export const followKey = (code: string, secret: string): string => createHmac('sha256', secret).update(`follow:${code}`).digest().subarray(0, 16).toString('base64url')

export function isFollowKey(key: string, code: string, secret: string): boolean {
  const expected = Buffer.from(followKey(code, secret))
  const given = Buffer.from(key)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** Where a citizen sees a ticket. */
export const followPath = (code: string, language: 'vi' | 'en', secret: string): string => `/${language === 'vi' ? 'theo-doi' : 'follow'}/${code}/${followKey(code, secret)}`
