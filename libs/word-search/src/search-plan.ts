import type { SearchTerms } from './search-terms.js'
import { maySlip, type WantedWord } from './wanted-word.js'

/** Words that a ticket must all have. */
export type AllOf = readonly WantedWord[]

/** What is looked for first, and what after it when that is little: a ticket fits when any of the lists fits. */
export interface SearchPlan {
  exact: AllOf
  slips: AllOf[]
}

/**
 * Every word as it is written, the last one also as a beginning; then with one slip: in each word that nobody ever wrote, or, when all are
 * known, in one of them.
 * @param isKnown whether any ticket has a word that is, or begins with, what is wanted
 */
export function searchPlan({ words, lastIsOpen }: SearchTerms, isKnown: (wanted: WantedWord) => boolean): SearchPlan {
  const exact = words.map((word, i): WantedWord => ({ word, likeness: lastIsOpen && i === words.length - 1 ? 'beginning' : 'same' }))
  const slip = ({ word }: WantedWord): WantedWord => ({ word, likeness: 'slip' })
  const unknown = exact.filter((wanted) => !isKnown(wanted))
  if (unknown.some(({ word }) => !maySlip(word))) return { exact, slips: [] }
  if (unknown.length > 0) return { exact, slips: [exact.map((wanted) => (unknown.includes(wanted) ? slip(wanted) : wanted))] }
  return { exact, slips: exact.filter(({ word }) => maySlip(word)).map((slipped) => exact.map((wanted) => (wanted === slipped ? slip(wanted) : wanted))) }
}
