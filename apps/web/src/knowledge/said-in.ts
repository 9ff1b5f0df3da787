import type { Language } from '@app/contracts'

/** In the language asked for; in Vietnamese where there is no other. */
export const saidIn = (text: { vi: string; en: string }, language: Language): string => (language === 'en' && text.en !== '' ? text.en : text.vi)
