import { OpeningHours } from '@app/opening-hours'
import { workingTimeBetween } from '@app/working-time'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { clockUntil, goOn, moveClock, startClock, stopClock, warn, type DeadlineClock } from './deadline-clock.js'

const office = OpeningHours.parse({ weekly: Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [{ from: '07:00', to: '11:30' }, { from: '13:30', to: '17:00' }]])) })
const MINUTE = 60_000
const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
const minutes = fc.integer({ min: 60, max: 6_000 })
const left = (clock: DeadlineClock, at: Date) => workingTimeBetween(office, at, clock.deadlineAt)
/** Monday, 7:00 in Việt Nam. */
const monday = new Date('2026-11-23T00:00:00Z')

describe('the clock of a ticket', () => {
  it('warns at half, at four fifths and at the end of the working time', () => {
    let clock = startClock(office, monday, 600)
    const warnings: [number, string][] = []
    while (clock.nextWarningAt) {
      const at: Date = clock.nextWarningAt
      clock = warn(office, clock, at)
      warnings.push([clock.warned, at.toISOString()])
    }
    expect(warnings).toEqual([
      [50, '2026-11-23T07:00:00.000Z'], // 14:00
      [80, '2026-11-23T10:00:00.000Z'], // 17:00, the last minute of the day
      [100, '2026-11-24T02:00:00.000Z'], // the next day at 9:00
    ])
  })

  it('has as much left when it goes on as when it was stopped', () => {
    fc.assert(
      fc.property(moment, minutes, fc.nat(3_000), fc.nat(50_000), (from, total, runs, stands) => {
        const clock = startClock(office, from, total)
        const stoppedAt = new Date(from.getTime() + runs * MINUTE)
        const at = new Date(stoppedAt.getTime() + stands * MINUTE)
        const before = left(clock, stoppedAt)
        const stopped = stopClock(clock, stoppedAt)
        expect(stopped.nextWarningAt).toBeNull()
        const after = goOn(office, stopped, at)
        expect(after.stoppedAt).toBeNull()
        if (before > 0) expect(left(after, at)).toBe(before)
        else expect(after.deadlineAt).toEqual(clock.deadlineAt)
        expect(after.deadlineAt.getTime()).toBeGreaterThanOrEqual(clock.deadlineAt.getTime())
      }),
    )
  })

  it('warns three times at most, each once and in order, however often it stands still', () => {
    fc.assert(
      fc.property(moment, minutes, fc.array(fc.tuple(fc.constantFrom('stop', 'go on', 'look'), fc.integer({ min: 1, max: 4_000 })), { maxLength: 40 }), (from, total, steps) => {
        let clock = startClock(office, from, total)
        let at = from
        const warned: number[] = []
        for (const [step, wait] of steps) {
          at = new Date(at.getTime() + wait * MINUTE)
          if (step === 'stop') clock = stopClock(clock, at)
          else if (step === 'go on') clock = goOn(office, clock, at)
          else if (clock.nextWarningAt && clock.nextWarningAt <= at) {
            clock = warn(office, clock, at)
            warned.push(clock.warned)
          }
          if (clock.nextWarningAt) expect(clock.nextWarningAt.getTime()).toBeLessThanOrEqual(Math.max(clock.deadlineAt.getTime(), at.getTime()))
        }
        expect(warned).toEqual([...new Set(warned)].sort((a, b) => a - b))
        expect(warned.every((percent) => [50, 80, 100].includes(percent))).toBe(true)
      }),
    )
  })

  it('has as much left under other hours, and does not move when they say the same', () => {
    const shorter = OpeningHours.parse({ weekly: Object.fromEntries(['1', '2', '3', '4'].map((day) => [day, [{ from: '08:00', to: '11:00' }]])) })
    fc.assert(
      fc.property(moment, minutes, fc.nat(6_000), fc.boolean(), fc.boolean(), (from, total, runs, stands, back) => {
        const [before, after] = back ? [shorter, office] : [office, shorter]
        const clock = startClock(before, from, total)
        const at = new Date(from.getTime() + runs * MINUTE)
        const now = stands ? stopClock(clock, at) : clock
        const later = new Date(at.getTime() + 60 * MINUTE)
        const since = stands ? at : later
        const moved = moveClock(before, after, now, later)
        const was = workingTimeBetween(before, since, clock.deadlineAt)
        if (was > 0) expect(workingTimeBetween(after, since, moved.deadlineAt)).toBe(was)
        else expect(moved.deadlineAt).toEqual(clock.deadlineAt)
        expect([moved.warned, moved.stoppedAt, moved.deadlineMinutes]).toEqual([now.warned, now.stoppedAt, now.deadlineMinutes])
        expect(moved.nextWarningAt === null).toBe(now.nextWarningAt === null)
        expect(moveClock(before, before, now, later).deadlineAt).toEqual(now.deadlineAt)
        // One that somebody granted into the night stays there.
        const granted = clockUntil(before, from, new Date(at.getTime() + 9 * 24 * 60 * MINUTE + 7 * MINUTE))
        expect(moveClock(before, before, granted, later).deadlineAt).toEqual(granted.deadlineAt)
      }),
      { numRuns: 40 },
    )
  })

  it('begins anew when more time was granted', () => {
    const clock = clockUntil(office, monday, new Date('2026-11-27T10:00:00Z'))
    expect(clock).toMatchObject({ deadlineMinutes: 5 * 480, warned: 0, nextWarningAt: new Date('2026-11-25T04:00:00Z') })
  })
})
