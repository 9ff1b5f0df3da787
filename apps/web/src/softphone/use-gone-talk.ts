import { useEffect } from 'react'
import { useLive } from '../live/live-context.js'
import type { LiveState } from '../live/live-state.js'
import type { SoftphoneState } from './softphone-state.js'
import type { Softphone } from './softphone.js'

const LOOK_MS = 2_000
const SILENT_LOOKS = 2

/** Whether Asterisk, which can be heard, knows nothing of the talk that this softphone holds: it was restarted in the middle of it. */
export const isUnknownToAsterisk = ({ connection, health, me }: LiveState, { call }: SoftphoneState): boolean =>
  call?.phase === 'established' && connection === 'live' && health?.asterisk === true && me !== null && me.state !== 'talking' && me.state !== 'offered'

/** Ends a talk that is no more: Asterisk does not know it, and nothing has come from the other side for some seconds either. */
export function useGoneTalk(softphone: Softphone | null, phone: SoftphoneState): void {
  const unknown = isUnknownToAsterisk(useLive(), phone)
  useEffect(() => {
    if (!softphone || !unknown) return
    let packets = -1
    let silent = 0
    const timer = setInterval(() => {
      void softphone.statistics().then((statistics) => {
        if (!statistics) return
        silent = statistics.inbound.packets === packets ? silent + 1 : 0
        packets = statistics.inbound.packets
        if (silent >= SILENT_LOOKS) softphone.hangUp()
      })
    }, LOOK_MS)
    return () => clearInterval(timer)
  }, [softphone, unknown])
}
