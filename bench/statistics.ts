// 10 million calls and 2 million tickets over three years in a MariaDB of its own; then every report by the real REST API, beside the same questions asked of the raw rows.
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CALL_FACTS, type Report } from '@app/contracts'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import { createClient } from 'redis'
import { makeDataSource } from '../apps/ticketing/src/database/data-source.js'
import { rebuildRollUps } from '../apps/ticketing/src/roll-ups/rebuild-roll-ups.js'
import { build } from '../launcher/build.js'
import { installPrograms } from '../launcher/debian-packages.js'
import { openInstance } from '../launcher/instance.js'
import { databaseServerUrl, mariadb } from '../launcher/parts/mariadb.js'
import { redis, redisUrl } from '../launcher/parts/redis.js'
import { claim, logDir, runDir } from '../launcher/stack.js'
import { Supervisor } from '../launcher/supervisor.js'
import { percentile } from './percentile.js'
import { cityPlan, loadCity } from './statistics/load-city.js'
import { rawQuestions, reportQuestions, type Examples } from './statistics/report-questions.js'
import { measure, signIn, tell, ticketingPart, type Api, type TicketsRow } from './tickets.js'

const CALLS = 10_000_000
/** Of the calls. */
const TICKETS = 0.2
const DAYS = 1_096
/** Of operators' steps, of which a talk alone has four: more would take longer to make than all the rest. */
const STEP_DAYS = 366
const WARM_TRIES = 12
const AT_ONCE = 4
const FRESH_TRIES = 10
const FRESH_WITHIN_MS = 20_000
const PATIENCE_MS = 300_000
const SERVICE_LEVEL_SECONDS = 20

interface Made {
  calls: number
  from: string
  to: string
  stepsFrom: string
  /** The roll-ups are there too. */
  counted: boolean
}

type Row = TicketsRow & { cold?: number; raw?: number; timesAsQuick?: number }

/** @param words `--calls N` makes fewer; `--keep` keeps what was made for the next run with `--keep`, `--recount` counts its roll-ups anew; `--only TEXT` asks what has it in its name (`surveys`, `all`, `fresh`); `--no-raw` asks nothing of the raw rows; `--steps DAYS` */
export async function benchStatistics(say: (text: string) => void, words: readonly string[]): Promise<object[]> {
  const after = (name: string) => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined)
  const calls = Number(after('--calls') ?? CALLS)
  const stepDays = Number(after('--steps') ?? STEP_DAYS)
  if (!Number.isInteger(calls) || calls < 10_000) throw new Error('--calls wants a whole number of at least 10000')
  const keep = words.includes('--keep')
  const only = after('--only') ?? ''
  await installPrograms(['mariadbd', 'redis-server', 'sox', 'espeak-ng'])
  const instance = openInstance('bench-statistics', 42_220)
  await claim(instance)
  const file = join(instance.dir, 'made.json')
  const earlier = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Made) : null
  const made: Made | null = keep && earlier?.calls === calls ? earlier : null
  const clear = () => {
    for (const name of ['mariadb', 'redis', 'made.json']) rmSync(join(instance.dir, name), { recursive: true, force: true })
  }
  if (!made) clear()
  const supervisor = new Supervisor({ runDir: runDir(instance), logDir: logDir(instance) })
  try {
    await build()
    const database = await mariadb(instance, { fast: true, bufferPool: '4G' })
    // The city is made as it is loaded: the server must wait for whoever makes it.
    database.args.push('--innodb-log-file-size=1G', '--net-read-timeout=600')
    await supervisor.start(database)
    await supervisor.start(await redis(instance))
    const ticketing = ticketingPart(instance)
    const url = `${databaseServerUrl(instance)}hotline`
    const city = made ?? (await makeCity())
    if (!city.counted || words.includes('--recount')) await count(city)
    await supervisor.start(ticketing, PATIENCE_MS)
    const raw = await createConnection({ uri: url, timezone: 'Z' })
    const api = await signIn(instance)
    const rows: Row[] = [...(await askReports(api, raw, city, only, !words.includes('--no-raw'), say)), ...('fresh'.includes(only) || only === '' ? [await freshness(api, redisUrl(instance), say)] : [])]
    await raw.end()
    return rows

    async function makeCity(): Promise<Made> {
      // Its first start makes the tables; then it waits until all is there.
      const first = new Supervisor({ runDir: runDir(instance), logDir: logDir(instance) })
      await first.start(ticketing, PATIENCE_MS).finally(() => first.stop())
      const day = (ago: number) => new Date(Date.now() + 7 * 3_600_000 - ago * 86_400_000).toISOString().slice(0, 10)
      const made: Made = { calls, from: day(DAYS), to: day(1), stepsFrom: day(stepDays), counted: false }
      const connection = await createConnection({ uri: url, timezone: 'Z' })
      const plan = await cityPlan(connection, calls, Math.round(calls * TICKETS), made.from, made.to)
      await connection.end()
      const loaded = await loadCity(url, plan, made.stepsFrom, say)
      say(`${loaded.calls} calls, ${loaded.steps} steps of ${plan.operators.length} operators and ${loaded.tickets} tickets: rows in ${loaded.rowSeconds.toFixed(0)} s, with indexes ${loaded.seconds.toFixed(0)} s`)
      note(made)
      return made
    }

    async function count(made: Made): Promise<void> {
      const begun = Date.now()
      const source = await makeDataSource(url).initialize()
      await source.runMigrations()
      await rebuildRollUps(source, made.from, made.to, SERVICE_LEVEL_SECONDS, (month) => say(`counted ${month.slice(0, 7)} after ${((Date.now() - begun) / 1000).toFixed(0)} s`))
      await source.query('TRUNCATE TABLE roll_ups_due')
      await source.destroy()
      say(`roll-ups counted in ${((Date.now() - begun) / 1000).toFixed(0)} s`)
      made.counted = true
      note(made)
    }

    function note(made: Made): void {
      if (keep) writeFileSync(file, JSON.stringify(made))
    }
  } finally {
    await supervisor.stop()
    if (!keep) clear()
  }
}

