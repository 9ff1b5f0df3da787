import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CITIZEN_CALL_SOURCES, REPORTS, type DayFigures, type LedgerBook, type MadeApiKey, type Page, type Report, type ReportCell, type ReportTable, type Wallboard } from '@app/contracts'
import { figuresOf, JournalFold, type LedgerCall } from '@app/ledger'
import { Draws, seededRandom } from '@app/made-city'
import { dayFigures, queueFigures, standingOf } from '@app/metrics'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import request from 'supertest'
import { CallEntity } from '../database/call.entities.js'
import { JournalKeeper } from '../journal/journal-keeper.js'
import { randomJournal, type ToldLine } from '../journal/random-journal.testing.js'
import { compareLedger } from '../ledger/compare-ledger.js'
import { sheetsOf } from '../reports/sheets-of.testing.js'
import { checkRollUps } from '../roll-ups/check-roll-ups.js'
import { dayAfter, dayAt, dayBounds } from '../roll-ups/local-sql.js'
import { RollUps } from '../roll-ups/roll-ups.service.js'
import { ZONE } from '../settings.js'
import { eventually, startTicketing } from '../ticketing-app.testing.js'

const LONG_MS = 240_000
const REDIS = 62
const SHORT_ABANDON_SECONDS = 5
const NAMES = ['arrived', 'offered', 'answered', 'abandoned', 'shortAbandoned', 'calledBack', 'voicemail', 'overflowed', 'waiting', 'selfServed'] as const

