import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { planRestore } from './plan-restore.js'

const free = { paused: false, pausedReason: '', lastPause: 0 }
const meal = { paused: true, pausedReason: 'meal', lastPause: 100 }

describe('what Asterisk forgot in its last second', () => {
  it.each([
    ['nothing', { reports: free }, { reports: free }, []],
    ['a queue', { reports: free, procedures: free }, { reports: free }, [{ kind: 'join', queue: 'procedures' }]],
    ['that somebody left a queue', { reports: free }, { reports: free, procedures: free }, [{ kind: 'leave', queue: 'procedures' }]],
    ['that somebody signed off', {}, { reports: free }, [{ kind: 'leave', queue: 'reports' }]],
    ['that somebody signed on', { reports: free }, {}, [{ kind: 'join', queue: 'reports' }]],
    ['a pause', { reports: meal }, { reports: free }, [{ kind: 'pause', reason: 'meal' }]],
    ['a queue of somebody who pauses', { reports: meal, procedures: meal }, { reports: meal }, [{ kind: 'join', queue: 'procedures' }, { kind: 'pause', reason: 'meal' }]],
    ['that a pause was over', { reports: free }, { reports: meal }, []],
  ])('%s', (_what, before, now, steps) => {
    expect(planRestore(before, now).steps).toEqual(steps)
  })

  it('is brought back whatever it was, and never takes a pause away', () => {
    const memberships = fc.dictionary(fc.constantFrom('reports', 'procedures', 'general'), fc.constantFrom(free, meal))
    fc.assert(
      fc.property(memberships, memberships, (before, now) => {
        const { steps, pause } = planRestore(before, now)
        const after = new Map(Object.entries(now))
        for (const step of steps) {
          if (step.kind === 'join') after.set(step.queue, pause === null ? free : meal)
          else if (step.kind === 'leave') after.delete(step.queue)
          else if (step.kind === 'pause') for (const queue of after.keys()) after.set(queue, meal)
          else throw new Error('a pause was taken away')
        }
        expect([...after.keys()].sort()).toEqual(Object.keys(before).sort())
        if (pause !== null) expect([...after.values()].every(({ paused }) => paused)).toBe(true)
      }),
    )
  })
})
