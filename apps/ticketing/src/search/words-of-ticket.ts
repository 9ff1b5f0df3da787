import type { TicketState } from '@app/contracts'
import { wordsIn } from '@app/word-search'

export interface IndexedTicket {
  state: TicketState
  departmentId: number
  description: string
  place: string | null
  citizenName: string | null
  /** Answers and reasons: what was written with its changes. */
  texts: readonly string[]
}

/** Words that stand for what a list is narrowed to; no text has these. */
export const departmentWord = (id: number): string => `=${id}`
export const stateWord = (state: TicketState): string => `!${state}`
export const isWritten = (word: string): boolean => !/^[=!]/.test(word)

/** Every word under which a ticket is found. */
export function wordsOfTicket({ state, departmentId, description, place, citizenName, texts }: IndexedTicket): Set<string> {
  const words = new Set([departmentWord(departmentId), stateWord(state)])
  for (const text of [description, place ?? '', citizenName ?? '', ...texts]) for (const { word } of wordsIn(text)) words.add(word)
  return words
}
