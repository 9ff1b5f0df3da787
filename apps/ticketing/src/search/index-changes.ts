import { blockOf, offsetOf } from '@app/word-search'

/** What changes in one set of places. */
export interface PlacesChange {
  word: string
  block: number
  add: Set<number>
  remove: Set<number>
}

/** From what tickets stood under to what they are to stand under. A ticket that is not there any more has no words. */
export function indexChanges(tickets: Iterable<{ id: number; before: ReadonlySet<string>; after: ReadonlySet<string> }>): PlacesChange[] {
  const changes = new Map<string, PlacesChange>()
  const changeOf = (word: string, block: number): PlacesChange => {
    const key = `${block} ${word}`
    const change = changes.get(key) ?? { word, block, add: new Set(), remove: new Set() }
    changes.set(key, change)
    return change
  }
  for (const { id, before, after } of tickets) {
    const [block, place] = [blockOf(id), offsetOf(id)]
    for (const word of after) if (!before.has(word)) changeOf(word, block).add.add(place)
    for (const word of before) if (!after.has(word)) changeOf(word, block).remove.add(place)
  }
  return [...changes.values()]
}
