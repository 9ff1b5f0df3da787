import { describe, expect, it } from '@jest/globals'
import { foldSoftphone, SILENT_SOFTPHONE, type SoftphoneEvent, type SoftphoneState } from './softphone-state.js'
import { outgoingCallView } from './outgoing-call-view.js'

const after = (...events: SoftphoneEvent[]) => events.reduce<SoftphoneState>(foldSoftphone, SILENT_SOFTPHONE)
const began: SoftphoneEvent = { type: 'call-began', direction: 'outgoing', number: '1022' }

describe('a page that calls', () => {
  it('is ready, connects, talks and is over', () => {
    expect(outgoingCallView('idle', after()).kind).toBe('ready')
    expect(outgoingCallView('asking-line', after()).kind).toBe('connecting')
    expect(outgoingCallView('calling', after(began)).kind).toBe('connecting')
    expect(outgoingCallView('calling', after(began, { type: 'established', at: 5 }))).toEqual({ kind: 'in-call', since: 5, muted: false })
    expect(outgoingCallView('idle', after(began, { type: 'established', at: 5 }, { type: 'call-ended', cause: 'Terminated', failed: false })).kind).toBe('over')
  })
  it('says what is wrong with the microphone before anything else', () => {
    const refused = after(began, { type: 'microphone', microphone: 'refused' }, { type: 'call-ended', cause: 'User Denied Media Access', failed: true })
    expect(outgoingCallView('idle', refused)).toEqual({ kind: 'failed', why: 'microphone-refused' })
    expect(outgoingCallView('idle', after({ type: 'microphone', microphone: 'absent' }))).toEqual({ kind: 'failed', why: 'microphone-absent' })
  })
  it('knows a call that never came through from one the person ended', () => {
    expect(outgoingCallView('idle', after(began, { type: 'call-ended', cause: 'Connection Error', failed: true }))).toEqual({ kind: 'failed', why: 'no-connection' })
    expect(outgoingCallView('idle', after(began, { type: 'call-ended', cause: 'Canceled', failed: true })).kind).toBe('over')
  })
})