/** Each seed another day; the first lines stop where many wait and talk, the rest follow with doubles, a restart of ours and all told again. */
describe.each([1, 22])('one question has one answer (journal %i)', (seed) => {
  const now = new Date()
  const today = dayAt(now)
  const yesterday = dayAfter(today, -1)
  const midnight = dayBounds(today).begins.getTime() / 1000
  const until = Math.floor(now.getTime() / 1000)
  let ticketing: Awaited<ReturnType<typeof startTicketing>>
  let told: ToldLine[] = []
  let rest: ToldLine[] = []
  let key = ''

  const manager = () => ticketing.database.manager
  const as = async (username: string, path: string) => {
    const answer = await request(ticketing.http()).get(path).set('cookie', await ticketing.cookieOf(username))
    expect({ path, status: answer.status, body: answer.status === 200 ? '' : answer.body }).toMatchObject({ status: 200 })
    return answer
  }
  const get = async <T>(path: string) => (await as('manager', path)).body as T
  const byKey = async <T>(path: string): Promise<T> => {
    const answer = await request(ticketing.http()).get(path).set('authorization', `Bearer ${key}`)
    expect({ path, status: answer.status }).toEqual({ path, status: 200 })
    return answer.body as T
  }
  const tables = async (name: string, query: Record<string, string> = {}) => {
    const report = await get<Report>(`/api/reports/${name}?${new URLSearchParams({ from: today, to: today, ...query })}`)
    return new Map((report.periods[0]?.tables ?? []).map((table) => [table.key, table]))
  }
  const total = async (name: string, query: Record<string, string> = {}, table = 'by-time') => (await tables(name, query)).get(table)?.total?.cells ?? {}
  /** What the journal says of what was told, by the pure definitions alone. */
  const calls = (): LedgerCall[] => {
    const fold = new JournalFold({ shortAbandonSeconds: SHORT_ABANDON_SECONDS })
    for (const { line, id } of told) fold.add(line, id)
    return fold.take(0, Infinity)
  }
  const citizens = () => calls().filter(({ source }) => CITIZEN_CALL_SOURCES.includes(source))
  const expected = (at: Date): DayFigures => dayFigures(citizens().map(figuresOf), at, { zone: ZONE, serviceLevelSeconds: ticketing.settings.SERVICE_LEVEL_SECONDS })

  async function tell(lines: readonly ToldLine[]): Promise<void> {
    for (const { id, line } of lines) await ticketing.tell(id, line)
  }
  async function settle(): Promise<void> {
    const wanted = new Map(calls().map(({ id, lastFactId }) => [id, lastFactId]))
    await eventually(async () => {
      const rows = await manager().find(CallEntity, { select: { id: true, lastFactId: true } })
      return rows.length === wanted.size && rows.every(({ id, lastFactId }) => wanted.get(id) === lastFactId)
    }, 120_000)
    await ticketing.app.get(RollUps).catchUp()
  }

  beforeAll(async () => {
    ticketing = await startTicketing(`same_${seed}`, REDIS, { QUEUE_LOG_FILE: '/nowhere/queue_log' })
    const operators = (await manager().query<{ id: number }[]>("SELECT id FROM users WHERE role = 'operator'")).map(({ id }) => id)
    const { files } = randomJournal({ seed, calls: 140, from: Math.min(midnight, until - 10_800) - 7_200, until, edge: midnight, restarts: 2, operators })
    const journal = join(ticketing.folder, 'queue_log')
    ticketing.settings.QUEUE_LOG_FILE = journal
    for (const [i, { lines }] of files.entries()) await writeFile(i === files.length - 1 ? journal : `${journal}.${files.length - 1 - i}`, lines.map(({ text }) => `${text}\n`).join(''))
    const lines = files.flatMap(({ lines: own }) => own)
    told = lines.slice(0, Math.floor(lines.length * 0.55))
    rest = lines.slice(told.length)
    await tell(told)
    await settle()
    const made = await request(ticketing.http()).post('/api/api-keys').set('cookie', await ticketing.cookieOf('admin')).send({ name: 'Kiểm thử', rights: ['ledger', 'calls', ...REPORTS.map((name) => `reports.${name}`)], perMinute: 600, expiresOn: null })
    expect(made.status).toBe(201)
    key = (made.body as MadeApiKey).key
  }, LONG_MS)
  afterAll(async () => ticketing?.stop())

  /** Every place that shows figures of today, beside what they should be. */
  async function compareAll(): Promise<void> {
    const asked = Date.now()
    const board = await eventually(async () => {
      const found = await get<Wallboard>('/api/wallboard')
      return Date.parse(found.today.asOf) >= asked && found
    })
    const { asOf, ...figures } = board.today
    const { asOf: _, ...should } = expected(new Date(asOf))
    expect(figures).toEqual(should)
    const { asOf: __, ...page } = await get<DayFigures>('/api/statistics/today')
    expect(page).toEqual(should)

    const ledger = Object.fromEntries(NAMES.map((name) => [name, should[name]]))
    const seconds = String(should.serviceLevel.seconds)
    for (const by of ['day', 'hour', 'quarter-hour', 'week', 'month']) {
      expect({ by, ...(await total('volume', { by })) }).toMatchObject({ by, ...ledger, abandonRate: should.abandonRate, asa: should.averageSpeedOfAnswer })
      expect({ by, ...(await total('service-level', { by, within: seconds })) }).toMatchObject({ by, offered: should.offered, answered: should.answered, serviceLevel: should.serviceLevel.ratio, abandonRate: should.abandonRate, asa: should.averageSpeedOfAnswer })
      expect({ by, ...(await total('abandons', { by })) }).toMatchObject({ by, abandoned: should.abandoned, shortAbandoned: should.shortAbandoned, abandonRate: should.abandonRate })
    }
    const hours = (await tables('volume', { by: 'hour' })).get('by-time')?.rows ?? []
    expect(hours.map(({ cells }, hour) => ({ hour, offered: cells['offered'], answered: cells['answered'], abandoned: cells['abandoned'] }))).toEqual(should.byHour)
    const rivals = (await tables('service-level', { within: seconds })).get('rivals')
    expect(rivals?.rows.find(({ key: row }) => row === 'ours')?.cells['all']).toBe(should.serviceLevel.ratio)
    expect(await total('handling')).toMatchObject({ talks: should.answered, meanTalk: should.averageTalk })
    // Of a talk whose begin was lost nobody knows the wait.
    const waited = citizens().filter((call) => call.arrivedAt >= midnight && call.waitSeconds !== null && standingOf(figuresOf(call)) === 'answered').length
    const percentiles = (await tables('waits')).get('percentiles')
    expect(percentiles?.rows.find(({ key: row }) => row === 'all')?.cells).toMatchObject({ answered: waited, asa: should.averageSpeedOfAnswer })
    const heat = (await tables('heat-map')).get('week')
    expect(sum(heat?.rows.flatMap(({ cells }) => Object.values(cells)) ?? [])).toBe(should.offered)
    const operators = (await tables('operators')).get('operators')
    expect(sum(operators?.rows.map(({ cells }) => cells['talks'] ?? null) ?? [])).toBe(should.answered)

    for (const { queue, today: own } of board.queues) {
      const ofQueue = citizens().filter(({ arrivedAt }) => arrivedAt >= midnight).map((call) => ({ ...figuresOf(call), queue: call.queue }))
      expect({ queue, ...own }).toEqual({ queue, ...queueFigures(ofQueue, queue, null, should.serviceLevel.seconds) })
      const { offered, answered, abandoned, shortAbandoned, serviceLevel } = own
      expect({ queue, ...(await total('volume', { queue })) }).toMatchObject({ queue, offered, answered, abandoned, shortAbandoned })
      expect({ queue, ...(await total('service-level', { queue, within: seconds })) }).toMatchObject({ queue, serviceLevel })
    }

    for (const name of ['volume', 'service-level', 'waits', 'abandons', 'handling', 'operators'] as const) {
      const path = `${name}?from=${today}&to=${today}&by=${name === 'volume' ? 'hour' : 'day'}&within=${seconds}`
      const { periods } = await get<Report>(`/api/reports/${path}`)
      expect((await byKey<Report>(`/api/v1/reports/${path}`)).periods).toEqual(periods)
      await compareExports(path.replace('?', '/export?'), periods[0]?.tables ?? [])
    }
    for (const book of [await get<LedgerBook>(`/api/ledger?from=${today}&to=${today}`), await byKey<LedgerBook>(`/api/v1/ledger?from=${today}&to=${today}`)]) expect(book).toMatchObject({ holds: true, total: ledger })
    expect(await byKey<Page<unknown>>(`/api/v1/calls?from=${today}&to=${today}`)).toMatchObject({ total: should.arrived })
    expect(await byKey<Page<unknown>>(`/api/v1/calls?from=${today}&to=${today}&outcome=abandoned`)).toMatchObject({ total: should.abandoned })

    const before = expected(new Date((midnight - 1) * 1000))
    expect(await total('volume', { from: yesterday, to: yesterday })).toMatchObject(Object.fromEntries(NAMES.map((name) => [name, before[name]])))
    for (const day of [yesterday, today]) expect(await checkRollUps(manager(), day, should.serviceLevel.seconds)).toEqual([])
  }

  async function compareExports(path: string, shown: readonly ReportTable[]): Promise<void> {
    const answer = await request(ticketing.http()).get(`/api/reports/${path}&format=xlsx`).set('cookie', await ticketing.cookieOf('manager')).buffer(true).parse((response, done) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => done(null, Buffer.concat(chunks)))
    })
    const sheets = sheetsOf(answer.body as Buffer)
    const numbers = (cells: readonly (ReportCell | undefined)[]) => cells.filter((cell) => typeof cell === 'number')
    const { text } = await as('manager', `/api/reports/${path}&format=csv`)
    const lines = text.replace('\uFEFF', '').split('\r\n')
    let at = 2
    shown.forEach(({ columns, rows, total: last }, i) => {
      const counted = columns.filter(({ kind }) => !['text', 'time', 'day', 'week', 'month'].includes(kind)).map(({ key: column }) => column)
      const all = (last ? [...rows, last] : rows).map(({ cells }) => numbers(counted.map((column) => cells[column])))
      const first = columns.length - counted.length
      expect(sheets[i]?.slice(4).map((cells) => numbers(cells.slice(first)))).toEqual(all)
      at += 3
      for (const row of all) expect(numbers((lines[at++] ?? '').split(',').slice(first).map((field) => (field === '' || Number.isNaN(Number(field)) ? null : Number(field))))).toEqual(row)
    })
  }

  it('while callers wait and talk', async () => {
    expect(expected(now)).toMatchObject({ waiting: expect.any(Number) })
    await compareAll()
  }, LONG_MS)

  it('after lines came twice, the app began anew and everything was told again', async () => {
    const keeper = ticketing.app.get(JournalKeeper)
    const draws = new Draws(seededRandom(seed))
    for (let begin = 0; begin < rest.length; begin += 150) {
      const lines = rest.slice(begin, begin + 150)
      told.push(...lines)
      await tell(lines)
      await settle()
      // What was not acknowledged comes again; what was told long ago, too.
      for (let i = 0; i < 25; i++) {
        const back = draws.chance(0.5) ? draws.one(lines) : draws.one(told)
        await keeper.keep(back.id, back.line)
      }
      await settle()
    }
    await compareAll()
    const { settings } = ticketing
    await ticketing.stop()
    ticketing = await startTicketing(`same_${seed}`, REDIS, { DATABASE_URL: settings.DATABASE_URL, QUEUE_LOG_FILE: settings.QUEUE_LOG_FILE ?? '' })
    await tell(told)
    await eventually(async () => (await ticketing.redis.xInfoGroups('call-facts')).every((group) => group.pending === 0 && String(group['last-delivered-id']) === told.at(-1)?.id), 120_000)
    await settle()
    await compareAll()
  }, LONG_MS)

  it('and Asterisk’s own journal says the same, call by call', async () => {
    const found = await compareLedger({ manager: manager(), journal: ticketing.settings.QUEUE_LOG_FILE ?? '', from: yesterday, to: today, shortAbandonSeconds: SHORT_ABANDON_SECONDS })
    expect(found).toMatchObject({ differences: [], inMotion: 0 })
    expect(found.days.map(({ day, journal }) => [day, journal])).toEqual(found.days.map(({ day, stored }) => [day, stored]))
    expect(found.days.at(-1)?.stored).toMatchObject(Object.fromEntries(NAMES.map((name) => [name, expected(now)[name]])))
  })
})

const sum = (cells: readonly ReportCell[]): number => cells.reduce<number>((all, cell) => all + (typeof cell === 'number' ? cell : 0), 0)
