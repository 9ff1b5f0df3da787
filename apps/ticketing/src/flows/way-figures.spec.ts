import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { WHOLE, wayFigures } from './way-figures.js'

describe('what a call adds to the figures of its flow', () => {
  it('is each step to the next with how long it took, and how it ended', () => {
    const steps = [{ node: 'welcome', at: 0 }, { node: 'main-menu', at: 6 }, { node: 'reports', at: 9 }]
    expect(wayFigures({ version: 'x', steps }, 120, 'talk', 'answered')).toEqual([
      { node: 'welcome', next: 'main-menu', seconds: 6 },
      { node: 'main-menu', next: 'reports', seconds: 3 },
      { node: 'reports', next: '*talk', seconds: 111 },
      { node: WHOLE, next: 'answered', seconds: 120 },
    ])
  })

  it('is nothing for a call that never was in the flow', () => {
    expect(wayFigures({ version: 'x', steps: [] }, 5, 'queue', 'abandoned')).toEqual([])
  })

  it('leaves each node as often as it was come to, and the call’s time is the time of its steps', () => {
    const ways = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(30)), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(ways, fc.nat(100), (list, rest) => {
        let at = 0
        const steps = list.map(([node, seconds]) => ({ node, at: (at += seconds) }))
        const figures = wayFigures({ version: 'x', steps }, at + rest, 'flow', 'self-served')
        const own = figures.filter(({ node }) => node !== WHOLE)
        for (const node of ['a', 'b', 'c']) expect(own.filter((figure) => figure.node === node)).toHaveLength(steps.filter((step) => step.node === node).length)
        expect(own.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0)).toBe(at + rest - (steps[0]?.at ?? 0))
      }),
    )
  })
})
