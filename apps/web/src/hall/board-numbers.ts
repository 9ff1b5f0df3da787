import type { LiveQueue, Language, WallboardQueue } from '@app/contracts'
import { formatClock } from '../format/durations.js'
import { formatCount, formatShare } from '../format/numbers.js'
import type { AlarmLevel, QueueLevels } from './fold-alarms.js'
import { longestWaitOf } from './use-alarms.js'

export type BoardNumber = { name: 'waiting' | 'longestWait' | 'levelNow' | 'levelToday' | 'abandoned'; text: string; level: AlarmLevel }

/** The five numbers of a queue, as text, with their colours. */
export function boardNumbers(queue: WallboardQueue, live: LiveQueue | undefined, levels: QueueLevels, now: number, language: Language): BoardNumber[] {
  return [
    { name: 'waiting', text: formatCount(live?.waiting.length ?? 0, language), level: levels.waiting },
    { name: 'longestWait', text: live && live.waiting.length > 0 ? formatClock(longestWaitOf(live, now)) : '–', level: levels.longestWait },
    { name: 'levelNow', text: formatShare(queue.now.serviceLevel, language), level: levels.serviceLevel },
    { name: 'levelToday', text: formatShare(queue.today.serviceLevel, language), level: 'calm' },
    { name: 'abandoned', text: formatCount(queue.today.abandoned, language), level: 'calm' },
  ]
}
