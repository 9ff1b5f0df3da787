import { isWanted, type WantedWord } from './wanted-word.js'
import { wordsIn } from './words-in.js'

/** Where the wanted words stand in a text: from and until, in their order. Words side by side are one mark. */
export function marksIn(text: string, wanted: readonly WantedWord[]): [number, number][] {
  const marks: [number, number][] = []
  for (const { word, start, end } of wordsIn(text)) {
    if (!wanted.some((one) => isWanted(one, word))) continue
    const last = marks.at(-1)
    if (last && /^\s+$/.test(text.slice(last[1], start))) last[1] = end
    else marks.push([start, end])
  }
  return marks
}
