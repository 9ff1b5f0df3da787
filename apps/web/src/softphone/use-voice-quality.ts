import { useEffect, useRef, useState } from 'react'
import { useLive } from '../live/live-context.js'
import type { Softphone } from './softphone.js'
import { isEchoCall, type SoftphoneState } from './softphone-state.js'
import { CallSoundTeller } from './tell-call-sound.js'
import { NOTHING_COMES, voiceFigures, voiceQuality, type VoiceCounters, type VoiceFigures, type VoiceQuality } from './voice-quality.js'

const READ_EVERY_MS = 5_000

export type MeasuredVoice = { figures: VoiceFigures; quality: VoiceQuality }

/** How the present talk sounds, read every five seconds and told to the server; null before the first reading. */
export function useVoiceQuality(softphone: Softphone | null, { call }: SoftphoneState): MeasuredVoice | null {
  const talking = call?.phase === 'established' && !isEchoCall(call)
  const { me, skew } = useLive()
  const known = useRef({ callId: null as string | null, skew, held: false })
  useEffect(() => {
    known.current = { callId: me?.talk?.callId ?? me?.ownCall?.callId ?? (talking ? known.current.callId : null), skew, held: call?.held === true }
  })
  const [measured, setMeasured] = useState<MeasuredVoice | null>(null)
  useEffect(() => {
    if (!softphone || !talking) return
    const teller = new CallSoundTeller()
    let before: VoiceCounters | null = null
    const read = async () => {
      const statistics = await softphone.statistics()
      if (!statistics) return
      const now: VoiceCounters = { ...statistics.inbound, roundTripSeconds: statistics.roundTripSeconds }
      if (before) {
        const figures = voiceFigures(before, now)
        teller.add({ at: new Date(Date.now() + known.current.skew).toISOString(), ...figures }, known.current.callId)
        setMeasured({ figures, quality: now.packets === before.packets && !known.current.held ? NOTHING_COMES : voiceQuality(figures) })
      }
      before = now
    }
    void read()
    const timer = setInterval(() => void read(), READ_EVERY_MS)
    return () => {
      clearInterval(timer)
      if (known.current.callId !== null) void teller.tell(known.current.callId)
      setMeasured(null)
    }
  }, [softphone, talking])
  return measured
}
