const LONGEST_MS = 5_000
const FIRST_MS = 250
/** A process that ran this long counts as one that had started well. */
const WELL_MS = 30_000

/**
 * How long to wait before a process that ended is started again: not at all after a good run, then 250 ms, doubling up to 5 s.
 * @param crashes how often it ended in a row before @param ranMs how long it ran this time
 */
export function nextDelay(crashes: number, ranMs: number): { crashes: number; delay: number } {
  if (ranMs >= WELL_MS || crashes === 0) return { crashes: 1, delay: 0 }
  return { crashes: crashes + 1, delay: Math.min(FIRST_MS * 2 ** (crashes - 1), LONGEST_MS) }
}
