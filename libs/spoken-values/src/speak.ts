import { ENGLISH_PARTS, englishNumber, englishYear } from './english.js'
import { VIETNAMESE_PARTS, vietnameseNumber } from './vietnamese.js'

export const SPOKEN_LANGUAGES = ['vi', 'en'] as const
export type SpokenLanguage = (typeof SPOKEN_LANGUAGES)[number]

export type SpokenValue =
  /** Whole, 0 to 999,999,999,999. */
  | { kind: 'number'; n: number }
  /** Read digit by digit, in groups of three. */
  | { kind: 'code'; digits: string }
  /** Read digit by digit, in groups of four, three, three. */
  | { kind: 'phone'; digits: string }
  /** `2026-11-25` */
  | { kind: 'date'; date: string }
  /** `17:30` */
  | { kind: 'time'; time: string }
  | { kind: 'money'; dong: number }
  /** An estimate, in words that promise no more than it knows: whole minutes, rounded up. */
  | { kind: 'wait'; seconds: number }

/** A short silence between groups of digits. */
export const PAUSE = 'pause'
const LARGEST = 999_999_999_999

/** The closed vocabulary: every part that `speak` may use, but for the pause, with what a voice reads. */
export const PARTS: Readonly<Record<SpokenLanguage, Readonly<Record<string, string>>>> = { vi: VIETNAMESE_PARTS, en: ENGLISH_PARTS }

/**
 * A value as recorded parts, so that nothing has to be made while a caller waits.
 * @throws RangeError for what is not such a value
 */
export function speak(value: SpokenValue, language: SpokenLanguage): string[] {
  switch (value.kind) {
    case 'number':
      return number(value.n, language)
    case 'code':
      return digits(value.digits, [3])
    case 'phone':
      return digits(value.digits.replace(/^\+/, ''), [4, 3])
    case 'date':
      return date(value.date, language)
    case 'time':
      return time(value.time, language)
    case 'money':
      return [...number(value.dong, language), 'dong']
    case 'wait':
      return wait(value.seconds, language)
    default:
      return value satisfies never
  }
}

/** The sentence that parts make, for screens and tests. */
export const textOf = (parts: readonly string[], language: SpokenLanguage): string =>
  parts
    .map((part) => (part === PAUSE ? ',' : (PARTS[language][part] ?? part)))
    .join(' ')
    .replaceAll(' ,', ',')

function number(n: number, language: SpokenLanguage): string[] {
  if (!Number.isInteger(n) || n < 0 || n > LARGEST) throw new RangeError(`${n} cannot be spoken`)
  return language === 'vi' ? vietnameseNumber(n) : englishNumber(n)
}

/** @param sizes of the first groups; the last size goes on */
function digits(text: string, sizes: readonly [number, ...number[]]): string[] {
  if (!/^\d{1,30}$/.test(text)) throw new RangeError(`${text} holds more than digits`)
  const parts: string[] = []
  for (let at = 0, group = 0; at < text.length; group++) {
    const size = sizes[Math.min(group, sizes.length - 1)] ?? 3
    // A lone last digit is read with its group.
    const end = text.length - (at + size) === 1 ? text.length : at + size
    if (at > 0) parts.push(PAUSE)
    parts.push(...[...text.slice(at, end)].map((digit) => `n${digit}`))
    at = end
  }
  return parts
}

function date(text: string, language: SpokenLanguage): string[] {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number)
  if (!year || !month || !day || month > 12 || day > 31) throw new RangeError(`${text} is no date`)
  return language === 'vi' ? ['day', `n${day}`, `month-${month}`, 'year', ...vietnameseNumber(year)] : [`the-${day}`, `month-${month}`, ...englishYear(year)]
}

function time(text: string, language: SpokenLanguage): string[] {
  const [, hour, minute] = (/^(\d{2}):(\d{2})$/.exec(text) ?? []).map(Number)
  if (hour === undefined || minute === undefined || hour > 23 || minute > 59) throw new RangeError(`${text} is no time of day`)
  if (language === 'vi') return [`n${hour}`, 'hour', ...(minute === 0 ? [] : [`n${minute}`, 'minute'])]
  const minutes = minute === 0 ? [] : minute < 10 ? ['oh', `n${minute}`] : [`n${minute}`]
  return [`n${hour % 12 === 0 ? 12 : hour % 12}`, ...minutes, hour < 12 ? 'am' : 'pm']
}

function wait(seconds: number, language: SpokenLanguage): string[] {
  if (!(seconds >= 0 && seconds < 100 * 3600)) throw new RangeError(`${seconds} s is no wait`)
  if (seconds < 60) return ['under-a-minute']
  const whole = Math.ceil(seconds / 60)
  const [hours, minutes] = [Math.floor(whole / 60), whole % 60]
  const unit = (name: 'hour' | 'minute', count: number) => (language === 'en' && count !== 1 ? `${name}s` : name)
  return ['about', ...(hours > 0 ? [`n${hours}`, unit('hour', hours)] : []), ...(minutes > 0 ? [`n${minutes}`, unit('minute', minutes)] : [])]
}
