import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CALL_OUTCOMES, FILTERS_OF, REPORTS, Report, ReportChoices, type CallSummary, type MetricDefinition, type Page, type ReportCell, type ReportName, type ReportTable } from '@app/contracts'
import request from 'supertest'
import { CallEntity } from '../database/call.entities.js'
import { SurveyEntity } from '../database/promise.entities.js'
import { RollUpDueEntity } from '../database/roll-up.entities.js'
import { dayBounds } from '../roll-ups/local-sql.js'
import { eventually, startTicketing } from '../ticketing-app.testing.js'
import { METRIC_DEFINITIONS } from './metric-definitions.js'
import { sheetsOf } from './sheets-of.testing.js'

let ticketing: Awaited<ReturnType<typeof startTicketing>>
let manager: string
const FROM = '2026-01-20'
const TO = '2026-03-05'

/** The same numbers each time. */
function seeded(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * below)
  }
}

beforeAll(async () => {
  ticketing = await startTicketing('reports', 10)
  manager = await ticketing.cookieOf('manager')
  const random = seeded(1022)
  const outcomes = CALL_OUTCOMES.filter((outcome) => outcome !== 'unreached')
  const begins = dayBounds(FROM).begins.getTime()
  const rows = Array.from({ length: 400 }, (_, i) => {
    const outcome = outcomes[random(outcomes.length)] ?? 'answered'
    const at = new Date(begins + random(45 * 24 * 60) * 60_000)
    const inQueue = outcome !== 'self-served'
    return {
      id: `report-1700000000.${i}`,
      number: `09${random(60)}`,
      numberKey: random(10) === 0 ? null : `9${random(60)}`,
      dialled: '1022',
      source: 'trunk' as const,
      language: 'vi' as const,
      flowPath: '',
      arrivedAt: at,
      queue: inQueue ? ['procedures', 'reports'][random(2)] : null,
      enteredQueueAt: inQueue ? at : null,
      leftQueueAt: null,
      leftQueueHow: null,
      answered: outcome === 'answered',
      answeredAt: null,
      operatorId: outcome === 'answered' ? 1 + random(2) : null,
      offers: 1,
      waitSeconds: inQueue ? random(random(4) === 0 ? 4_000 : 130) : null,
      measuredTalk: null,
      talkSeconds: outcome === 'answered' ? random(600) : null,
      holdSeconds: outcome === 'answered' && i % 11 !== 0 ? Math.max(0, (i % 7) * 13 - 40) : null,
      holds: null,
      recording: null,
      endedAt: at,
      hangupCause: null,
      endedWhere: null,
      outcome,
      lastFactId: '0-0',
    }
  })
  await ticketing.database.manager.insert(CallEntity, rows as CallEntity[])
  await ticketing.database.manager.insert(SurveyEntity, rows.filter(({ outcome }) => outcome === 'answered').map(({ id, arrivedAt, operatorId }) => ({ callId: id, numberKey: null, operatorId, askedAt: arrivedAt, rating: [null, 1, 4, 5][random(4)] ?? null, remarkFile: null, remarkSeconds: null })))
  const [category] = await ticketing.database.manager.query<{ id: number; department: number }[]>('SELECT id, department_id AS department FROM categories ORDER BY id LIMIT 1')
  for (let i = 0; i < 60; i++) {
    const at = new Date(begins + random(45 * 24) * 3_600_000)
    const done = random(3) > 0
    await ticketing.database.manager.query(
      `INSERT INTO tickets (code, request_id, state, kind, category_id, department_id, description, created_at, deadline_at, answered_at, reopenings, rating) VALUES (?, ?, ?, 'report', ?, ?, 'x', ?, ?, ?, ?, ?)`,
      [`R${String(i).padStart(8, '0')}`, `request-${i}`, done ? 'told' : 'routed', category?.id, category?.department, at, new Date(at.getTime() + 5 * 86_400_000), done ? new Date(at.getTime() + random(10) * 86_400_000) : null, random(2), done && random(2) === 0 ? 1 + random(5) : null],
    )
  }
  await eventually(async () => (await ticketing.database.manager.count(RollUpDueEntity)) === 0, 100_000)
})
afterAll(() => ticketing.stop())

