import { describe, expect, it } from '@jest/globals'
import { FlowSteps } from './flow-steps.js'

const flow = '0123456789abcdef'
const at = (seconds: number) => 1_763_895_165_000 + seconds * 1000

describe('the way of a call, for the journal', () => {
  it('has each step with the second at which it began', () => {
    const steps = new FlowSteps(at(0), null)
    expect(steps.write({ flow, path: ['welcome'] }, at(0))).toBe(`${flow}:welcome@0`)
    expect(steps.write({ flow, path: ['welcome', 'main-menu', 'reports'] }, at(6))).toBe(`${flow}:welcome@0>main-menu@6>reports@6`)
  })

  it('goes on where another process left it, also from before there were times', () => {
    expect(new FlowSteps(at(0), `${flow}:welcome@0>main-menu@6`).write({ flow, path: ['welcome', 'main-menu', 'goodbye'] }, at(20))).toBe(`${flow}:welcome@0>main-menu@6>goodbye@20`)
    expect(new FlowSteps(at(0), 'welcome>main-menu').write({ flow, path: ['welcome', 'main-menu', 'goodbye'] }, at(20))).toBe(`${flow}:welcome>main-menu>goodbye@20`)
  })

  it('can become shorter', () => {
    expect(new FlowSteps(at(0), `${flow}:a@1>b@2>c@3`).write({ flow, path: ['a', 'b'] }, at(9))).toBe(`${flow}:a@1>b@2`)
  })
})
