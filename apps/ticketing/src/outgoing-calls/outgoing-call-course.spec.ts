import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { follow, type OutgoingCourse, type OutgoingEvent } from './outgoing-call-course.js'

const settings = { attempts: 3, retryMinutes: 30, CALL_BACK_FROM: '07:00', CALL_BACK_UNTIL: '21:00' }
const SOUND_MS = 20_000
const local = (text: string) => DateTime.fromISO(text, { zone: 'Asia/Ho_Chi_Minh' }).toJSDate()
const noon = local('2026-11-24T12:00:00')
const fresh: OutgoingCourse = { state: 'waiting', placedCallId: null, placements: 0, attempts: 0, nextTryAt: noon, sentAt: null, trouble: null }
const at = (now: Date, course: OutgoingCourse, ...events: OutgoingEvent[]) => events.reduce((before, event) => follow(before, event, now, settings, SOUND_MS), course)
const placed = (callId = 'a'): OutgoingEvent => ({ kind: 'placed', callId })
const tried = (result: string, callId = 'a'): OutgoingEvent => ({ kind: 'tried', callId, result })
const told = (listened: number | null, callId = 'a'): OutgoingEvent => ({ kind: 'told', callId, listened })
const ended = (callId = 'a'): OutgoingEvent => ({ kind: 'ended', callId })

describe('the course of a message that is spoken', () => {
  it('is told when it was listened to, and the end of the call changes nothing', () => {
    expect(at(noon, fresh, placed(), tried('ANSWER'), told(20_000), ended())).toEqual({ ...fresh, state: 'sent', placedCallId: 'a', placements: 1, attempts: 1, nextTryAt: null, sentAt: noon })
  })

  it.each([
    ['BUSY', 10],
    ['NOANSWER', 30],
    ['CHANUNAVAIL', 60],
  ])('%s: again after %i minutes', (result, minutes) => {
    expect(at(noon, fresh, placed(), tried(result), ended())).toMatchObject({ state: 'waiting', attempts: 1, trouble: result, nextTryAt: new Date(noon.getTime() + minutes * 60_000) })
  })

  it.each([
    ['a mailbox, or somebody who pressed no key', null, 'NO-KEY'],
    ['hung up in the first half', 9_999, 'CUT-SHORT'],
  ])('%s has not heard it', (_who, listened, trouble) => {
    expect(at(noon, fresh, placed(), tried('ANSWER'), told(listened), ended())).toMatchObject({ state: 'waiting', attempts: 1, trouble, sentAt: null })
  })

  it('what our own line or a restart did is no attempt', () => {
    expect(at(noon, fresh, placed(), tried('CONGESTION'))).toMatchObject({ state: 'waiting', attempts: 0 })
    expect(at(noon, fresh, placed(), ended())).toMatchObject({ state: 'waiting', attempts: 0, trouble: 'CUT-OFF' })
    expect(at(noon, fresh, placed(), ended(), told(20_000))).toMatchObject({ state: 'sent' })
  })

  it('is given up after the last attempt', () => {
    const events = ['a', 'b', 'c'].flatMap((id) => [placed(id), tried('NOANSWER', id), ended(id)])
    expect(at(noon, fresh, ...events)).toMatchObject({ state: 'given-up', attempts: 3, trouble: 'NOANSWER', nextTryAt: null })
    expect(at(noon, fresh, ...events, placed('d'), told(20_000, 'd'))).toMatchObject({ state: 'given-up' })
  })

  const event = fc.oneof(
    fc.record({ kind: fc.constant('placed' as const), callId: fc.constantFrom('a', 'b', 'c') }),
    fc.record({ kind: fc.constant('tried' as const), callId: fc.constantFrom('a', 'b', 'c'), result: fc.constantFrom('ANSWER', 'BUSY', 'NOANSWER', 'CONGESTION', 'CHANUNAVAIL', 'CANCEL') }),
    fc.record({ kind: fc.constant('told' as const), callId: fc.constantFrom('a', 'b', 'c'), listened: fc.option(fc.nat(40_000)) }),
    fc.record({ kind: fc.constant('ended' as const), callId: fc.constantFrom('a', 'b', 'c') }),
  )
  const moment = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true })

  it('the same event twice is one', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), moment, (events, now) => {
        const once = at(now, fresh, ...events)
        const last = events.at(-1)
        expect(last ? at(now, once, last) : once).toEqual(once)
      }),
    )
  })

  it('nobody is called in the night, and whatever happens it has a next moment or an end', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), moment, (events, now) => {
        const course = at(now, fresh, ...events)
        expect(course.attempts).toBeLessThanOrEqual(settings.attempts)
        expect(course.nextTryAt === null).toBe(course.state === 'sent' || course.state === 'given-up')
        expect(course.sentAt !== null).toBe(course.state === 'sent')
        if (course.state !== 'waiting' || course.placements === 0) return
        const hour = DateTime.fromJSDate(course.nextTryAt ?? now, { zone: 'Asia/Ho_Chi_Minh' }).hour
        expect(hour).toBeGreaterThanOrEqual(7)
        expect(hour).toBeLessThan(21)
      }),
    )
  })
})
