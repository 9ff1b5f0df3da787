import { isMasked, type NewTicket, PLACE_FIELD, type TicketForm } from '@app/contracts'
import { checkValues, type FormFault, type FormSchema } from '@app/ticket-form'
import { looksLikeMailAddress } from '../format/mail-address.js'
import type { TicketDraft, TicketOrigin } from './ticket-draft.js'

export type TicketField = 'category' | 'description' | 'citizenNumber' | 'citizenEmail' | 'tellBy'

/** The fields that keep a draft from being a ticket; the same rules as the server's, asked before the request. */
export function missingIn(origin: TicketOrigin, draft: TicketDraft): TicketField[] {
  const missing: TicketField[] = []
  if (draft.categoryId === null) missing.push('category')
  if (draft.description.trim().length < 3) missing.push('description')
  const number = plainNumber(draft.citizenNumber)
  if (number !== '' && !/^\+?\d{2,15}$/.test(number)) missing.push('citizenNumber')
  if (draft.citizenEmail.trim() !== '' && !looksLikeMailAddress(draft.citizenEmail)) missing.push('citizenEmail')
  // The number of a voicemail is masked here; the server has it.
  const reached = number !== '' ? number : isMasked(origin.number) ? (origin.number ?? '') : ''
  const reachedAt = { email: draft.citizenEmail.trim(), sms: reached, phone: reached }
  if (draft.tellBy !== null && reachedAt[draft.tellBy] === '') missing.push('tellBy')
  return missing
}

/** What of a draft is asked for by a form: the fields of other kinds that were looked at before are left out. */
export const filledIn = (form: FormSchema, { fields, place }: Pick<TicketDraft, 'fields' | 'place'>) => Object.fromEntries(Object.keys(form.properties).map((name) => [name, name === PLACE_FIELD ? place : (fields[name] ?? null)]))

/** The fields of the kind's form that do not fit; the same rules as the server's. */
export function faultsIn(form: FormSchema, draft: Pick<TicketDraft, 'fields' | 'place'>): FormFault[] {
  const checked = checkValues(form, filledIn(form, draft))
  return 'faults' in checked ? checked.faults : []
}

/** @throws when called with a draft that {@link missingIn} or {@link faultsIn} finds incomplete */
export function newTicket(origin: TicketOrigin, draft: TicketDraft, form: FormSchema, version: TicketForm['version'] | null): NewTicket {
  if (draft.categoryId === null) throw new Error('a ticket needs a category')
  const checked = checkValues(form, filledIn(form, draft))
  if ('faults' in checked) throw new Error('a ticket needs what its form asks for')
  const { [PLACE_FIELD]: place, ...fields } = checked.values
  return {
    requestId: draft.requestId,
    callId: origin.callId,
    voicemailId: origin.kind === 'voicemail' ? origin.voicemailId : null,
    kind: draft.kind,
    urgency: draft.urgency,
    fields,
    formVersion: version,
    aboutDepartmentId: draft.kind === 'complaint' ? draft.aboutDepartmentId : null,
    categoryId: draft.categoryId,
    wardId: draft.wardId,
    description: draft.description.trim(),
    place: typeof place === 'string' ? place : null,
    citizenName: blankToNull(draft.citizenName),
    citizenNumber: blankToNull(plainNumber(draft.citizenNumber)),
    citizenEmail: blankToNull(draft.citizenEmail),
    tellBy: draft.tellBy,
    language: draft.language,
    joins: null,
  }
}

/** People write numbers with spaces, dots and dashes. */
const plainNumber = (text: string) => text.replace(/[\s.()-]/g, '')
const blankToNull = (text: string) => (text.trim() === '' ? null : text.trim())
