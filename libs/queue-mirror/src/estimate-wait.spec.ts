import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { estimateWait, type QueueLoad } from './estimate-wait.js'

const load = (part: Partial<QueueLoad>): QueueLoad => ({ ahead: 0, operators: 4, free: 0, talkSeconds: 180, wrapUpSeconds: 20, ...part })
const anyLoad = fc.record({ ahead: fc.nat(500), operators: fc.integer({ min: 1, max: 300 }), free: fc.nat(300), talkSeconds: fc.integer({ min: 1, max: 1_000 }), wrapUpSeconds: fc.nat(120) }).filter(({ operators, free }) => free <= operators)

describe('an estimated wait', () => {
  it.each([
    ['nothing while an operator is free for everybody who waits', { free: 2, ahead: 1 }, 0],
    ['the time until one of four is done', {}, 50],
    ['as many of these as there are callers before', { ahead: 5 }, 300],
    ['of those only for whom nobody is free', { ahead: 5, free: 2 }, 200],
    ['unknown where nobody takes calls', { operators: 0 }, null],
    ['unknown before the first talk has ended', { talkSeconds: 0 }, null],
  ])('is %s', (_, part, seconds) => {
    expect(estimateWait(load(part))).toBe(seconds)
  })

  it('is never less for more callers, nor more for more operators', () => {
    fc.assert(
      fc.property(anyLoad, fc.nat(50), (some, more) => {
        const now = estimateWait(some) ?? 0
        expect(estimateWait({ ...some, ahead: some.ahead + more }) ?? 0).toBeGreaterThanOrEqual(now)
        expect(estimateWait({ ...some, operators: some.operators + more }) ?? 0).toBeLessThanOrEqual(now)
      }),
    )
  })
})
