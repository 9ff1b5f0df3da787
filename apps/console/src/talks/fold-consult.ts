import type { ConsultFailure, ConsultMark, ConsultPhase } from '@app/contracts'

/** A consult as Asterisk's channels have it. */
export interface Consult extends ConsultMark {
  /** Uniqueid of the operator's second leg. */
  id: string
  phase: ConsultPhase
  /** The asked one's leg, once it rings: its Uniqueid. */
  askedLeg: string | null
  /** The asked one's leg is on its way into the talk; the second leg ends with that. */
  joining: boolean
}

export type AmiEvent = Readonly<Record<string, string>>

/**
 * A consult after one AMI event: the same object where it changes nothing. Any of its legs may end in any phase.
 * @returns `over`: there is none any more; `failed` says why nobody was reached
 */
export function foldConsult(consult: Consult, event: AmiEvent): Consult | { over: true; failed: ConsultFailure | null } {
  const leg = event['uniqueid'] ?? ''
  switch (event['event']) {
    case 'DialBegin':
      return leg === consult.id ? { ...consult, askedLeg: event['destuniqueid'] ?? null } : consult
    case 'DialEnd': {
      if (leg !== consult.id) return consult
      return event['dialstatus'] === 'ANSWER' ? { ...consult, phase: consult.phase === 'calling' ? 'talking' : consult.phase } : { over: true, failed: failureOf(event['dialstatus'] ?? '') }
    }
    case 'BridgeEnter':
      return consult.joining && leg === consult.askedLeg ? { ...consult, joining: false, phase: 'together' } : consult
    case 'Hangup': {
      if (leg === consult.talkLeg || (consult.askedLeg !== null && leg === consult.askedLeg)) return { over: true, failed: null }
      return leg === consult.id && !consult.joining && consult.phase !== 'together' ? { over: true, failed: null } : consult
    }
    default:
      return consult
  }
}

/** Null: the operator thought better of it. */
function failureOf(dialStatus: string): ConsultFailure | null {
  switch (dialStatus) {
    case 'BUSY':
      return 'busy'
    case 'NOANSWER':
      return 'no-answer'
    case 'CANCEL':
    case 'ABORT':
      return null
    default:
      return 'unreachable'
  }
}
