import { describe, expect, it } from '@jest/globals'
import type { Watched } from '@app/contracts'
import fc from 'fast-check'
import { foldAlarms, worstOf, type AlarmLevel, type QueueLevels } from './fold-alarms.js'

const thresholds = { waiting: { warn: 5, alarm: 10 }, longestWait: { warn: 60, alarm: 180 }, serviceLevel: { warn: 80, alarm: 60 } }
const none = { waiting: null, longestWait: null, serviceLevel: null }

/** Levels and rings along a row of values of one thing. */
function along(watched: Watched, values: readonly (number | null)[]): [AlarmLevel, number][] {
  let before: Record<string, QueueLevels> | null = null
  return values.map((value) => {
    const { levels, crossings } = foldAlarms(before, [{ queue: 'reports', values: { ...none, [watched]: value }, thresholds }])
    before = levels
    return [levels['reports']?.[watched] ?? 'calm', crossings.length]
  })
}

describe('a threshold', () => {
  it('rings once when it is passed, and not again while it stays passed', () => {
    expect(along('waiting', [0, 4, 5, 6, 7, 5])).toEqual([['calm', 0], ['calm', 0], ['warn', 1], ['warn', 0], ['warn', 0], ['warn', 0]])
  })
  it('does not ring for each step of a value that dances on it', () => {
    expect(along('waiting', [0, 5, 4.5, 5, 4.5, 5]).map(([, rings]) => rings)).toEqual([0, 1, 0, 0, 0, 0])
    expect(along('longestWait', [0, 60, 58, 61, 59, 60]).map(([, rings]) => rings)).toEqual([0, 1, 0, 0, 0, 0])
    expect(along('serviceLevel', [100, 79, 81, 79, 81]).map(([, rings]) => rings)).toEqual([0, 1, 0, 0, 0])
  })
  it('rings again when it was mended and is passed anew', () => {
    expect(along('waiting', [0, 5, 3, 5]).map(([level, rings]) => [level, rings])).toEqual([['calm', 0], ['warn', 1], ['calm', 0], ['warn', 1]])
  })
  it('rings once more when it becomes worse, not when it becomes better', () => {
    expect(along('longestWait', [0, 60, 180, 170, 150, 40])).toEqual([['calm', 0], ['warn', 1], ['alarm', 1], ['alarm', 0], ['warn', 0], ['calm', 0]])
  })
  it('rings once when both are passed at once', () => {
    expect(along('waiting', [0, 12])).toEqual([['calm', 0], ['alarm', 1]])
  })
  it('is worse the lower a service level is', () => {
    expect(along('serviceLevel', [95, 80, 79, 59, 61, 63, 83]).map(([level]) => level)).toEqual(['calm', 'calm', 'warn', 'alarm', 'alarm', 'warn', 'calm'])
  })
  it('shows its colour at the first look without ringing: nobody knows when it was passed', () => {
    expect(along('waiting', [20])).toEqual([['alarm', 0]])
  })
  it('is calm where there is nothing to judge, and where no limit is set', () => {
    expect(along('serviceLevel', [50, null, 50])).toEqual([['alarm', 0], ['calm', 0], ['alarm', 1]])
    const open = { ...thresholds, waiting: { warn: null, alarm: null } }
    expect(foldAlarms({}, [{ queue: 'reports', values: { ...none, waiting: 99 }, thresholds: open }]).levels['reports']?.waiting).toBe('calm')
  })
  it('of nobody waiting is calm whatever the limit', () => {
    expect(foldAlarms({}, [{ queue: 'reports', values: { ...none, waiting: 0 }, thresholds: { ...thresholds, waiting: { warn: 0, alarm: 1 } } }]).levels['reports']?.waiting).toBe('calm')
  })
  it('told the same reading again never rings', () => {
    const reading = fc.record({ waiting: fc.nat(30), longestWait: fc.nat(600), serviceLevel: fc.option(fc.nat(100)) }).map((values) => ({ queue: 'reports', values, thresholds }))
    fc.assert(
      fc.property(fc.array(reading, { minLength: 1 }), (row) => {
        let before: Record<string, QueueLevels> | null = null
        for (const one of row) before = foldAlarms(before, [one]).levels
        const again = foldAlarms(before, row.slice(-1))
        expect([again.crossings, again.levels]).toEqual([[], before])
      }),
    )
  })
  it('of a queue counts as its worst', () => {
    expect(worstOf({ waiting: 'calm', longestWait: 'alarm', serviceLevel: 'warn' })).toBe('alarm')
  })
})
