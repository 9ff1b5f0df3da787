import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { follow, isOpen, type CallBackCourse, type CallBackEvent } from './call-back-course.js'

const now = new Date('2026-11-23T03:00:00Z')
const settings = { attempts: 3, retryMinutes: 10 }
const promised: CallBackCourse = { state: 'waiting', placedCallId: null, placements: 0, attempts: 0, lastResult: null, nextAt: now, closedAt: null }
const run = (course: CallBackCourse, ...events: CallBackEvent[]) => events.reduce((sum, event) => follow(sum, event, now, settings), course)
const placed = (callId: string): CallBackEvent => ({ kind: 'placed', callId })
const tried = (callId: string, result: string): CallBackEvent => ({ kind: 'tried', callId, result })
const ended = (callId: string): CallBackEvent => ({ kind: 'ended', callId })
const inTenMinutes = new Date(now.getTime() + 600_000)

describe('a promised call-back', () => {
  it('is kept when the citizen answers, whichever word comes first', () => {
    const kept = { state: 'reached', lastResult: 'ANSWER', nextAt: null, closedAt: now }
    expect(run(promised, placed('a'), tried('a', 'ANSWER'), ended('a'))).toMatchObject(kept)
    expect(run(promised, placed('a'), ended('a'), tried('a', 'ANSWER'))).toMatchObject(kept)
  })

  it('is tried again later when nobody answers, and given up after the last attempt', () => {
    const once = run(promised, placed('a'), tried('a', 'NOANSWER'), ended('a'))
    expect(once).toMatchObject({ state: 'waiting', attempts: 1, nextAt: inTenMinutes })
    expect(run(once, placed('b'), tried('b', 'BUSY'), placed('c'), tried('c', 'NOANSWER'))).toMatchObject({ state: 'unreached', attempts: 3, closedAt: now })
  })

  it('is tried again without being counted when it was not the citizen’s doing', () => {
    expect(run(promised, placed('a'), tried('a', 'CHANUNAVAIL'))).toMatchObject({ state: 'waiting', attempts: 0, nextAt: inTenMinutes })
  })

  it('goes back into the queue when a restart took it out', () => {
    const back = run(promised, placed('a'), ended('a'))
    expect(back).toMatchObject({ state: 'waiting', attempts: 0 })
    expect(back.nextAt?.getTime()).toBeGreaterThan(now.getTime())
  })

  it('is over when the citizen was answered otherwise, or somebody cancels it', () => {
    expect(run(promised, { kind: 'answered-otherwise' })).toMatchObject({ state: 'answered-otherwise', closedAt: now })
    expect(run(promised, placed('a'), { kind: 'cancelled' })).toMatchObject({ state: 'cancelled', closedAt: now })
  })

  it('comes to an end whatever is told, keeps the first end, and never counts the same word twice', () => {
    const call = fc.constantFrom('a', 'b', 'c')
    const any: fc.Arbitrary<CallBackEvent> = fc.oneof(
      call.map(placed),
      fc.tuple(call, fc.constantFrom('ANSWER', 'NOANSWER', 'BUSY', 'CANCEL')).map(([id, result]) => tried(id, result)),
      call.map(ended),
      fc.constantFrom<CallBackEvent>({ kind: 'cancelled' }, { kind: 'answered-otherwise' }),
    )
    fc.assert(
      fc.property(fc.array(any, { maxLength: 60 }), (events) => {
        let course = promised
        for (const event of events) {
          const next = follow(course, event, now, settings)
          if (!isOpen(course)) expect(next).toBe(course)
          expect(next.attempts).toBeLessThanOrEqual(settings.attempts)
          expect(isOpen(next)).toBe(next.closedAt === null)
          if (event.kind === 'tried') expect(follow(next, event, now, settings)).toBe(next)
          course = next
        }
        const patient = ['a', 'b', 'c'].map(ended).concat(Array.from({ length: 25 }, (_, i) => [placed(`x${i}`), ended(`x${i}`)]).flat())
        expect(isOpen(run(course, ...patient))).toBe(false)
      }),
    )
  })
})
