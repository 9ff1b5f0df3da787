import { describe, expect, it } from '@jest/globals'
import { nextDelay } from './back-off.js'

describe('the pause before a process is started again', () => {
  it('is none the first time and after a good run', () => {
    expect(nextDelay(0, 10)).toEqual({ crashes: 1, delay: 0 })
    expect(nextDelay(7, 60_000)).toEqual({ crashes: 1, delay: 0 })
  })

  it('grows with each crash in a row, up to five seconds', () => {
    const delays: number[] = []
    let crashes = 0
    for (let i = 0; i < 9; i++) {
      const next = nextDelay(crashes, 10)
      crashes = next.crashes
      delays.push(next.delay)
    }
    expect(delays).toEqual([0, 250, 500, 1000, 2000, 4000, 5000, 5000, 5000])
  })
})
