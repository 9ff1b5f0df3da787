import { describe, expect, it } from '@jest/globals'
import type { OperatorState } from '@app/contracts'
import { T0 } from './ami-rows.testing.js'
import { emptyMirror, type Membership, type Mirror, type OperatorCall } from './mirror.js'
import { pauseOf, stateOf } from './state-of.js'

const OP = 'PJSIP/op-7'
const member = (more: Partial<Membership> = {}): Membership => ({ paused: false, pausedReason: '', status: 1, lastPause: 0, lastCall: 0, loginTime: 0, ...more })
const call: OperatorCall = { callId: '1.1', queue: 'procedures', number: null, language: null, channelId: '1.2', citizenId: '1.1', since: T0, waitedSeconds: 0 }
const hall = (memberships: Membership[], also: Partial<Mirror> = {}): Mirror => ({
  ...emptyMirror(),
  members: memberships.length > 0 ? { [OP]: Object.fromEntries(memberships.map((membership, i) => [`queue-${'abc'[i]}`, membership])) } : {},
  ...also,
})
const offer = { offers: { [OP]: call } }
const talk = { talks: { [OP]: call } }

describe("an operator's state", () => {
  // Device states: 0 unknown, 1 idle, 2 in use, 3 busy, 4 invalid, 5 unavailable, 6 ringing, 7 ringing in use, 8 on hold.
  const byStatus: [number, OperatorState, OperatorState, OperatorState][] = [
    // status, not paused, paused for a meal, paused for wrap-up
    [0, 'unreachable', 'paused', 'wrap-up'],
    [1, 'available', 'paused', 'wrap-up'],
    [2, 'talking', 'talking', 'talking'],
    [3, 'available', 'paused', 'wrap-up'],
    [4, 'unreachable', 'paused', 'wrap-up'],
    [5, 'unreachable', 'paused', 'wrap-up'],
    [6, 'offered', 'offered', 'offered'],
    [7, 'talking', 'talking', 'talking'],
    [8, 'talking', 'talking', 'talking'],
  ]
  it.each(byStatus)('with device state %i is %s, in a meal pause %s, in a wrap-up pause %s', (status, free, meal, wrapUp) => {
    expect(stateOf(hall([member({ status })]), OP)).toBe(free)
    expect(stateOf(hall([member({ status, paused: true, pausedReason: 'meal' })]), OP)).toBe(meal)
    expect(stateOf(hall([member({ status, paused: true, pausedReason: 'wrap-up' })]), OP)).toBe(wrapUp)
  })

  it.each(byStatus.map(([status]) => status))('with device state %i is offered while an offer is known, and talking while a talk is known, whatever the pause', (status) => {
    for (const membership of [member({ status }), member({ status, paused: true, pausedReason: 'wrap-up' })]) {
      expect(stateOf(hall([membership], talk), OP)).toBe('talking')
      expect(stateOf(hall([membership], { ...offer, ...talk }), OP)).toBe('talking')
      expect(stateOf(hall([membership], offer), OP)).toBe('offered')
    }
  })

  it.each<[string, Mirror, OperatorState]>([
    ['without a queue is offline', hall([]), 'offline'],
    ['without a queue but in a talk is talking', hall([], talk), 'talking'],
    ['without a queue has no offer', hall([], offer), 'offline'],
    ['is not touched by the calls of others', hall([member()], { offers: { 'PJSIP/op-8': call }, talks: { 'PJSIP/op-9': call } }), 'available'],
    ['reachable in one queue is available', hall([member({ status: 5 }), member()]), 'available'],
    ['reachable in no queue is unreachable', hall([member({ status: 5 }), member({ status: 4 })]), 'unreachable'],
    ['ringing in one queue is offered', hall([member(), member({ status: 6 })]), 'offered'],
    ['in use in one queue is talking, also when another still says ringing', hall([member({ status: 6 }), member({ status: 2 })]), 'talking'],
    ['paused in one queue is paused', hall([member(), member({ paused: true, pausedReason: 'meeting' })]), 'paused'],
    ['in two pauses is in the later one', hall([member({ paused: true, pausedReason: 'wrap-up', lastPause: 10 }), member({ paused: true, pausedReason: 'meal', lastPause: 20 })]), 'paused'],
    ['in two pauses is in the later one, in whatever order', hall([member({ paused: true, pausedReason: 'wrap-up', lastPause: 20 }), member({ paused: true, pausedReason: 'meal', lastPause: 10 })]), 'wrap-up'],
    ['paused without a reason is paused', hall([member({ paused: true })]), 'paused'],
  ])('%s', (_name, mirror, expected) => {
    expect(stateOf(mirror, OP)).toBe(expected)
  })
})

describe('the pause an operator is in', () => {
  it('is none for somebody who is not paused, whatever was before', () => {
    expect(pauseOf([member({ lastPause: 99, pausedReason: 'meal' })])).toBeUndefined()
  })

  it('is found without turning the memberships round', () => {
    const memberships = [member({ paused: true, lastPause: 1 }), member({ paused: true, lastPause: 2 })]
    const before = structuredClone(memberships)
    expect(pauseOf(memberships)?.lastPause).toBe(2)
    expect(memberships).toEqual(before)
  })
})
