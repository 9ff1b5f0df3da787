import { isOneEditAway } from './one-edit.js'

/** How a word must be like the wanted one: the same, beginning with it, or one slip away. Each takes the ones before with it, but a slip is none of a beginning. */
export type Likeness = 'same' | 'beginning' | 'slip'

export interface WantedWord {
  word: string
  likeness: Likeness
}

/** Of one or two letters nearly everything is one slip away, and a slip in a number is another number. */
const SHORTEST_SLIP = 3
export const maySlip = (word: string): boolean => word.length >= SHORTEST_SLIP && !/\d/.test(word)

export function isWanted({ word, likeness }: WantedWord, candidate: string): boolean {
  if (candidate === word) return true
  if (likeness === 'beginning') return candidate.startsWith(word)
  return likeness === 'slip' && maySlip(word) && isOneEditAway(word, candidate)
}
