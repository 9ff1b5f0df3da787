import type { TicketDeed } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import { journeysOf, reachingFigures } from './reaching.js'

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 23) + seconds * 1000)
const ticket = (isVoicemail: boolean, ...links: [TicketDeed, number][]) => ({ code: '123456782', isVoicemail, links: links.map(([deed, seconds]) => ({ deed, at: at(seconds) })) })
const ways = (...parameters: Parameters<typeof ticket>) => journeysOf(ticket(...parameters)).map(({ way, since, reached }) => [way, since.getTime() - at(0).getTime(), reached && reached.getTime() - since.getTime()])

describe('the way to a department', () => {
  it('is over at once for what is written down', () => {
    expect(ways(false, ['made', 0], ['accepted', 900])).toEqual([['at-once', 0, 0]])
  })
  it('lasts until a voicemail is heard, whatever is warned of meanwhile', () => {
    expect(ways(true, ['made', 0], ['warned', 60], ['described', 240], ['accepted', 500])).toEqual([['voicemail', 0, 240_000]])
    expect(ways(true, ['made', 0], ['warned', 60])).toEqual([['voicemail', 0, null]])
  })
  it('begins again with each return', () => {
    expect(ways(false, ['made', 0], ['returned', 100], ['sent-on', 500], ['returned', 600], ['sent-on', 610])).toEqual([
      ['at-once', 0, 0],
      ['returned', 100_000, 400_000],
      ['returned', 600_000, 10_000],
    ])
  })
  it('is counted against the goal of five minutes', () => {
    const figures = reachingFigures([ticket(true, ['made', 0], ['described', 300]), ticket(true, ['made', 0], ['described', 301]), ticket(true, ['made', 0], ['described', 900]), ticket(false, ['made', 0], ['returned', 10])])
    expect(figures.ways).toEqual([
      { way: 'at-once', count: 1, withinGoal: 1, median: 0, longest: 0 },
      { way: 'voicemail', count: 3, withinGoal: 1, median: 301, longest: 900 },
      { way: 'returned', count: 0, withinGoal: 0, median: null, longest: null },
    ])
    expect(figures.waiting).toMatchObject([{ way: 'returned', since: at(10).toISOString() }])
  })
})
