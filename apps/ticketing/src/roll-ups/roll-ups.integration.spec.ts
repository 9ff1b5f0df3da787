import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CALL_OUTCOMES, CALL_SOURCES } from '@app/contracts'
import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { CallEntity } from '../database/call.entities.js'
import { MissedCallerEntity, OperatorStepEntity } from '../database/desk-work.entities.js'
import { SurveyEntity } from '../database/promise.entities.js'
import { CallRollUpEntity, RollUpDueEntity, StateRollUpEntity, WaitRollUpEntity } from '../database/roll-up.entities.js'
import { eventually, startTicketing } from '../ticketing-app.testing.js'
import { checkRollUps } from './check-roll-ups.js'
import { dayAfter, dayBounds, weekdayOf } from './local-sql.js'
import { countedDays, rebuildRollUps } from './rebuild-roll-ups.js'
import { SUMMED } from './sums.js'
import { RollUps } from './roll-ups.service.js'

/** Over a month's end, a year's end and its midnights. */
const FROM = '2025-12-27'
const DAYS = 10
const days = Array.from({ length: DAYS }, (_, i) => dayAfter(FROM, i))
const MINUTES = DAYS * 24 * 60

let ticketing: Awaited<ReturnType<typeof startTicketing>>
const manager = () => ticketing.database.manager
const untilNothingIsDue = () => eventually(async () => (await manager().count(RollUpDueEntity)) === 0)
const seconds = () => ticketing.settings.SERVICE_LEVEL_SECONDS

beforeAll(async () => {
  ticketing = await startTicketing('roll_ups', 9)
})
afterAll(() => ticketing.stop())

const arrived = fc.record({ minute: fc.integer({ min: 0, max: MINUTES - 1 }), edge: fc.boolean() })
const change = fc.record({
  id: fc.integer({ min: 1, max: 60 }),
  gone: fc.integer({ min: 0, max: 9 }),
  arrived,
  number: fc.option(fc.constantFrom('901', '902', '903', '904')),
  source: fc.constantFrom(...CALL_SOURCES, 'trunk' as const, 'trunk' as const),
  queue: fc.option(fc.constantFrom('procedures', 'reports')),
  outcome: fc.option(fc.constantFrom(...CALL_OUTCOMES)),
  answered: fc.boolean(),
  left: fc.boolean(),
  wait: fc.option(fc.integer({ min: 0, max: 4_000 })),
  talk: fc.option(fc.integer({ min: 0, max: 4_000 })),
  hold: fc.option(fc.integer({ min: 0, max: 900 })),
  operator: fc.option(fc.integer({ min: 1, max: 3 })),
  offers: fc.integer({ min: 0, max: 3 }),
})

async function apply({ id, gone, arrived: { minute, edge }, number, source, queue, outcome, answered, left, wait, talk, hold, operator, offers }: typeof change extends fc.Arbitrary<infer T> ? T : never): Promise<void> {
  const key = `rollup-1700000000.${id}`
  if (gone === 0) return void (await manager().delete(CallEntity, { id: key }))
  const at = new Date(dayBounds(FROM).begins.getTime() + (edge ? Math.round(minute / 1440) * 86_400_000 - (minute % 2) : minute * 60_000))
  await manager().upsert(
    CallEntity,
    {
      id: key,
      number,
      numberKey: number,
      dialled: '1022',
      source,
      language: 'vi',
      flowPath: '',
      arrivedAt: at,
      queue,
      enteredQueueAt: queue === null ? null : at,
      leftQueueAt: left ? at : null,
      leftQueueHow: null,
      answered,
      answeredAt: null,
      operatorId: operator,
      offers,
      waitSeconds: wait,
      measuredTalk: null,
      talkSeconds: talk,
      holdSeconds: hold,
      holds: null,
      recording: null,
      endedAt: outcome === null ? null : at,
      hangupCause: null,
      endedWhere: null,
      outcome,
      lastFactId: '0-0',
    },
    ['id'],
  )
}

const missedChange = fc.record({
  id: fc.integer({ min: 1, max: 12 }),
  gone: fc.integer({ min: 0, max: 5 }),
  day: fc.integer({ min: 0, max: DAYS - 1 }),
  queue: fc.option(fc.constantFrom('procedures', 'reports')),
  closedHow: fc.option(fc.constantFrom('called-back', 'called-again', 'by-hand')),
  calls: fc.integer({ min: 1, max: 5 }),
})

