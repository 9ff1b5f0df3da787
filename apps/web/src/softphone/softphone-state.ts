/** How the softphone stands towards Asterisk. */
export type Line = 'off' | 'connecting' | 'registered' | 'failed'
export type Microphone = 'unknown' | 'granted' | 'refused' | 'absent'

export type PhoneCall = {
  direction: 'incoming' | 'outgoing'
  phase: 'ringing' | 'answering' | 'established'
  /** Who calls, as the INVITE says. */
  number: string
  muted: boolean
  held: boolean
  /** Moment the talk began here, in milliseconds. */
  establishedAt: number | null
}

/** What Asterisk sends back as it comes (extensions.conf, from-operator). */
export const ECHO_NUMBER = '*43'

/** A call of the sound check: no citizen's, so no state of the desk. */
export const isEchoCall = (call: Pick<PhoneCall, 'direction' | 'number'> | null): boolean => call?.direction === 'outgoing' && call.number === ECHO_NUMBER

export type SoftphoneState = {
  line: Line
  microphone: Microphone
  call: PhoneCall | null
  /** With a second leg, for asking somebody: whom the operator speaks with; the other one is on hold. */
  second: 'asked' | 'citizen' | null
  /** The browser will not play sound before the person touches the page. */
  soundBlocked: boolean
  /** Why the last call ended or failed, as SIP says it; for the log and the tests, not for people. */
  lastEnd: { cause: string; failed: boolean } | null
}

export type SoftphoneEvent =
  | { type: 'line'; line: Line }
  | { type: 'microphone'; microphone: Microphone }
  | { type: 'call-began'; direction: PhoneCall['direction']; number: string }
  | { type: 'answering' }
  | { type: 'established'; at: number }
  | { type: 'muted'; muted: boolean }
  | { type: 'held'; held: boolean }
  | { type: 'second'; speaking: SoftphoneState['second'] }
  | { type: 'sound-blocked'; blocked: boolean }
  | { type: 'call-ended'; cause: string; failed: boolean }

export const SILENT_SOFTPHONE: SoftphoneState = { line: 'off', microphone: 'unknown', call: null, second: null, soundBlocked: false, lastEnd: null }

/** Every event is legal in every state; one about a call that is over changes nothing. */
export function foldSoftphone(state: SoftphoneState, event: SoftphoneEvent): SoftphoneState {
  switch (event.type) {
    case 'line':
      return { ...state, line: event.line }
    case 'microphone':
      return { ...state, microphone: event.microphone }
    case 'call-began':
      return {
        ...state,
        lastEnd: null,
        call: { direction: event.direction, phase: 'ringing', number: event.number, muted: false, held: false, establishedAt: null },
      }
    case 'answering':
      return state.call?.phase === 'ringing' ? { ...state, call: { ...state.call, phase: 'answering' } } : state
    case 'established':
      return state.call && state.call.phase !== 'established' ? { ...state, call: { ...state.call, phase: 'established', establishedAt: event.at } } : state
    case 'muted':
      return state.call ? { ...state, call: { ...state.call, muted: event.muted } } : state
    case 'held':
      return state.call ? { ...state, call: { ...state.call, held: event.held } } : state
    case 'second':
      return { ...state, second: event.speaking }
    case 'sound-blocked':
      return { ...state, soundBlocked: event.blocked }
    case 'call-ended':
      return state.call ? { ...state, call: null, soundBlocked: false, lastEnd: { cause: event.cause, failed: event.failed } } : state
    default:
      return event satisfies never
  }
}

/**
 * Whether a call would ring here and be heard at the other side. A microphone that is not known yet counts as one.
 * @param elsewhere another tab of this browser is the softphone
 */
export const canTakeCalls = ({ line, microphone }: SoftphoneState, elsewhere: boolean): boolean =>
  microphone !== 'refused' && microphone !== 'absent' && (elsewhere || line === 'registered')

/** Seconds to wait before asking for a fresh line again, after so many failures in a row. */
export const retryLineAfter = (failures: number): number => Math.min(30, 2 ** Math.min(failures, 5))
