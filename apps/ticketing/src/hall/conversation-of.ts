import type { ChatWith, Role } from '@app/contracts'

/** Who is of the hall: they chat with each other. */
export const HALL_ROLES: readonly Role[] = ['operator', 'supervisor', 'manager', 'admin']

/** The key under which a conversation is kept: the same for both of two people. */
export const conversationOf = (me: number, chatWith: ChatWith): string => (typeof chatWith === 'number' ? `${Math.min(me, chatWith)}-${Math.max(me, chatWith)}` : chatWith)

/** The other one of a conversation of two; null for any other conversation, and for one of others. */
export function partnerIn(conversation: string, me: number): number | null {
  const pair = /^(\d+)-(\d+)$/.exec(conversation)
  if (!pair) return null
  const [a, b] = [Number(pair[1]), Number(pair[2])]
  return a === me ? b : b === me ? a : null
}
