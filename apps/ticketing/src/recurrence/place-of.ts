import { wordsIn } from '@app/word-search'

/** A place as far as it can be told from what people write: the street (or whatever stands in its stead) and the house number. */
export interface Place {
  street: string
  number: number | null
}

/** Said before or between what names a place: number, house, road, in front of, opposite, near, at, area … */
const BESIDE = new Set(['so', 'nha', 'duong', 'd', 'pho', 'truoc', 'sau', 'gan', 'doi', 'dien', 'canh', 'ben', 'tai', 'o', 'khu', 'vuc', 'dau', 'cuoi', 'doan', 'cong', 'cua', 'hem', 'ngo', 'kiet', 'ngach', 'tuyen'])
/** After these comes the ward or the city: no longer the street. */
const LARGER = new Set(['phuong', 'xa', 'p', 'x', 'tp', 'thi', 'thanh', 'tinh', 'quan', 'huyen', 'ap'])
const LONGEST_KEY = 80

/** @returns null when nothing in it names a place */
export function placeOf(text: string | null): Place | null {
  for (const part of (text ?? '').split(/[,;()\n]/)) {
    const words = wordsIn(part).map(({ word }) => word)
    // A ward that begins the part is all there is of it.
    const end = words.findIndex((word, i) => i > 0 && LARGER.has(word) && words.slice(0, i).some((before) => !BESIDE.has(before) && !/^\d/.test(before)))
    const own = end < 0 ? words : words.slice(0, end)
    const street = own.filter((word) => !BESIDE.has(word) && !/^\d/.test(word)).join(' ').slice(0, LONGEST_KEY)
    if (street !== '') return { street, number: numberIn(text ?? '') }
    const day = dayIn(words)
    if (day !== null) return { street: day, number: numberIn((text ?? '').replace(DAY, '')) }
  }
  return null
}

/** The key under which tickets of a street stand together. */
export const streetOf = (text: string | null): string | null => placeOf(text)?.street ?? null

/** Streets that are called by a day: `đường 30/4`, `3-2`. */
const DAY = /(?:đường|duong)\s+\d{1,2}\s*[/-]\s*\d{1,2}/i
function dayIn(words: string[]): string | null {
  const [, day, month] = /\bduong (\d{1,2}) (\d{1,2})\b/.exec(words.join(' ')) ?? []
  return day === undefined || month === undefined ? null : `${day} ${month}`
}

/** The first number of a place is the house's, or the lane's: `12/5B` is 12. */
function numberIn(text: string): number | null {
  const [digits] = /\d{1,5}/.exec(text) ?? []
  return digits === undefined ? null : Number(digits)
}
