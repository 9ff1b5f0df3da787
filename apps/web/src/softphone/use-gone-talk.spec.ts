import { OPERATOR_STATES, type LiveOperator } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import { NOTHING_LIVE, type LiveState } from '../live/live-state.js'
import { foldSoftphone, SILENT_SOFTPHONE, type SoftphoneEvent } from './softphone-state.js'
import { isUnknownToAsterisk } from './use-gone-talk.js'

const ring: SoftphoneEvent = { type: 'call-began', direction: 'incoming', number: '0912345678' }
const phone = (...events: SoftphoneEvent[]) => events.reduce(foldSoftphone, SILENT_SOFTPHONE)
const talk = phone(ring, { type: 'established', at: 1 })
const live = (state: LiveOperator['state'], change: Partial<LiveState> = {}): LiveState => ({
  ...NOTHING_LIVE,
  connection: 'live',
  health: { asterisk: true, redis: true, ticketing: true, ivr: true },
  me: { userId: 4, displayName: 'Mai', queues: [], state, since: '2026-11-23T00:00:00.000Z', pauseReason: null, wrapUpEndsAt: null, offer: null, talk: null },
  ...change,
})

describe('a talk that Asterisk does not know', () => {
  it.each(OPERATOR_STATES)('while Asterisk says %s', (state) => expect(isUnknownToAsterisk(live(state), talk)).toBe(state !== 'talking' && state !== 'offered'))

  it('is none while Asterisk or the console cannot be heard', () => {
    expect(isUnknownToAsterisk(live('available', { connection: 'reconnecting' }), talk)).toBe(false)
    expect(isUnknownToAsterisk(live('available', { health: { asterisk: false, redis: true, ticketing: true, ivr: true } }), talk)).toBe(false)
    expect(isUnknownToAsterisk(live('available', { me: null }), talk)).toBe(false)
  })

  it('is none before the talk', () => {
    expect(isUnknownToAsterisk(live('available'), phone())).toBe(false)
    expect(isUnknownToAsterisk(live('available'), phone(ring))).toBe(false)
  })
})
