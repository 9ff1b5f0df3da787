import { describe, expect, it } from '@jest/globals'
import { dayFigures } from './day-figures.js'
import { queueFigures, type QueueCallFigures } from './queue-figures.js'

const now = new Date('2026-11-23T05:00:00Z')
const at = (minutesAgo: number) => new Date(now.getTime() - minutesAgo * 60_000)
const call = (minutesAgo: number, change: Partial<QueueCallFigures> = {}): QueueCallFigures => ({
  queue: 'reports', arrivedAt: at(minutesAgo + 1), enteredQueueAt: at(minutesAgo), leftQueueAt: null, answered: true, waitSeconds: 5, talkSeconds: 60, holdSeconds: 0, endedAt: at(minutesAgo), outcome: 'answered', ...change,
})
const lost = (minutesAgo: number, outcome: QueueCallFigures['outcome']) => call(minutesAgo, { answered: false, outcome, talkSeconds: null })

describe('the figures of a queue', () => {
  const calls = [call(90), call(40, { waitSeconds: 50 }), call(20), call(10, { waitSeconds: 21 }), lost(5, 'abandoned'), lost(4, 'short-abandoned'), call(1, { queue: 'procedures' }), call(0, { answered: false, outcome: null, endedAt: null })]

  it('are of that queue alone, by the definitions of the day', () => {
    expect(queueFigures(calls, 'reports', null, 20)).toEqual({ offered: 7, answered: 4, abandoned: 1, shortAbandoned: 1, serviceLevel: 2 / 5 })
  })

  it('count what entered since a moment: one that came in just then is in, one before is not', () => {
    expect(queueFigures(calls, 'reports', at(20), 20)).toEqual({ offered: 5, answered: 2, abandoned: 1, shortAbandoned: 1, serviceLevel: 1 / 3 })
    expect(queueFigures(calls, 'reports', new Date(at(20).getTime() + 1), 20).offered).toBe(4)
  })

  it('have no service level where nothing is decided', () => {
    expect(queueFigures([call(0, { answered: false, outcome: null, endedAt: null })], 'reports', null, 20).serviceLevel).toBeNull()
  })

  it('of all queues together are the day', () => {
    const day = dayFigures(calls, now, { zone: 'Asia/Ho_Chi_Minh', serviceLevelSeconds: 20 })
    const both = ['reports', 'procedures'].map((queue) => queueFigures(calls, queue, null, 20))
    for (const name of ['offered', 'answered', 'abandoned', 'shortAbandoned'] as const) expect(both.reduce((sum, each) => sum + each[name], 0)).toBe(day[name])
  })
})
