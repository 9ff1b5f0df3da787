import { describe, expect, it } from '@jest/globals'
import { events, second, T0 } from './ami-rows.testing.js'
import { fold } from './fold.js'
import { emptyMirror, type AmiRow, type Mirror } from './mirror.js'
import { stateOf } from './state-of.js'

const { join, leave, abandon, offered, refused, connect, complete, hangup, added, status, paused, unpaused, removed } = events
/** Each event a second after the one before. */
const after = (...history: AmiRow[]) => history.reduce((mirror, event, i) => fold(mirror, event, second(i)), emptyMirror())
const waiting = (mirror: Mirror, queue = 'procedures') => (mirror.queues[queue] ?? []).map(({ callId, position }) => `${position}:${callId}`)
const OP = 'PJSIP/op-7'

/** One hall for the stages of a call: operator 7 is there, call 1.1 waits, rings, talks. */
const there = [added('procedures', 7)]
const queued = [...there, join('procedures', '1.1', 1)]
const ringing = [...queued, offered('procedures', '1.1', 7, '1.2')]
const talking = [...ringing, leave('procedures', '1.1'), connect('procedures', '1.1', 7, '1.2')]

describe('callers in a queue', () => {
  const cases: [string, AmiRow[], string[]][] = [
    ['one who joins waits', [join('procedures', '1.1', 1)], ['1:1.1']],
    ['the next waits behind', [join('procedures', '1.1', 1), join('procedures', '2.1', 2)], ['1:1.1', '2:2.1']],
    ['one with priority moves the others back', [join('procedures', '1.1', 1), join('procedures', '2.1', 2), join('procedures', '3.1', 1)], ['1:3.1', '2:1.1', '3:2.1']],
    ['one with priority may come between', [join('procedures', '1.1', 1), join('procedures', '2.1', 2), join('procedures', '3.1', 2)], ['1:1.1', '2:3.1', '3:2.1']],
    ['without a position one waits at the end', [join('procedures', '1.1', 1), join('procedures', '2.1', 2), join('procedures', '3.1', 0)], ['1:1.1', '2:2.1', '3:3.1']],
    ['those behind one who leaves move up', [join('procedures', '1.1', 1), join('procedures', '2.1', 2), leave('procedures', '1.1')], ['1:2.1']],
    ['one who gives up is gone', [join('procedures', '1.1', 1), abandon('procedures', '1.1')], []],
    ['giving up and then leaving is leaving once', [join('procedures', '1.1', 1), join('procedures', '2.1', 2), abandon('procedures', '1.1'), leave('procedures', '1.1')], ['1:2.1']],
    ['leaving another queue changes nothing', [join('procedures', '1.1', 1), leave('reports', '1.1')], ['1:1.1']],
    ['joining another queue is leaving this one', [join('procedures', '1.1', 1), join('procedures', '2.1', 2), join('reports', '1.1', 1)], ['1:2.1']],
    ['joining twice is joining once', [join('procedures', '1.1', 1), join('procedures', '2.1', 2), join('procedures', '1.1', 1)], ['1:1.1', '2:2.1']],
    ['without a call id nobody joins', [{ event: 'QueueCallerJoin', queue: 'procedures', position: '1' }], []],
  ]
  it.each(cases)('%s', (_name, history, expected) => {
    expect(waiting(after(...history))).toEqual(expected)
  })

  it('are kept with their number and the moment they came', () => {
    expect(after(...there, join('procedures', '1.1', 1)).queues['procedures']).toEqual([{ callId: '1.1', number: '0901234567', position: 1, enteredAt: second(1) }])
  })

  it.each(['<unknown>', '', 'anonymous', '12<script>'])('have no number when Asterisk writes "%s"', (calleridnum) => {
    expect(after(join('procedures', '1.1', 1, { calleridnum })).queues['procedures']?.[0]?.number).toBeNull()
  })

  it('are known by their call, not by their channel', () => {
    expect(waiting(after(join('procedures', '1.1', 1, { uniqueid: '9.9' })))).toEqual(['1:1.1'])
  })
})

