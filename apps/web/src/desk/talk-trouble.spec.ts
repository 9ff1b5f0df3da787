import { OPERATOR_STATES, type LiveOperator } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import { foldSoftphone, SILENT_SOFTPHONE, type SoftphoneEvent } from '../softphone/softphone-state.js'
import { talkTrouble } from './talk-trouble.js'

const me = (state: LiveOperator['state'], pauseReason: string | null = null): LiveOperator => ({ userId: 4, displayName: 'Mai', queues: [], state, since: '2026-11-23T00:00:00.000Z', pauseReason, wrapUpEndsAt: null, offer: null, talk: null })
const talk = (...events: SoftphoneEvent[]) =>
  ([{ type: 'line', line: 'registered' }, { type: 'microphone', microphone: 'granted' }, { type: 'call-began', direction: 'incoming', number: '0912345678' }, { type: 'established', at: 1 }, ...events] satisfies SoftphoneEvent[]).reduce(foldSoftphone, SILENT_SOFTPHONE)

describe('what an operator is told of a talk', () => {
  it('is nothing while all is well, and nothing without a talk', () => {
    expect(talkTrouble(me('talking'), talk(), 'live')).toBeNull()
    for (const state of OPERATOR_STATES) expect(talkTrouble(me(state), SILENT_SOFTPHONE, 'live')).toBeNull()
  })

  it('is that the citizen waits, until the talk is there again', () => {
    expect(talkTrouble(me('paused', 'broken-off'), SILENT_SOFTPHONE, 'live')).toEqual({ what: 'broken-off' })
    expect(talkTrouble(me('paused', 'sound-lost'), SILENT_SOFTPHONE, 'live')).toEqual({ what: 'sound-lost' })
    expect(talkTrouble(me('paused', 'break'), SILENT_SOFTPHONE, 'live')).toBeNull()
  })

  it('is the gravest first', () => {
    const changed: SoftphoneEvent = { type: 'microphone-changed', label: 'Headset' }
    const lost: SoftphoneEvent = { type: 'way', lost: true }
    expect(talkTrouble(me('talking'), talk(changed), 'live')).toEqual({ what: 'new-microphone', label: 'Headset' })
    expect(talkTrouble(me('talking'), talk(changed), 'reconnecting')).toEqual({ what: 'line-lost' })
    expect(talkTrouble(me('talking'), talk(changed, { type: 'line', line: 'connecting' }), 'live')).toEqual({ what: 'line-lost' })
    expect(talkTrouble(me('talking'), talk(changed, lost), 'reconnecting')).toEqual({ what: 'way-lost' })
    expect(talkTrouble(me('talking'), talk(lost, { type: 'microphone', microphone: 'absent' }), 'live')).toEqual({ what: 'microphone-absent' })
  })
})
