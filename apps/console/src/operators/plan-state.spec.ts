import { describe, expect, it } from '@jest/globals'
import { OPERATOR_STATES, type SetState } from '@app/contracts'
import { isReached, planState, type Standing } from './plan-state.js'

const standing = (change: Partial<Standing> = {}): Standing => ({ state: 'offline', memberOf: [], queues: ['procedures', 'reports'], registered: true, ...change })
const WANTED: SetState[] = [{ state: 'available' }, { state: 'paused', reason: 'meal' }, { state: 'offline' }]

describe('a change of state', () => {
  it('from offline to available joins each queue', () => {
    expect(planState({ state: 'available' }, standing())).toEqual({ steps: [{ kind: 'join', queue: 'procedures' }, { kind: 'join', queue: 'reports' }, { kind: 'unpause' }] })
  })

  it('from offline straight to a pause joins paused, so that nothing is offered', () => {
    expect(planState({ state: 'paused', reason: 'meal' }, standing({ memberOf: ['reports'] }))).toEqual({ steps: [{ kind: 'join', queue: 'procedures' }, { kind: 'pause', reason: 'meal' }] })
  })

  it('to available without a softphone is refused: it would ring nowhere', () => {
    expect(planState({ state: 'available' }, standing({ registered: false }))).toEqual({ refusal: 'no-softphone' })
  })

  it.each(OPERATOR_STATES)('from %s is decided for everything that can be wanted', (state) => {
    for (const wanted of WANTED) {
      const plan = planState(wanted, standing({ state, memberOf: state === 'offline' ? [] : ['procedures', 'reports'] }))
      if (wanted.state === 'offline' && (state === 'talking' || state === 'offered')) expect(plan).toEqual({ refusal: 'in-a-call' })
      else expect('steps' in plan).toBe(true)
    }
  })

  it('to work is refused to somebody who answers no queue; to offline it is not, whatever Asterisk still has', () => {
    for (const wanted of WANTED.filter(({ state }) => state !== 'offline')) expect(planState(wanted, standing({ queues: [] }))).toEqual({ refusal: 'no-queues' })
    expect(planState({ state: 'offline' }, standing({ state: 'available', queues: [], memberOf: ['reports'] }))).toEqual({ steps: [{ kind: 'leave', queue: 'reports' }] })
  })

  it('leaves a queue that is answered no more', () => {
    expect(planState({ state: 'available' }, standing({ state: 'paused', queues: ['procedures'], memberOf: ['procedures', 'reports'] }))).toEqual({
      steps: [{ kind: 'leave', queue: 'reports' }, { kind: 'unpause' }],
    })
  })
})

describe('a state is reached', () => {
  const free = { paused: false, pausedReason: '' }
  const meal = { paused: true, pausedReason: 'meal' }
  const queues = ['procedures', 'reports']

  it.each([
    [{ state: 'available' }, { procedures: free, reports: free }, true],
    [{ state: 'available' }, { procedures: free }, false],
    [{ state: 'available' }, { procedures: free, reports: meal }, false],
    [{ state: 'paused', reason: 'meal' }, { procedures: meal, reports: meal }, true],
    [{ state: 'paused', reason: 'break' }, { procedures: meal, reports: meal }, false],
    [{ state: 'paused', reason: 'meal' }, {}, false],
    [{ state: 'offline' }, {}, true],
    [{ state: 'offline' }, { reports: meal }, false],
  ] satisfies [SetState, Record<string, typeof free>, boolean][])('%j with %j: %s', (wanted, memberships, reached) => {
    expect(isReached(wanted, queues, memberships)).toBe(reached)
  })
})