const get = (path: string) => request(ticketing.http()).get(path).set('cookie', manager)
async function report(name: ReportName, query: Record<string, string> = {}): Promise<Report> {
  const answer = await get(`/api/reports/${name}?${new URLSearchParams({ from: FROM, to: TO, ...query })}`)
  expect({ name, query, status: answer.status, body: answer.status === 200 ? '' : answer.body }).toMatchObject({ status: 200 })
  return Report.parse(answer.body)
}
const tablesOf = async (name: ReportName, query: Record<string, string> = {}) => (await report(name, query)).periods[0]?.tables ?? []

it('are asked for with the T of the city, and with everybody who talked in their days', async () => {
  const choices = async (from: string, to: string) => ReportChoices.parse((await get(`/api/report-choices?${new URLSearchParams({ from, to })}`)).body)
  const [then, before] = [await choices(FROM, TO), await choices('2024-01-01', '2024-01-31')]
  expect(then.within).toBe((await report('service-level')).query['within'])
  // The first two accounts are of people who take no calls (any more).
  expect(then.operators.filter(({ former }) => former).map(({ id }) => id).sort()).toEqual([1, 2])
  expect(before.operators.filter(({ former }) => former)).toEqual([])
  expect(before.operators.length).toBeGreaterThan(0)
})

