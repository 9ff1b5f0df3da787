import type { Language } from '@app/contracts'

/** A phone number in groups that can be read aloud: `0912 345 678`, `+84 912 345 678`; short and odd ones stay as they came. */
export function formatPhone(number: string): string {
  const groups = /^(\+84|0)?(\d{2,3})(\d{3})(\d{3,4})$/.exec(number)
  if (!groups) return number
  const [, prefix = '', first, second, third] = groups
  return prefix === '+84' ? `+84 ${first} ${second} ${third}` : `${prefix}${first} ${second} ${third}`
}

/** A ticket code in groups of three, as it is shown and spoken. */
export const formatTicketCode = (code: string): string => code.replace(/(\d{3})(?=\d)/g, '$1 ')

export const formatCount = (value: number, language: Language): string => new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB').format(value)

/** A share from 0 to 1 as a percentage with at most one decimal; a dash when there is nothing to divide by. @param least decimals that are there even if they are zero */
export const formatShare = (ratio: number | null, language: Language, least: 0 | 1 = 0): string =>
  ratio === null ? '–' : new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { style: 'percent', minimumFractionDigits: least, maximumFractionDigits: 1 }).format(ratio)
