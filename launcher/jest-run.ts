import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PROJECT } from './instance.js'

export interface TestCount {
  passed: number
  failed: number
  skipped: number
}

export type TestProject = 'unit' | 'integration' | 'system'

const TEST_TIMEOUT_MS: Record<TestProject, number> = { unit: 10_000, integration: 120_000, system: 180_000 }

/** What jest's own JSON says. A suite that could not even be loaded counts as one failure. */
export function countOf(json: string): TestCount {
  const report = JSON.parse(json) as { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number; numRuntimeErrorTestSuites: number }
  return { passed: report.numPassedTests, failed: report.numFailedTests + report.numRuntimeErrorTestSuites, skipped: report.numPendingTests + report.numTodoTests }
}

export const addCounts = (a: TestCount, b: TestCount): TestCount => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped })

/** The plain closing line. */
export const closingLine = ({ passed, failed, skipped }: TestCount) => `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

/**
 * Runs one of jest's projects and reads its result.
 * @param ending aborted, it ends jest too: what goes on testing would test the next run's stack
 * @returns a failure when jest itself could not run
 */
export async function runJest(project: TestProject, patterns: string[], environment: NodeJS.ProcessEnv, ending: AbortSignal): Promise<TestCount> {
  const report = join(PROJECT, '.data', `jest-${project}-${process.pid}.json`)
  mkdirSync(dirname(report), { recursive: true })
  const args = ['--experimental-vm-modules', '--no-warnings', join(PROJECT, 'node_modules/jest/bin/jest.js'), '--selectProjects', project, '--json', `--outputFile=${report}`, '--passWithNoTests']
  args.push(`--testTimeout=${TEST_TIMEOUT_MS[project]}`)
  // One stack, so one test at a time; a browser left open by a failed test must not hold the run.
  if (project === 'system') args.push('--runInBand', '--forceExit')
  const child = spawn(process.execPath, [...args, ...patterns], { cwd: PROJECT, env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'inherit'] })
  const end = () => child.kill('SIGKILL')
  ending.addEventListener('abort', end)
  const code = await new Promise<number | null>((resolve) => child.once('exit', (status) => resolve(status)))
  ending.removeEventListener('abort', end)
  try {
    const count = countOf(readFileSync(report, 'utf8'))
    return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count
  } catch (error) {
    process.stderr.write(`jest left no result for ${project}: ${String(error)}\n`)
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    rmSync(report, { force: true })
  }
}
