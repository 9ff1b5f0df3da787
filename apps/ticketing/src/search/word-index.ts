import { Injectable } from '@nestjs/common'
import { BLOCK_SIZE, blockOf, inAny, inBoth, readPlaces, Vocabulary } from '@app/word-search'
import { Database } from '../database/database.js'
import { isWritten } from './words-of-ticket.js'

/** A ticket fits when, for each of these, it has one of the words. */
export type WordGroups = readonly (readonly string[])[]

/** How many blocks are read at once: few at first, for what is looked for is mostly new. */
const WINDOWS = [2, 6, 24, 96]
const NEWEST_BLOCKS = 4

/** Reads which tickets have which words, the newest tickets first. */
@Injectable()
export class WordIndex {
  readonly vocabulary = new Vocabulary()
  private loaded: Promise<void> | undefined

  constructor(private readonly database: Database) {}

  /** Once; what comes later the indexer adds itself. */
  load(): Promise<void> {
    this.loaded ??= this.read().catch((error: unknown) => {
      this.loaded = undefined
      throw error
    })
    return this.loaded
  }

  /**
   * Numbers of tickets that fit one of the alternatives and not `except`, descending, window after window.
   * @param below only numbers smaller than this
   */
  async *find(alternatives: readonly WordGroups[], except: WordGroups | null, below: number): AsyncGenerator<{ from: number; ids: number[] }> {
    const words = [...new Set([...alternatives, ...(except ? [except] : [])].flat(2))]
    let upper = Math.min(blockOf(Math.max(below - 1, 0)), await this.newestBlock())
    for (let i = 0; upper >= 0; i++) {
      const lower = Math.max(0, upper - (WINDOWS[i] ?? WINDOWS.at(-1) ?? 1) + 1)
      const blocks = await this.blocks(words, lower, upper)
      const ids: number[] = []
      for (let block = upper; block >= lower; block--) {
        const sets = blocks.get(block)
        if (!sets) continue
        const found = inAny(alternatives.map((groups) => fitting(groups, sets)))
        const excepted = except && found.length > 0 ? new Set(fitting(except, sets)) : null
        for (let k = found.length - 1; k >= 0; k--) {
          const id = block * BLOCK_SIZE + (found[k] as number)
          if (id < below && !excepted?.has(found[k] as number)) ids.push(id)
        }
      }
      yield { from: lower * BLOCK_SIZE, ids }
      upper = lower - 1
    }
  }

  /** Which of the newest tickets (some thousands) have which word. */
  async newest(words: readonly string[]): Promise<Map<string, number[]>> {
    const until = await this.newestBlock()
    const tickets = new Map<string, number[]>()
    for (const [block, sets] of await this.blocks(words, until - NEWEST_BLOCKS + 1, until)) {
      for (const [word, places] of sets) tickets.set(word, [...(tickets.get(word) ?? []), ...[...places].map((place) => block * BLOCK_SIZE + place)])
    }
    return tickets
  }

  private async newestBlock(): Promise<number> {
    const [row] = (await this.database.manager.query('SELECT MAX(id) AS newest FROM tickets')) as { newest: number | null }[]
    return blockOf(row?.newest ?? 0)
  }

  /** The sets of these words, by block and word. */
  private async blocks(words: readonly string[], from: number, until: number): Promise<Map<number, Map<string, Uint16Array>>> {
    const blocks = new Map<number, Map<string, Uint16Array>>()
    if (words.length === 0) return blocks
    const rows = (await this.database.manager.query('SELECT word, block, places FROM ticket_words WHERE word IN (?) AND block BETWEEN ? AND ?', [words, from, until])) as { word: string; block: number; places: Buffer }[]
    for (const { word, block, places } of rows) {
      const sets = blocks.get(block) ?? new Map<string, Uint16Array>()
      blocks.set(block, sets.set(word, readPlaces(places)))
    }
    return blocks
  }

  private async read(): Promise<void> {
    // The words alone: MariaDB jumps from one to the next in the primary key.
    const rows = (await this.database.manager.query('SELECT word FROM ticket_words GROUP BY word')) as { word: string }[]
    this.vocabulary.add(rows.map(({ word }) => word).filter(isWritten))
  }
}

/** The fewest first, so that little is left to compare. */
function fitting(groups: WordGroups, sets: ReadonlyMap<string, Uint16Array>): Uint16Array {
  const unions = groups.map((words) => inAny(words.flatMap((word) => sets.get(word) ?? []))).sort((a, b) => a.length - b.length)
  return unions.reduce<Uint16Array | null>((left, right) => (left === null ? right : inBoth(left, right)), null) ?? new Uint16Array(0)
}