/** Each report cold (asked first since the apps' start), then warm by one person, then by four at once. */
async function askReports(api: Api, raw: Connection, { from, to }: Made, only: string, rawToo: boolean, say: (text: string) => void): Promise<Row[]> {
  const questions = reportQuestions(from, to, await examples(raw)).filter(({ what }) => what.includes(only))
  const rows: Row[] = []
  for (const { what, path } of questions) {
    const begun = performance.now()
    try {
      await api(path)
    } catch (error) {
      say(`${what}: ${String(error)}`)
      rows.push({ what, tries: 1, failed: 1, p50: NaN, p95: NaN, p99: NaN })
      continue
    }
    const cold = performance.now() - begun
    rows.push({ ...tell(say, await measure(what, WARM_TRIES, 1, () => api(path))), cold })
  }
  const asked = new Set(rows.filter(({ failed }) => failed === 0).map(({ what }) => what))
  const good = questions.filter(({ what }) => asked.has(what))
  if (good.length > 0) rows.push(tell(say, await measure(`all of these, ${AT_ONCE} at once`, good.length * AT_ONCE, AT_ONCE, (i) => api(good[i % good.length]?.path ?? ''))))
  for (const [name, sql] of Object.entries(rawToo ? rawQuestions(from, to) : {})) {
    const rolled = rows.find(({ what }) => what === `${name}, all`)
    if (!rolled || rolled.failed > 0) continue
    const begun = performance.now()
    await raw.query(sql)
    rolled.raw = performance.now() - begun
    rolled.timesAsQuick = rolled.raw / rolled.p50
    say(`${name} of the raw rows: ${(rolled.raw / 1000).toFixed(1)} s, ${rolled.timesAsQuick.toFixed(0)} times as long`)
  }
  return rows
}

async function examples(raw: Connection): Promise<Examples> {
  const one = async (sql: string): Promise<number> => Number((await raw.query<RowDataPacket[]>(sql))[0][0]?.['id'])
  return {
    queue: 'procedures',
    operator: await one("SELECT id FROM users WHERE username = 'bench-1'"),
    department: await one('SELECT department_id AS id FROM categories ORDER BY position LIMIT 1'),
    category: await one('SELECT id FROM categories ORDER BY position LIMIT 1'),
    ward: await one("SELECT id FROM departments WHERE type = 'ward' ORDER BY id LIMIT 1"),
  }
}

/** From the journal's word of a call's end until the report of the day has it. */
async function freshness(api: Api, url: string, say: (text: string) => void): Promise<Row> {
  const redis = createClient({ url })
  await redis.connect()
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10)
  const arrived = async () => {
    const report = (await api(`/api/reports/volume?from=${today}&to=${today}&by=day`)) as Report
    const cells = report.periods[0]?.tables[0]?.total?.cells ?? {}
    return Number(cells['arrived'] ?? 0)
  }
  const times: number[] = []
  let failed = 0
  for (let i = 0; i < FRESH_TRIES; i++) {
    const before = await arrived()
    const at = Math.floor(Date.now() / 1000)
    const id = `${at}.${Number.parseInt(randomUUID().slice(0, 6), 16)}`
    const lines = [`CALLARRIVED|010${String(at % 10_000_000).padStart(7, '0')}|1022|trunk`, 'CALLENDED|16|welcome|vi|flow']
    const begun = performance.now()
    for (const [n, text] of lines.entries()) {
      const [event, ...data] = text.split('|')
      await redis.xAdd(CALL_FACTS, `${Date.now()}-${n}`, { fact: JSON.stringify({ at, callId: id, queue: 'NONE', agent: 'NONE', event, data }) })
    }
    while ((await arrived()) <= before && performance.now() - begun < FRESH_WITHIN_MS);
    if (performance.now() - begun < FRESH_WITHIN_MS) times.push(performance.now() - begun)
    else failed++
  }
  redis.destroy()
  return tell(say, { what: 'fresh: a call’s end until its figure', tries: FRESH_TRIES, failed, p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99) })
}
