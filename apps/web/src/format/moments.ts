import type { Language } from '@app/contracts'

/** The only time zone of every screen. */
export const TIME_ZONE = 'Asia/Ho_Chi_Minh'

const LOCALE: Record<Language, string> = { vi: 'vi-VN', en: 'en-GB' }

/** `23/11/2026` in both languages: day first, as Vietnam writes it. */
export const formatDay = (moment: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALE[language], { timeZone: TIME_ZONE, day: '2-digit', month: '2-digit', year: 'numeric' }).format(new Date(moment))

/** `14:05`. */
export const formatTime = (moment: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALE[language], { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(moment))

/** `14:05` for a moment of the same day as `now`, else `14:05 22/11`. */
export function formatMoment(moment: string, language: Language, now: number): string {
  const time = formatTime(moment, language)
  if (dayOf(Date.parse(moment)) === dayOf(now)) return time
  const date = new Intl.DateTimeFormat(LOCALE[language], { timeZone: TIME_ZONE, day: '2-digit', month: '2-digit' }).format(new Date(moment))
  return `${time} ${date.replace('-', '/')}`
}

/** `14:05 23/11/2026`. */
export const formatFull = (moment: string, language: Language): string => `${formatTime(moment, language)} ${formatDay(moment, language)}`

/** The day in Asia/Ho_Chi_Minh of a moment in milliseconds: `2026-11-23`. */
export const dayOf = (at: number): string => new Intl.DateTimeFormat('en-CA', { timeZone: TIME_ZONE, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)
