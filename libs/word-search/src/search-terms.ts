import { wordsIn } from './words-in.js'

export interface SearchTerms {
  /** All digits, when the search is nothing but digits and what stands between them: a code or a number. */
  digits: string | null
  /** Different words in the order in which they were written, marks off. */
  words: string[]
  /** The last one may still be being typed. */
  lastIsOpen: boolean
}

const MOST_WORDS = 8
/** Shorter ones are a house number rather than a code or a telephone number. */
const SHORTEST_DIGITS = 5

/** What a person who wrote this looks for. */
export function searchTerms(text: string): SearchTerms {
  const digits = /^[\d\s+().-]+$/.test(text) ? text.replace(/\D/g, '') : ''
  if (digits.length >= SHORTEST_DIGITS) return { digits, words: [digits], lastIsOpen: false }
  const words = wordsIn(text).map(({ word }) => word)
  return { digits: null, words: [...new Set(words)].slice(0, MOST_WORDS), lastIsOpen: /[\p{L}\p{M}\p{N}]$/u.test(text) }
}
