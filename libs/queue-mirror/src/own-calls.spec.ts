import { operatorCallId } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import { citizenTalkOf } from './citizen-talk.js'
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
const CITIZEN = '1764120601.9'
const citizens: AmiRow = { uniqueid: CITIZEN, linkedid: CALL, channel: 'PJSIP/trunk-00000002', calleridnum: '0912345678' }
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
    expect(foldAll([...began, up, rings]).ownCalls[OP]).toEqual({ callId: CALL, channelId: CALL, citizenId: CITIZEN, number: '0912345678', phase: 'ringing', since: T0 + 3000 })
    expect(foldAll([...began, up, rings, answers, rings]).ownCalls[OP]).toEqual({ callId: CALL, channelId: CALL, citizenId: CITIZEN, number: '0912345678', phase: 'talking', since: T0 + 4000 })
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
    expect(mirror.ownCalls).toEqual({ [OP]: { callId: CALL, channelId: CALL, ...(phase === 'calling' ? { citizenId: null, number: null } : { citizenId: CITIZEN, number: '0912345678' }), phase, since: T0 - 3000 } })
    expect(stateOf(mirror, OP)).toBe('talking')
    expect(differences(emptyMirror(), mirror)).toHaveLength(1)
  })

  it('is a talk with the citizen once they have answered', () => {
    expect(citizenTalkOf(foldAll([...began, up, rings]), OP)).toBeNull()
    expect(citizenTalkOf(foldAll([...began, up, rings, answers]), OP)).toEqual({ callId: CALL, queue: null, number: '0912345678', channelId: CALL, citizenId: CITIZEN })
  })

  it('of whom nobody else who comes into it is taken for the citizen', () => {
    const asked: AmiRow = { uniqueid: '1764120610.11', linkedid: CALL, channel: 'PJSIP/trunk-00000004', channelstate: '6' }
    expect(foldAll([...began, up, answers, { ...asked, event: 'Newstate' }]).ownCalls[OP]?.citizenId).toBe(CITIZEN)
    const { ownCalls } = fromSnapshot({ queues: [], channels: [{ ...asked, duration: '00:00:01' }, { ...ownLeg, channelstate: '6' }, { ...citizens, channelstate: '6' }] }, T0)
    expect(ownCalls[OP]?.citizenId).toBe(CITIZEN)
  })

  it('whose page went goes on in another leg, as the same call, by events and by a snapshot', () => {
    const leg: AmiRow = { uniqueid: '1764120630.15', linkedid: CALL, channel: `${OP}-0000000b`, channelstate: '6' }
    const waits: AmiRow = { ...citizens, channelstate: '6', context: 'own-talk-broken-off', exten: 's', application: 'Dial' }
    const dials: AmiRow = { ...waits, event: 'DialBegin', destuniqueid: leg['uniqueid'] ?? '', destchannel: leg['channel'] ?? '' }
    const broken = foldAll([...began, up, answers, over])
    expect(broken.ownCalls).toEqual({})
    const goesOn = { callId: CALL, queue: null, number: '0912345678', channelId: leg['uniqueid'], citizenId: CITIZEN }
    const back = fold(broken, dials, T0)
    const seen = fromSnapshot({ queues: [], channels: [waits, leg] }, T0)
    expect([back, seen].map((mirror) => [citizenTalkOf(mirror, OP), mirror.talks])).toEqual([[goesOn, {}], [goesOn, {}]])
    expect(fold(back, over, T0).ownCalls[OP]).toBeDefined()
    expect(fold(back, { ...leg, event: 'Hangup' }, T0).ownCalls).toEqual({})
    // Handed to a queue and out of it offered to the same operator, they are a caller of that queue.
    expect(fold(broken, { ...dials, context: 'to-queue' }, T0).ownCalls).toEqual({})
  })

  it('handed to a queue is a call of the own there, by events and by a snapshot', () => {
    const joined: AmiRow = { event: 'QueueCallerJoin', queue: 'reports', uniqueid: CITIZEN, linkedid: CALL, calleridnum: '0912345678', position: '1' }
    const connect: AmiRow = { event: 'AgentConnect', queue: 'reports', interface: 'PJSIP/op-8', uniqueid: CITIZEN, linkedid: CALL, destuniqueid: '1764120620.12', calleridnum: '0912345678', holdtime: '3' }
    const waiting = foldAll([...began, up, answers, over, joined])
    expect(waiting.queues['reports']).toMatchObject([{ callId: CITIZEN, number: '0912345678' }])
    const expected = { callId: CITIZEN, citizenId: CITIZEN, queue: 'reports', channelId: '1764120620.12' }
    expect(fold(waiting, connect, T0).talks['PJSIP/op-8']).toMatchObject(expected)
    const channels: AmiRow[] = [
      { ...citizens, channelstate: '6', application: 'Queue', applicationdata: 'reports,c', exten: 'reports' },
      { uniqueid: '1764120620.12', linkedid: CALL, channel: 'PJSIP/op-8-00000009', channelstate: '6' },
    ]
    expect(fromSnapshot({ queues: [], channels }, T0)).toMatchObject({ ownCalls: {}, talks: { 'PJSIP/op-8': expected } })
  })

  it.each(['NONE', 's'])('given to a colleague is the same call with them, and of no queue (%s)', (exten) => {
    const channels: AmiRow[] = [
      { ...citizens, channelstate: '6', application: 'Bridge', exten },
      { uniqueid: '1764120620.12', linkedid: CALL, channel: 'PJSIP/op-8-00000009', channelstate: '6' },
    ]
    expect(citizenTalkOf(fromSnapshot({ queues: [], channels }, T0), 'PJSIP/op-8')).toMatchObject({ callId: CALL, citizenId: CITIZEN, queue: null, number: '0912345678' })
  })
})
