import { describe, expect, it } from '@jest/globals'
import { LiveOperator, LiveQueue } from '@app/contracts'
import { events, second } from './ami-rows.testing.js'
import { fold } from './fold.js'
import { liveOperator, liveQueue } from './live-view.js'
import { emptyMirror, interfaceOf, memberNameOf, userIdOf, type AmiRow } from './mirror.js'

const { join, leave, offered, connect, added, paused, status } = events
const after = (...history: AmiRow[]) => history.reduce((mirror, event, i) => fold(mirror, event, second(i)), emptyMirror())
const moment = (n: number) => new Date(second(n)).toISOString()
const LAN = { userId: 7, displayName: 'Nguyễn Thị Lan', queues: ['procedures', 'reports'] }
const WRAP_UP_SECONDS = 30
const NOW = second(1000)
const lan = (...history: AmiRow[]) => liveOperator(after(...history), LAN, WRAP_UP_SECONDS, NOW)
const ringing = [added('procedures', 7), join('procedures', '1.1', 1), offered('procedures', '1.1', 7, '1.2')]
const talking = [...ringing, leave('procedures', '1.1'), connect('procedures', '1.1', 7, '1.2', 12)]
const nothing = { pauseReason: null, wrapUpEndsAt: null, offer: null, talk: null }
const ofLan = { userId: 7, displayName: 'Nguyễn Thị Lan' }

describe('an operator as screens show it', () => {
  it.each<[string, AmiRow[], object]>([
    ['who is away has the queues answered when available', [], { state: 'offline', queues: ['procedures', 'reports'], since: new Date(NOW).toISOString() }],
    ['who is there has the queues of Asterisk', [added('procedures', 7)], { state: 'available', queues: ['procedures'], since: moment(0) }],
    ['has queues by their names', [added('reports', 7), added('procedures', 7)], { state: 'available', queues: ['procedures', 'reports'], since: moment(0) }],
    ['who is paused says why', [paused('procedures', 7, 'meal')], { state: 'paused', queues: ['procedures'], since: moment(0), pauseReason: 'meal' }],
    ['who let a call ring out is told so', [paused('procedures', 7, 'Auto-Pause')], { state: 'paused', queues: ['procedures'], since: moment(0), pauseReason: 'missed-offer' }],
    ['who is paused without a word has no reason', [paused('procedures', 7, '')], { state: 'paused', queues: ['procedures'], since: moment(0) }],
    [
      'who writes up a talk knows when that ends: counted from the pause that Asterisk keeps',
      [paused('procedures', 7, 'wrap-up', second(0) / 1000)],
      { state: 'wrap-up', queues: ['procedures'], since: moment(0), wrapUpEndsAt: moment(WRAP_UP_SECONDS) },
    ],
    [
      'whose telephone rings sees who calls',
      ringing,
      { state: 'offered', queues: ['procedures'], since: moment(2), offer: { callId: '1.1', queue: 'procedures', number: '0901234567', language: 'vi', since: moment(2), waitedSeconds: 1 } },
    ],
    [
      'who talks sees with whom',
      talking,
      { state: 'talking', queues: ['procedures'], since: moment(4), talk: { callId: '1.1', queue: 'procedures', number: '0901234567', language: 'vi', since: moment(4), waitedSeconds: 12 } },
    ],
    [
      'who is paused in a talk talks',
      [...talking, paused('procedures', 7, 'meal')],
      { state: 'talking', queues: ['procedures'], since: moment(4), talk: { callId: '1.1', queue: 'procedures', number: '0901234567', language: 'vi', since: moment(4), waitedSeconds: 12 } },
    ],
    ['who talks without a call known shows none', [status('procedures', 7, 2)], { state: 'talking', queues: ['procedures'], since: moment(0) }],
  ])('%s', (_name, history, expected) => {
    const shown = lan(...history)
    expect(shown).toEqual({ ...ofLan, ...nothing, ...expected })
    expect(LiveOperator.parse(shown)).toEqual(shown)
  })

  it('shows no language that the screens do not know', () => {
    expect(lan(added('procedures', 7), { ...offered('procedures', '1.1', 7, '1.2'), language: 'fr' }).offer?.language).toBeNull()
  })
})

describe('a queue as screens show it', () => {
  it('has the callers and counts the operators by state', () => {
    const mirror = after(...talking, added('procedures', 8), paused('procedures', 9, 'meal'), added('reports', 10), join('procedures', '2.1', 1), join('procedures', '3.1', 2, { calleridnum: '<unknown>' }))
    const shown = liveQueue(mirror, 'procedures')
    expect(shown).toEqual({
      name: 'procedures',
      waiting: [
        { callId: '2.1', number: '0901234567', position: 1, enteredAt: moment(8) },
        { callId: '3.1', number: null, position: 2, enteredAt: moment(9) },
      ],
      operators: { offline: 0, unreachable: 0, available: 1, paused: 1, offered: 0, talking: 1, 'wrap-up': 0 },
    })
    expect(LiveQueue.parse(shown)).toEqual(shown)
  })

  it('that nobody has heard of is empty', () => {
    const { waiting, operators } = liveQueue(emptyMirror(), 'reports')
    expect(waiting).toEqual([])
    expect(Object.values(operators).every((count) => count === 0)).toBe(true)
  })
})

describe("an operator's name in Asterisk", () => {
  it('tells the user and is told by the user', () => {
    expect([interfaceOf(7), memberNameOf(7)]).toEqual(['PJSIP/op-7', 'op-7'])
    expect(userIdOf(interfaceOf(7))).toBe(7)
  })

  it.each(['PJSIP/citizen-7', 'PJSIP/op-', 'PJSIP/op-7-0000000a', 'Local/op-7@x', ''])('is not "%s"', (name) => {
    expect(userIdOf(name)).toBeNull()
  })
})
