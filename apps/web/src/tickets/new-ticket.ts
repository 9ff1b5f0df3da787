import { isMasked, type NewTicket } from '@app/contracts'
import type { TicketDraft, TicketOrigin } from './ticket-draft.js'

export type TicketField = 'category' | 'description' | 'citizenNumber' | 'citizenEmail' | 'tellBy'

/** The fields that keep a draft from being a ticket; the same rules as the server's, asked before the request. */
export function missingIn(origin: TicketOrigin, draft: TicketDraft): TicketField[] {
  const missing: TicketField[] = []
  if (draft.categoryId === null) missing.push('category')
  if (draft.description.trim().length < 3) missing.push('description')
  const number = plainNumber(draft.citizenNumber)
  if (number !== '' && !/^\+?\d{2,15}$/.test(number)) missing.push('citizenNumber')
  if (draft.citizenEmail.trim() !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(draft.citizenEmail.trim())) missing.push('citizenEmail')
  // The number of a voicemail is masked here; the server has it.
  const reached = number !== '' ? number : isMasked(origin.number) ? (origin.number ?? '') : ''
  const reachedAt = { email: draft.citizenEmail.trim(), sms: reached, phone: reached }
  if (draft.tellBy !== null && reachedAt[draft.tellBy] === '') missing.push('tellBy')
  return missing
}

/** @throws when called with a draft that {@link missingIn} finds incomplete */
export function newTicket(origin: TicketOrigin, draft: TicketDraft): NewTicket {
  if (draft.categoryId === null) throw new Error('a ticket needs a category')
  return {
    requestId: draft.requestId,
    callId: origin.callId,
    voicemailId: origin.kind === 'voicemail' ? origin.voicemailId : null,
    categoryId: draft.categoryId,
    description: draft.description.trim(),
    place: blankToNull(draft.place),
    citizenName: blankToNull(draft.citizenName),
    citizenNumber: blankToNull(plainNumber(draft.citizenNumber)),
    citizenEmail: blankToNull(draft.citizenEmail),
    tellBy: draft.tellBy,
    language: draft.language,
  }
}

/** People write numbers with spaces, dots and dashes. */
const plainNumber = (text: string) => text.replace(/[\s.()-]/g, '')
const blankToNull = (text: string) => (text.trim() === '' ? null : text.trim())
