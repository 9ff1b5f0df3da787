/** A word, ready to be compared: with its marks, and without any. */
interface Word {
  marked: string
  plain: string
}

/** Words that follow each other. */
export type Phrase = readonly Word[]

/** Grave, acute, hook above, tilde, dot below: where in a syllable they are written differs (hòa, hoà). */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g
const MARKS = /[\u0300-\u036f]/g
const WORDS = /[\p{L}\p{N}\p{M}]+/gu

/** The same words come again and again: each is taken apart once. */
const known = new Map<string, Word>()
const MOST_KNOWN = 20_000

function wordOf(text: string): Word {
  const found = known.get(text)
  if (found) return found
  const letters = text.normalize('NFD')
  const tones = letters.match(TONES)?.join('') ?? ''
  const word = { marked: letters.replace(TONES, '') + tones, plain: letters.replace(MARKS, '').replaceAll('đ', 'd') }
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(text, word)
  return word
}

/** The words of a text, in order. */
export const phraseOf = (text: string): Phrase => (text.toLowerCase().match(WORDS) ?? []).map(wordOf)

const isPlain = ({ marked, plain }: Word): boolean => marked === plain
/** A word written without marks stands for every way to mark it, on either side. */
const means = (written: Word, wanted: Word): boolean => (isPlain(written) || isPlain(wanted) ? written.plain === wanted.plain : written.marked === wanted.marked)
/** Whatever {@link means} the narrow word means the wide one. */
const covers = (wide: Word, narrow: Word): boolean => wide.marked === narrow.marked || (isPlain(wide) && wide.plain === narrow.plain)

function contains(text: Phrase, phrase: Phrase, same: (word: Word, wanted: Word) => boolean): boolean {
  if (phrase.length === 0) return false
  for (let at = 0; at + phrase.length <= text.length; at++) if (phrase.every((wanted, i) => same(text[at + i] as Word, wanted))) return true
  return false
}

/** Whether a phrase stands in a text: whole words, one after the other, in any case, with or without Vietnamese marks. */
export const isIn = (phrase: Phrase, text: Phrase): boolean => contains(text, phrase, means)

/** Whether every text that has the narrow phrase has the wide one. */
export const phraseCovers = (wide: Phrase, narrow: Phrase): boolean => contains(narrow, wide, (word, wanted) => covers(wanted, word))
