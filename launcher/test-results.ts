import { relative } from 'node:path'
import { PROJECT } from './instance.js'

export interface TestCount {
  passed: number
  failed: number
  skipped: number
}

export interface Failure {
  test: string
  /** The first line of what was wrong, and where in the file. */
  told: string
}

export interface FileResult extends TestCount {
  file: string
  seconds: number
  failures: Failure[]
}

interface JestFile {
  name: string
  status: string
  message: string
  startTime: number
  endTime: number
  assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
}

// eslint-disable-next-line no-control-regex -- what colours a terminal
const COLOURS = /\u001B\[[0-9;]*m/g
const LONGEST_TOLD = 240

function toldBy(message: string, file: string): string {
  const lines = message.replace(COLOURS, '').split('\n').map((line) => line.trim())
  const words = lines.filter((line) => line && !line.startsWith('at ')).slice(0, 6).join(' ')
  const name = file.split('/').at(-1) ?? file
  const place = lines.find((line) => line.startsWith('at ') && line.includes(name))?.match(/:(\d+):\d+/)?.[1]
  return `${words.slice(0, LONGEST_TOLD)}${place ? ` (line ${place})` : ''}`
}

/** What jest's own JSON says of each file. A file that could not even be loaded, or failed around its tests, counts as one failure. */
export function fileResults(json: string): FileResult[] {
  const { testResults } = JSON.parse(json) as { testResults: JestFile[] }
  return testResults.map(({ name, status, message, startTime, endTime, assertionResults }) => {
    const file = relative(PROJECT, name)
    const are = (wanted: string) => assertionResults.filter((one) => one.status === wanted)
    const failures = are('failed').map(({ fullName, failureMessages }) => ({ test: fullName, told: toldBy(failureMessages.join('\n'), file) }))
    if (status === 'failed' && failures.length === 0) failures.push({ test: 'the file', told: toldBy(message, file) })
    const passed = are('passed').length
    return { file, seconds: Math.round((endTime - startTime) / 1000), passed, failed: failures.length, skipped: assertionResults.length - passed - are('failed').length, failures }
  })
}

export const countOf = (results: readonly TestCount[]): TestCount =>
  results.reduce<TestCount>((sum, { passed, failed, skipped }) => ({ passed: sum.passed + passed, failed: sum.failed + failed, skipped: sum.skipped + skipped }), { passed: 0, failed: 0, skipped: 0 })

/** The plain closing line. */
export const closingLine = ({ passed, failed, skipped }: TestCount) => `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`

/** The files that took longest, the longest first. */
export const longest = (results: readonly FileResult[], count: number): FileResult[] => [...results].sort((a, b) => b.seconds - a.seconds).slice(0, count)

/** More than this many failing files are no accident. */
const MOST_LOOKED_AT_AGAIN = 4

/**
 * The files that are run once more, alone: a file beside which another file took the machine may have waited in vain for what was only late.
 * @returns none when so many failed that the product must be at fault
 */
export function worthASecondLook(results: readonly FileResult[]): string[] {
  const failed = results.filter(({ failures }) => failures.length > 0).map(({ file }) => file)
  return failed.length > MOST_LOOKED_AT_AGAIN ? [] : failed
}

/** What counts after files were run once more: their second result. What failed only at first is unsteady; what failed `again` is told by its first words too, which may be others. */
export function afterASecondLook(first: readonly FileResult[], second: readonly FileResult[]) {
  const now = new Map(second.map((result) => [result.file, result]))
  const failed = first.flatMap(({ file, failures }) => {
    const still = new Set(now.get(file)?.failures.map(({ test }) => test))
    return now.has(file) ? failures.map((failure) => ({ ...failure, file, again: still.has(failure.test) })) : []
  })
  const those = (wanted: boolean) => failed.filter(({ again }) => again === wanted).map(({ again: _, ...failure }) => failure)
  return { results: first.map((result) => now.get(result.file) ?? result), unsteady: those(false), again: those(true) }
}
