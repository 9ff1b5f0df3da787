import { useEffect } from 'react'
import { useLiveConnection } from '../live/live-context.js'
import type { Softphone } from './softphone.js'

/** A tab that slept, or a machine that was elsewhere, does not trust its sockets: both are asked at once, not at their next heart-beat. */
export function useWaking(softphone: Softphone | null): void {
  const live = useLiveConnection()
  useEffect(() => {
    const wake = () => {
      if (document.visibilityState !== 'visible') return
      live.wake()
      softphone?.wake()
    }
    document.addEventListener('visibilitychange', wake)
    document.addEventListener('resume', wake)
    window.addEventListener('online', wake)
    return () => {
      document.removeEventListener('visibilitychange', wake)
      document.removeEventListener('resume', wake)
      window.removeEventListener('online', wake)
    }
  }, [live, softphone])
}
