import { groupsOfThree } from './groups-of-three.js'

const UNITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const

/**
 * 0–99 in words. After a ten: 1 is "mốt" (from 21), 4 is "tư" (from 24; "bốn" is heard too), 5 is "lăm" (from 15).
 * @throws RangeError
 */
export function underHundred(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n > 99) throw new RangeError(`${n} is not 0–99`)
  const [tens, unit] = [Math.floor(n / 10), n % 10]
  if (tens === 0) return UNITS[unit] as string
  const ten = tens === 1 ? 'mười' : `${UNITS[tens]} mươi`
  if (unit === 0) return ten
  if (unit === 5) return `${ten} lăm`
  if (tens > 1 && unit === 1) return `${ten} mốt`
  if (tens > 1 && unit === 4) return `${ten} tư`
  return `${ten} ${UNITS[unit]}`
}

/** Hundreds, "linh" before a lone unit ("một trăm linh năm"), scales; each as one sound. */
export const VIETNAMESE_PARTS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`n${n}`, underHundred(n)])),
  ...Object.fromEntries(UNITS.map((unit, n) => [`hundred-${n}`, `${unit} trăm`])),
  ...Object.fromEntries(UNITS.slice(1).map((unit, i) => [`and-${i + 1}`, `linh ${unit}`])),
  thousand: 'nghìn',
  million: 'triệu',
  billion: 'tỷ',
  ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`month-${i + 1}`, `tháng ${i + 1 === 4 ? 'tư' : underHundred(i + 1)}`])),
  day: 'ngày',
  year: 'năm',
  hour: 'giờ',
  minute: 'phút',
  dong: 'đồng',
  about: 'khoảng',
  'under-a-minute': 'dưới một phút',
}

/** A whole number below a billion billions of parts: groups of three, each after the first with all its hundreds ("một nghìn không trăm linh năm"). */
export function vietnameseNumber(n: number): string[] {
  if (n === 0) return ['n0']
  return groupsOfThree(n).flatMap(({ value, first, scale }) => [...underThousand(value, first), ...scale])
}

function underThousand(n: number, first: boolean): string[] {
  const [hundreds, rest] = [Math.floor(n / 100), n % 100]
  if (first && hundreds === 0) return [`n${rest}`]
  return [`hundred-${hundreds}`, ...(rest === 0 ? [] : [rest < 10 ? `and-${rest}` : `n${rest}`])]
}
