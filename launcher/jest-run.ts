import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PROJECT } from './instance.js'
import { fileResults, type FileResult } from './test-results.js'

export type TestProject = 'unit' | 'integration' | 'system'

/** Ample: a limit is there to end what hangs, not to judge how quick the machine is. */
const TEST_TIMEOUT_MS: Record<TestProject, number> = { unit: 60_000, integration: 300_000, system: 240_000 }

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

/** What stands for jest itself, which is no file. */
const jestItself = (test: string, told: string): FileResult => ({ file: 'jest', seconds: 0, passed: 0, failed: 1, skipped: 0, failures: [{ test, told }] })

/**
 * Runs one of jest's projects and reads its result, file by file.
 * @returns a failure when jest itself could not run
 */
export async function runJest(project: TestProject, { patterns, environment, workers, ending }: JestRun): Promise<FileResult[]> {
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
    const results = fileResults(readFileSync(report, 'utf8'))
    const wholeRunFailed = code !== 0 && results.every(({ failed }) => failed === 0)
    return wholeRunFailed ? [...results, jestItself(project, `ended with status ${code}`)] : results
  } catch (error) {
    return [jestItself(project, `left no result: ${String(error)}`)]
  } finally {
    rmSync(report, { force: true })
  }
}
