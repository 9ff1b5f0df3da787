// Connected desks, callers through the real queues of Asterisk, and the time from an event of a queue to the screens that show it.
import { spawn, type ChildProcess } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AmiConnection } from '@app/asterisk'
import { findAsterisk } from '../launcher/asterisk-program.js'
import { build } from '../launcher/build.js'
import { installPrograms } from '../launcher/debian-packages.js'
import { openInstance, PROJECT, type Instance } from '../launcher/instance.js'
import { app } from '../launcher/parts/app.js'
import { asterisk, asteriskDir } from '../launcher/parts/asterisk.js'
import { redis, redisUrl } from '../launcher/parts/redis.js'
import { buildSounds } from '../launcher/sounds/build-sounds.js'
import { claim, logDir, runDir } from '../launcher/stack.js'
import { Supervisor } from '../launcher/supervisor.js'
import { cpuSeconds } from './cpu-seconds.js'
import { Desks } from './desks.js'
import { percentile } from './percentile.js'

const RATE = 20
const SECONDS = 25
/** A shift of a city; and of Beijing's 12345 at its peak. */
const DESKS = [200, 700]
const QUEUE = 'procedures'
const FIRST_ID = 1_001
const CALLER_PORT = 41_900
const OPERATOR_PORT = 41_920
/** Of what a talk needs no time here. */
const WRAP_UP_SECONDS = 1

type Driver = 'least-socket-io' | 'console'

export interface ConsoleRow {
  driver: Driver
  desks: number
  callsPerSecond: number
  calls: number
  events: number
  ownP50: number
  ownP95: number
  ownP99: number
  boardP50: number
  boardP95: number
  boardP99: number
  neverSeen: number
  driverCpuPercent: number
}

/** @returns a row for each driver and number of desks, under the same calls */
export async function benchConsole(say: (text: string) => void, words: readonly string[]): Promise<ConsoleRow[]> {
  const wanted = words.map(Number).filter((count) => count > 0)
  await installPrograms(['sox', 'espeak-ng', 'sipp', 'redis-server'])
  const program = await findAsterisk()
  const instance = openInstance('bench', 40_220)
  await claim(instance)
  // What an earlier run left in Asterisk's own database (members of queues) is not of this one.
  for (const folder of ['redis', 'asterisk/lib', 'asterisk/log', 'asterisk/recordings']) rmSync(join(instance.dir, folder), { recursive: true, force: true })
  const supervisor = new Supervisor({ runDir: runDir(instance), logDir: logDir(instance) })
  const ami = new AmiConnection({ host: '127.0.0.1', port: instance.ports.asteriskAmi, username: 'hotline', password: instance.secrets.ami, onFault: (error) => say(error.message) })
  let operators: ChildProcess | undefined
  try {
    await build()
    await buildSounds({ promptsDir: join(PROJECT, 'prompts'), outDir: join(asteriskDir(instance), 'share/sounds') })
    await supervisor.start(await redis(instance))
    await supervisor.start(await asterisk(instance, program))
    await supervisor.start(app('console', instance, settingsOf(instance)))
    const leastPort = instance.ports.ivr
    await supervisor.start({
      name: 'least-live',
      command: process.execPath,
      args: ['--import', 'tsx', join(import.meta.dirname, 'least-live.ts'), String(leastPort), String(instance.ports.asteriskAmi), 'hotline', instance.secrets.ami],
      ready: async () => {
        await fetch(`http://127.0.0.1:${leastPort}/`)
      },
    })
    const connected = new Promise<void>((resolve) =>
      ami.onConnected(() => {
        resolve()
        return Promise.resolve()
      }),
    )
    ami.start()
    await connected
    operators = sipp('queue-operator.xml', ['-p', String(OPERATOR_PORT), '-i', '127.0.0.3'], tmpdir())
    const rows: ConsoleRow[] = []
    let made = 0
    for (const count of wanted.length > 0 ? wanted : DESKS) {
      const ids = Array.from({ length: count }, (_, index) => FIRST_ID + index)
      await makeOperators(instance, ami, ids.slice(made))
      made = Math.max(made, count)
      for (const driver of ['least-socket-io', 'console'] as const) {
        const port = driver === 'console' ? instance.ports.console : leastPort
        const pid = supervisor.pidOf(driver === 'console' ? 'console' : 'least-live') ?? 0
        const row = await measure({ driver, url: `http://127.0.0.1:${port}`, pid, ids, ami, instance })
        rows.push(row)
        say(`${driver}, ${count} desks: own p95 ${Math.round(row.ownP95)} ms, board p95 ${Math.round(row.boardP95)} ms, ${row.calls} calls`)
      }
    }
    return rows
  } finally {
    operators?.kill()
    ami.stop()
    await supervisor.stop()
  }
}

