import { BROKEN_OFF, SOUND_LOST, type LiveOperator } from '@app/contracts'
import type { LiveState } from '../live/live-state.js'
import type { SoftphoneState } from '../softphone/softphone-state.js'

/** What an operator must know of a talk that something happened to. */
export type TalkTrouble = { what: 'broken-off' | 'sound-lost' | 'microphone-refused' | 'microphone-absent' | 'way-lost' | 'line-lost' | 'resumed' } | { what: 'new-microphone'; label: string }

/** The gravest first: whoever cannot be heard need not hear that a socket is away. */
export function talkTrouble(me: LiveOperator | null, { call, microphone, line }: SoftphoneState, connection: LiveState['connection']): TalkTrouble | null {
  if (!call) {
    if (me?.state !== 'paused') return null
    return me.pauseReason === BROKEN_OFF ? { what: 'broken-off' } : me.pauseReason === SOUND_LOST ? { what: 'sound-lost' } : null
  }
  if (call.phase !== 'established') return null
  if (microphone === 'refused' || microphone === 'absent') return { what: `microphone-${microphone}` }
  if (call.wayLost) return { what: 'way-lost' }
  if (line !== 'registered' || connection !== 'live') return { what: 'line-lost' }
  if (call.newMicrophone !== undefined) return { what: 'new-microphone', label: call.newMicrophone }
  return call.resumed ? { what: 'resumed' } : null
}
