import { describe, expect, it } from '@jest/globals'
import { SILENT_SOFTPHONE, type SoftphoneState } from '../softphone/softphone-state.js'
import { answersByItself } from './answers-by-itself.js'

const ringing: SoftphoneState = { ...SILENT_SOFTPHONE, line: 'registered', microphone: 'granted', call: { direction: 'incoming', phase: 'ringing', number: '0912345678', muted: false, held: false, establishedAt: null } }

describe('a call is answered by itself', () => {
  it('when it rings here and would be heard', () => expect(answersByItself(true, ringing, false)).toBe(true))

  it.each([
    ['it is off', false, ringing, false],
    ['another tab is the softphone', true, ringing, true],
    ['the line is not there', true, { ...ringing, line: 'connecting' }, false],
    ['the microphone is refused', true, { ...ringing, microphone: 'refused' }, false],
    ['nobody knows of the microphone', true, { ...ringing, microphone: 'unknown' }, false],
    ['the browser keeps sound back', true, { ...ringing, soundBlocked: true }, false],
    ['nothing rings', true, { ...ringing, call: null }, false],
  ] as const satisfies readonly (readonly [string, boolean, SoftphoneState, boolean])[])('not when %s', (_, on, phone, elsewhere) => {
    expect(answersByItself(on, phone, elsewhere)).toBe(false)
  })
})
