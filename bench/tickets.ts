// 2 million tickets in a MariaDB of its own; then lists, searches and new tickets by the real REST API, beside what the database needs for the same.
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import { build } from '../launcher/build.js'
import { installPrograms } from '../launcher/debian-packages.js'
import { openInstance, type Instance } from '../launcher/instance.js'
import { app } from '../launcher/parts/app.js'
import { databaseServerUrl, mariadb } from '../launcher/parts/mariadb.js'
import { redis, redisUrl } from '../launcher/parts/redis.js'
import { claim, logDir, runDir } from '../launcher/stack.js'
import { Supervisor } from '../launcher/supervisor.js'
import { percentile } from './percentile.js'
import { loadTickets } from './tickets/load-tickets.js'
import { madeTickets, type MadeTicket } from './tickets/made-tickets.js'
import { ticketQuestions } from './tickets/ticket-questions.js'

const DEFAULT_TICKETS = 2_000_000
const TRIES = 60
/** Of a question that reads the whole table. */
const SLOW_TRIES = 3
/** People who ask at the same time. */
const AT_ONCE = 4
const NEW_PER_SECOND = 100
const NEW_SECONDS = 30
const NEW_ONES = `new ones, ${NEW_PER_SECOND} a second`
const SAMPLE = 300
/** Of a start, on a machine that has other work too. */
const PATIENCE_MS = 300_000
const PASSWORD = 'bench-password'

export interface TicketsRow {
  what: string
  tries: number
  failed: number
  p50: number
  p95: number
  p99: number
}

/** @param words `--tickets N` makes fewer; `--keep` keeps what was made for the next run with `--keep`; `--only TEXT` measures what has it in its name (`new`, `search`). @returns a row a question, in milliseconds */
export async function benchTickets(say: (text: string) => void, words: readonly string[]): Promise<TicketsRow[]> {
  const at = words.indexOf('--tickets')
  const count = at < 0 ? DEFAULT_TICKETS : Number(words[at + 1])
  if (!Number.isInteger(count) || count < 1_000) throw new Error('--tickets wants a whole number of at least 1000')
  await installPrograms(['mariadbd', 'redis-server', 'sox', 'espeak-ng'])
  const instance = openInstance('bench-tickets', 41_220)
  await claim(instance)
  const keep = words.includes('--keep')
  const only = words.includes('--only') ? (words[words.indexOf('--only') + 1] ?? '') : ''
  const made = join(instance.dir, 'made.json')
  const there = keep && existsSync(made) && (JSON.parse(readFileSync(made, 'utf8')) as { count: number }).count === count
  const clear = () => {
    for (const name of ['mariadb', 'redis', 'made.json']) rmSync(join(instance.dir, name), { recursive: true, force: true })
  }
  if (!there) clear()
  const supervisor = new Supervisor({ runDir: runDir(instance), logDir: logDir(instance) })
  try {
    await build()
    await supervisor.start(await mariadb(instance, { fast: false, bufferPool: '2G' }))
    await supervisor.start(await redis(instance))
    const ticketing = ticketingPart(instance)
    // Its first start makes the tables; what is loaded beside it, it would not know of.
    const first = new Supervisor({ runDir: runDir(instance), logDir: logDir(instance) })
    await first.start(ticketing, PATIENCE_MS).finally(() => first.stop())
    const url = `${databaseServerUrl(instance)}hotline`
    const raw = await createConnection({ uri: url, timezone: 'Z' })
    const [categories] = await raw.query<RowDataPacket[]>('SELECT id, code, department_id AS departmentId FROM categories ORDER BY position')
    const from = { categories: categories as { id: number; code: string; departmentId: number }[], count, until: new Date() }
    const begun = Date.now()
    const sample: MadeTicket[] = []
    const sampled = function* () {
      for (const ticket of madeTickets(from)) {
        if (ticket.id % Math.ceil(count / SAMPLE) === 0) sample.push(ticket)
        yield ticket
      }
    }
    if (there) {
      for (const _ of sampled());
      say(`${count} tickets are there since an earlier run`)
    } else {
      const links = await loadTickets(url, sampled(), (done) => done % 200_000 < 20_000 && say(`${done} tickets after ${seconds(begun)} s`))
      say(`${count} tickets with ${links} links of history and their words made in ${seconds(begun)} s`)
      if (keep) writeFileSync(made, JSON.stringify({ count }))
    }
    await supervisor.start(ticketing, PATIENCE_MS)
    const api = await signIn(instance)
    const rows = only === '' ? await floors(raw, say) : []
    const questions = ticketQuestions(sample, from.categories.map(({ id }) => id), [...new Set(from.categories.map(({ departmentId }) => departmentId))])
    for (const [what, question] of Object.entries(questions)) if (what.includes(only)) rows.push(tell(say, await measure(what, TRIES, AT_ONCE, (i) => api(question(i)))))
    if (NEW_ONES.includes(only)) rows.push(...(await arrivals(from.categories, sample, api, questions, say)))
    await raw.end()
    return rows
  } finally {
    await supervisor.stop()
    if (!keep) clear()
  }
}

