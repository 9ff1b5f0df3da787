/** Fewer words say too little. */
const FEWEST_WORDS = 3
/** This share of the weight of what is written must stand in the other ticket. */
const SHARE = 0.6
const MOST = 30

/**
 * Tickets that have most of the words, the most alike first. A word that few tickets have weighs more than one that many have.
 * @param tickets which tickets have a word
 */
export function alikeByWords(words: readonly string[], tickets: ReadonlyMap<string, readonly number[]>): number[] {
  const known = words.filter((word) => (tickets.get(word)?.length ?? 0) > 0)
  if (known.length < FEWEST_WORDS) return []
  const all = new Set(known.flatMap((word) => tickets.get(word) ?? [])).size
  const weightOf = (word: string) => Math.log(1 + all / (tickets.get(word)?.length ?? 1))
  const whole = known.reduce((sum, word) => sum + weightOf(word), 0) + (words.length - known.length) * Math.log(1 + all)
  const scores = new Map<number, number>()
  for (const word of known) {
    const weight = weightOf(word)
    for (const id of tickets.get(word) ?? []) scores.set(id, (scores.get(id) ?? 0) + weight)
  }
  return [...scores]
    .filter(([, score]) => score >= SHARE * whole)
    .sort(([a, scoreA], [b, scoreB]) => scoreB - scoreA || b - a)
    .slice(0, MOST)
    .map(([id]) => id)
}
