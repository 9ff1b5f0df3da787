import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { dayAfter, daysOf, stretchesOf } from './local-sql.js'

describe('stretchesOf', () => {
  it('cuts at gaps and at the ends of months', () => {
    expect(stretchesOf(['2026-03-02', '2026-02-27', '2026-02-28', '2026-03-01', '2026-03-05'])).toEqual([
      ['2026-02-27', '2026-02-28'],
      ['2026-03-01', '2026-03-02'],
      ['2026-03-05', '2026-03-05'],
    ])
  })

  it('has each day once', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 400 })), (ago) => {
        const days = ago.map((one) => dayAfter('2026-11-26', -one))
        expect(stretchesOf(days).flatMap(([from, to]) => daysOf(from, to))).toEqual([...days].sort())
      }),
      { seed: 1022 },
    )
  })
})
