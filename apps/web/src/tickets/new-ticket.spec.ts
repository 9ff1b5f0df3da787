import { describe, expect, it } from '@jest/globals'
import { NewTicket } from '@app/contracts'
import { DIALECT, emptyForm, type FormSchema } from '@app/ticket-form'
import { faultsIn, missingIn, newTicket } from './new-ticket.js'
import { emptyDraft, type TicketOrigin } from './ticket-draft.js'

const call: TicketOrigin = { kind: 'call', callId: '1763895165.12', number: '0912345678' }
const REQUEST = '7f3f7e1e-4b0c-4d6a-9c8e-0d5b1a2c3d4e'
const title = { vi: 'Tên', en: 'Name' }
const form: FormSchema = { $schema: DIALECT, type: 'object', properties: { place: { type: 'string', maxLength: 300, 'x-title': title }, since: { type: 'string', format: 'date', 'x-title': title } }, required: ['place'], additionalProperties: false }
const complete = { ...emptyDraft(call, REQUEST), categoryId: 3, description: ' Đèn đường hỏng ', citizenNumber: '0912 345.678' }

describe('a new ticket', () => {
  it('asks for what the server would refuse', () => {
    expect(missingIn(call, { ...emptyDraft(call, REQUEST), citizenNumber: '09x' })).toEqual(['category', 'description', 'citizenNumber'])
    expect(missingIn(call, { ...complete, citizenNumber: '' })).toEqual([])
  })
  it('fits the contract exactly when nothing is missing', () => {
    const ticket = newTicket(call, complete, emptyForm(), 1)
    expect(NewTicket.parse(ticket)).toEqual(ticket)
    expect(ticket).toMatchObject({ callId: call.callId, voicemailId: null, description: 'Đèn đường hỏng', citizenNumber: '0912345678', place: null })
  })
  it('asks for what the form of its kind asks for, and leaves out what was filled in for another', () => {
    expect(faultsIn(form, complete).map(({ path }) => path)).toEqual(['place'])
    const filled = { ...complete, kind: 'problem' as const, place: ' Hẻm 12 ', fields: { since: '2026-11-20', official: 'Nguyễn Văn A' }, aboutDepartmentId: 4 }
    const ticket = newTicket(call, filled, form, 2)
    expect(ticket).toMatchObject({ kind: 'problem', place: 'Hẻm 12', fields: { since: '2026-11-20' }, formVersion: 2, aboutDepartmentId: null })
    expect(NewTicket.parse(ticket)).toEqual(ticket)
    expect(newTicket(call, { ...filled, kind: 'complaint' }, emptyForm(), 1)).toMatchObject({ place: null, fields: {}, aboutDepartmentId: 4 })
  })

  it('leaves the number of a voicemail, which is masked here, to the server', () => {
    const origin: TicketOrigin = { kind: 'voicemail', voicemailId: 4, callId: '1763895165.9', number: '09•• ••• 678' }
    const draft = { ...emptyDraft(origin, REQUEST), categoryId: 3, description: 'Xin gọi lại', tellBy: 'sms' as const }
    expect(missingIn(origin, draft)).toEqual([])
    expect(missingIn({ ...origin, number: null }, draft)).toEqual(['tellBy'])
    expect(newTicket(origin, draft, emptyForm(), 1)).toMatchObject({ voicemailId: 4, citizenNumber: null, tellBy: 'sms' })
  })
  it('names the voicemail it came from', () => {
    const origin: TicketOrigin = { kind: 'voicemail', voicemailId: 4, callId: '1763895165.9', number: null }
    expect(newTicket(origin, { ...complete, citizenNumber: '' }, emptyForm(), null)).toMatchObject({ voicemailId: 4, callId: '1763895165.9', citizenNumber: null })
  })
})
