import { WATCHED, type Limits, type QueueThresholds, type Watched } from '@app/contracts'

export type AlarmLevel = 'calm' | 'warn' | 'alarm'
const ORDER: readonly AlarmLevel[] = ['calm', 'warn', 'alarm']

/** What a queue shows at one moment: callers, seconds, per cent; null where there is nothing to judge. */
export type QueueReading = { queue: string; values: Record<Watched, number | null>; thresholds: QueueThresholds }
export type QueueLevels = Record<Watched, AlarmLevel>
export type Crossing = { queue: string; watched: Watched; level: AlarmLevel }

export const CALM: QueueLevels = { waiting: 'calm', longestWait: 'calm', serviceLevel: 'calm' }

/** How far a value must come back from a limit before it counts as mended: one that dances on the limit rings once. */
function marginOf(watched: Watched, limit: number): number {
  switch (watched) {
    case 'waiting':
      return Math.max(1, Math.round(limit * 0.2))
    case 'longestWait':
      return Math.max(5, limit * 0.1)
    case 'serviceLevel':
      return 2
    default:
      return watched satisfies never
  }
}

/** @param held the limit was passed before, so it holds a little longer */
function isBeyond(watched: Watched, value: number, limit: number | null, held: boolean): boolean {
  if (limit === null) return false
  const margin = held ? marginOf(watched, limit) : 0
  return watched === 'serviceLevel' ? value < limit + margin : value > 0 && value >= limit - margin
}

function levelOf(watched: Watched, value: number | null, { warn, alarm }: Limits, before: AlarmLevel): AlarmLevel {
  if (value === null) return 'calm'
  if (isBeyond(watched, value, alarm, before === 'alarm')) return 'alarm'
  return isBeyond(watched, value, warn, before !== 'calm') ? 'warn' : 'calm'
}

/**
 * The colours after a new reading, and what became worse by it: each crossing is told once.
 * @param before null: nothing was seen yet, so nothing is a crossing
 */
export function foldAlarms(before: Readonly<Record<string, QueueLevels>> | null, readings: readonly QueueReading[]): { levels: Record<string, QueueLevels>; crossings: Crossing[] } {
  const levels: Record<string, QueueLevels> = {}
  const crossings: Crossing[] = []
  for (const { queue, values, thresholds } of readings) {
    const was = before?.[queue]
    const now = { ...CALM }
    for (const watched of WATCHED) {
      now[watched] = levelOf(watched, values[watched], thresholds[watched], was?.[watched] ?? 'calm')
      if (was && ORDER.indexOf(now[watched]) > ORDER.indexOf(was[watched])) crossings.push({ queue, watched, level: now[watched] })
    }
    levels[queue] = now
  }
  return { levels, crossings }
}

/** The worst of a queue. */
export const worstOf = (levels: QueueLevels): AlarmLevel => ORDER[Math.max(...WATCHED.map((watched) => ORDER.indexOf(levels[watched])))] ?? 'calm'
