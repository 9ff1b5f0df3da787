import type { TicketState } from '@app/contracts'
import type { TicketEntity } from '../database/ticket.entities.js'

/** The state that a citizen is told: an answer that can still be taken back is one that waits for approval. */
export const stateOutside = ({ state, heldUntil }: Pick<TicketEntity, 'state' | 'heldUntil'>, at: Date): TicketState => (state === 'approved' && heldUntil !== null && heldUntil > at ? 'answered' : state)
