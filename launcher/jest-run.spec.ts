import { describe, expect, it } from '@jest/globals'
import { join } from 'node:path'
import { PROJECT } from './instance.js'
import { addCounts, closingLine, countOf, longest } from './jest-run.js'

describe('the closing line', () => {
  it('counts what the runners counted, a suite that could not be loaded as a failure', () => {
    const json = JSON.stringify({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 0, numRuntimeErrorTestSuites: 1 })
    expect(countOf(json)).toEqual({ passed: 5, failed: 2, skipped: 2 })
  })
  it('adds up', () => {
    expect(closingLine(addCounts({ passed: 1, failed: 0, skipped: 0 }, { passed: 2, failed: 1, skipped: 0 }))).toBe('3 passed, 1 failed')
    expect(closingLine({ passed: 3, failed: 0, skipped: 1 })).toBe('3 passed, 0 failed, 1 skipped')
  })
})

describe('the longest files', () => {
  it('come first, by their place in the project, and no more than wished', () => {
    const name = (file: string) => join(PROJECT, 'test', file)
    const json = JSON.stringify({ testResults: [{ name: name('a'), startTime: 0, endTime: 1_400 }, { name: name('b'), startTime: 500, endTime: 9_500 }, { name: name('c'), startTime: 0, endTime: 3_000 }] })
    expect(longest(json, 2)).toEqual([{ file: 'test/b', seconds: 9 }, { file: 'test/c', seconds: 3 }])
  })
})
