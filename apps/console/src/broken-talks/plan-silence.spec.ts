import { describe, expect, it } from '@jest/globals'
import { foldSilence, isDead } from './plan-silence.js'

describe('a browser that sends nothing', () => {
  it('is silent since its last packet, and dead when the patience is over', () => {
    const heard = foldSilence(undefined, 100, 1_000)
    const still = foldSilence(heard, 100, 4_000)
    expect(still).toEqual({ packets: 100, since: 1_000 })
    expect([4_999, 5_000].map((at) => isDead(still, at, 4_000))).toEqual([false, true])
  })

  it('is there as long as packets come', () => {
    const heard = foldSilence(foldSilence(undefined, 100, 1_000), 150, 4_000)
    expect(isDead(heard, 6_000, 4_000)).toBe(false)
  })
})
