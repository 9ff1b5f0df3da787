import { describe, expect, it } from '@jest/globals'
import { OPERATOR_STATES, type AfterCall, type SetState } from '@app/contracts'
import { planAfterCall, planMending, withWish } from './plan-after-call.js'

const WISHES: AfterCall[] = [{ state: 'offline' }, { state: 'paused', reason: 'meal' }]
const WANTED: SetState[] = [{ state: 'available' }, { state: 'paused', reason: 'break' }, { state: 'offline' }]
const BUSY = ['offered', 'talking', 'wrap-up']

describe('a wish for after the call', () => {
  it.each(OPERATOR_STATES.flatMap((state) => WISHES.map((wish) => [state, wish] as const)))('in %s: %j', (state, wish) => {
    const plan = planAfterCall(wish, state)
    if (BUSY.includes(state)) expect(plan).toEqual({ kind: 'keep', wish })
    else if (state === 'offline' && wish.state === 'offline') expect(plan).toEqual({ kind: 'forget' })
    else expect(plan).toEqual({ kind: 'now', wanted: wish })
  })

  it.each(OPERATOR_STATES)('is taken back in %s', (state) => {
    expect(planAfterCall(null, state)).toEqual({ kind: 'forget' })
  })

  it.each(OPERATOR_STATES.flatMap((state) => WANTED.flatMap((wanted) => [undefined, ...WISHES].map((wish) => [state, wanted, wish] as const))))('in %s, asked for %j, with the wish %j', (state, wanted, wish) => {
    const got = withWish(wanted, state, wish)
    expect(got).toBe(wish && wanted.state === 'available' && state === 'wrap-up' ? wish : wanted)
  })
})

describe('an operator between two states', () => {
  const free = { paused: false, pausedReason: '', lastPause: 0 }
  const meal = { paused: true, pausedReason: 'meal', lastPause: 100 }
  const wrapUp = { paused: true, pausedReason: 'wrap-up', lastPause: 200 }

  it.each([
    [[], null],
    [[free, free], null],
    [[meal, meal], null],
    [[free, meal], { pause: 'meal' }],
    [[meal, wrapUp], { pause: 'wrap-up' }],
  ])('%j is mended by %j', (memberships, plan) => {
    expect(planMending(memberships)).toEqual(plan)
  })
})
