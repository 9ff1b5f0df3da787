import type { TicketState } from '@app/contracts'
import { wordsIn } from '@app/word-search'

export interface IndexedTicket {
  state: TicketState
  departmentId: number
  description: string
  place: string | null
  /** Answers and reasons: what was written with its changes. */
  texts: readonly string[]
}

/** Words that stand for what a list is narrowed to; no text has these. */
export const departmentWord = (id: number): string => `=${id}`
export const stateWord = (state: TicketState): string => `!${state}`
export const isWritten = (word: string): boolean => !/^[=!]/.test(word)

/** Every word under which a ticket is found. No name: whoever may not see one would find it out word by word; it is found whole. */
export function wordsOfTicket({ state, departmentId, description, place, texts }: IndexedTicket): Set<string> {
  const words = new Set([departmentWord(departmentId), stateWord(state)])
  for (const text of [description, place ?? '', ...texts]) for (const { word } of wordsIn(text)) words.add(word)
  return words
}
