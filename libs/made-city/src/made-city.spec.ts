import { foldCall, understand, type JournalCall } from '@app/call-journal'
import { countLedger, ledgerHolds, standingOf } from '@app/metrics'
import { dialable, numberKey } from '@app/phone-number'
import { TRANSITIONS } from '@app/ticket-life'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { madeNumber } from './callers.js'
import { beginOf, callsByDay, DAY_SECONDS, dayAt, daysBetween } from './day-weights.js'
import { ASKED_IN_VAIN, busyWay, CALL_BACK, FLOW_WAYS, NOT_ASKED, RATED, TOO_LONG, toVoicemail } from './flow-ways.js'
import { madeCity } from './made-city.js'
import type { CityPlan, MadeCall, MadeDay, MadeStep } from './made-rows.js'
import { Draws, seededRandom } from './seeded-random.js'
import { courseOfTicket, type MadeDeed } from './ticket-course.js'

const plan = (more: Partial<CityPlan> = {}): CityPlan => ({
  seed: 1022,
  from: '2026-02-09',
  to: '2026-02-22',
  calls: 4_000,
  tickets: 800,
  idPrefix: 'demo-',
  operators: Array.from({ length: 8 }, (_, i) => ({ id: 4 + i, queues: i % 3 === 2 ? ['reports'] : ['procedures', 'reports'] })),
  categories: [
    { id: 1, code: 'ho-tich', departmentId: 3 },
    { id: 2, code: 'den-duong', departmentId: 4 },
    { id: 3, code: 'cap-nuoc', departmentId: 5 },
  ],
  wards: [
    { id: 20, name: 'phường Cao Lãnh' },
    { id: 21, name: 'phường Mỹ Tho' },
  ],
  surges: ['2026-02-11'],
  shortAbandonSeconds: 5,
  ...more,
})
const whole = (days: readonly MadeDay[]) => ({
  calls: days.flatMap(({ calls }) => calls),
  steps: days.flatMap(({ steps }) => steps),
  surveys: days.flatMap(({ surveys }) => surveys),
  missed: days.flatMap(({ missedCallers }) => missedCallers),
  tickets: days.flatMap(({ tickets }) => tickets),
})
const city = [...madeCity(plan())]
const { calls, steps, surveys, missed, tickets } = whole(city)
const horizon = beginOf('2026-02-22') + DAY_SECONDS

/** What the journal would have said of it. */
function journalOf(call: MadeCall): [at: number, queue: string, agent: string, event: string, ...data: string[]][] {
  const queue = call.queue ?? 'NONE'
  const lines: ReturnType<typeof journalOf> = [[call.arrivedAt, 'NONE', 'NONE', 'CALLARRIVED', call.number ?? '', '', call.source]]
  if (call.enteredQueueAt !== null) lines.push([call.enteredQueueAt, queue, 'NONE', 'TOQUEUE', '0', call.language, 'flow'], [call.enteredQueueAt, queue, 'NONE', 'ENTERQUEUE', '', call.number ?? '', '1'])
  for (let i = call.answeredAt === null ? 0 : 1; i < call.offers; i++) lines.push([call.enteredQueueAt ?? 0, queue, 'op-99', 'RINGNOANSWER', '15000'])
  if (call.answeredAt !== null) lines.push([call.answeredAt, queue, `op-${call.operatorId}`, 'CONNECT', String(call.waitSeconds), '1.2', '4'], [call.answeredAt + (call.talkSeconds ?? 0), queue, `op-${call.operatorId}`, 'COMPLETECALLER', String(call.waitSeconds), String(call.talkSeconds), '1'])
  if (call.answeredAt !== null && call.holdSeconds) lines.push([call.answeredAt + call.holdSeconds, 'NONE', `op-${call.operatorId}`, 'HOLDENDED', `${call.answeredAt}000`, `${call.answeredAt + call.holdSeconds}000`])
  if (call.leftQueueHow === 'abandoned') lines.push([call.leftQueueAt ?? 0, queue, 'NONE', 'ABANDON', '1', '1', String(call.waitSeconds)])
  if (call.leftQueueHow === 'given-back') lines.push([call.leftQueueAt ?? 0, queue, 'NONE', 'EXITWITHTIMEOUT', '1', '1', String(call.waitSeconds)], [call.leftQueueAt ?? 0, queue, 'NONE', 'QUEUELEFT', 'TIMEOUT'])
  if (call.voicemailSeconds !== null) lines.push([call.endedAt, queue, 'NONE', 'VOICEMAIL', `${call.id}.wav`, String(call.voicemailSeconds)])
  return [...lines, [call.endedAt, 'NONE', 'NONE', 'CALLENDED', '16', call.flowPath, call.language, call.endedWhere]]
}

