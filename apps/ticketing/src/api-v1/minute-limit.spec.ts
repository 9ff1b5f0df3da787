import { describe, expect, it } from '@jest/globals'
import { MinuteLimit } from './minute-limit.js'

describe('the limit of a key', () => {
  it('is of a minute, for each key by itself', () => {
    const limit = new MinuteLimit()
    expect([1, 2, 3].map(() => limit.take(7, 2, 1_000).left)).toEqual([1, 0, -1])
    expect(limit.take(8, 2, 1_000).left).toBe(1)
    expect(limit.take(7, 2, 60_999)).toEqual({ left: -2, resetSeconds: 1 })
    expect(limit.take(7, 2, 61_000)).toEqual({ left: 1, resetSeconds: 60 })
  })
})
