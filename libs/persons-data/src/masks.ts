import { numberKey } from '@app/phone-number'

const DOT = '•'
/** Fewer digits are no subscriber's number; of those nothing is shown. */
const SHORTEST = 8
const HEAD = 2
const TAIL = 3

const dots = (length: number) => DOT.repeat(length)

/** `09•• ••• 678`: the network and the last three digits, enough to tell two callers in a list apart. One person's number looks the same however it was written. */
export function maskNumber(number: string): string {
  const key = numberKey(number) ?? ''
  // Vietnam's are nine digits, or ten of a landline, without their zero.
  const digits = /^(?:[35789]\d{8}|2\d{9})$/.test(key) ? `0${key}` : key
  if (digits.length < SHORTEST) return dots(Math.max(TAIL, digits.length))
  const masked = digits.slice(0, HEAD) + dots(digits.length - HEAD - TAIL) + digits.slice(-TAIL)
  return [masked.slice(0, 4), masked.slice(4, -TAIL), masked.slice(-TAIL)].filter(Boolean).join(' ')
}

/** `Nguyễn T•• M••`: the family name, which most Vietnamese share with millions, and the first letters of the others; of a single name its first letter. */
export function maskName(name: string): string {
  const [family = '', ...given] = name.normalize('NFC').trim().split(/\s+/)
  const initial = (word: string) => `${[...word][0] ?? ''}${dots(2)}`
  return given.length === 0 ? initial(family) : [family, ...given.map(initial)].join(' ')
}

/** `n•••@g•••.com`; a domain may be a person's name as well. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  if (at < 1) return dots(TAIL)
  const domain = email.slice(at + 1)
  const end = /\.[a-z]{2,10}$/i.exec(domain)?.[0] ?? ''
  return `${[...email][0] ?? ''}${dots(3)}@${[...domain][0] ?? ''}${dots(3)}${end}`
}

/** A telephone number of Vietnam within other words, written in any of the usual ways. A ticket's code has nine digits and is none. */
const NUMBER_IN_TEXT = /(?<!\d)(?:\+?84|0084|0)(?:[\s.()-]{0,2}\d){8,10}(?!\d)/g
const EMAIL_IN_TEXT = /[^\s@<>,;:"'()]+@[^\s@<>,;:"'()]+\.[a-z]{2,}/gi

/** What somebody wrote, without the telephone numbers and e-mail addresses in it. */
export const maskText = (text: string): string => text.replace(EMAIL_IN_TEXT, (email) => maskEmail(email)).replace(NUMBER_IN_TEXT, (number) => maskNumber(number))
