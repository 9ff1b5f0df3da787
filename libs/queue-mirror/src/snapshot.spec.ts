import { describe, expect, it } from '@jest/globals'
import { second, T0 } from './ami-rows.testing.js'
import type { AmiRow } from './mirror.js'
import { fromSnapshot } from './snapshot.js'
import { stateOf } from './state-of.js'

const epoch = T0 / 1000
const params = (queue: string): AmiRow => ({ event: 'QueueParams', queue, max: '0', strategy: 'rrmemory', calls: '2', holdtime: '14', talktime: '80', completed: '31', abandoned: '4' })
const member = (queue: string, user: number, more: AmiRow = {}): AmiRow => ({
  event: 'QueueMember',
  queue,
  name: `op-${user}`,
  location: `PJSIP/op-${user}`,
  stateinterface: `PJSIP/op-${user}`,
  membership: 'dynamic',
  penalty: '0',
  callstaken: '5',
  lastcall: '0',
  lastpause: '0',
  logintime: String(epoch - 3600),
  incall: '0',
  status: '1',
  paused: '0',
  pausedreason: '',
  ...more,
})
const entry = (queue: string, position: number, callId: string, wait: number, more: AmiRow = {}): AmiRow => ({ event: 'QueueEntry', queue, position: String(position), channel: 'PJSIP/trunk-0000000a', uniqueid: callId, calleridnum: '0901234567', wait: String(wait), priority: '0', ...more })
const citizen = (callId: string, duration: string, more: AmiRow = {}): AmiRow => ({
  event: 'CoreShowChannel',
  channel: 'PJSIP/trunk-0000000a',
  channelstate: '6',
  channelstatedesc: 'Up',
  calleridnum: '0901234567',
  language: 'vi',
  context: 'to-queue',
  exten: 'procedures',
  application: 'Queue',
  applicationdata: 'procedures,cnt,,,60',
  uniqueid: callId,
  linkedid: callId,
  duration,
  ...more,
})
const leg = (user: number, channelId: string, callId: string, duration: string, channelstate: '5' | '6'): AmiRow => ({ event: 'CoreShowChannel', channel: `PJSIP/op-${user}-0000000b`, channelstate, calleridnum: '1022', language: 'en', application: 'AppQueue', applicationdata: '(Outgoing Line)', uniqueid: channelId, linkedid: callId, duration })

/** A morning: two queues; 7 talks, 8 rings, 9 is at meal, 10 has just finished, 11 is free, 12 has no softphone. */
const rows = {
  queues: [
    params('procedures'),
    member('procedures', 7, { status: '2', incall: '1' }),
    member('procedures', 8, { status: '6' }),
    member('procedures', 9, { paused: '1', pausedreason: 'meal', lastpause: String(epoch - 600) }),
    member('procedures', 10, { paused: '1', pausedreason: 'wrap-up', lastpause: String(epoch - 5), lastcall: String(epoch - 5) }),
    member('procedures', 11, { lastcall: String(epoch - 120) }),
    entry('procedures', 2, '30.1', 4, { calleridnum: '<unknown>' }),
    entry('procedures', 1, '20.1', 31),
    params('reports'),
    member('reports', 11),
    member('reports', 12, { status: '5' }),
  ],
  channels: [
    leg(7, '10.2', '10.1', '00:01:05', '6'),
    citizen('10.1', '00:01:40'),
    citizen('20.1', '00:00:33'),
    leg(8, '20.2', '20.1', '00:00:03', '5'),
    citizen('30.1', '00:00:06'),
    citizen('40.1', '01:00:00', { application: 'Stasis', applicationdata: 'hotline', context: 'hotline', exten: 's' }),
    // Somebody tests the own line: a leg without a citizen.
    leg(11, '50.1', '50.1', '00:00:09', '6'),
  ],
}

