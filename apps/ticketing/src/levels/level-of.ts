import type { TicketKind, TicketLevel, Urgency } from '@app/contracts'

/** What a ticket's level is decided by. */
export interface LevelledTicket {
  kind: TicketKind
  urgency: Urgency
  /** An answer in this category goes out only when it was approved. */
  needsApproval?: boolean
  /** How many departments work on it. */
  departments: number
}

/** The level of a new ticket. The leaders' (3): several departments, an official complained about, or something urgent whose answer they approve. The operator's own (1): what can be said at once. */
export function levelOf({ kind, urgency, needsApproval = false, departments }: LevelledTicket): TicketLevel {
  if (departments > 1 || kind === 'complaint' || (urgency === 'urgent' && needsApproval)) return 3
  if ((kind === 'information' || kind === 'call-back') && urgency === 'normal' && !needsApproval) return 1
  return 2
}