describe('an operator', () => {
  const cases: [string, AmiRow[], string][] = [
    ['is available once added', there, 'available'],
    ['is unreachable when added without a softphone', [added('procedures', 7, { status: '5' })], 'unreachable'],
    ['becomes available when the softphone comes', [added('procedures', 7, { status: '5' }), status('procedures', 7, 1)], 'available'],
    ['becomes unreachable when the softphone goes', [...there, status('procedures', 7, 5)], 'unreachable'],
    ['is offline when removed', [...there, removed('procedures', 7)], 'offline'],
    ['stays when removed from one of two queues', [...there, added('reports', 7), removed('reports', 7)], 'available'],
    ['is offline when removed from both', [...there, added('reports', 7), removed('reports', 7), removed('procedures', 7)], 'offline'],
    ['is paused by a pause', [...there, paused('procedures', 7, 'meal')], 'paused'],
    ['is in wrap-up by the pause after a talk', [...there, paused('procedures', 7, 'wrap-up')], 'wrap-up'],
    ['is available after the pause', [...there, paused('procedures', 7, 'meal'), unpaused('procedures', 7)], 'available'],
    ['is paused while paused in one of two queues', [...there, added('reports', 7), paused('reports', 7, 'meal')], 'paused'],
    ['is not touched by a caller who waits', queued, 'available'],
    ['is offered a call', ringing, 'offered'],
    ['is offered a call also when the status comes first', [...queued, status('procedures', 7, 6), offered('procedures', '1.1', 7, '1.2')], 'offered'],
    ['is free again when the offer rang out', [...ringing, refused('procedures', '1.1', 7, '1.2'), hangup('1.2', '1.1')], 'available'],
    ['is free again when the ringing leg hangs up', [...ringing, hangup('1.2', '1.1')], 'available'],
    ['is free again when the caller gives up', [...ringing, abandon('procedures', '1.1')], 'available'],
    ['is free again when the caller is taken out of the queue', [...ringing, leave('procedures', '1.1')], 'available'],
    ['is paused when an offer rang out and app_queue says so', [...ringing, refused('procedures', '1.1', 7, '1.2'), paused('procedures', 7, 'Auto-Pause')], 'paused'],
    ['still rings when another call rang out', [...ringing, refused('procedures', '8.1', 7, '8.2')], 'offered'],
    ['still rings when another leg hangs up', [...ringing, hangup('8.2', '1.1')], 'offered'],
    ['talks when connected', talking, 'talking'],
    ['talks when connected, whatever the order of leaving and connecting', [...ringing, connect('procedures', '1.1', 7, '1.2'), leave('procedures', '1.1')], 'talking'],
    ['has no offer left of a call that was answered', [...ringing, connect('procedures', '1.1', 7, '1.2'), complete('procedures', '1.1', 7, '1.2')], 'available'],
    ['still talks when the caller of another call hangs up', [...talking, hangup('8.1')], 'talking'],
    ['still talks when another talk is said to be complete', [...talking, complete('procedures', '8.1', 7, '8.2')], 'talking'],
    ['still talks when paused in the talk', [...talking, paused('procedures', 7, 'meal')], 'talking'],
    ['still talks when removed from the queue in the talk', [...talking, removed('procedures', 7)], 'talking'],
    ['is free when the talk is complete', [...talking, complete('procedures', '1.1', 7, '1.2')], 'available'],
    ['is free when the leg hangs up without a word of app_queue', [...talking, hangup('1.2', '1.1')], 'available'],
    ['is in wrap-up after a talk that the dialplan pauses', [...talking, complete('procedures', '1.1', 7, '1.2'), paused('procedures', 7, 'wrap-up'), hangup('1.2', '1.1')], 'wrap-up'],
    ['is offline when the talk ends after removal', [...talking, removed('procedures', 7), complete('procedures', '1.1', 7, '1.2')], 'offline'],
    ['has no talk that no leg could ever end', [...queued, { ...connect('procedures', '1.1', 7, '1.2'), destuniqueid: '' }], 'available'],
    ['has no offer that no leg could ever end', [...queued, { ...offered('procedures', '1.1', 7, '1.2'), destuniqueid: '' }], 'available'],
  ]
  it.each(cases)('%s', (_name, history, expected) => {
    expect(stateOf(after(...history), OP)).toBe(expected)
  })

  it('is offered a call with all that a screen shows', () => {
    expect(after(...ringing).offers).toEqual({
      [OP]: { callId: '1.1', queue: 'procedures', number: '0901234567', language: 'vi', channelId: '1.2', citizenId: '1.1', since: second(2), waitedSeconds: 1 },
    })
  })

  it('talks with the caller who waited as long as Asterisk says', () => {
    const mirror = after(...talking)
    expect(mirror.talks).toEqual({
      [OP]: { callId: '1.1', queue: 'procedures', number: '0901234567', language: 'vi', channelId: '1.2', citizenId: '1.1', since: second(4), waitedSeconds: 12 },
    })
    expect(mirror.offers).toEqual({})
    expect(waiting(mirror)).toEqual([])
  })

  it('lets the others stop ringing when one of them answers', () => {
    const mirror = after(added('procedures', 7), added('procedures', 8), join('procedures', '1.1', 1), offered('procedures', '1.1', 7, '1.2'), offered('procedures', '1.1', 8, '1.3'), leave('procedures', '1.1'), connect('procedures', '1.1', 8, '1.3'))
    expect([stateOf(mirror, 'PJSIP/op-7'), stateOf(mirror, 'PJSIP/op-8')]).toEqual(['available', 'talking'])
  })

  it('has the moments of each change of state', () => {
    const at = (...history: AmiRow[]) => after(...history).changedAt[OP]
    expect(at(...there)).toBe(second(0))
    expect(at(...there, status('procedures', 7, 1))).toBe(second(0))
    expect(at(...queued)).toBe(second(0))
    expect(at(...ringing)).toBe(second(2))
    expect(at(...talking)).toBe(second(4))
    expect(at(...there, removed('procedures', 7))).toBe(second(1))
    expect(at(...talking, removed('procedures', 7))).toBe(second(4))
    expect(at(...talking, removed('procedures', 7), complete('procedures', '1.1', 7, '1.2'))).toBe(second(6))
  })
})