async function applyMissed({ id, gone, day, queue, closedHow, calls }: typeof missedChange extends fc.Arbitrary<infer T> ? T : never): Promise<void> {
  const key = 900_000 + id
  if (gone === 0) return void (await manager().delete(MissedCallerEntity, { id: key }))
  // Its last moment, which is still of that day.
  const at = new Date(dayBounds(days[day] as string).ends.getTime() - 1)
  const never = { number: null, numberKey: null, openKey: null, takenBy: null, takenAt: null, closedAt: null, closedBy: null, closedWhy: null, closedCallId: null }
  await manager().upsert(MissedCallerEntity, { ...never, id: key, queue, language: 'vi', calls, firstAt: at, lastAt: at, lastCallId: `rollup-1700000000.${id}`, longestWait: 9, closedHow }, ['id'])
}

const differences = async () => (await Promise.all([...days, dayAfter(FROM, -1), dayAfter(FROM, DAYS)].map((day) => checkRollUps(manager(), day, seconds())))).flat()

describe('roll-ups', () => {
  it('equal a naive recount after whatever happened to the raw rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 25 }), fc.array(fc.record({ id: fc.integer({ min: 1, max: 60 }), day: fc.integer({ min: 0, max: DAYS - 1 }), rating: fc.option(fc.integer({ min: 1, max: 5 })), operatorId: fc.option(fc.integer({ min: 1, max: 3 })) }), { maxLength: 5 }), fc.array(missedChange, { maxLength: 8 }), async (changes, surveys, missed) => {
        for (const one of changes) await apply(one)
        for (const one of missed) await applyMissed(one)
        for (const { id, day, rating, operatorId } of surveys)
          await manager().upsert(SurveyEntity, { callId: `rollup-1700000000.${id}`, numberKey: null, operatorId, askedAt: dayBounds(days[day] as string).begins, rating, remarkFile: null, remarkSeconds: null }, ['callId'])
        await untilNothingIsDue()
        expect(await differences()).toEqual([])
      }),
      { numRuns: 12, seed: 1022 },
    )
  })

  it('sum months out of their days', async () => {
    await untilNothingIsDue()
    const rows = await manager().find(CallRollUpEntity)
    for (const [grain, slotOf] of [
      ['month-quarter', (_day: string, slot: number) => slot],
      ['month-hour', (day: string, slot: number) => (weekdayOf(day) - 1) * 24 + Math.floor(slot / 4)],
    ] as const) {
      const sums = new Map<string, number>()
      for (const row of rows.filter((one) => one.grain === grain || one.grain === 'quarter')) {
        const key = row.grain === grain ? `${row.day}|${row.slot}|${row.queue}` : `${row.day.slice(0, 7)}-01|${slotOf(row.day, row.slot)}|${row.queue}`
        sums.set(key, (sums.get(key) ?? 0) + (row.grain === grain ? -1 : 1) * (row.arrived * 1_000 + row.followed))
      }
      expect(sums.size).toBeGreaterThan(10)
      expect([...sums].filter(([, sum]) => sum !== 0)).toEqual([])
    }
    const waits = await manager().find(WaitRollUpEntity)
    const all = (grain: string) => waits.filter((row) => row.grain === grain).reduce((sum, { calls }) => sum + calls, 0)
    expect(all('month')).toBe(all('day'))
  })

  it('are the same after a rebuild, and a figure that somebody changed is found', async () => {
    const before = await manager().find(CallRollUpEntity, { order: { grain: 'ASC', day: 'ASC', slot: 'ASC', queue: 'ASC' } })
    const { from, to } = (await countedDays(manager().connection)) ?? { from: '', to: '' }
    await rebuildRollUps(manager().connection, from, to, seconds())
    expect(await manager().find(CallRollUpEntity, { order: { grain: 'ASC', day: 'ASC', slot: 'ASC', queue: 'ASC' } })).toEqual(before)
    const one = before.find(({ grain }) => grain === 'day')
    await manager().query('UPDATE call_roll_ups SET answered = answered + 1 WHERE grain = ? AND day = ? AND queue = ?', ['day', one?.day, one?.queue])
    expect(await checkRollUps(manager(), one?.day ?? '', seconds())).toEqual([expect.objectContaining({ table: 'calls', column: 'answered', is: (one?.answered ?? 0) + 1, shouldBe: one?.answered })])
  })

  it('come out right when several count at the same moment: the app, and a rebuild by hand', async () => {
    const service = ticketing.app.get(RollUps)
    const until = dayAfter(FROM, DAYS - 1)
    await manager().query("UPDATE calls SET offers = offers + 1 WHERE id LIKE 'rollup-%'")
    await Promise.all([service.catchUp(), service.catchUp(), rebuildRollUps(manager().connection, FROM, until, seconds()), rebuildRollUps(manager().connection, FROM, until, seconds())])
    await untilNothingIsDue()
    expect(await differences()).toEqual([])
  })

  it('count an operator’s day by states, over midnight too', async () => {
    const steps: [string, OperatorStepEntity['event'], string | null][] = [
      ['2026-01-10T15:00:00Z', 'joined', null],
      ['2026-01-10T16:00:00Z', 'talk-began', null],
      ['2026-01-10T16:50:00Z', 'paused', 'wrap-up'],
      ['2026-01-10T16:55:00Z', 'talk-ended', null],
      ['2026-01-10T17:05:00Z', 'available', null],
      ['2026-01-10T17:30:00Z', 'left', null],
    ]
    for (const [i, [at, event, reason]] of steps.entries()) await manager().insert(OperatorStepEntity, { factId: `1-${i}`, userId: 77, at: new Date(at), event, reason, queue: 'reports', callId: null, byUser: null, why: null })
    await untilNothingIsDue()
    const of = async (day: string) => (await manager().findBy(StateRollUpEntity, { grain: 'day', day, userId: 77 })).map(({ state, seconds: spent }) => [state, spent]).sort()
    // 17:00 UTC is midnight there.
    expect(await of('2026-01-10')).toEqual([
      ['available', 3_600],
      ['talking', 3_300],
      ['wrap-up', 300],
    ])
    expect(await of('2026-01-11')).toEqual([
      ['available', 1_500],
      ['wrap-up', 300],
    ])
  })

  it('sum days and months by fewer keys to the same', async () => {
    const [category] = await manager().query<{ id: number; department: number }[]>('SELECT id, department_id AS department FROM categories ORDER BY id LIMIT 1')
    const wards = await manager().query<{ id: number }[]>(`SELECT id FROM departments WHERE type = 'ward' ORDER BY id LIMIT 2`)
    for (const [i, ward] of [wards[0]?.id, wards[1]?.id, null, wards[0]?.id].entries())
      await manager().query(`INSERT INTO tickets (code, request_id, state, kind, category_id, department_id, ward_id, description, created_at, deadline_at, reopenings, rating) VALUES (?, ?, 'told', 'report', ?, ?, ?, 'x', ?, ?, 0, ?)`, [
        `71022000${i}`, randomUUID(), category?.id, category?.department, ward, new Date(dayBounds(days[i] as string).begins.getTime()), new Date(), i + 1,
      ])
    for (const day of days.slice(0, 3))
      for (const next of ['choose', '*talk'])
        await manager().query(`INSERT INTO flow_figures (grain, kept, day, version, node, next_node, calls, timed, seconds) VALUES ('day', 'every', ?, 'abc', 'greet', ?, 3, 2, 40)`, [day, next])
    // Each comes with a call that ended.
    await manager().query("UPDATE calls SET offers = offers + 1 WHERE id LIKE 'rollup-%'")
    await untilNothingIsDue()
    for (const { table, keys, kept, counts } of Object.values(SUMMED)) {
      const rows = await manager().query<Record<string, string | number>[]>(`SELECT *, DATE_FORMAT(day, '%Y-%m-%d') AS on_day FROM ${table}`)
      const [finest] = Object.keys(kept)
      expect(rows.length).toBeGreaterThan(3)
      for (const [name, columns] of Object.entries<readonly string[]>(kept))
        for (const grain of ['day', 'month']) {
          if (grain === 'day' && name === finest) continue
          const are = new Map<string, number>()
          const should = new Map<string, number>()
          const add = (sums: Map<string, number>, row: Record<string, string | number>, day: string) => {
            for (const [count, how] of Object.entries<string>(counts)) {
              const key = [day, ...columns.map((column) => row[column]), count].join('|')
              const before = sums.get(key) ?? 0
              sums.set(key, how === 'MAX' ? Math.max(before, Number(row[count])) : before + Number(row[count]))
            }
          }
          for (const row of rows) {
            if (row['grain'] === grain && row['kept'] === name) add(are, row, String(row['on_day']))
            if (row['grain'] === 'day' && row['kept'] === finest) add(should, row, grain === 'day' ? String(row['on_day']) : `${String(row['on_day']).slice(0, 7)}-01`)
            if (row['kept'] === name) for (const [key, neutral] of Object.entries(keys)) if (!columns.includes(key)) expect(row[key]).toBe(neutral)
          }
          expect([table, name, grain, are]).toEqual([table, name, grain, should])
        }
    }
  })
})
