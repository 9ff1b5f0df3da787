import type { Mirror } from './mirror.js'

/** An operator who talks with a citizen, whoever of the two called. */
export interface CitizenTalk {
  callId: string
  /** Null: the operator's own call, or what became of a colleague's one. */
  queue: string | null
  number: string | null
  /** The operator's channel. */
  channelId: string
  /** The citizen's channel: its Uniqueid. */
  citizenId: string
}

/** The citizen whom an operator talks with; null while nobody has answered an own call. */
export function citizenTalkOf(mirror: Mirror, member: string): CitizenTalk | null {
  const talk = mirror.talks[member]
  if (talk) return talk
  const own = mirror.ownCalls[member]
  return own?.phase === 'talking' && own.citizenId !== null ? { callId: own.callId, queue: null, number: own.number, channelId: own.channelId, citizenId: own.citizenId } : null
}
