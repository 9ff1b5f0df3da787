import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { T0 } from './ami-rows.testing.js'
import { carryMoments } from './carry-moments.js'
import { differences } from './differences.js'
import { fold } from './fold.js'
import { emptyMirror, type AmiRow, type Mirror } from './mirror.js'
import { DEEDS, ModelHall, QUEUES, type Deed } from './model-hall.testing.js'
import { fromSnapshot } from './snapshot.js'

interface Told {
  event: AmiRow
  at: number
}

const KNOWN = ['QueueCallerJoin', 'QueueCallerLeave', 'QueueCallerAbandon', 'QueueMemberAdded', 'QueueMemberStatus', 'QueueMemberPause', 'QueueMemberRemoved', 'AgentCalled', 'AgentConnect', 'AgentRingNoAnswer', 'AgentDump', 'AgentComplete', 'Hangup']
const ids = ['1.1', '2.1', '3.1', '1.2', '2.2']
/** Any event about few calls and few operators, each header present or not. */
const anyEvent: fc.Arbitrary<AmiRow> = fc
  .record(
    {
      event: fc.constantFrom(...KNOWN, 'VarSet', ''),
      queue: fc.constantFrom(...QUEUES),
      interface: fc.constantFrom('PJSIP/op-1', 'PJSIP/op-2', 'Local/x'),
      linkedid: fc.constantFrom(...ids),
      uniqueid: fc.constantFrom(...ids),
      destuniqueid: fc.constantFrom(...ids),
      calleridnum: fc.constantFrom('0901234567', '<unknown>', 'x|y'),
      language: fc.constantFrom('vi', 'en', ''),
      position: fc.constantFrom('1', '2', '9', '0', '-1', 'x'),
      status: fc.constantFrom('0', '1', '2', '5', '6', 'x'),
      paused: fc.constantFrom('0', '1', ''),
      pausedreason: fc.constantFrom('', 'meal', 'wrap-up'),
      lastpause: fc.constantFrom('0', '1763895000', 'x'),
      holdtime: fc.constantFrom('0', '12', 'x'),
    },
    { requiredKeys: [] },
  )
  .map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)))
const anyHistory: fc.Arbitrary<Told[]> = fc.array(fc.tuple(anyEvent, fc.nat(5)), { maxLength: 60 }).map((list) => {
  let at = T0
  return list.map(([event, pause]) => ({ event, at: (at += pause * 1000) }))
})

const foldAll = (history: readonly Told[], start = emptyMirror()) => history.reduce((mirror, { event, at }) => fold(mirror, event, at), start)

function expectWellFormed(mirror: Mirror): void {
  expect(JSON.parse(JSON.stringify(mirror))).toEqual(mirror)
  for (const callers of Object.values(mirror.queues)) expect(callers.map(({ position }) => position)).toEqual(callers.map((_, i) => i + 1))
  const waiting = Object.values(mirror.queues).flatMap((callers) => callers.map(({ callId }) => callId))
  expect(new Set(waiting).size).toBe(waiting.length)
  for (const call of [...Object.values(mirror.offers), ...Object.values(mirror.talks)]) {
    expect(call.callId).not.toBe('')
    expect(call.channelId).not.toBe('')
    expect(call.waitedSeconds).toBeGreaterThanOrEqual(0)
  }
  for (const memberships of Object.values(mirror.members)) expect(Object.keys(memberships)).not.toEqual([])
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze)
  return value
}

describe('whatever events come, in whatever order and with whatever headers missing,', () => {
  it('the mirror stays well-formed', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        history.reduce((mirror, { event, at }) => {
          const next = fold(mirror, event, at)
          expectWellFormed(next)
          return next
        }, emptyMirror())
      }),
    )
  })

  it('neither mirror nor event is changed in place', () => {
    fc.assert(fc.property(anyHistory, (history) => void history.reduce((mirror, { event, at }) => freeze(fold(mirror, freeze(event), at)), freeze(emptyMirror()))))
  })

  it('an event told again at once changes nothing', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        history.reduce((mirror, { event, at }) => {
          const next = fold(mirror, event, at)
          expect(fold(next, event, at)).toEqual(next)
          return next
        }, emptyMirror())
      }),
    )
  })

  it('a hang-up of its leg ends every offer and every talk', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const mirror = foldAll(history)
        const legs = [...Object.values(mirror.offers), ...Object.values(mirror.talks)].map(({ channelId }) => channelId)
        const { offers, talks } = foldAll(legs.map((uniqueid) => ({ event: { event: 'Hangup', uniqueid }, at: T0 })), mirror)
        expect({ offers, talks }).toEqual({ offers: {}, talks: {} })
      }),
    )
  })
})

