/** The quasi-group of order 10 in H. Michael Damm's thesis "Total anti-symmetrische Quasigruppen" (Marburg 2004): finds every single-digit error and every adjacent transposition. */
const DAMM = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const satisfies readonly (readonly number[])[]

const FIRST = 10_000_000
const COUNT = 90_000_000

/** The check digit of a string of digits; 0 for one that already ends with its own. */
const checkDigit = (digits: string) => [...digits].reduce((interim, digit) => DAMM[interim]?.[Number(digit)] ?? 0, 0)

/**
 * A new ticket code: nine digits, the first not 0, the last a check digit. Codes are drawn, not counted, so that nobody reads another's by adding one.
 * @param random gives an integer from 0 up to but not including its argument; a cryptographic one in earnest
 */
export function makeTicketCode(random: (below: number) => number): string {
  const digits = String(FIRST + random(COUNT))
  return `${digits}${checkDigit(digits)}`
}

/** Whether a code is well formed: nine digits, the first not 0, with the right check digit. */
export const isTicketCode = (code: string): boolean => /^[1-9]\d{8}$/.test(code) && checkDigit(code) === 0

/** How a code is shown and spoken: three groups of three. */
export const spokenGroups = (code: string): string[] => code.match(/\d{1,3}/g) ?? []
