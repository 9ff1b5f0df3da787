import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Caller } from './mirror.js'
import { placeIn } from './place-in.js'

const queueOf = (...enteredAt: number[]): Caller[] => enteredAt.map((at, i) => ({ callId: `${i}.1`, number: null, position: i + 1, enteredAt: at }))

describe('a place kept in a queue', () => {
  it.each([
    ['the first, where everybody came later', [30, 40], 10, 1],
    ['between those before and those after', [10, 30], 20, 2],
    ['the last, where everybody came earlier', [10, 20], 30, 3],
    ['the only one', [], 10, 1],
  ])('is %s', (_, callers, enteredAt, place) => {
    expect(placeIn(queueOf(...callers), enteredAt)).toBe(place)
  })

  it('is behind another promise that is older than it stands there', () => {
    expect(placeIn(queueOf(50, 60), 20, ({ callId }) => (callId === '0.1' ? 10 : 60))).toBe(2)
  })

  it('leaves before it exactly those who wait for longer, in a queue in order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100)), fc.nat(100), (times, enteredAt) => {
        const sorted = [...times].sort((a, b) => a - b)
        expect(placeIn(queueOf(...sorted), enteredAt) - 1).toBe(sorted.filter((at) => at <= enteredAt).length)
      }),
    )
  })
})
