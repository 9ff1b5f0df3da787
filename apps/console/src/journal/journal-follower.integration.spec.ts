import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { Logger } from '@nestjs/common'
import { CALL_FACTS, JournalLine } from '@app/contracts'
import { HealthRegister } from '@app/service'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'redis'
import type { ConsoleSettings } from '../settings.js'
import { JournalFollower } from './journal-follower.js'

/** A database of its own: others test on the same stream's name. */
const OWN = `${process.env['TEST_REDIS_URL'] ?? ''}/${Number(process.env['JEST_WORKER_ID']) * 64 - 1}`
const GENERATION = 1_763_895_000

let dir: string
let path: string
const followers: JournalFollower[] = []

const line = (n: number, generation = GENERATION) => `${generation + n}|${generation}.${n}|procedures|NONE|ENTERQUEUE||0901234567|${n}\n`
const lines = (from: number, to: number, generation = GENERATION) => Array.from({ length: to - from + 1 }, (_, i) => line(from + i, generation)).join('')
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => i + from)

function follow(url = OWN) {
  const health = new HealthRegister()
  const follower = new JournalFollower({ REDIS_URL: url, QUEUE_LOG_FILE: path } as ConsoleSettings, health)
  followers.push(follower)
  follower.onApplicationBootstrap()
  const stop = () => follower.onApplicationShutdown()
  return { follower, stop, health: () => health.report('console').parts['journal'] }
}

const until = async (holds: () => boolean) => {
  const limit = Date.now() + 60_000
  while (!holds()) {
    if (Date.now() > limit) throw new Error(`it does not hold after a minute: ${String(holds)}`)
    await pause(5)
  }
}

interface Told {
  id: string
  line: JournalLine
}

/** Everything on the stream, as soon as its last line is the wanted one. */
async function toldUpTo(isLast: (line: JournalLine) => boolean, url = OWN): Promise<Told[]> {
  const client = createClient({ url })
  await client.connect()
  try {
    const told: Told[] = []
    for (;;) {
      const read = (await client.xRead({ key: CALL_FACTS, id: told.at(-1)?.id ?? '0' }, { BLOCK: 0 })) as { messages: { id: string; message: { fact: string } }[] }[]
      for (const { id, message } of read[0]?.messages ?? []) told.push({ id, line: JournalLine.parse(JSON.parse(message.fact)) })
      const last = told.at(-1)
      if (last && isLast(last.line)) return told
    }
  } finally {
    client.destroy()
  }
}
const toldUpToNumber = (n: number, generation = GENERATION, url = OWN) => toldUpTo(({ at }) => at === generation + n, url)
const numbersOf = (told: Told[], generation = GENERATION) => told.map(({ line: { at } }) => at - generation)

beforeAll(() => Logger.overrideLogger(false))
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'journal-'))
  path = join(dir, 'queue_log')
  const admin = createClient({ url: OWN })
  await admin.connect()
  await admin.flushDb()
  admin.destroy()
})
afterEach(async () => {
  await Promise.all(followers.splice(0).map((follower) => follower.onApplicationShutdown()))
  await rm(dir, { recursive: true })
})

describe('the call journal', () => {
  it('is told once, in order, each line under its place in the file', async () => {
    await writeFile(path, lines(0, 2))
    follow()
    await toldUpToNumber(2)
    await appendFile(path, lines(3, 4))
    const told = await toldUpToNumber(4)
    expect(numbersOf(told)).toEqual(numbers(0, 4))
    expect(told.map(({ id }) => id)).toEqual(numbers(0, 4).map((n) => `${GENERATION}-${Buffer.byteLength(n ? lines(0, n - 1) : '')}`))
    expect(told[1]?.line).toEqual({ at: GENERATION + 1, callId: `${GENERATION}.1`, queue: 'procedures', agent: 'NONE', event: 'ENTERQUEUE', data: ['', '0901234567', '1'] })
  })

  it('is waited for when there is none yet', async () => {
    const { health } = follow()
    await until(() => health()?.ok === true)
    await writeFile(path, lines(0, 0))
    expect(numbersOf(await toldUpToNumber(0))).toEqual([0])
  })

  it('is told once although the process is restarted in the middle of a long one', async () => {
    await writeFile(path, lines(0, 20_000))
    const { stop } = follow()
    await toldUpTo(() => true)
    await stop()
    follow()
    expect(numbersOf(await toldUpToNumber(20_000))).toEqual(numbers(0, 20_000))
  })

  it('is told once by two processes at once', async () => {
    await writeFile(path, lines(0, 0))
    follow()
    follow()
    await toldUpToNumber(0)
    for (const n of numbers(1, 40)) await appendFile(path, lines(n * 10, n * 10 + 9))
    const told = await toldUpToNumber(409)
    expect(numbersOf(told)).toEqual([0, ...numbers(10, 409)])
  })

  it("keeps a line back until it is whole", async () => {
    const [half, rest] = [line(1).slice(0, 30), line(1).slice(30)]
    await writeFile(path, line(0) + half)
    const { health } = follow()
    await toldUpToNumber(0)
    await until(() => health()?.detail === '30 bytes behind')
    await appendFile(path, rest)
    expect(numbersOf(await toldUpToNumber(1))).toEqual([0, 1])
  })

  it('tells an unreadable line as UNREADABLE, and the rest', async () => {
    await writeFile(path, `${line(0)}Segmentation fault\n${line(1)}`)
    follow()
    const told = await toldUpToNumber(1)
    expect(told.map(({ line: { event, data } }) => [event, data.at(-1)])).toEqual([['ENTERQUEUE', '0'], ['UNREADABLE', 'Segmentation fault'], ['ENTERQUEUE', '1']])
  })

  it('goes on behind bytes that are no UTF-8', async () => {
    await writeFile(path, line(0))
    await appendFile(path, Buffer.concat([Buffer.from(`${GENERATION + 1}|x|procedures|op-\xff\xfe|PAUSE|`, 'latin1'), Buffer.from('\n')]))
    const { stop } = follow()
    await toldUpToNumber(1)
    await appendFile(path, line(2))
    await toldUpToNumber(2)
    await stop()
    follow()
    await appendFile(path, line(3))
    const told = await toldUpToNumber(3)
    expect(told.map(({ line: { event } }) => event)).toEqual(['ENTERQUEUE', 'PAUSE', 'ENTERQUEUE', 'ENTERQUEUE'])
  })
})

