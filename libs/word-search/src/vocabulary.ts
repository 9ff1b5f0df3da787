import { isWanted, maySlip, type WantedWord } from './wanted-word.js'

/** More than this many words for one wanted word would find everything. */
const MOST_ALIKE = 150
const MOST_UNSORTED = 500

/** Every word that is written in any ticket, so that beginnings and slips can be looked for as whole words. */
export class Vocabulary {
  private readonly words = new Set<string>()
  private sorted: string[] = []
  /** Those that are not in `sorted` yet. */
  private added: string[] = []

  add(words: Iterable<string>): void {
    for (const word of words) {
      if (this.words.has(word)) continue
      this.words.add(word)
      this.added.push(word)
    }
  }

  get size(): number {
    return this.words.size
  }

  has(word: string): boolean {
    return this.words.has(word)
  }

  /** The words that are wanted; the wanted one itself first, whether it is known or not. */
  alike(wanted: WantedWord): string[] {
    const { word, likeness } = wanted
    if (likeness === 'beginning') return [word, ...this.beginningWith(word)]
    if (likeness === 'slip' && maySlip(word)) return [word, ...this.oneSlipFrom(wanted)]
    return [word]
  }

  private beginningWith(word: string): string[] {
    if (this.added.length > MOST_UNSORTED) {
      this.sorted = [...this.words].sort()
      this.added = []
    }
    const { sorted } = this
    let from = 0
    for (let to = sorted.length; from < to; ) {
      const middle = (from + to) >> 1
      if ((sorted[middle] as string) < word) from = middle + 1
      else to = middle
    }
    const found = this.added.filter((candidate) => candidate !== word && candidate.startsWith(word)).slice(0, MOST_ALIKE)
    for (let i = from; i < sorted.length && found.length < MOST_ALIKE && (sorted[i] as string).startsWith(word); i++) if (sorted[i] !== word) found.push(sorted[i] as string)
    return found
  }

  private oneSlipFrom(wanted: WantedWord): string[] {
    const found: string[] = []
    for (const candidate of this.words) {
      if (candidate !== wanted.word && isWanted(wanted, candidate)) found.push(candidate)
      if (found.length === MOST_ALIKE) break
    }
    return found
  }
}
