import { useEffect } from 'react'
import { useLive } from '../live/live-context.js'
import type { SoftphoneState } from '../softphone/softphone-state.js'
import type { Softphone } from '../softphone/softphone.js'
import { isListeningCall } from './is-listening-call.js'

/** Answers the ear by itself, and keeps the microphone shut while it only listens. */
export function useListeningCall(softphone: Softphone | null, phone: SoftphoneState): void {
  const { listening } = useLive()
  const own = isListeningCall(phone.call)
  const ringing = own && phone.call?.phase === 'ringing'
  const established = own && phone.call?.phase === 'established'
  const mute = listening === null || listening.mode === 'listen'
  useEffect(() => {
    if (ringing) softphone?.answer()
  }, [softphone, ringing])
  useEffect(() => {
    if (established) softphone?.setMuted(mute)
  }, [softphone, established, mute])
}