describe('a journal that is replaced', () => {
  const NEXT = GENERATION + 86_400
  const LATEST = NEXT + 86_400

  it('is told from its beginning, after the last lines of the one before it', async () => {
    await writeFile(path, lines(0, 1) + line(2).slice(0, 30))
    const { health } = follow()
    await toldUpToNumber(1)
    await until(() => health()?.detail === '30 bytes behind') // it has looked, and will not look again at once
    await appendFile(path, line(2).slice(30))
    await rename(path, `${path}.1`)
    await appendFile(`${path}.1`, line(3)) // Asterisk still holds the old one, until it is told to open a new one
    await writeFile(path, lines(0, 1, NEXT))
    const told = await toldUpToNumber(1, NEXT)
    expect(told.map(({ line: { at } }) => at)).toEqual([...numbers(GENERATION, GENERATION + 3), NEXT, NEXT + 1])
  })

  it('twice while nobody followed loses nothing', async () => {
    await writeFile(path, lines(0, 1))
    const { stop } = follow()
    await toldUpToNumber(1)
    await stop()
    await appendFile(path, line(2))
    await rename(path, `${path}.2`)
    await writeFile(`${path}.1`, lines(0, 2_000, NEXT))
    await writeFile(path, lines(0, 0, LATEST))
    follow()
    const told = await toldUpToNumber(0, LATEST)
    expect(told.map(({ line: { at } }) => at)).toEqual([...numbers(GENERATION, GENERATION + 2), ...numbers(NEXT, NEXT + 2_000), LATEST])
  })

  it('is not told before its first line is whole', async () => {
    await writeFile(path, line(0))
    follow()
    await toldUpToNumber(0)
    await rename(path, `${path}.1`)
    await writeFile(path, line(0, NEXT).slice(0, 9))
    await appendFile(path, line(0, NEXT).slice(9) + line(1, NEXT))
    expect((await toldUpToNumber(1, NEXT)).map(({ id }) => id)).toEqual([`${GENERATION}-0`, `${NEXT}-0`, `${NEXT}-${line(0, NEXT).length}`])
  })

  it('in place, by a longer one under the same inode, is still known as another', async () => {
    await writeFile(path, line(0))
    const { stop } = follow()
    await toldUpToNumber(0)
    await stop()
    await truncate(path)
    await appendFile(path, lines(0, 5, NEXT))
    follow()
    expect((await toldUpToNumber(5, NEXT)).slice(1).map(({ line: { at } }) => at)).toEqual(numbers(NEXT, NEXT + 5))
  })

  it.each([
    ['an older one, which Redis would refuse line by line,', line(0, GENERATION - 100), 'the clock was set back'],
    ['a shorter one of the same generation', line(0), 'shorter'],
  ])('by %s is a fault that health tells', async (_name, content, fault) => {
    await writeFile(path, lines(0, 3))
    const { stop } = follow()
    await toldUpToNumber(3)
    await stop()
    await writeFile(path, content)
    const { health } = follow()
    await until(() => health()?.detail?.includes(fault) === true)
    expect(health()?.ok).toBe(false)
  })
})

describe('while Redis is away', () => {
  let redis: ChildProcess | undefined
  let port: number
  const startRedis = async () => {
    const started = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--appendonly', 'yes', '--appendfsync', 'always', '--save', ''], { stdio: ['ignore', 'pipe', 'inherit'] })
    redis = started
    await new Promise<void>((resolve, reject) => {
      started.once('error', reject)
      started.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)))
      started.stdout.on('data', (data: Buffer) => data.includes('Ready to accept connections') && resolve())
    })
  }
  const killRedis = async () => {
    const gone = redis && once(redis, 'exit')
    redis?.kill('SIGKILL')
    redis = undefined
    await gone
  }

  beforeEach(async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
    await new Promise((resolve) => server.close(resolve))
    await startRedis()
  })
  afterEach(killRedis)

  it('the journal waits, and nothing of it is lost or told twice', async () => {
    const url = `redis://127.0.0.1:${port}`
    await writeFile(path, lines(0, 1))
    const { follower, health } = follow(url)
    await toldUpToNumber(1, GENERATION, url)
    await killRedis()
    await until(() => !follower.redisConnected)
    await appendFile(path, lines(2, 2_000))
    await until(() => health()?.ok === false)
    await startRedis()
    expect(numbersOf(await toldUpToNumber(2_000, GENERATION, url))).toEqual(numbers(0, 2_000))
    await until(() => health()?.ok === true)
    expect(health()?.detail).toBe('0 bytes behind')
  })
})
