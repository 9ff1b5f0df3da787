import { createWriteStream, existsSync, readFileSync, rmSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createConnection } from 'mysql2/promise'
import { Readable } from 'node:stream'
import { makeDataSource } from '../apps/ticketing/src/database/data-source.js'
import { openInstance } from '../launcher/instance.js'
import { databaseServerUrl, mariadb } from '../launcher/parts/mariadb.js'
import { claim, logDir, runDir } from '../launcher/stack.js'
import { Supervisor } from '../launcher/supervisor.js'
import { Draws, seededRandom } from '../libs/made-city/src/index.js'
const LINES = Number(process.argv[2] ?? 10_000_000)
const DAYS = 180
const FILE = '/tmp/fig-big/queue_log'
const say = (t: string) => console.log(new Date().toISOString().slice(11, 19), t)
const instance = openInstance('figures-big', 46_220)
await claim(instance)
const supervisor = new Supervisor({ runDir: runDir(instance), logDir: logDir(instance) })
try {
  const db = await mariadb(instance, { fast: true, bufferPool: '1G' } as never)
  await supervisor.start(db)
  const url = `${databaseServerUrl(instance)}hotline`
  const admin = await createConnection(databaseServerUrl(instance))
  await admin.query('CREATE DATABASE IF NOT EXISTS hotline CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci')
  await admin.end()
  const source = await makeDataSource(url).initialize()
  await source.runMigrations()
  await source.destroy()
  const connection = await createConnection({ uri: url, timezone: 'Z' })
  await connection.query("SET @rebuilds = 1, unique_checks=0, foreign_key_checks=0, time_zone='+00:00'")
  const draws = new Draws(seededRandom(4))
  const calls = Math.round(LINES / 7)
  const first = Date.parse('2026-05-01T00:00:00+07:00') / 1000
  const out = createWriteStream(FILE)
  const moment = (s: number | null) => (s === null ? '\\N' : new Date(s * 1000).toISOString().slice(0, 19).replace('T', ' '))
  let made = 0, written = 1
  out.write(`${first}|NONE|NONE|NONE|QUEUESTART|\n`)
  for (let day = 0; day < DAYS; day++) {
    const lines: [number, string][] = []
    let rows = ''
    for (let i = 0; i < calls / DAYS; i++) {
      const at = first + day * 86_400 + draws.below(86_400)
      const id = `${at}.${++made}`
      const wait = draws.between(0, 90), talk = draws.between(10, 400), op = draws.between(4, 100), entered = at + 12
      const gaveUp = draws.chance(0.15)
      const q = draws.chance(0.5) ? 'procedures' : 'reports'
      const over = entered + wait + (gaveUp ? 0 : talk)
      const l = (t: number, rest: string) => lines.push([t, `${t}|${id}|${rest}\n`])
      l(at, `NONE|NONE|CALLARRIVED|010${String(made % 10_000_000).padStart(7, '0')}|1022|trunk`)
      l(entered, `${q}|NONE|TOQUEUE|0|vi|flow`)
      l(entered, `${q}|NONE|ENTERQUEUE||010${String(made % 10_000_000).padStart(7, '0')}|1`)
      if (gaveUp) { l(over, `${q}|NONE|ABANDON|1|1|${wait}`) } else {
        l(entered + wait, `${q}|op-${op}|CONNECT|${wait}|1764000000.${made}|3`)
        l(over, `${q}|op-${op}|COMPLETECALLER|${wait}|${talk}|1`)
        l(over, `${q}|NONE|RECORDING|${id}.wav`)
      }
      // One in a million has no end.
      const open = made % 400_000 === 1
      if (!open) l(over, `NONE|NONE|CALLENDED|16|0123456789abcdef:callers@0>welcome@0>notice@8>main-menu@8>${q}-state@11>${q}@11>survey@${over - at}>ask-rating@${over - at}|vi|${gaveUp ? 'queue' : 'talk'}`)
      rows += [id, '', '', '1022', 'trunk', 'vi', '', moment(at), q, moment(entered), gaveUp ? moment(over) : '\\N', gaveUp ? 'abandoned' : '\\N', gaveUp ? 0 : 1, gaveUp ? '\\N' : moment(entered + wait), gaveUp ? '\\N' : op, gaveUp ? 0 : 1, gaveUp || !open ? wait : wait, gaveUp ? '\\N' : talk, gaveUp ? '\\N' : talk, open ? '\\N' : moment(over), open ? '\\N' : 16, open ? '\\N' : gaveUp ? 'queue' : 'talk', open ? '\\N' : gaveUp ? (wait < 5 ? 'short-abandoned' : 'abandoned') : 'answered', '0-0'].join('\t') + '\n'
    }
    lines.sort(([a], [b]) => a - b)
    written += lines.length
    if (!out.write(lines.map(([, t]) => t).join(''))) await once(out, 'drain')
    await connection.query({ sql: "LOAD DATA LOCAL INFILE 'x' INTO TABLE calls CHARACTER SET utf8mb4 (id, number, number_key, dialled, source, language, flow_path, arrived_at, queue, entered_queue_at, left_queue_at, left_queue_how, answered, answered_at, operator_id, offers, wait_seconds, measured_talk, talk_seconds, ended_at, hangup_cause, ended_where, outcome, last_fact_id)", infileStreamFactory: () => Readable.from(rows.match(/[\s\S]{1,500000}/g) ?? []) })
    if (day % 30 === 29) say(`${written} lines, ${made} calls`)
  }
  out.end(); await once(out, 'close')
  say(`written: ${written} lines`)
  await connection.query("UPDATE calls SET outcome = 'voicemail' WHERE id IN (SELECT id FROM (SELECT id FROM calls WHERE outcome = 'abandoned' ORDER BY id LIMIT 3) x)")
  await connection.end()
  for (const [from, to] of [['2026-05-01', '2026-10-27'], ['2026-10-20', '2026-10-26']]) {
    const begun = Date.now()
    const child = spawn('node', ['--max-old-space-size=300', '--import', 'tsx', 'apps/ticketing/src/ledger/compare-ledger.main.ts', '--from', from!, '--to', to!], { env: { ...process.env, DATABASE_URL: url, QUEUE_LOG_FILE: FILE }, stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    let peak = ''
    child.stdout.on('data', (d) => (text += String(d)))
    const timer = setInterval(() => { try { peak = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? peak } catch {} }, 500)
    const [code] = await once(child, 'close')
    clearInterval(timer)
    say(`ledger ${from}..${to}: exit ${code}, ${((Date.now() - begun) / 1000).toFixed(1)} s, peak ${Math.round(Number(peak) / 1024)} MB`)
    console.log(text.split('\n').slice(-12).join('\n'))
  }
} finally {
  await supervisor.stop()
  rmSync(instance.dir, { recursive: true, force: true })
}
