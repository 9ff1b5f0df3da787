import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { canTakeCalls, foldSoftphone, retryLineAfter, SILENT_SOFTPHONE, type SoftphoneEvent, type SoftphoneState } from './softphone-state.js'

const run = (...events: SoftphoneEvent[]) => events.reduce<SoftphoneState>(foldSoftphone, SILENT_SOFTPHONE)
const ring: SoftphoneEvent = { type: 'call-began', direction: 'incoming', number: '0912345678' }

const anyEvent: fc.Arbitrary<SoftphoneEvent> = fc.oneof(
  fc.constantFrom('off', 'connecting', 'registered', 'failed').map((line) => ({ type: 'line', line }) as const),
  fc.constantFrom('unknown', 'granted', 'refused', 'absent').map((microphone) => ({ type: 'microphone', microphone }) as const),
  fc.constant(ring),
  fc.constant({ type: 'answering' } as const),
  fc.nat().map((at) => ({ type: 'established', at }) as const),
  fc.boolean().map((muted) => ({ type: 'muted', muted }) as const),
  fc.boolean().map((held) => ({ type: 'held', held }) as const),
  fc.boolean().map((lost) => ({ type: 'way', lost }) as const),
  fc.string().map((label) => ({ type: 'microphone-changed', label }) as const),
  fc.boolean().map((blocked) => ({ type: 'sound-blocked', blocked }) as const),
  fc.boolean().map((failed) => ({ type: 'call-ended', cause: 'Terminated', failed }) as const),
)

describe('the softphone', () => {
  it('goes from ring to talk to nothing', () => {
    expect(run(ring).call?.phase).toBe('ringing')
    expect(run(ring, { type: 'answering' }).call?.phase).toBe('answering')
    const talk = run(ring, { type: 'answering' }, { type: 'established', at: 7 })
    expect(talk.call).toMatchObject({ phase: 'established', establishedAt: 7, number: '0912345678' })
    expect(foldSoftphone(talk, { type: 'call-ended', cause: 'Terminated', failed: false })).toMatchObject({ call: null, lastEnd: { cause: 'Terminated' } })
  })
  it('keeps the moment the talk began when Asterisk tells it twice', () => {
    expect(run(ring, { type: 'established', at: 7 }, { type: 'established', at: 9 }).call?.establishedAt).toBe(7)
  })
  it('starts each call unmuted and not held', () => {
    const events: SoftphoneEvent[] = [ring, { type: 'muted', muted: true }, { type: 'held', held: true }, { type: 'call-ended', cause: 'x', failed: false }, ring]
    expect(run(...events).call).toMatchObject({ muted: false, held: false })
  })
  it('lets a call end in every state, and never forgets the line because of a call', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        const before = run(...events)
        const after = foldSoftphone(before, { type: 'call-ended', cause: 'Canceled', failed: true })
        expect(after.call).toBeNull()
        expect(after.line).toBe(before.line)
        expect(after.microphone).toBe(before.microphone)
      }),
    )
  })
  it('has a beginning of the talk exactly while a talk is established', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (events) => {
        const { call } = run(...events)
        expect(call === null || (call.establishedAt !== null) === (call.phase === 'established')).toBe(true)
      }),
    )
  })
  it('cannot speak without a microphone, and is not blamed before it was asked for', () => {
    const takes = (['unknown', 'granted', 'refused', 'absent'] as const).map((microphone) => canTakeCalls(run({ type: 'line', line: 'registered' }, { type: 'microphone', microphone }), false))
    expect(takes).toEqual([true, true, false, false])
  })
  it('takes calls only when registered, here or in another tab', () => {
    const takes = (['off', 'connecting', 'registered', 'failed'] as const).map((line) => [false, true].map((elsewhere) => canTakeCalls(run({ type: 'line', line }), elsewhere)))
    expect(takes).toEqual([[false, true], [false, true], [true, true], [false, true]])
  })
  it('asks for a line again soon, then more and more rarely', () => {
    expect([0, 1, 2, 3, 4, 5, 50].map(retryLineAfter)).toEqual([1, 2, 4, 8, 16, 30, 30])
  })
})
