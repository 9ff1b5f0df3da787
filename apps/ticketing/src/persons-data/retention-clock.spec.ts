import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { nextRunAt, runDay } from './retention-clock.js'
import { RETENTION_DEFAULTS, tooShort } from './retention-kinds.js'

const local = (text: string) => new Date(`${text}+07:00`)

describe('the nightly run', () => {
  it.each([
    ['2026-11-25T01:59:59', '2026-11-24', '2026-11-25T02:00:00'],
    ['2026-11-25T02:00:00', '2026-11-25', '2026-11-26T02:00:00'],
    ['2026-11-25T23:30:00', '2026-11-25', '2026-11-26T02:00:00'],
    ['2026-12-31T12:00:00', '2026-12-31', '2027-01-01T02:00:00'],
  ])('at %s is that of %s, the next at %s', (now, day, next) => {
    expect(runDay(local(now), '02:00')).toBe(day)
    expect(nextRunAt(local(now), '02:00')).toEqual(local(next))
  })

  it('comes within a day, and is another day then', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }), (now) => {
        const next = nextRunAt(now, '02:00')
        const ahead = next.getTime() - now.getTime()
        expect(ahead > 0 && ahead <= 86_400_000).toBe(true)
        expect(runDay(next, '02:00') > runDay(now, '02:00')).toBe(true)
      }),
    )
  })
})

describe('how long things are kept', () => {
  const days = Object.fromEntries(Object.entries(RETENTION_DEFAULTS).map(([kind, rule]) => [kind, rule.days])) as Record<keyof typeof RETENTION_DEFAULTS, number>
  it('is long enough at first, and may be without end', () => {
    expect(tooShort(days)).toEqual([])
    expect(tooShort({ ...days, recordings: null })).toEqual([])
  })
  it('is never shorter than the legal minimum', () => {
    expect(tooShort({ ...days, recordings: 89, looks: 364, numbers: 90 })).toEqual(['recordings', 'looks'])
  })
})