function folded(call: MadeCall): JournalCall | null {
  return journalOf(call).reduce<JournalCall | null>((before, [at, queue, agent, event, ...data], i) => foldCall(before, understand({ at, callId: call.id, queue, agent, event, data }), `1-${i + 1}`, { shortAbandonSeconds: 5 }), null)
}

const figuresOf = (call: MadeCall) => ({
  arrivedAt: new Date(call.arrivedAt * 1000),
  enteredQueueAt: call.enteredQueueAt === null ? null : new Date(call.enteredQueueAt * 1000),
  leftQueueAt: call.leftQueueAt === null ? null : new Date(call.leftQueueAt * 1000),
  answered: call.answeredAt !== null,
  waitSeconds: call.waitSeconds,
  talkSeconds: call.talkSeconds,
  holdSeconds: call.holdSeconds,
  endedAt: new Date(call.endedAt * 1000),
  outcome: call.outcome,
})

describe('a made city', () => {
  it('is the same for the same seed, and another for another', () => {
    const small = { from: '2026-03-02', to: '2026-03-04', calls: 300, tickets: 40, surges: [] }
    expect([...madeCity(plan(small))]).toEqual([...madeCity(plan(small))])
    expect([...madeCity(plan({ ...small, seed: 7 }))]).not.toEqual([...madeCity(plan(small))])
  })

  it('has as many calls as were asked for, each with an id of its own in the order of arrival', () => {
    expect(calls).toHaveLength(4_000)
    expect(new Set(calls.map(({ id }) => id)).size).toBe(4_000)
    expect(calls.map(({ arrivedAt }) => arrivedAt)).toEqual(calls.map(({ arrivedAt }) => arrivedAt).sort((a, b) => a - b))
    for (const { day, calls: own } of city) expect(own.every(({ arrivedAt }) => dayAt(arrivedAt) === day)).toBe(true)
  })

  it('has calls as the journal would have folded them', () => {
    // One expectation for all: one for each would take seconds.
    const differing = calls.flatMap((call) => {
      const other = folded(call)
      const told = other && { ...Object.fromEntries(Object.keys(call).map((key) => [key, other[key as keyof JournalCall]])), flowPath: other.flowPath.join('>'), voicemailSeconds: other.voicemail?.seconds ?? null }
      return JSON.stringify(told) === JSON.stringify(call) && other?.answered === (call.answeredAt !== null) ? [] : [{ call, told }]
    })
    expect(differing).toEqual([])
  })

  it('keeps the ledger on every day, with every outcome in it', () => {
    for (const day of city) expect(ledgerHolds(countLedger(day.calls.map(figuresOf)))).toBe(true)
    expect(calls.every((call) => standingOf(figuresOf(call)) === call.outcome)).toBe(true)
    expect(new Set(calls.map(({ outcome }) => outcome))).toEqual(new Set(['self-served', 'short-abandoned', 'abandoned', 'answered', 'called-back', 'voicemail', 'overflowed']))
  })

  it('holds for any seed and any number of operators', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 400 }), (seed, seats, count) => {
        const { operators } = plan()
        const some = whole([...madeCity(plan({ seed, operators: [...operators, ...operators.map(({ id, queues }) => ({ id: id + 20, queues }))].slice(0, seats), from: '2026-04-29', to: '2026-05-02', calls: count, tickets: 20, surges: [] }))])
        expect(some.calls).toHaveLength(count)
        expect(ledgerHolds(countLedger(some.calls.map(figuresOf)))).toBe(true)
        expect(some.calls.every((call) => folded(call)?.outcome === call.outcome)).toBe(true)
        expect(faultsOf(some.steps, some.calls)).toEqual([])
      }),
      { numRuns: 15 },
    )
  })

  it('has few calls at Tết and many in a storm, of which not half is answered', () => {
    const of = (day: string) => city.find((each) => each.day === day)?.calls ?? []
    expect(of('2026-02-17').length * 2).toBeLessThan(of('2026-02-10').length)
    const times = of('2026-02-11').length / of('2026-02-10').length
    expect(times).toBeGreaterThan(4)
    expect(times).toBeLessThan(7)
    const rush = of('2026-02-11')
    const answered = rush.filter(({ outcome }) => outcome === 'answered').length / rush.length
    expect([answered > 0.35, answered < 0.75]).toEqual([true, true])
  })

  it('has its busiest hour in the morning of a working day', () => {
    const hours = Array.from({ length: 24 }, () => 0)
    for (const { arrivedAt } of calls) {
      const hour = Math.floor(((arrivedAt + 7 * 3_600) % DAY_SECONDS) / 3_600)
      hours[hour] = (hours[hour] ?? 0) + 1
    }
    expect([8, 9, 10]).toContain(hours.indexOf(Math.max(...hours)))
  })

  it('has repeat callers, and numbers that nobody has and nothing of ours dials', () => {
    const numbers = calls.flatMap(({ number }) => number ?? [])
    expect(new Set(numbers).size).toBeLessThan(numbers.length * 0.97)
    expect(numbers.every((number) => /^010\d{7}$/.test(number) && dialable(number) === null && numberKey(number) === number.slice(1))).toBe(true)
    expect(new Set([0, 1, 9_999_999].map(madeNumber)).size).toBe(3)
  })

  it('puts some citizens on hold, within their talk, and mostly for a short time', () => {
    const talks = calls.filter(({ answeredAt }) => answeredAt !== null)
    expect(calls.every(({ answeredAt, holdSeconds }) => (answeredAt === null) === (holdSeconds === null))).toBe(true)
    expect(talks.every(({ holdSeconds, talkSeconds }) => (holdSeconds ?? 0) <= (talkSeconds ?? 0))).toBe(true)
    const held = talks.flatMap(({ holdSeconds }) => (holdSeconds ? [holdSeconds] : [])).sort((a, b) => a - b)
    expect(held.length / talks.length).toBeGreaterThan(0.08)
    expect(held.length / talks.length).toBeLessThan(0.25)
    expect(held[Math.floor(held.length / 2)]).toBeLessThan(75)
  })

  it('asks nobody for a rating twice within a week, and only after a talk', () => {
    const byId = new Map(calls.map((call) => [call.id, call]))
    const last = new Map<string, number>()
    for (const { callId, number, operatorId, askedAt } of surveys) {
      expect(byId.get(callId)).toMatchObject({ outcome: 'answered', operatorId, number })
      expect(askedAt).toBeLessThanOrEqual(byId.get(callId)?.endedAt ?? 0)
      if (number === null) continue
      expect(askedAt - (last.get(number) ?? 0)).toBeGreaterThan(6 * DAY_SECONDS)
      last.set(number, askedAt)
    }
    expect(surveys.length).toBeGreaterThan(100)
  })

  it('lets operators do one thing at a time, and each talk be of a call', () => {
    expect(faultsOf(steps, calls)).toEqual([])
  })

  it('has nothing after its last day', () => {
    expect(calls.filter(({ endedAt }) => endedAt >= horizon)).toEqual([])
    expect(steps.filter(({ at }) => at > horizon)).toEqual([])
    for (const { closedAt } of missed) expect(closedAt).toBeLessThan(horizon)
    for (const { createdAt, answeredAt } of tickets) expect(Math.max(createdAt, answeredAt ?? 0)).toBeLessThan(horizon)
  })

  it('has everybody reached or closed who gave up', () => {
    const gaveUp = calls.filter(({ outcome, number }) => number !== null && (outcome === 'abandoned' || outcome === 'overflowed'))
    expect(missed.reduce((sum, each) => sum + each.calls, 0)).toBe(gaveUp.length)
    expect(missed.every(({ firstAt, lastAt, closedAt }) => firstAt <= lastAt && lastAt <= closedAt)).toBe(true)
  })

  it('has tickets of its talks, with answers, late ones and open ones', () => {
    const byId = new Map(calls.map((call) => [call.id, call]))
    for (const { callId, createdBy, createdAt, answeredAt, state } of tickets) {
      expect(byId.get(callId)?.operatorId).toBe(createdBy)
      expect(createdAt).toBeGreaterThanOrEqual(byId.get(callId)?.answeredAt ?? Infinity)
      expect(state === 'closed').toBe(answeredAt !== null)
    }
    expect(tickets.length).toBeGreaterThan(700)
    expect(tickets.some(({ answeredAt, deadlineAt }) => answeredAt !== null && answeredAt > deadlineAt)).toBe(true)
    expect(tickets.some(({ answeredAt }) => answeredAt === null)).toBe(true)
  })

  it('keeps or closes each promise to call back, by day', () => {
    const promised = city.flatMap(({ callBacks }) => callBacks)
    const asked = calls.filter(({ outcome }) => outcome === 'called-back')
    expect(promised.map(({ callId }) => callId)).toEqual(asked.map(({ id }) => id))
    expect(promised.length).toBeGreaterThan(20)
    for (const { promisedAt, closedAt, state, lastResult } of promised) {
      expect(closedAt).toBeLessThan(horizon)
      expect(closedAt).toBeGreaterThanOrEqual(Math.min(promisedAt, horizon - 1))
      expect(state === 'reached').toBe(lastResult === 'ANSWER')
    }
  })

  it('has a life for each ticket, as the life of tickets allows, that ends where the ticket stands', () => {
    const draws = new Draws(seededRandom(3))
    const people = { officerOf: (department: number) => 100 + department, supervisor: 99, departments: [3, 4, 5] }
    const deeds = new Map<string, number>()
    for (const ticket of tickets) {
      const course = courseOfTicket(ticket, people, horizon, draws)
      const [first, ...others] = course
      const last = course.at(-1)
      expect(first).toMatchObject({ deed: 'made', at: ticket.createdAt, by: ticket.createdBy, state: 'routed' })
      expect(last).toMatchObject({ state: ticket.state, departmentId: ticket.departmentId, deadlineAt: ticket.deadlineAt })
      others.forEach(({ deed, state, at }, i) => {
        const before = course[i] as MadeDeed
        const allowed = TRANSITIONS.filter((transition) => transition.deed === deed && transition.from.includes(before.state) && transition.to === state)
        expect({ deed, from: before.state, to: state, allowed: allowed.length }).toMatchObject({ allowed: 1 })
        expect(at).toBeGreaterThanOrEqual(before.at)
      })
      if (ticket.answeredAt !== null) expect(course.findLast(({ deed }) => deed === 'answered' || deed === 'answered-on-call')?.at).toBe(ticket.answeredAt)
      expect(course.some(({ deed }) => deed === 'returned')).toBe(ticket.returned || ticket.state === 'returned')
      expect(course.filter(({ deed }) => deed === 'reopened')).toHaveLength(ticket.reopenings)
      expect(course.filter(({ deed }) => deed === 'extended')).toHaveLength(ticket.extensions)
      for (const { deed } of course) deeds.set(deed, (deeds.get(deed) ?? 0) + 1)
    }
    for (const deed of ['made', 'accepted', 'returned', 'sent-on', 'time-asked', 'extended', 'answered', 'answered-on-call', 'told', 'rated', 'closed', 'reopened']) expect([deed, (deeds.get(deed) ?? 0) > 0]).toEqual([deed, true])
  })

  it('counts ways as the calls went', () => {
    for (const { calls: own, flowFigures } of city) {
      expect(flowFigures.filter(({ node }) => node === '*').reduce((sum, figure) => sum + figure.calls, 0)).toBe(own.length)
      expect(flowFigures.filter(({ node }) => node === 'welcome').reduce((sum, figure) => sum + figure.calls, 0)).toBe(own.filter(({ flowPath }) => flowPath.includes('welcome')).length)
    }
  })

  it('gives each day its share, and all calls to the days', () => {
    const days = daysBetween('2025-12-01', '2026-03-01')
    expect(days).toHaveLength(91)
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(), (count, seed) => {
        const given = callsByDay(days, count, [], new Draws(seededRandom(seed)))
        expect(given.reduce((sum, each) => sum + each, 0)).toBe(count)
        expect(Math.min(...given)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('goes by the flow that is shipped', () => {
    const { nodes } = parse(readFileSync('flows/1022.yaml', 'utf8')) as { nodes: Record<string, object> }
    const used = [...FLOW_WAYS.map(({ nodes: way }) => way), CALL_BACK, TOO_LONG, NOT_ASKED, ASKED_IN_VAIN, RATED, ...['procedures', 'reports'].flatMap((queue) => [busyWay(queue), toVoicemail(queue)])].flat().map(([node]) => node)
    expect(used.filter((node) => !(node in nodes))).toEqual([])
  })
})

/** What an operator did that nobody can do. */
function faultsOf(all: readonly MadeStep[], of: readonly MadeCall[]): string[] {
  const faults: string[] = []
  const talks = new Map(of.filter(({ outcome }) => outcome === 'answered').map((call) => [call.id, call]))
  for (const user of new Set(all.map(({ userId }) => userId))) {
    let at = 0
    let talking: string | null = null
    let state = 'offline'
    for (const step of all.filter(({ userId }) => userId === user)) {
      const fault = (what: string) => faults.push(`${user} ${what} at ${step.at}: ${step.event} while ${state}`)
      if (step.at < at) fault('went back in time')
      at = step.at
      if (step.event === 'talk-began') {
        const call = talks.get(step.callId ?? '')
        if (state !== 'available' || call?.answeredAt !== step.at || call.operatorId !== user) fault('began a talk')
        talking = step.callId
        state = 'talking'
      } else if (step.event === 'talk-ended') {
        const call = talks.get(step.callId ?? '')
        if (talking !== step.callId || (call?.answeredAt ?? 0) + (call?.talkSeconds ?? 0) !== step.at) fault('ended a talk')
        talks.delete(step.callId ?? '')
        state = 'talk-over'
      } else if (step.event === 'available') {
        if (state !== 'joined' && state !== 'paused') fault('became free')
        state = 'available'
      } else if (step.event === 'paused') {
        if (state === 'offline' || state === 'talking' || state === 'paused') fault('paused')
        state = 'paused'
      } else if (step.event === 'joined') {
        if (state !== 'offline' && state !== 'joined') fault('signed in')
        state = 'joined'
      } else if (step.event === 'left') {
        if (state === 'talking') fault('left')
        state = 'offline'
      }
    }
    if (state !== 'offline') faults.push(`${user} is ${state} in the end`)
  }
  return [...faults, ...[...talks.keys()].map((id) => `nobody had the talk ${id}`)]
}
