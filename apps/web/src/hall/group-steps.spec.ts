import type { OperatorStep } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import { groupSteps } from './group-steps.js'

const step = (event: OperatorStep['event'], seconds: number, more: Partial<OperatorStep> = {}): OperatorStep => ({ id: 1, at: new Date(seconds * 1000).toISOString(), event, reason: null, queue: null, callId: null, by: null, why: null, ...more })
const lines = (...steps: OperatorStep[]) => groupSteps(steps).map(({ event, queues }) => [event, ...queues].join(' '))

describe("an operator's day", () => {
  it('shows what one deed did in several queues once', () => {
    expect(lines(step('joined', 1, { queue: 'reports' }), step('joined', 2, { queue: 'procedures' }), step('available', 2))).toEqual(['joined reports procedures', 'available'])
  })
  it('keeps apart what happened at another time, or with another call', () => {
    expect(lines(step('joined', 1, { queue: 'reports' }), step('joined', 60, { queue: 'procedures' }))).toEqual(['joined reports', 'joined procedures'])
    expect(lines(step('offer-missed', 1, { queue: 'reports', callId: '1.1' }), step('offer-missed', 2, { queue: 'reports', callId: '2.1' }))).toEqual(['offer-missed reports', 'offer-missed reports'])
  })
  it('does not change what it is given', () => {
    const steps = [step('joined', 1, { queue: 'reports' }), step('joined', 1, { queue: 'procedures' })]
    const before = structuredClone(steps)
    groupSteps(steps)
    expect(steps).toEqual(before)
  })
})
