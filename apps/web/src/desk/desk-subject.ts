import type { LiveCall, LiveOperator } from '@app/contracts'

/** The call the middle of the desk is about: its caller's history and its ticket. Outlives the talk, until the next offer. */
export type DeskSubject = { callId: string; number: string | null; queue: string; talked: boolean }

const about = (call: LiveCall, talked: boolean): DeskSubject => ({ callId: call.callId, number: call.number, queue: call.queue ?? '', talked })

/** Of no queue; the number is the call's, which the server tells. */
const ownCallSubject = (callId: string): DeskSubject => ({ callId, number: null, queue: '', talked: true })

/**
 * An offer that was not taken leaves the desk; a talk stays on it, also one that was over before Asterisk's word of it came: then the softphone tells,
 * or the wrap-up, which follows a talk only. The same subject is given back unchanged.
 * @param answered this page's softphone is in a talk
 */
export function nextSubject(previous: DeskSubject | null, me: LiveOperator | null, answered: boolean): DeskSubject | null {
  if (!me) return previous
  const stays = previous !== null && (previous.talked || answered || me.state === 'wrap-up')
  const next = me.ownCall ? ownCallSubject(me.ownCall.callId) : me.talk ? about(me.talk, true) : me.offer ? about(me.offer, answered) : stays ? { ...previous, talked: true } : null
  if (!next || !previous || next.callId !== previous.callId) return next
  const talked = previous.talked || next.talked
  return previous.talked === talked && previous.number === next.number && previous.queue === next.queue ? previous : { ...next, talked }
}

const KEY = 'hotline.desk-subject'

export function readSubject(storage: Pick<Storage, 'getItem'>): DeskSubject | null {
  try {
    const value: unknown = JSON.parse(storage.getItem(KEY) ?? 'null')
    return isSubject(value) ? value : null
  } catch {
    return null
  }
}

export function writeSubject(storage: Pick<Storage, 'setItem' | 'removeItem'>, subject: DeskSubject | null): void {
  if (subject) storage.setItem(KEY, JSON.stringify(subject))
  else storage.removeItem(KEY)
}

function isSubject(value: unknown): value is DeskSubject {
  if (typeof value !== 'object' || value === null) return false
  const { callId, number, queue, talked } = value as Record<string, unknown>
  return typeof callId === 'string' && (number === null || typeof number === 'string') && typeof queue === 'string' && typeof talked === 'boolean'
}
