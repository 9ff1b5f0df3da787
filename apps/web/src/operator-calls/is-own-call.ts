import { OWN_CALL_CALLER } from '@app/contracts'
import type { SoftphoneState } from '../softphone/softphone-state.js'

/** Whether a softphone's call is the one that its operator asked for: Asterisk rings here first. */
export const isOwnCall = (call: SoftphoneState['call']): boolean => call?.direction === 'incoming' && call.number === OWN_CALL_CALLER
