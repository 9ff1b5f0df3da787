import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { PROJECT } from './instance.js'

export interface TestCount {
  passed: number
  failed: number
  skipped: number
}

export type TestProject = 'unit' | 'integration' | 'system'

/** Ample: a limit is there to end what hangs, not to judge how quick the machine is. */
const TEST_TIMEOUT_MS: Record<TestProject, number> = { unit: 60_000, integration: 300_000, system: 240_000 }

/** What jest's own JSON says. A suite that could not even be loaded counts as one failure. */
export function countOf(json: string): TestCount {
  const report = JSON.parse(json) as { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number; numRuntimeErrorTestSuites: number }
  return { passed: report.numPassedTests, failed: report.numFailedTests + report.numRuntimeErrorTestSuites, skipped: report.numPendingTests + report.numTodoTests }
}

export const addCounts = (a: TestCount, b: TestCount): TestCount => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped })

/** The plain closing line. */
export const closingLine = ({ passed, failed, skipped }: TestCount) => `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

/** How long each file took, the longest first. */
export function longest(json: string, count: number): { file: string; seconds: number }[] {
  const report = JSON.parse(json) as { testResults: { name: string; startTime: number; endTime: number }[] }
  const files = report.testResults.map(({ name, startTime, endTime }) => ({ file: relative(PROJECT, name), seconds: Math.round((endTime - startTime) / 1000) }))
  return files.sort((a, b) => b.seconds - a.seconds).slice(0, count)
}

/** Modules of files that are done stay in a worker's memory; of fifty apps they are gigabytes. */
const WORKER_MEMORY = '--workerIdleMemoryLimit=1GB'

export interface JestRun {
  patterns: string[]
  environment: NodeJS.ProcessEnv
  /** How many files run side by side; for system tests as many as there are stacks. */
  workers: number
  /** Aborted, it ends jest too: what goes on testing would test the next run's stack. */
  ending: AbortSignal
}

/**
 * Runs one of jest's projects and reads its result.
 * @returns a failure when jest itself could not run
 */
export async function runJest(project: TestProject, { patterns, environment, workers, ending }: JestRun): Promise<TestCount> {
  const report = join(PROJECT, '.data', `jest-${project}-${process.pid}.json`)
  mkdirSync(dirname(report), { recursive: true })
  const args = ['--experimental-vm-modules', '--no-warnings', join(PROJECT, 'node_modules/jest/bin/jest.js'), '--selectProjects', project, '--json', `--outputFile=${report}`, '--passWithNoTests']
  args.push(`--testTimeout=${TEST_TIMEOUT_MS[project]}`, ...(workers === 1 ? ['--runInBand'] : [`--maxWorkers=${workers}`, WORKER_MEMORY]))
  // A browser left open by a failed test must not hold the run.
  if (project === 'system') args.push('--forceExit', `--testSequencer=${join(PROJECT, 'test/stack/longest-first.mjs')}`)
  const child = spawn(process.execPath, [...args, ...patterns], { cwd: PROJECT, env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'inherit'] })
  const end = () => child.kill('SIGKILL')
  ending.addEventListener('abort', end)
  const code = await new Promise<number | null>((resolve) => child.once('exit', (status) => resolve(status)))
  ending.removeEventListener('abort', end)
  try {
    const json = readFileSync(report, 'utf8')
    if (project !== 'unit') for (const { file, seconds } of longest(json, 8)) process.stdout.write(`   ${String(seconds).padStart(4)} s  ${file}\n`)
    const count = countOf(json)
    return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
  } catch (error) {
    process.stderr.write(`jest left no result for ${project}: ${String(error)}\n`)
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    rmSync(report, { force: true })
  }
}