const settingsOf = (instance: Instance): NodeJS.ProcessEnv => ({
  ARI_URL: `http://127.0.0.1:${instance.ports.asteriskHttp}`,
  ARI_USERNAME: 'hotline',
  ARI_PASSWORD: instance.secrets.ari,
  AMI_HOST: '127.0.0.1',
  AMI_PORT: String(instance.ports.asteriskAmi),
  AMI_USERNAME: 'hotline',
  AMI_PASSWORD: instance.secrets.ami,
  REDIS_URL: redisUrl(instance),
  QUEUE_LOG_FILE: join(asteriskDir(instance), 'log/queue_log'),
  SESSION_SECRET: instance.secrets.session,
  // Nobody is there: a cookie alone speaks for its desk, as while ticketing is away.
  TICKETING_URL: `http://127.0.0.1:${instance.ports.ticketing}`,
  LISTEN_HOST: '127.0.0.1',
  CONSOLE_PORT: String(instance.ports.console),
  WRAP_UP_SECONDS: String(WRAP_UP_SECONDS),
})

/** Telephones that one sipp plays, members of the queue. */
async function makeOperators(instance: Instance, ami: AmiConnection, ids: readonly number[]): Promise<void> {
  const url = `http://127.0.0.1:${instance.ports.asteriskHttp}/ari/asterisk/config/dynamic/res_pjsip`
  const put = async (type: string, id: string, fields: Record<string, string>) => {
    const answer = await fetch(`${url}/${type}/${id}`, {
      method: 'PUT',
      headers: { authorization: `Basic ${btoa(`hotline:${instance.secrets.ari}`)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ fields: Object.entries(fields).map(([attribute, value]) => ({ attribute, value })) }),
    })
    if (!answer.ok) throw new Error(`Asterisk answers ${answer.status} to ${type} ${id}: ${await answer.text()}`)
  }
  for (const id of ids) {
    const name = `op-${id}`
    await put('aor', name, { contact: `sip:${name}@127.0.0.3:${OPERATOR_PORT}`, qualify_frequency: '0' })
    await put('endpoint', name, { aors: name, context: 'from-operator', disallow: 'all', allow: 'alaw', direct_media: 'no' })
    await ami.action({ action: 'QueueAdd', queue: QUEUE, interface: `PJSIP/${name}`, membername: name, stateinterface: `PJSIP/${name}`, penalty: 0 })
  }
}

async function measure({ driver, url, pid, ids, ami, instance }: { driver: Driver; url: string; pid: number; ids: readonly number[]; ami: AmiConnection; instance: Instance }): Promise<ConsoleRow> {
  const desks = await Desks.connect(url, ids, instance.secrets.session, driver === 'console' ? 'console' : 'least')
  const folder = await mkdtemp(join(tmpdir(), 'hotline-bench-'))
  let events = 0
  let offers = 0
  let measuring = true
  ami.onEvent((event) => {
    if (!measuring) return
    const name = event['event'] ?? ''
    if (name.startsWith('Queue') || name.startsWith('Agent')) events++
    if (name === 'AgentCalled' || name === 'AgentConnect') offers++
    desks.happened(name, event['interface'] ?? '', performance.now())
  })
  try {
    const before = cpuSeconds(pid)
    const began = performance.now()
    const callers = sipp('queue-caller.xml', [`127.0.0.1:${instance.ports.sip}`, '-r', String(RATE), '-m', String(RATE * SECONDS), '-l', '2000', '-i', '127.0.0.2', '-p', String(CALLER_PORT)], folder)
    await new Promise((resolve) => callers.once('exit', resolve))
    const lasted = (performance.now() - began) / 1000
    const cpu = cpuSeconds(pid) - before
    await settled(desks)
    if (desks.connected !== ids.length) throw new Error(`${ids.length - desks.connected} desks lost their connection`)
    const { own, board } = desks
    const at = (values: number[], share: number) => percentile(values, share)
    return {
      driver,
      desks: ids.length,
      callsPerSecond: RATE,
      calls: RATE * SECONDS,
      events,
      ownP50: at(own, 0.5),
      ownP95: at(own, 0.95),
      ownP99: at(own, 0.99),
      boardP50: at(board, 0.5),
      boardP95: at(board, 0.95),
      boardP99: at(board, 0.99),
      neverSeen: offers - own.length,
      driverCpuPercent: (cpu / lasted) * 100,
    }
  } finally {
    measuring = false
    desks.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Until nothing more arrives. */
async function settled(desks: Desks): Promise<void> {
  for (let before = -1; before !== desks.board.length; await new Promise((resolve) => setTimeout(resolve, 1_000))) before = desks.board.length
}

/** Bounded by `timeout`, whatever becomes of this process. */
const sipp = (scenario: string, args: readonly string[], cwd: string): ChildProcess =>
  spawn('timeout', ['--kill-after=5', '600', 'sipp', ...args, '-sf', join(import.meta.dirname, scenario), '-nostdin', '-recv_timeout', '30000'], { cwd, stdio: 'ignore' })