/** New tickets by the clock, whether the ones before are answered or not; and lists meanwhile. */
async function arrivals(categories: readonly { id: number }[], sample: readonly MadeTicket[], api: Api, questions: Record<string, (i: number) => string>, say: (text: string) => void): Promise<TicketsRow[]> {
  const times: number[] = []
  let failed = 0
  const one = async (i: number) => {
    const { description, place, citizenNumber, citizenName } = sample[i % sample.length] as MadeTicket
    const begun = performance.now()
    await api('/api/tickets', { requestId: randomUUID(), categoryId: categories[i % categories.length]?.id, description, place, citizenNumber, citizenName }).then(
      () => times.push(performance.now() - begun),
      () => failed++,
    )
  }
  const all = NEW_PER_SECOND * NEW_SECONDS
  const begun = performance.now()
  const made: Promise<void>[] = []
  const during = measure('list, open, meanwhile', Infinity, 1, (i) => api((i % 2 === 0 ? questions['list, open'] : questions['search, with marks'])?.(i) ?? ''), () => performance.now() - begun > NEW_SECONDS * 1000)
  while (made.length < all) {
    const due = Math.min(all, Math.floor(((performance.now() - begun) / 1000) * NEW_PER_SECOND))
    while (made.length < due) made.push(one(made.length))
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  await Promise.all(made)
  const took = (performance.now() - begun) / 1000
  say(`${times.length} new tickets in ${took.toFixed(1)} s: ${(times.length / took).toFixed(1)} a second`)
  return [tell(say, summed(NEW_ONES, times, failed)), tell(say, { ...(await during), what: 'list and search meanwhile' })]
}

/** What the same costs without us: a word over the wire, and the former search of the raw table. */
async function floors(raw: Connection, say: (text: string) => void): Promise<TicketsRow[]> {
  const like = `%đèn đường%`
  const where = 'description LIKE ? OR place LIKE ? OR citizen_name LIKE ?'
  return [
    tell(say, await measure('floor: SELECT 1', TRIES, 1, () => raw.query('SELECT 1'))),
    tell(
      say,
      await measure('floor: the former LIKE', SLOW_TRIES, 1, async () => {
        await raw.query(`SELECT * FROM tickets WHERE ${where} ORDER BY answered_at IS NOT NULL, answered_at DESC, deadline_at, id DESC LIMIT 50`, [like, like, like])
        await raw.query(`SELECT COUNT(*) FROM tickets WHERE ${where}`, [like, like, like])
      }),
    ),
    tell(
      say,
      await measure('floor: the former list', SLOW_TRIES, 1, async () => {
        await raw.query('SELECT * FROM tickets ORDER BY answered_at IS NOT NULL, answered_at DESC, deadline_at, id DESC LIMIT 50')
        await raw.query('SELECT COUNT(*) FROM tickets')
      }),
    ),
  ]
}

export async function measure(what: string, tries: number, atOnce: number, ask: (i: number) => Promise<unknown>, isOver: () => boolean = () => false): Promise<TicketsRow> {
  const times: number[] = []
  let failed = 0
  let next = 0
  const person = async () => {
    while (next < tries && !isOver()) {
      const i = next++
      const begun = performance.now()
      try {
        await ask(i)
        times.push(performance.now() - begun)
      } catch (error) {
        failed++
        if (failed === 1) process.stderr.write(`  ${what}: ${String(error)}\n`)
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, person))
  return summed(what, times, failed)
}

const summed = (what: string, times: number[], failed: number): TicketsRow => ({ what, tries: times.length + failed, failed, p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99) })

export function tell(say: (text: string) => void, row: TicketsRow): TicketsRow {
  say(`${row.what}: p50 ${row.p50.toFixed(1)}, p95 ${row.p95.toFixed(1)}, p99 ${row.p99.toFixed(1)} ms${row.failed > 0 ? `, ${row.failed} failed` : ''}`)
  return row
}

const seconds = (since: number) => ((Date.now() - since) / 1000).toFixed(1)

export type Api = (path: string, body?: object) => Promise<unknown>

export async function signIn({ ports }: Instance): Promise<Api> {
  const address = `http://127.0.0.1:${ports.ticketing}`
  const signed = await fetch(`${address}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: 'supervisor', password: PASSWORD }) })
  if (!signed.ok) throw new Error(`Nobody could sign in: ${await signed.text()}`)
  const cookie = signed.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return async (path, body) => {
    const answer = await fetch(`${address}${path}`, { method: body ? 'POST' : 'GET', headers: { cookie, ...(body && { 'content-type': 'application/json' }) }, body: body ? JSON.stringify(body) : null })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
}

/** Ready as soon as its database is: this is not about prompts. */
export function ticketingPart(instance: Instance) {
  const flowFile = join(instance.dir, 'flow.yaml')
  mkdirSync(instance.dir, { recursive: true })
  writeFileSync(flowFile, FLOW)
  const part = app('ticketing', instance, {
    DATABASE_URL: `${databaseServerUrl(instance)}hotline`,
    REDIS_URL: redisUrl(instance),
    SESSION_SECRET: instance.secrets.session,
    RECORDINGS_DIR: instance.dir,
    VOICEMAIL_DIR: instance.dir,
    ATTACHMENTS_DIR: join(instance.dir, 'attachments'),
    SOUNDS_DIR: join(instance.dir, 'sounds'),
    FLOWS_DIR: join(instance.dir, 'flows'),
    FLOW_FILE: flowFile,
    SEED_PASSWORD: PASSWORD,
    LISTEN_HOST: '127.0.0.1',
    TICKETING_PORT: String(instance.ports.ticketing),
  })
  const ready = async () => {
    const health = (await (await fetch(`http://127.0.0.1:${instance.ports.ticketing}/health`)).json()) as { parts: Record<string, { ok: boolean }> }
    if (!health.parts['database']?.ok) throw new Error('its database is not there yet')
  }
  return { ...part, ready }
}

const FLOW = `name: bench
start: bye
main: bye
prompts: { beep: { vi: bíp, en: beep } }
nodes:
  bye: { kind: hang-up, prompts: [beep] }
`
