import type { LiveCall, LiveOperator, OperatorCallPhase } from '@app/contracts'
import { isListeningCall } from '../hall/is-listening-call.js'
import { isOwnCall } from '../operator-calls/is-own-call.js'
import type { LiveState } from '../live/live-state.js'
import { isEchoCall, type SoftphoneState } from '../softphone/softphone-state.js'

/** What the operator's own panel shows. */
export type DeskView =
  | { kind: 'loading' }
  | { kind: 'offline' }
  | { kind: 'unreachable'; since: string }
  | { kind: 'available'; since: string }
  | { kind: 'paused'; since: string; reason: string | null }
  /** `ringing`: the INVITE is here, so an answer is possible. `call` is null while Asterisk's word is still under way. */
  | { kind: 'offer'; call: LiveCall | null; number: string | null; ringing: boolean }
  /** `sound`: this page holds the talk's media. */
  | { kind: 'talk'; call: LiveCall | null; number: string | null; since: number; sound: boolean }
  /** A call that this operator makes; `callId` null while Asterisk's word is still under way. */
  | { kind: 'own-call'; callId: string | null; phase: OperatorCallPhase; since: number; sound: boolean }
  | { kind: 'wrap-up'; since: string; endsAt: string | null }

/**
 * Asterisk's word (`me`) is the truth. Only when it cannot be heard (the console is away), or is a moment behind the
 * softphone's own ring, does the softphone's call decide, so that a call can be answered and ended at any time.
 */
export function deskView(live: LiveState, phone: SoftphoneState): DeskView {
  // A supervisor's ear in another one's talk, and the echo of the sound check, are no calls of this desk.
  const call = isListeningCall(phone.call) || isEchoCall(phone.call) ? null : phone.call
  const { me } = live
  if (isOwnCall(call) || (me?.ownCall && !call)) return { kind: 'own-call', callId: me?.ownCall?.callId ?? null, phase: me?.ownCall?.phase ?? 'calling', since: me?.ownCall ? Date.parse(me.ownCall.since) : (call?.establishedAt ?? 0), sound: call !== null }
  const number = call?.direction === 'incoming' ? call.number : null
  // It answers itself and goes on: nothing rings.
  if (call?.resumed && call.phase !== 'established') return { kind: 'talk', call: me?.offer ?? me?.talk ?? null, number, since: Date.parse(me?.since ?? '') || 0, sound: true }
  if (call?.phase === 'established' && me?.state !== 'talking') {
    return { kind: 'talk', call: me?.offer ?? me?.talk ?? null, number, since: call.establishedAt ?? 0, sound: true }
  }
  if (call && me?.state !== 'offered' && me?.state !== 'talking') return { kind: 'offer', call: null, number, ringing: call.phase === 'ringing' }
  if (!me) return { kind: 'loading' }
  return viewOf(me, call !== null, call?.phase === 'ringing', number)
}

/** Whether there is a citizen who can be handed on. */
export const mayHandOn = (view: DeskView): boolean => (view.kind === 'talk' && view.call !== null) || (view.kind === 'own-call' && view.callId !== null && view.phase === 'talking')

function viewOf(me: LiveOperator, hasCall: boolean, ringing: boolean, number: string | null): DeskView {
  const { since } = me
  switch (me.state) {
    case 'offline':
      return { kind: 'offline' }
    case 'unreachable':
      return { kind: 'unreachable', since }
    case 'available':
      return { kind: 'available', since }
    case 'paused':
      return { kind: 'paused', since, reason: me.pauseReason }
    case 'offered':
      return { kind: 'offer', call: me.offer, number: me.offer?.number ?? number, ringing }
    case 'talking':
      return { kind: 'talk', call: me.talk, number: me.talk?.number ?? number, since: Date.parse(me.talk?.since ?? since), sound: hasCall }
    case 'wrap-up':
      return { kind: 'wrap-up', since, endsAt: me.wrapUpEndsAt }
    default:
      return me.state satisfies never
  }
}
