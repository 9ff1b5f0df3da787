import { useEffect, useMemo, useRef, useState } from 'react'
import { microphoneConstraints } from './microphone.js'
import { levelOf, listenToStream } from './sound-level.js'

const SILENCE_DB = -100
const SHOWN_EVERY_MS = 60

type Loudest = { begin: () => void; end: () => number | null }

/**
 * What the microphone hears now, in dB under full scale, and the loudest between two moments (null: it gave nothing).
 * @param device a change opens the other microphone
 */
export function useMicrophoneLevel(device: string): { db: number; loudest: Loudest } {
  const [db, setDb] = useState(SILENCE_DB)
  const most = useRef<number | null>(null)
  useEffect(() => {
    let gone = false
    let stop = () => undefined as void
    let shown = 0
    const open = async () => {
      const stream = await navigator.mediaDevices.getUserMedia(microphoneConstraints())
      const context = new AudioContext()
      const stopListening = listenToStream(context, stream, (samples) => {
        const heard = levelOf(samples)
        most.current = Math.max(most.current ?? SILENCE_DB, heard)
        if (performance.now() - shown < SHOWN_EVERY_MS) return
        shown = performance.now()
        setDb(heard)
      })
      stop = () => {
        stopListening()
        for (const track of stream.getTracks()) track.stop()
        void context.close()
      }
      if (gone) stop()
    }
    // No microphone, or none allowed: the meter stays empty and the verdict says so.
    open().catch((error: unknown) => {
      if (!(error instanceof DOMException)) throw error
      setDb(SILENCE_DB)
    })
    return () => {
      gone = true
      stop()
    }
  }, [device])
  const loudest = useMemo(() => ({ begin: () => void (most.current = null), end: () => most.current }), [])
  return { db, loudest }
}
