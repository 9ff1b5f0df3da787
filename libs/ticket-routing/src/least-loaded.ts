/**
 * Of a pool the one with the fewest open tickets, and among equals the lowest user id, so that the same question gets the same answer.
 * @param open open tickets by user id; whoever is not in it has none
 * @returns null for an empty pool
 */
export function leastLoaded(pool: readonly number[], open: ReadonlyMap<number, number>): number | null {
  const [first = null] = [...pool].sort((a, b) => (open.get(a) ?? 0) - (open.get(b) ?? 0) || a - b)
  return first
}
