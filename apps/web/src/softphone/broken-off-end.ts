import { BROKEN_OFF_CAUSE } from '@app/contracts'
import type { RTCSession, TerminateOptions } from 'jssip/lib/RTCSession'

/** How a talk ends against its operator's will: Asterisk keeps the citizen until this operator's softphone is there again. */
export const BROKEN_OFF_END: TerminateOptions = { extraHeaders: [`Reason: Q.850;cause=${BROKEN_OFF_CAUSE}`] }

/**
 * JsSIP itself ends a talk of which a change was refused or lost (hold, another way of the sound), and Asterisk would take that for a person's
 * hang-up. It gives a status then, which no hang-up of ours in a talk has.
 */
export function tellTroubleAsBrokenOff(session: Pick<RTCSession, 'isEstablished' | 'terminate'>): void {
  const terminate = session.terminate.bind(session)
  session.terminate = (options) => terminate(options?.status_code !== undefined && session.isEstablished() ? { ...BROKEN_OFF_END, cause: options.cause } : options)
}
