import { describe, expect, it } from '@jest/globals'
import { events, second, T0 } from './ami-rows.testing.js'
import { carryMoments } from './carry-moments.js'
import { fold } from './fold.js'
import { emptyMirror, type AmiRow } from './mirror.js'

const { join, leave, offered, connect, added, paused } = events
const after = (start: number, ...history: AmiRow[]) => history.reduce((mirror, event, i) => fold(mirror, event, second(start + i)), emptyMirror())
const OP = 'PJSIP/op-7'
const waiting = [added('procedures', 7), join('procedures', '1.1', 1)]
const ringing = [...waiting, offered('procedures', '1.1', 7, '1.2')]
const talking = [...ringing, leave('procedures', '1.1'), connect('procedures', '1.1', 7, '1.2', 12)]

describe('a fresh snapshot', () => {
  it.each([
    ['a caller waits', waiting],
    ['an offer rings', ringing],
    ['a talk goes on', talking],
    ['a pause goes on', [added('procedures', 7), paused('procedures', 7, 'meal')]],
  ])('keeps every moment that the mirror saw while %s', (_name, history) => {
    const seen = after(0, ...history)
    expect(carryMoments(seen, after(100, ...history))).toEqual(seen)
  })

  it('keeps how long a caller had waited, as the event said it', () => {
    const snapshot = after(100, ...ringing, leave('procedures', '1.1'), connect('procedures', '1.1', 7, '1.2', 99))
    expect(carryMoments(after(0, ...talking), snapshot).talks[OP]?.waitedSeconds).toBe(12)
  })

  it('knows better who waits, who rings and who talks', () => {
    const snapshot = after(100, added('procedures', 7), join('procedures', '5.1', 1))
    expect(carryMoments(after(0, ...talking), snapshot)).toEqual(snapshot)
  })

  it('has its own moments for another call at the same operator', () => {
    const snapshot = after(100, added('procedures', 7), connect('procedures', '5.1', 7, '5.2', 3))
    expect(carryMoments(after(0, ...talking), snapshot).talks[OP]).toEqual(snapshot.talks[OP])
  })

  it('has its own moment for a state that the mirror did not see begin', () => {
    const snapshot = after(100, added('procedures', 7), paused('procedures', 7, 'meal'))
    expect(carryMoments(after(0, ...waiting), snapshot).changedAt[OP]).toBe(second(101))
  })

  it('keeps the moment of a caller who moved up', () => {
    const seen = after(0, join('procedures', '1.1', 1), join('procedures', '2.1', 2))
    expect(carryMoments(seen, after(100, join('procedures', '2.1', 1))).queues['procedures']).toEqual([{ callId: '2.1', number: '0901234567', position: 1, enteredAt: second(1) }])
  })

  it('changes neither of the two', () => {
    const both = [after(0, ...talking), after(100, ...talking)] as const
    const before = structuredClone(both)
    carryMoments(...both)
    expect(both).toEqual(before)
  })

  it('after a start, when nothing was seen, is taken as it is', () => {
    expect(carryMoments(emptyMirror(), after(T0, ...talking))).toEqual(after(T0, ...talking))
  })
})
