import { operatorCallId } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import { differences } from './differences.js'
import { fold } from './fold.js'
import { liveOperator } from './live-view.js'
import { emptyMirror, type AmiRow, type Mirror } from './mirror.js'
import { fromSnapshot } from './snapshot.js'
import { stateOf } from './state-of.js'

const CALL = operatorCallId(7, 1764120600000)
const OP = 'PJSIP/op-7'
const T0 = 1764120600000
const ownLeg: AmiRow = { uniqueid: CALL, linkedid: CALL, channel: `${OP}-00000001` }
const citizens: AmiRow = { uniqueid: '1764120601.9', linkedid: CALL, channel: 'PJSIP/trunk-00000002' }
const member: AmiRow = { event: 'QueueMemberStatus', queue: 'reports', interface: OP, status: '6', paused: '0', pausedreason: '' }
const foldAll = (events: AmiRow[], from: Mirror = emptyMirror()) => events.reduce((mirror, event, i) => fold(mirror, event, T0 + i * 1000), from)

const began: AmiRow[] = [{ ...ownLeg, event: 'Newchannel', channelstate: '0' }, member]
const up: AmiRow = { ...ownLeg, event: 'Newstate', channelstate: '6' }
const rings: AmiRow = { ...citizens, event: 'Newstate', channelstate: '5' }
const answers: AmiRow = { ...citizens, event: 'Newstate', channelstate: '6' }
const over: AmiRow = { ...ownLeg, event: 'Hangup' }

describe("an operator's own call", () => {
  it('is a talk from the first ring at their own telephone on, and never an offer', () => {
    const mirror = foldAll(began)
    expect(stateOf(mirror, OP)).toBe('talking')
    expect(liveOperator(mirror, { userId: 7, displayName: 'Lan', queues: [] }, 30, T0)).toMatchObject({ state: 'talking', talk: null, offer: null, ownCall: { callId: CALL, phase: 'calling' } })
  })

  it('tells how far it is', () => {
    expect(foldAll([...began, up]).ownCalls[OP]).toMatchObject({ phase: 'calling' })
    expect(foldAll([...began, up, rings]).ownCalls[OP]).toEqual({ callId: CALL, phase: 'ringing', since: T0 + 3000 })
    expect(foldAll([...began, up, rings, answers, rings]).ownCalls[OP]).toEqual({ callId: CALL, phase: 'talking', since: T0 + 4000 })
  })

  it('is over with the own leg alone', () => {
    const talk = foldAll([...began, up, answers])
    expect(fold(talk, { ...citizens, event: 'Hangup' }, T0).ownCalls[OP]).toBeDefined()
    const after = foldAll([over, { ...member, status: '1' }], talk)
    expect(after.ownCalls).toEqual({})
    expect(stateOf(after, OP)).toBe('available')
  })

  it.each([
    ['calling', [{ ...ownLeg, channelstate: '6', duration: '00:00:03' }]],
    ['ringing', [{ ...citizens, channelstate: '5', duration: '00:00:02' }, { ...ownLeg, channelstate: '6', duration: '00:00:03' }]],
    ['talking', [{ ...ownLeg, channelstate: '6', duration: '00:00:03' }, { ...citizens, channelstate: '6', duration: '00:00:02' }]],
  ] as const)('is found %s by a snapshot, with nobody a member of a queue', (phase, channels) => {
    const mirror = fromSnapshot({ queues: [], channels }, T0)
    expect(mirror.ownCalls).toEqual({ [OP]: { callId: CALL, phase, since: T0 - 3000 } })
    expect(stateOf(mirror, OP)).toBe('talking')
    expect(differences(emptyMirror(), mirror)).toHaveLength(1)
  })
})
