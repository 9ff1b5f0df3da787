import type { SoftphoneState } from '../softphone/softphone-state.js'

/**
 * Whether an offered call may be answered without a hand: only where it would be heard both ways. A microphone that nobody has looked at yet is not enough.
 * @param elsewhere another tab of this browser is the softphone
 */
export const answersByItself = (on: boolean, { line, microphone, soundBlocked, call }: SoftphoneState, elsewhere: boolean): boolean =>
  on && !elsewhere && line === 'registered' && microphone === 'granted' && !soundBlocked && call?.direction === 'incoming' && call.phase === 'ringing'