describe('reports', () => {
  it.each(REPORTS)('%s: each figure opens exactly the cases behind it', async (name) => {
    let opened = 0
    for (const by of ['month', 'hour']) {
      for (const { opens, columns, rows, total } of await tablesOf(name, { by, within: by === 'hour' ? '33' : '15' })) {
        if (opens === null) continue
        // Each row once, each column with each row of the largest figure.
        for (const row of [...rows.slice(0, 3), ...(total ? [total] : [])])
          for (const column of columns) {
            const figure = row.cells[column.key]
            if (column.drill === null || row.drill === null || figure === null || figure === undefined) continue
            const answer = await get(`/api/report-${opens}?${new URLSearchParams({ ...row.drill, ...column.drill })}`)
            expect({ status: answer.status, row: row.key, column: column.key, drill: { ...row.drill, ...column.drill }, total: (answer.body as Page<CallSummary>).total }).toMatchObject({ status: 200, total: figure })
            opened++
          }
      }
    }
    if (!['flows', 'surveys', 'rising-topics', 'scorecard'].includes(name)) expect(opened).toBeGreaterThan(3)
  })

  it.each(REPORTS)('%s: the export has what the screen has, cell by cell', async (name) => {
    const tables = await tablesOf(name)
    const binary = await get(`/api/reports/${name}/export?format=xlsx&from=${FROM}&to=${TO}`).buffer(true).parse((response, done) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)))
    })
    const sheets = sheetsOf(binary.body as Buffer)
    expect(sheets.length).toBe(tables.length)
    tables.forEach((table, i) => expect(sheets[i]?.slice(4)).toEqual(expectedCells(table)))
    const csv = await get(`/api/reports/${name}/export?format=csv&from=${FROM}&to=${TO}`)
    const lines = csv.text.replace('\uFEFF', '').split('\r\n')
    let at = 2
    for (const { columns, rows, total } of tables) {
      at += 3
      for (const row of total ? [...rows, total] : rows) expect(lines[at++]).toBe(columns.map(({ key }) => quoted(String(row.cells[key] ?? ''))).join(','))
    }
  })

  it('take only the filters they can be narrowed to, and say which not', async () => {
    for (const name of REPORTS) {
      const answer = await get(`/api/reports/${name}?from=${FROM}&to=${TO}&queue=reports`)
      expect({ name, status: answer.status }).toEqual({ name, status: FILTERS_OF[name].includes('queue') ? 200 : 400 })
    }
  })

  it('say the same by every cut of the time, and of both queues together', async () => {
    const totals = await Promise.all(['month', 'week', 'day', 'hour', 'quarter-hour'].map(async (by) => (await tablesOf('volume', { by }))[0]?.total?.cells))
    for (const total of totals) expect(total).toEqual(totals[0])
    expect(totals[0]).toMatchObject({ arrived: 400 })
    const queues = await Promise.all(['procedures', 'reports'].map(async (queue) => Number((await tablesOf('volume', { queue }))[0]?.total?.cells['offered'])))
    expect((queues[0] ?? 0) + (queues[1] ?? 0)).toBe(totals[0]?.['offered'])
    const heat = (await tablesOf('heat-map'))[0]
    expect(heat?.rows.flatMap(({ cells }) => Object.values(cells)).filter((cell): cell is number => typeof cell === 'number').reduce((sum, cell) => sum + cell, 0)).toBe(totals[0]?.['offered'])
  })

  it('count within any T by the hour of the day, the same as by days', async () => {
    for (const within of ['1', '7', '15', '45', '118', '300', '1800'])
      for (const more of [{}, { queue: 'reports' }] as Record<string, string>[]) {
        const [hours, days, months] = await Promise.all(['hour', 'day', 'month'].map(async (by) => (await tablesOf('service-level', { ...more, by, within }))[0]?.total?.cells))
        expect({ within, ...hours }).toEqual({ within, ...days })
        expect({ within, ...months }).toEqual({ within, ...days })
      }
  })

  it('count within any T by the quarter hour, the same as by the hour, for five days', async () => {
    let found = 0
    for (const days of [{ from: '2026-02-02', to: '2026-02-06' }, { from: '2026-02-14', to: '2026-02-14' }])
      for (const within of ['1', '15', '118', '1800'])
        for (const more of [days, { ...days, queue: 'reports' }]) {
          const [quarters, hours] = await Promise.all(['quarter-hour', 'hour'].map(async (by) => (await tablesOf('service-level', { ...more, by, within }))[0]))
          expect({ within, ...quarters?.total?.cells }).toEqual({ within, ...hours?.total?.cells })
          const ofHour = (hour: string) => quarters?.rows.filter(({ key }) => key.startsWith(hour.slice(0, 3))).reduce((sum, { cells }) => sum + Number(cells['within']), 0)
          for (const { key, cells } of hours?.rows ?? []) expect([key, ofHour(key)]).toEqual([key, cells['within']])
          found += Number(hours?.total?.cells['within'])
        }
    expect(found).toBeGreaterThan(0)
    expect((await get(`/api/reports/service-level?from=${FROM}&to=${TO}&by=quarter-hour&within=15`)).body).toMatchObject({ code: 'within-by-quarter-hour' })
  })

  it('put the period before or the year before beside it', async () => {
    expect((await report('volume', { compare: 'before' })).periods.map(({ which, from, to }) => [which, from, to])).toEqual([
      ['asked', FROM, TO],
      ['before', '2025-12-06', '2026-01-19'],
    ])
    expect((await report('volume', { compare: 'year', from: '2024-02-29', to: '2024-02-29' })).periods[1]).toMatchObject({ which: 'year', from: '2023-02-28' })
  })

  it('have a definition for each figure, in both languages', async () => {
    const known = new Set(((await get('/api/report-definitions')).body as MetricDefinition[]).map(({ key }) => key))
    for (const name of REPORTS) for (const { columns } of await tablesOf(name)) for (const { metric } of columns) if (metric !== null) expect([...known]).toContain(metric)
    for (const { name, definition, formula } of METRIC_DEFINITIONS) for (const text of [name, definition, formula]) expect(text.vi !== '' && text.en !== '').toBe(true)
  })

  it('are not for operators and officers', async () => {
    for (const who of ['operator1', 'officer1']) {
      const cookie = await ticketing.cookieFor(who === 'operator1' ? 'operator' : 'officer')
      expect((await request(ticketing.http()).get(`/api/reports/volume?from=${FROM}&to=${TO}`).set('cookie', cookie)).status).toBe(403)
    }
  })
})

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const DAY_ZERO = Date.UTC(1899, 11, 30)

/** What a spreadsheet should hold: dates as days since its day zero, numbers as numbers. */
function expectedCells({ columns, rows, total }: ReportTable): (string | number | null)[][] {
  const cell = (value: ReportCell | undefined, kind: string) => {
    if (value === null || value === undefined) return null
    if (kind === 'day' || kind === 'week') return (Date.parse(`${value}T00:00:00Z`) - DAY_ZERO) / 86_400_000
    if (kind === 'month') return (Date.parse(`${value}-01T00:00:00Z`) - DAY_ZERO) / 86_400_000
    return value
  }
  return (total ? [...rows, total] : rows).map((row) => {
    const cells = columns.map(({ key, kind }) => cell(row.cells[key], kind))
    while (cells.at(-1) === null) cells.pop()
    return cells
  })
}
