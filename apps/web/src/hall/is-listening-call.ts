import { LISTENING_CALLER } from '@app/contracts'
import type { SoftphoneState } from '../softphone/softphone-state.js'

/** Whether a softphone's call is the ear that this supervisor asked for. */
export const isListeningCall = (call: SoftphoneState['call']): boolean => call?.direction === 'incoming' && call.number === LISTENING_CALLER