const anyDeeds: fc.Arbitrary<Deed[]> = fc.array(fc.record({ kind: fc.constantFrom(...DEEDS), a: fc.nat(11), b: fc.nat(11) }), { maxLength: 80, size: 'large' })

/** What a screen would show of the calls, without moments. */
const callsOf = ({ offers, talks }: Mirror) => ({ offers: withoutMoments(offers), talks: withoutMoments(talks) })
const withoutMoments = (calls: Mirror['talks']) => Object.fromEntries(Object.entries(calls).map(([member, { callId, queue, number, language, channelId }]) => [member, { callId, queue, number, language, channelId }]))

describe('whatever happens in a hall that keeps to the rules of app_queue,', () => {
  it("the mirror folded from events is at every step what Asterisk's snapshot says", () => {
    fc.assert(
      fc.property(anyDeeds, (deeds) => {
        const hall = new ModelHall()
        let mirror = emptyMirror()
        for (const deed of deeds) {
          mirror = foldAll(hall.do(deed).map((event) => ({ event, at: hall.moment })), mirror)
          const snapshot = fromSnapshot(hall.rows(), hall.moment)
          expect({ differences: differences(mirror, snapshot), ...callsOf(mirror) }).toEqual({ differences: [], ...callsOf(snapshot) })
        }
        expectWellFormed(mirror)
        expectWellFormed(fromSnapshot(hall.rows(), hall.moment))
      }),
      { numRuns: 150 },
    )
  })

  it('no moment that the mirror saw is set back or forth by a snapshot', () => {
    fc.assert(
      fc.property(anyDeeds, (deeds) => {
        const hall = new ModelHall()
        const mirror = foldAll(deeds.flatMap((deed) => hall.do(deed).map((event) => ({ event, at: hall.moment }))))
        const carried = carryMoments(mirror, fromSnapshot(hall.rows(), hall.moment))
        expect({ ...carried, queues: { procedures: [], reports: [], ...mirror.queues } }).toEqual({ ...mirror, queues: { procedures: [], reports: [], ...mirror.queues } })
        for (const queue of QUEUES) expect(carried.queues[queue]).toEqual(mirror.queues[queue] ?? [])
      }),
      { numRuns: 300 },
    )
  })

  // A caller who changes queues in the very moments of a snapshot may be shown at another place; the check every 30 s mends that.
  it('events from before the snapshot that are folded in after it do no harm, while nobody changes queues', () => {
    const inOneQueue = anyDeeds.map((deeds) => deeds.filter(({ kind }) => kind !== 'overflow'))
    fc.assert(
      fc.property(anyDeeds, inOneQueue, anyDeeds, (seen, meanwhile, afterwards) => {
        const hall = new ModelHall()
        const tell = (deeds: Deed[]) => deeds.flatMap((deed) => hall.do(deed).map((event) => ({ event, at: hall.moment })))
        const mirror = foldAll(tell(seen))
        const early = tell(meanwhile)
        const snapshot = fromSnapshot(hall.rows(), hall.moment)
        const late = tell(afterwards)
        const now = foldAll([...early, ...late], carryMoments(mirror, snapshot))
        expect(differences(now, fromSnapshot(hall.rows(), hall.moment))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it('the histories are worth the name: every kind of deed happens, and talks are had', () => {
    const happened = new Set<string>()
    for (const deeds of fc.sample(anyDeeds, { numRuns: 200, seed: 1022 })) {
      const hall = new ModelHall()
      for (const deed of deeds) if (hall.do(deed).length > 0) happened.add(deed.kind)
    }
    expect([...happened].sort()).toEqual([...new Set<string>(DEEDS)].sort())
  })
})
