import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { countCalls, noCalls, REPEAT_DAYS, repeatsOf, type CountedCall } from './call-counts.js'
import { ledgerHolds } from './definitions.js'
import { operatorTime } from './operator-time.js'
import { isPeak } from './peak.js'
import { heldShareOf, meanHoldOf, serviceLevels, wilson } from './rates.js'
import { LONGEST_WAIT, waitedWithin, waitPercentile, waitStep } from './wait-step.js'

const call = (id: string, at: number, more: Partial<CountedCall> = {}): CountedCall => ({ id, numberKey: '901', queue: 'reports', offers: 1, arrivedAt: new Date(at), enteredQueueAt: new Date(at), leftQueueAt: null, answered: true, waitSeconds: 10, talkSeconds: 60, holdSeconds: 0, endedAt: new Date(at), outcome: 'answered', ...more })
const DAY = 86_400_000

describe('waits', () => {
  it('are kept in steps that hold them, each its own step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (seconds) => {
        const step = waitStep(seconds)
        expect(step).toBeGreaterThanOrEqual(Math.min(seconds, LONGEST_WAIT))
        expect(waitStep(step)).toBe(step)
      }),
    )
  })

  it('within a step’s end are as many as of the waits themselves', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5_000 })), fc.integer({ min: 0, max: 3_600 }), (waits, limit) => {
        const steps = new Map<number, number>()
        for (const wait of waits) steps.set(waitStep(wait), (steps.get(waitStep(wait)) ?? 0) + 1)
        const exact = waitStep(limit)
        expect(waitedWithin(steps, exact)).toBe(waits.filter((wait) => wait <= exact).length)
      }),
    )
  })

  it('have percentiles by the nearest rank', () => {
    const steps = new Map([
      [5, 5],
      [20, 4],
      [60, 1],
    ])
    expect([0.5, 0.9, 0.95, 1].map((share) => waitPercentile(steps, share))).toEqual([5, 20, 60, 60])
    expect(waitPercentile(new Map(), 0.5)).toBeNull()
  })
})

describe('repeats', () => {
  it('are calls of the same number within the days, told apart at the edge', () => {
    const calls = [call('a.1', 0), call('a.2', REPEAT_DAYS * DAY), call('a.3', 2 * REPEAT_DAYS * DAY + 1), call('a.4', 0, { numberKey: '902' })]
    const repeats = repeatsOf(calls)
    expect([...repeats.values()]).toEqual([
      { again: false, followed: true },
      { again: true, followed: false },
      { again: false, followed: false },
      { again: false, followed: false },
    ])
    expect(countCalls(calls, repeats, { serviceLevelSeconds: 20 })).toMatchObject({ numbered: 4, again: 1, resolvable: 4, followed: 1 })
  })
})

describe('counts', () => {
  it('hold the ledger for whatever calls', () => {
    const outcome = fc.option(fc.constantFrom('self-served' as const, 'short-abandoned' as const, 'abandoned' as const, 'answered' as const, 'called-back' as const, 'voicemail' as const, 'overflowed' as const))
    const moment = fc.option(fc.constant(new Date(0)))
    fc.assert(
      fc.property(fc.array(fc.record({ outcome, enteredQueueAt: moment, leftQueueAt: moment, answered: fc.boolean() })), (calls) => {
        const counts = countCalls(calls.map((one, i) => call(`c.${i}`, i, { ...one, enteredQueueAt: one.outcome === 'self-served' ? null : one.enteredQueueAt, answered: one.answered && (one.outcome === null || one.outcome === 'answered') })), new Map(), { serviceLevelSeconds: 20 })
        expect(ledgerHolds(counts)).toBe(true)
      }),
    )
  })
})

describe('holds', () => {
  it('are counted of ended talks of which they are known, and of no others', () => {
    const calls = [call('h.1', 0, { holdSeconds: 60 }), call('h.2', 1, { holdSeconds: 0 }), call('h.3', 2, { holdSeconds: null }), call('h.4', 3, { holdSeconds: 9, endedAt: null, outcome: null }), call('h.5', 4, { holdSeconds: 0, answered: false, outcome: 'abandoned' })]
    const counts = countCalls(calls, new Map(), { serviceLevelSeconds: 20 })
    expect(counts).toMatchObject({ holdsKnown: 2, held: 1, holdSeconds: 60, talksKnown: 3 })
    expect([meanHoldOf(counts), heldShareOf(counts)]).toEqual([30, 0.5])
    expect([meanHoldOf(noCalls()), heldShareOf(noCalls())]).toEqual([null, null])
  })
})

describe('rates', () => {
  it('of the service level differ as products do', () => {
    const counts = { ...noCalls(), offered: 110, answered: 90, abandoned: 10, shortAbandoned: 10 }
    expect(serviceLevels(counts, 85, 12)).toEqual({ ours: 0.85, answeredOnly: 85 / 90, appQueue: 97 / 110, allOffered: 85 / 110 })
    expect(serviceLevels(noCalls(), 0, 0)).toEqual({ ours: null, answeredOnly: null, appQueue: null, allOffered: null })
  })

  it('have an interval that holds them', () => {
    const interval = wilson(9, 10)
    expect(interval?.low).toBeCloseTo(0.596, 3)
    expect(interval?.high).toBeCloseTo(0.982, 3)
    expect(wilson(0, 0)).toBeNull()
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (hits, others) => {
        fc.pre(hits + others > 0)
        const { low = 1, high = 0 } = wilson(hits, hits + others) ?? {}
        const share = hits / (hits + others)
        expect(low <= share + 1e-9 && share <= high + 1e-9 && low >= 0 && high <= 1).toBe(true)
      }),
    )
  })
})

describe('peak', () => {
  it('is Monday to Friday when offices are open', () => {
    expect([isPeak(1, 8), isPeak(5, 16), isPeak(5, 17), isPeak(6, 9), isPeak(3, 12)]).toEqual([true, true, false, false, false])
  })
})

describe('operators’ time', () => {
  it('adds up to the time signed in', () => {
    const event = fc.constantFrom('joined' as const, 'left' as const, 'paused' as const, 'available' as const, 'talk-began' as const, 'talk-ended' as const, 'offer-missed' as const, 'asked' as const)
    fc.assert(
      fc.property(fc.array(fc.record({ event, minute: fc.nat(600), reason: fc.constantFrom('wrap-up', 'lunch', 'Auto-Pause') })), (steps) => {
        const sorted = [...steps].sort((a, b) => a.minute - b.minute).map(({ minute, event: what, reason }) => ({ at: minute * 60_000, event: what, reason, queue: 'reports' }))
        const all = operatorTime(sorted, 0, 36_000_000)
        const halves = [operatorTime(sorted, 0, 18_000_000), operatorTime(sorted, 18_000_000, 36_000_000)].flat()
        const seconds = (times: typeof all) => times.reduce((sum, one) => sum + one.seconds, 0)
        expect(seconds(halves)).toBe(seconds(all))
        expect(seconds(all)).toBeLessThanOrEqual(36_000)
      }),
    )
  })
})
