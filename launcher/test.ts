// npm test [-- unit|integration|system …] [-- <jest pattern> …]
import { availableParallelism } from 'node:os'
import { delimiter } from 'node:path'
import { installPrograms } from './debian-packages.js'
import { openInstance, type Instance } from './instance.js'
import { runJest, type TestProject } from './jest-run.js'
import { databaseServerUrl } from './parts/mariadb.js'
import { redisUrl } from './parts/redis.js'
import { claim, logDir, runDir, startStores } from './stack.js'
import { Supervisor } from './supervisor.js'
import { afterASecondLook, closingLine, countOf, longest, worthASecondLook, type FileResult, type TestCount } from './test-results.js'
import { forget, startTestStack } from './test-stack.js'
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
/** Of three on two cores, sound would be late. */
const MOST_STACKS = 2
/** How many whole stacks system tests run on, a file at a time on each. One leaves most of two cores idle, since most of a system test is waiting for a telephone. */
const STACKS = Math.max(1, Number(process.env['TEST_STACKS'] ?? Math.min(MOST_STACKS, availableParallelism())))

const supervisors: Supervisor[] = []
const ending = new AbortController()
/** Ends every part of every stack. */
const stopAll = () => Promise.all(supervisors.splice(0).map((supervisor) => supervisor.stop()))
const stop = async (status: number) => {
  ending.abort()
  await stopAll()
  process.exit(status)
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(1))

let nextInstance = 0

/** The next test instance that nobody uses, neither its folder nor its ports. */
async function claimInstance(): Promise<Instance> {
  let trouble: unknown
  while (nextInstance < MOST_INSTANCES) {
    const i = nextInstance++
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

function supervise(instance: Instance): Supervisor {
  const supervisor = new Supervisor({ runDir: runDir(instance), logDir: logDir(instance) })
  supervisor.onRestart = (part, how, delay) => process.stdout.write(`  (${part} of ${instance.name} ${how}; started again in ${delay} ms)\n`)
  supervisors.push(supervisor)
  return supervisor
}

const LONGEST_TOLD = 8

function tell(project: TestProject, results: readonly FileResult[]): void {
  if (project !== 'unit') for (const { file, seconds } of longest(results, LONGEST_TOLD)) process.stdout.write(`   ${String(seconds).padStart(4)} s  ${file}\n`)
  for (const { file, failures } of results) for (const { test, told } of failures) process.stdout.write(`✗ ${file}: ${test}: ${told}\n`)
  process.stdout.write(`── ${project}: ${closingLine(countOf(results))}\n`)
}

async function run(): Promise<TestCount> {
  const all: FileResult[] = []
  const test = async (project: TestProject, environment: NodeJS.ProcessEnv, workers: number, only = patterns) => {
    process.stdout.write(`\n── ${project} tests ──\n`)
    const results = await runJest(project, { patterns: only, environment, workers, ending: ending.signal })
    tell(project, results)
    return results
  }
  /** What failed beside another file is run once more, alone, on a stack that has seen no call; what passes then is told as unsteady. */
  const lookedAtAgain = async (first: FileResult[], instance: Instance) => {
    const files = worthASecondLook(first)
    if (files.length === 0) return first
    process.stdout.write(`\n── once more, alone: ${files.join(' ')}\n`)
    forget(instance)
    const stackFile = await startTestStack(instance, supervise(instance), undefined).catch((error: unknown) => {
      process.stdout.write(`no second look: ${error instanceof Error ? error.message : String(error)}\n`)
    })
    if (stackFile === undefined) return first
    const { results, unsteady, again } = afterASecondLook(first, await test('system', { STACK_FILES: stackFile }, 1, files))
    for (const { file, test: name, told } of again) process.stdout.write(`✗ at first: ${file}: ${name}: ${told}\n`)
    for (const { file, test: name, told } of unsteady) process.stdout.write(`!! unsteady, a bug to be found: ${file}: ${name}: ${told}\n`)
    return results
  }
  if (projects.includes('unit')) all.push(...(await test('unit', {}, availableParallelism())))
  if (projects.includes('integration')) {
    await installPrograms(['mariadbd', 'redis-server', 'sox', 'espeak-ng'])
    const instance = await claimInstance()
    const supervisor = supervise(instance)
    await startStores(instance, supervisor, true)
    all.push(...(await test('integration', { TEST_DATABASE_SERVER_URL: databaseServerUrl(instance), TEST_REDIS_URL: redisUrl(instance) }, availableParallelism())))
    await stopAll()
  }
  if (projects.includes('system')) {
    await installPrograms(['sipp', 'chromium'])
    const instances: Instance[] = []
    const files: string[] = []
    for (let i = 0; i < STACKS; i++) {
      const instance = await claimInstance()
      files.push(await startTestStack(instance, supervise(instance), instances[0]))
      instances.push(instance)
    }
    const results = await test('system', { STACK_FILES: files.join(delimiter) }, files.length)
    await stopAll()
    all.push(...(instances[0] ? await lookedAtAgain(results, instances[0]) : results))
    await stopAll()
  }
  const total = countOf(all)
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
