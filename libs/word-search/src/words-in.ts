/** A word of a text: lower case, without marks, and where it stands in the text as it was written. */
export interface WordInText {
  word: string
  /** In UTF-16 units, as `slice` counts; the end is not part of it. */
  start: number
  end: number
}

/** A longer run of letters is no word that anybody looks for. */
const LONGEST = 40

/** Without Vietnamese marks, lower case: `Đường` and its decomposed form become `duong`. */
export const foldWord = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .slice(0, LONGEST)

/** The words of a text in their order; Vietnamese writes each syllable as one. */
export function wordsIn(text: string): WordInText[] {
  const found: WordInText[] = []
  for (const match of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const word = foldWord(match[0])
    if (word !== '') found.push({ word, start: match.index, end: match.index + match[0].length })
  }
  return found
}
