import { useState } from 'react'
import { measureEcho } from './measure-echo.js'
import type { Softphone } from './softphone.js'
import type { SoundFigures } from './sound-verdict.js'

/** @param loudest the microphone's loudest moment while the check ran */
export function useSoundCheck(softphone: Softphone | null, loudest: { begin: () => void; end: () => number | null }) {
  const [figures, setFigures] = useState<SoundFigures | null>(null)
  const [running, setRunning] = useState(false)
  const start = () => {
    if (!softphone || running) return
    setRunning(true)
    loudest.begin()
    void measureEcho(softphone)
      .then((measured) => setFigures({ microphoneDb: loudest.end(), ...measured }))
      .finally(() => setRunning(false))
  }
  return { figures, running, start }
}
