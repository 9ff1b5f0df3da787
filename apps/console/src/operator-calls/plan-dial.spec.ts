import { OPERATOR_STATES } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import { planDial } from './plan-dial.js'

describe('an operator who calls somebody', () => {
  it.each(OPERATOR_STATES)('in %s', (state) => {
    const busy = state === 'talking' || state === 'offered'
    expect(planDial(state, true)).toBe(busy ? 'in-a-call' : 'dial')
    expect(planDial(state, false)).toBe(busy ? 'in-a-call' : 'no-softphone')
  })
})
