import { BROKEN_OFF, type OperatorState } from '@app/contracts'
import { pauseOf, stateOf, type Mirror } from '@app/queue-mirror'

/** Whether the dialplan keeps a citizen for this operator, whose page went in their talk: for both of them the talk goes on. */
export const awaitsCitizen = (mirror: Mirror, member: string): boolean => stateOf(mirror, member) === 'paused' && pauseOf(Object.values(mirror.members[member] ?? {}))?.pausedReason === BROKEN_OFF

/** As a wish for after the call takes it: who awaits a citizen is in their call still. */
export const stateInCall = (mirror: Mirror, member: string): OperatorState => (awaitsCitizen(mirror, member) ? 'talking' : stateOf(mirror, member))
