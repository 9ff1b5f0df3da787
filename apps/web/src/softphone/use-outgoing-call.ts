import type { CallLine } from '@app/contracts'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { SILENT_SOFTPHONE, type SoftphoneState } from './softphone-state.js'
import type { Softphone } from './softphone.js'
import type { OutgoingCallStep } from './outgoing-call-view.js'

const subscribeToNothing = () => () => undefined
const getSilent = () => SILENT_SOFTPHONE

export type OutgoingCall = {
  step: OutgoingCallStep
  phone: SoftphoneState
  /** Of the present or last call. */
  softphone: Softphone | null
  /** Why no line was given, as the server said it. */
  refused: unknown
  start: () => void
}

/**
 * One call from this page: microphone, a line of its own, the call; the line is given back at the end.
 * @param openLine asked when the microphone is granted; must stay the same function from render to render
 */
export function useOutgoingCall(audio: React.RefObject<HTMLAudioElement | null>, openLine: () => Promise<CallLine>): OutgoingCall {
  const [softphone, setSoftphone] = useState<Softphone | null>(null)
  const [step, setStep] = useState<OutgoingCallStep>('idle')
  const [refused, setRefused] = useState<unknown>(null)
  const busy = useRef(false)
  const phone = useSyncExternalStore(softphone?.subscribe ?? subscribeToNothing, softphone?.getState ?? getSilent)

  const call = useCallback(async () => {
    const { Softphone } = await import('./softphone.js')
    if (!audio.current) return
    // A fresh one for each call: nothing of the last call is left on the screen.
    const made = new Softphone(audio.current)
    window.hotlineSoftphone = made
    setSoftphone(made)
    await made.checkMicrophone()
    if (made.getState().microphone !== 'granted') return
    const line = await openLine()
    await made.reach(line)
    setStep('calling')
    made.call(line.dial)
    await made.callEnded()
    made.disconnect()
  }, [audio, openLine])

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
