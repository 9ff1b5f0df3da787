import { CALL_OUTCOMES } from '@app/contracts'
import { DayFigures } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { dayFigures } from './day-figures.js'
import { countLedger, ledgerHolds, type CallFigures } from './definitions.js'

const zone = 'Asia/Ho_Chi_Minh'
const now = new Date('2026-11-23T05:00:00Z')
const arrivedAt = new Date('2026-11-23T02:10:00Z')
const waiting: CallFigures = { arrivedAt, enteredQueueAt: arrivedAt, leftQueueAt: null, answered: false, waitSeconds: null, talkSeconds: null, holdSeconds: null, endedAt: null, outcome: null }
const answered = (waitSeconds: number, talkSeconds: number): CallFigures => ({ ...waiting, answered: true, waitSeconds, talkSeconds, endedAt: now, outcome: 'answered' })
const lost = (outcome: CallFigures['outcome']): CallFigures => ({ ...waiting, leftQueueAt: now, endedAt: now, outcome })
const selfServed: CallFigures = { ...waiting, enteredQueueAt: null, endedAt: now, outcome: 'self-served' }

describe('the figures of a day', () => {
  const calls = [answered(10, 60), answered(20, 120), answered(21, 30), lost('abandoned'), lost('short-abandoned'), lost('voicemail'), selfServed, waiting]
  const figures = dayFigures(calls, now, { zone, serviceLevelSeconds: 20 })

  it('follow the definitions', () => {
    expect(DayFigures.parse(figures)).toMatchObject({
      day: '2026-11-23',
      arrived: 8,
      selfServed: 1,
      offered: 7,
      answered: 3,
      abandoned: 1,
      shortAbandoned: 1,
      voicemail: 1,
      waiting: 1,
      serviceLevel: { seconds: 20, ratio: 2 / 5 },
      averageSpeedOfAnswer: 17,
      averageTalk: 70,
      abandonRate: 1 / 5,
    })
    expect(figures.byHour[9]).toEqual({ hour: 9, offered: 7, answered: 3, abandoned: 1 })
  })

  it('count a call on the day it arrived in the zone, not in UTC', () => {
    const late = { ...waiting, arrivedAt: new Date('2026-11-22T16:59:59Z') }
    const first = { ...waiting, arrivedAt: new Date('2026-11-22T17:00:00Z') }
    expect(dayFigures([late, first], now, { zone, serviceLevelSeconds: 20 })).toMatchObject({ arrived: 1, byHour: expect.arrayContaining([{ hour: 0, offered: 1, answered: 0, abandoned: 0 }]) })
  })

  it('are null, not 0, where there is nothing to judge', () => {
    expect(dayFigures([], now, { zone, serviceLevelSeconds: 20 })).toMatchObject({ averageSpeedOfAnswer: null, abandonRate: null, averageTalk: null, serviceLevel: { ratio: null } })
  })

  it('hold the ledger to the call at every moment', () => {
    const call = fc
      .record({ outcome: fc.constantFrom(...CALL_OUTCOMES, null), queued: fc.boolean(), left: fc.boolean(), answered: fc.boolean() })
      .map(({ outcome, queued, left, answered }): CallFigures => ({
        ...waiting,
        outcome,
        answered: outcome === null ? answered : outcome === 'answered',
        enteredQueueAt: outcome === 'self-served' || outcome === 'unreached' || !queued ? null : arrivedAt,
        leftQueueAt: left ? now : null,
        endedAt: outcome === null ? null : now,
      }))
    fc.assert(fc.property(fc.array(call), (calls) => expect(ledgerHolds(countLedger(calls))).toBe(true)))
  })
})
