import type { CitizenLine } from '@app/contracts'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { request } from '../api/request.js'
import { SILENT_SOFTPHONE, type SoftphoneState } from '../softphone/softphone-state.js'
import type { Softphone } from '../softphone/softphone.js'
import type { CitizenStep } from './citizen-view.js'

const subscribeToNothing = () => () => undefined
const getSilent = () => SILENT_SOFTPHONE

type CitizenCall = {
  step: CitizenStep
  phone: SoftphoneState
  softphone: Softphone | null
  /** Why no line was given, as the server said it. */
  refused: unknown
  start: () => void
}

/** One call to 1022 from this page: microphone, a line of its own, the call; the line is given back at the end. */
export function useCitizenCall(audio: React.RefObject<HTMLAudioElement | null>): CitizenCall {
  const [softphone, setSoftphone] = useState<Softphone | null>(null)
  const [step, setStep] = useState<CitizenStep>('idle')
  const [refused, setRefused] = useState<unknown>(null)
  const busy = useRef(false)
  const phone = useSyncExternalStore(softphone?.subscribe ?? subscribeToNothing, softphone?.getState ?? getSilent)

  const call = useCallback(async () => {
    const { Softphone } = await import('../softphone/softphone.js')
    if (!audio.current) return
    // A fresh one for each call: nothing of the last call is left on the screen.
    const made = new Softphone(audio.current)
    window.hotlineSoftphone = made
    setSoftphone(made)
    await made.checkMicrophone()
    if (made.getState().microphone !== 'granted') return
    const line = await request<CitizenLine>('POST', '/live/citizen-lines')
    await made.reach(line)
    setStep('calling')
    made.call(line.dial)
    await made.callEnded()
    made.disconnect()
  }, [audio])

  const start = useCallback(() => {
    if (busy.current) return
    busy.current = true
    setRefused(null)
    setStep('asking-line')
    call()
      .catch((error: unknown) => setRefused(error))
      .finally(() => {
        busy.current = false
        setStep('idle')
      })
  }, [call])

  useEffect(() => {
    if (!softphone) return
    const leave = () => softphone.disconnect()
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [softphone])

  return { step, phone, softphone, refused, start }
}
