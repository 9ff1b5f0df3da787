import { useEffect } from 'react'
import { useLiveConnection } from '../live/live-context.js'
import type { Softphone } from './softphone.js'

/** A heart (heart-beat-worker.ts) that stood still for so long: the tab or the machine slept. No event tells of a machine's sleep. */
const ASLEEP_MS = 6_000

/**
 * A tab that slept, or a machine that was elsewhere, does not trust its sockets: both are asked at once, not at their next heart-beat, and what the
 * screen showed when it fell asleep is compared with what is.
 */
export function useWaking(softphone: Softphone | null): void {
  const live = useLiveConnection()
  useEffect(() => {
    let last = Date.now()
    let shown = live.getState().me
    const wake = () => {
      live.wake(Date.now() - last >= ASLEEP_MS ? shown : live.getState().me)
      softphone?.wake()
    }
    const heart = new Worker(new URL('./heart-beat-worker.ts', import.meta.url), { type: 'module' })
    heart.onmessage = () => {
      if (Date.now() - last >= ASLEEP_MS) wake()
      last = Date.now()
      shown = live.getState().me
    }
    const seen = () => document.visibilityState === 'visible' && wake()
    document.addEventListener('visibilitychange', seen)
    document.addEventListener('resume', wake)
    window.addEventListener('online', wake)
    return () => {
      heart.terminate()
      document.removeEventListener('visibilitychange', seen)
      document.removeEventListener('resume', wake)
      window.removeEventListener('online', wake)
    }
  }, [live, softphone])
}