describe("Asterisk's own word at one moment", () => {
  const mirror = fromSnapshot(rows, T0)

  it('names every queue, also one where nobody waits', () => {
    expect(Object.keys(mirror.queues)).toEqual(['procedures', 'reports'])
    expect(mirror.queues['reports']).toEqual([])
  })

  it('has the callers by position, with the moment they came', () => {
    expect(mirror.queues['procedures']).toEqual([
      { callId: '20.1', number: '0901234567', position: 1, enteredAt: second(-31) },
      { callId: '30.1', number: null, position: 2, enteredAt: second(-4) },
    ])
  })

  it.each([
    [7, 'talking', -65],
    [8, 'offered', -3],
    [9, 'paused', -600],
    [10, 'wrap-up', -5],
    [11, 'available', -120],
    [12, 'unreachable', -3600],
  ])('knows that operator %i is %s, since %i s', (user, state, since) => {
    expect(stateOf(mirror, `PJSIP/op-${user}`)).toBe(state)
    expect(mirror.changedAt[`PJSIP/op-${user}`]).toBe(second(since))
  })

  it('tells a talk and an offer from the channels alone', () => {
    expect(mirror.talks).toEqual({ 'PJSIP/op-7': { callId: '10.1', queue: 'procedures', number: '0901234567', language: 'vi', channelId: '10.2', citizenId: '10.1', since: second(-65), waitedSeconds: 35 } })
    expect(mirror.offers).toEqual({ 'PJSIP/op-8': { callId: '20.1', queue: 'procedures', number: '0901234567', language: 'vi', channelId: '20.2', citizenId: '20.1', since: second(-3), waitedSeconds: 30 } })
  })

  it('takes the queue of a talk outside Queue() from where the citizen is in the dialplan', () => {
    const { talks } = fromSnapshot({ queues: [], channels: [citizen('10.1', '00:01:40', { application: 'BridgeWait', applicationdata: '' }), leg(7, '10.2', '10.1', '00:01:05', '6')] }, T0)
    expect(talks['PJSIP/op-7']?.queue).toBe('procedures')
  })

  it('has no talk for a leg whose citizen is gone', () => {
    const { talks, offers } = fromSnapshot({ queues: rows.queues, channels: [leg(7, '10.2', '10.1', '00:01:05', '6')] }, T0)
    expect([talks, offers]).toEqual([{}, {}])
  })

  it('knows since when somebody talks who is in no queue any more', () => {
    const mirror = fromSnapshot({ queues: [params('procedures')], channels: rows.channels }, T0)
    expect(stateOf(mirror, 'PJSIP/op-7')).toBe('talking')
    expect(mirror.changedAt['PJSIP/op-7']).toBe(second(-65))
  })

  it('is an empty hall when Asterisk has neither queues nor channels', () => {
    expect(fromSnapshot({ queues: [], channels: [] }, T0)).toEqual({ queues: {}, members: {}, offers: {}, talks: {}, ownCalls: {}, changedAt: {} })
  })

  it('does not touch the rows', () => {
    const before = structuredClone(rows)
    fromSnapshot(rows, T0)
    expect(rows).toEqual(before)
  })

  it('stays serialisable when a row lacks what it always has', () => {
    const bare = fromSnapshot({ queues: [{ event: 'QueueEntry', queue: 'procedures', uniqueid: '20.1' }, { event: 'QueueMember', queue: 'procedures', location: 'PJSIP/op-7' }], channels: [{}] }, T0)
    expect(JSON.parse(JSON.stringify(bare))).toEqual(bare)
    expect(bare.queues['procedures']).toEqual([{ callId: '20.1', number: null, position: 1, enteredAt: T0 }])
  })

  it('does not take an operator whom another one asks for one who talks with a citizen', () => {
    const second = leg(7, 'consult-7-1.1', 'consult-7-1.1', '00:00:05', '6')
    const asked = leg(11, '77.7', 'consult-7-1.1', '00:00:04', '6')
    expect(fromSnapshot({ queues: rows.queues, channels: [...rows.channels, second, asked] }, T0).talks['PJSIP/op-11']).toBeUndefined()
  })
})
