import { groupsOfThree } from './groups-of-three.js'

const UNDER_TWENTY = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'] as const
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'] as const
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh', 'twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth', 'seventeenth', 'eighteenth', 'nineteenth'] as const
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const

/** 0–99 in words. @throws RangeError */
export function underHundred(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n > 99) throw new RangeError(`${n} is not 0–99`)
  if (n < 20) return UNDER_TWENTY[n] as string
  return n % 10 === 0 ? (TENS[n / 10] as string) : `${TENS[Math.floor(n / 10)]}-${UNDER_TWENTY[n % 10]}`
}

const ordinal = (n: number) => (n < 20 ? ORDINALS[n - 1] : n % 10 === 0 ? `${TENS[n / 10]?.slice(0, -1)}ieth` : `${TENS[Math.floor(n / 10)]}-${ORDINALS[(n % 10) - 1]}`) as string

export const ENGLISH_PARTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`n${n}`, underHundred(n)])),
  ...Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`hundred-${i + 1}`, `${underHundred(i + 1)} hundred`])),
  and: 'and',
  oh: 'oh',
  thousand: 'thousand',
  million: 'million',
  billion: 'billion',
  ...Object.fromEntries(Array.from({ length: 31 }, (_, i) => [`the-${i + 1}`, `the ${ordinal(i + 1)}`])),
  ...Object.fromEntries(MONTHS.map((month, i) => [`month-${i + 1}`, `of ${month}`])),
  am: 'a m',
  pm: 'p m',
  hour: 'hour',
  hours: 'hours',
  minute: 'minute',
  minutes: 'minutes',
  dong: 'dong',
  about: 'about',
  'under-a-minute': 'less than a minute',
}

/** British: "one thousand and five", "one hundred and five thousand". */
export function englishNumber(n: number): string[] {
  if (n === 0) return ['n0']
  return groupsOfThree(n).flatMap(({ value, first, last, scale }) => {
    const lastAlone = last && !first && value < 100 ? ['and'] : []
    return [...lastAlone, ...underThousand(value), ...scale]
  })
}

function underThousand(n: number): string[] {
  const [hundreds, rest] = [Math.floor(n / 100), n % 100]
  if (hundreds === 0) return [`n${rest}`]
  return rest === 0 ? [`hundred-${hundreds}`] : [`hundred-${hundreds}`, 'and', `n${rest}`]
}

/** 2026: "twenty twenty-six"; 2005: "two thousand and five"; 1900: "one thousand nine hundred". */
export function englishYear(year: number): string[] {
  const [century, rest] = [Math.floor(year / 100), year % 100]
  if (century < 11 || century > 99 || rest < 10) return englishNumber(year)
  return [`n${century}`, `n${rest}`]
}
