import type { SoftphoneState } from './softphone-state.js'

/** What a page shows of a call that it makes; `failed` names the sentence (`citizen.failed.*` and `flows.call.failed.*` in the locales). */
export type OutgoingCallView =
  | { kind: 'ready' }
  | { kind: 'connecting' }
  | { kind: 'in-call'; since: number; muted: boolean }
  | { kind: 'over' }
  | { kind: 'failed'; why: 'microphone-refused' | 'microphone-absent' | 'no-connection' }

export type OutgoingCallStep = 'idle' | 'asking-line' | 'calling'

/** @param step how far this page got by itself: nothing asked, a line asked for, or a call begun on it */
export function outgoingCallView(step: OutgoingCallStep, phone: SoftphoneState): OutgoingCallView {
  if (phone.call?.phase === 'established') return { kind: 'in-call', since: phone.call.establishedAt ?? 0, muted: phone.call.muted }
  if (phone.call) return { kind: 'connecting' }
  if (phone.microphone === 'refused') return { kind: 'failed', why: 'microphone-refused' }
  if (phone.microphone === 'absent') return { kind: 'failed', why: 'microphone-absent' }
  if (phone.lastEnd?.failed && phone.lastEnd.cause !== 'Canceled') return { kind: 'failed', why: 'no-connection' }
  if (phone.lastEnd) return { kind: 'over' }
  return step === 'idle' ? { kind: 'ready' } : { kind: 'connecting' }
}
