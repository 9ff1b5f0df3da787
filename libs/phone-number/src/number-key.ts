/**
 * A phone number without its dress, so that +84 912 345 678, 0084912345678 and 0912345678 are one caller; null for none.
 * What is short (1022) stays as it is.
 */
export function numberKey(number: string | null): string | null {
  const digits = number?.replace(/\D/g, '') ?? ''
  if (digits === '') return null
  const national = /^(?:00)?84(?=\d{8,10}$)/.test(digits) ? digits.replace(/^(?:00)?84/, '') : digits
  return national.replace(/^0+(?=\d{5,})/, '').slice(0, 40)
}
