import type { CitizenMessageEntity } from '../database/citizen-message.entity.js'

/** The ticket that a message tells of. @throws Error for one that tells of none: only what is written may */
export function ticketOfMessage({ id, ticketId }: Pick<CitizenMessageEntity, 'id' | 'ticketId'>): number {
  if (ticketId === null) throw new Error(`message ${id} is of no ticket`)
  return ticketId
}
