// npm test [-- unit|integration|system …] [-- <jest pattern> …]
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installPrograms } from './debian-packages.js'
import { openInstance, type Instance } from './instance.js'
import { addCounts, closingLine, runJest, type TestCount, type TestProject } from './jest-run.js'
import { asteriskDir, trunkContact } from './parts/asterisk.js'
import { databaseServerUrl } from './parts/mariadb.js'
import { publicUrl } from './parts/edge.js'
import { redisUrl } from './parts/redis.js'
import { claim, logDir, runDir, startStack, startStores } from './stack.js'
import type { StackDescription } from './stack-description.js'
import { Supervisor } from './supervisor.js'
import { Trouble } from './trouble.js'

const PROJECTS = ['unit', 'integration', 'system'] as const
const isProject = (word: string): word is TestProject => (PROJECTS as readonly string[]).includes(word)

// A test's stack is private: what points `npm start` at somebody else's parts must not reach it.
for (const name of ['DATABASE_URL', 'REDIS_URL', 'ARI_URL']) delete process.env[name]

const words = process.argv.slice(2)
const chosen = words.filter(isProject)
const patterns = words.filter((word) => !isProject(word))
const projects = chosen.length > 0 ? chosen : PROJECTS
const MOST_INSTANCES = 20
const SEED_PASSWORD = 'test-password'

let supervisor: Supervisor | undefined
const ending = new AbortController()
const stop = async (status: number) => {
  ending.abort()
  await supervisor?.stop()
  process.exit(status)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(1))

/** The first test instance that nobody uses, neither its folder nor its ports. */
async function claimInstance(): Promise<Instance> {
  let trouble: unknown
  for (let i = 0; i < MOST_INSTANCES; i++) {
    const instance = openInstance(i === 0 ? 'test' : `test-${i + 1}`, 20_220 + i * 1_000)
    try {
      await claim(instance)
      forget(instance)
      return instance
    } catch (error) {
      if (!(error instanceof Trouble)) throw error
      trouble = error
    }
  }
  throw trouble
}

/** Where a test may play a system outside, whom flows ask. */
const outside = ({ ports }: Instance) => `127.0.0.1:${ports.sip + 1}`

/** Where a test may play the mail server to which Hotline gives its mails. */
const mail = ({ ports }: Instance) => `127.0.0.1:${ports.sip + 2}`

/** Each run begins with nothing but the sounds, which are kept by content. */
function forget({ dir }: Instance): void {
  for (const folder of ['mariadb', 'redis', 'log', 'asterisk/lib', 'asterisk/log', 'asterisk/recordings', 'asterisk/voicemail', 'flows', 'attachments']) rmSync(join(dir, folder), { recursive: true, force: true })
}

async function run(): Promise<TestCount> {
  let total: TestCount = { passed: 0, failed: 0, skipped: 0 }
  const test = async (project: TestProject, environment: NodeJS.ProcessEnv) => {
    process.stdout.write(`\n── ${project} tests ──\n`)
    const count = await runJest(project, patterns, environment, ending.signal)
    process.stdout.write(`── ${project}: ${closingLine(count)}\n`)
    total = addCounts(total, count)
  }
  if (projects.includes('unit')) await test('unit', {})
  if (projects.includes('integration')) {
    await installPrograms(['mariadbd', 'redis-server', 'sox', 'espeak-ng'])
    const instance = await claimInstance()
    supervisor = new Supervisor({ runDir: runDir(instance), logDir: logDir(instance) })
    await startStores(instance, supervisor, true)
    await test('integration', { TEST_DATABASE_SERVER_URL: databaseServerUrl(instance), TEST_REDIS_URL: redisUrl(instance) })
    await supervisor.stop()
    supervisor = undefined
  }
  if (projects.includes('system')) {
    await installPrograms(['sipp', 'chromium'])
    const instance = await claimInstance()
    supervisor = new Supervisor({ runDir: runDir(instance), logDir: logDir(instance) })
    supervisor.onRestart = (part, how, delay) => process.stdout.write(`  (${part} ${how}; started again in ${delay} ms)\n`)
    const { environment } = await startStack(
      { instance, fast: true, seedPassword: SEED_PASSWORD, tuning: { queueLimit: 35, ringSeconds: 8 }, settings: { WRAP_UP_SECONDS: '8', CALL_BACK_FROM: '00:00', CALL_BACK_UNTIL: '24:00', CALL_BACK_RETRY_MINUTES: '0.05', OUTGOING_CALL_RETRY_MINUTES: '0.05', SMTP_URL: `smtp://${mail(instance)}`, WEB_REQUEST_HOSTS: outside(instance) } },
      supervisor,
    )
    const description: StackDescription = {
      address: publicUrl(instance),
      sipTarget: `127.0.0.1:${instance.ports.sip}`,
      trunkContact: trunkContact(instance.ports),
      outside: outside(instance),
      mail: mail(instance),
      runDir: runDir(instance),
      logDir: logDir(instance),
      seedPassword: SEED_PASSWORD,
      asteriskDir: asteriskDir(instance),
      flowsDir: join(instance.dir, 'flows'),
      databaseUrl: environment['DATABASE_URL'] ?? '',
      redisUrl: environment['REDIS_URL'] ?? '',
    }
    const file = join(instance.dir, 'stack.json')
    writeFileSync(file, JSON.stringify(description, null, 2), { mode: 0o600 })
    await test('system', { STACK_FILE: file })
    await supervisor.stop()
    supervisor = undefined
  }
  if (total.passed + total.failed === 0) process.stdout.write(`No test matches ${patterns.join(' ')}\n`)
  return total
}

try {
  const total = await run()
  process.stdout.write(`\n${closingLine(total)}\n`)
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
} catch (error) {
  process.stderr.write(`\n${error instanceof Trouble ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.stdout.write(`\n0 passed, 1 failed\n`)
  await stop(1)
}
