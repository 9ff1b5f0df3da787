import { numberKey } from './number-key.js'

/**
 * What to dial to reach a citizen in Vietnam: mobiles (03, 05, 07, 08, 09 and eight digits) and landlines (02 and nine digits) of the national
 * numbering plan (Circular 22/2014/TT-BTTTT; area codes of Decision 2036/QĐ-BTTTT, 2016).
 * @returns null for what is not sensible to dial: premium (1900) and free (1800) services, short and emergency numbers, other countries, anything malformed
 */
export function dialable(number: string | null): string | null {
  // A plus or a double zero that is not Vietnam's is another country, however its digits look.
  if (number === null || !/^(?:\+?[\d\s().-]+)$/.test(number.trim()) || /^(?:\+|00)(?!84)/.test(number.replace(/[\s().-]/g, ''))) return null
  const key = numberKey(number)
  return key !== null && /^(?:[35789]\d{8}|2\d{9})$/.test(key) ? `0${key}` : null
}
