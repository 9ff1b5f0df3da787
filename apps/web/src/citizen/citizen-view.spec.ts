import { describe, expect, it } from '@jest/globals'
import { foldSoftphone, SILENT_SOFTPHONE, type SoftphoneEvent, type SoftphoneState } from '../softphone/softphone-state.js'
import { citizenView } from './citizen-view.js'

const after = (...events: SoftphoneEvent[]) => events.reduce<SoftphoneState>(foldSoftphone, SILENT_SOFTPHONE)
const began: SoftphoneEvent = { type: 'call-began', direction: 'outgoing', number: '1022' }

describe('the citizen page', () => {
  it('is ready, connects, talks and is over', () => {
    expect(citizenView('idle', after()).kind).toBe('ready')
    expect(citizenView('asking-line', after()).kind).toBe('connecting')
    expect(citizenView('calling', after(began)).kind).toBe('connecting')
    expect(citizenView('calling', after(began, { type: 'established', at: 5 }))).toEqual({ kind: 'in-call', since: 5, muted: false })
    expect(citizenView('idle', after(began, { type: 'established', at: 5 }, { type: 'call-ended', cause: 'Terminated', failed: false })).kind).toBe('over')
  })
  it('says what is wrong with the microphone before anything else', () => {
    const refused = after(began, { type: 'microphone', microphone: 'refused' }, { type: 'call-ended', cause: 'User Denied Media Access', failed: true })
    expect(citizenView('idle', refused)).toEqual({ kind: 'failed', why: 'microphone-refused' })
    expect(citizenView('idle', after({ type: 'microphone', microphone: 'absent' }))).toEqual({ kind: 'failed', why: 'microphone-absent' })
  })
  it('knows a call that never came through from one the citizen ended', () => {
    expect(citizenView('idle', after(began, { type: 'call-ended', cause: 'Connection Error', failed: true }))).toEqual({ kind: 'failed', why: 'no-connection' })
    expect(citizenView('idle', after(began, { type: 'call-ended', cause: 'Canceled', failed: true })).kind).toBe('over')
  })
})
