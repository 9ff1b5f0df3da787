import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { firstTry, nextTry } from './sending-course.js'

const waking = { CALL_BACK_FROM: '07:00', CALL_BACK_UNTIL: '21:00' }
const local = (text: string) => DateTime.fromISO(text, { zone: 'Asia/Ho_Chi_Minh' }).toJSDate()

describe('when a message goes', () => {
  it.each([
    ['2026-11-24T06:59:59', '2026-11-24T07:00:00'],
    ['2026-11-24T07:00:00', '2026-11-24T07:00:00'],
    ['2026-11-24T20:59:00', '2026-11-24T20:59:00'],
    ['2026-11-24T21:00:00', '2026-11-25T07:00:00'],
    ['2026-11-24T23:30:00', '2026-11-25T07:00:00'],
  ])('an SMS of %s goes at %s', (at, goes) => {
    expect(firstTry('sms', local(at), waking)).toEqual(local(goes))
  })

  it('a mail goes at once, also in the night', () => {
    expect(firstTry('email', local('2026-11-24T23:30:00'), waking)).toEqual(local('2026-11-24T23:30:00'))
  })

  it('it is tried again later and later, never in the night, and given up after six times', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }), (at) => {
        const tries = [1, 2, 3, 4, 5, 6].map((attempts) => nextTry('sms', attempts, at, waking))
        for (const next of tries) {
          expect(next?.getTime()).toBeGreaterThan(at.getTime())
          const hour = DateTime.fromJSDate(next ?? at, { zone: 'Asia/Ho_Chi_Minh' }).hour
          expect(hour).toBeGreaterThanOrEqual(7)
          expect(hour).toBeLessThan(21)
        }
        expect(nextTry('sms', 7, at, waking)).toBeNull()
      }),
    )
  })
})
