import type { LiveQueue, Wallboard } from '@app/contracts'
import { useCallback, useEffect, useRef, useState } from 'react'
import { secondsSince } from '../format/durations.js'
import { foldAlarms, type QueueLevels, type QueueReading } from './fold-alarms.js'
import { ringAlarm } from './ring-alarm.js'

const MUTED = 'hotline.wallboard-muted'

/** Seconds of the longest wait in a queue; 0 for nobody. */
export const longestWaitOf = (queue: LiveQueue | undefined, now: number): number => Math.max(0, ...(queue?.waiting ?? []).map(({ enteredAt }) => secondsSince(enteredAt, now)))

/** What each queue shows now, for its limits. A closed queue is not judged. */
export const readingsOf = (board: Wallboard, queues: readonly LiveQueue[], now: number): QueueReading[] =>
  board.queues.map(({ queue, closed, now: figures, thresholds }) => {
    const live = queues.find(({ name }) => name === queue)
    return {
      queue,
      thresholds,
      values: closed
        ? { waiting: null, longestWait: null, serviceLevel: null }
        : { waiting: live?.waiting.length ?? 0, longestWait: longestWaitOf(live, now), serviceLevel: figures.serviceLevel === null ? null : figures.serviceLevel * 100 },
    }
  })

/** The colours of the queues; rings once for each limit that is passed, unless this screen is mute. */
export function useAlarms(board: Wallboard | undefined, queues: readonly LiveQueue[] | null, now: number) {
  const [muted, setMuted] = useState(() => localStorage.getItem(MUTED) === 'yes')
  const [levels, setLevels] = useState<Record<string, QueueLevels>>({})
  const before = useRef<Record<string, QueueLevels> | null>(null)
  const [rung, setRung] = useState(0)
  useEffect(() => {
    if (!board || !queues) return
    const next = foldAlarms(before.current, readingsOf(board, queues, now))
    if (JSON.stringify(before.current) === JSON.stringify(next.levels)) return
    before.current = next.levels
    setLevels(next.levels)
    if (next.crossings.length === 0) return
    setRung((count) => count + 1)
    if (!muted) ringAlarm(next.crossings.some(({ level }) => level === 'alarm') ? 'alarm' : 'warn')
  }, [board, queues, now, muted])
  const toggleMute = useCallback(
    () =>
      setMuted((was) => {
        localStorage.setItem(MUTED, was ? 'no' : 'yes')
        return !was
      }),
    [],
  )
  return { levels, muted, toggleMute, rung }
}

/** M mutes, where nobody types. */
export function useMuteKey(toggle: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.code !== 'KeyM' || target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)) return
      toggle()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [toggle])
}