describe('an event', () => {
  it.each<[string, AmiRow]>([
    ['that is unknown', { event: 'VarSet', uniqueid: '1.1', linkedid: '1.1' }],
    ['without a name', { uniqueid: '1.1' }],
    ['without anything', {}],
    ['about a queue without a queue', { ...join('procedures', '5.1', 1), queue: '' }],
    ['about a member without an interface', { ...paused('procedures', 7, 'meal'), interface: '' }],
    ['about an offer without an operator', { ...offered('procedures', '1.1', 7, '1.5'), interface: '' }],
    ['about a hang-up without a channel', { event: 'Hangup', linkedid: '1.1' }],
    ['about a caller who is not there', leave('procedures', '5.1')],
    ['about a member who is as before', added('procedures', 7)],
    ['about an operator who was not a member', removed('reports', 9)],
    ['about a hang-up of nobody in particular', hangup('5.5')],
  ])('%s changes nothing, not even the object', (_name, event) => {
    const mirror = after(...talking.slice(0, 3), join('reports', '2.1', 1))
    expect(fold(mirror, event, T0 + 60_000)).toBe(mirror)
  })

  it('that follows another leaves the mirror before it as it was', () => {
    const mirror = after(...ringing)
    const before = structuredClone(mirror)
    for (const event of [...talking, complete('procedures', '1.1', 7, '1.2'), removed('procedures', 7)]) fold(mirror, event, T0 + 60_000)
    expect(mirror).toEqual(before)
  })
})
