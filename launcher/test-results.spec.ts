import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { PROJECT } from './instance.js'
import { afterASecondLook, closingLine, countOf, fileResults, longest, worthASecondLook } from './test-results.js'

const name = (file: string) => join(PROJECT, 'test', file)
const test = (fullName: string, status: string, failureMessages: string[] = []) => ({ fullName, status, failureMessages })
const jsonOf = (...testResults: unknown[]) => JSON.stringify({ testResults })
const file = (of: string, assertionResults: unknown[], { status = 'passed', message = '', startTime = 0, endTime = 1_000 } = {}) => ({ name: name(of), status, message, startTime, endTime, assertionResults })
const oneFailed = (of: string, ...failing: string[]) => file(of, ['a', 'b', 'c'].map((one) => (failing.includes(one) ? test(one, 'failed', ['it was late']) : test(one, 'passed'))), { status: failing.length > 0 ? 'failed' : 'passed' })

describe('the count', () => {
  it('is of each file, a file that could not be loaded as a failure', () => {
    const results = fileResults(jsonOf(file('a.spec.ts', [test('x', 'passed'), test('y', 'pending'), test('z', 'todo')]), oneFailed('b.spec.ts', 'b'), file('c.spec.ts', [], { status: 'failed', message: 'Cannot find module' })))
    expect(countOf(results)).toEqual({ passed: 3, failed: 2, skipped: 2 })
    expect(results[2]?.failures).toEqual([{ test: 'the file', told: 'Cannot find module' }])
  })
  it('is said plainly', () => {
    expect(closingLine(countOf([{ passed: 1, failed: 0, skipped: 0 }, { passed: 2, failed: 1, skipped: 0 }]))).toBe('3 passed, 1 failed')
    expect(closingLine({ passed: 3, failed: 0, skipped: 1 })).toBe('3 passed, 0 failed, 1 skipped')
  })
  it('tells of a failure what was wrong and where, without colours', () => {
    const message = `Error: \u001B[31mthe citizen waited\u001B[39m in vain\n    at Timeout.<anonymous> (${name('callers/sipp-caller.ts')}:151:42)\n    at Object.<anonymous> (${name('talk/hold.system.spec.ts')}:17:9)`
    const [result] = fileResults(jsonOf(file('talk/hold.system.spec.ts', [test('hold', 'failed', [message])], { status: 'failed' })))
    expect(result?.failures).toEqual([{ test: 'hold', told: 'Error: the citizen waited in vain (line 17)' }])
  })
})

describe('the longest files', () => {
  it('come first, by their place in the project, and no more than wished', () => {
    const results = fileResults(jsonOf(file('a', [], { endTime: 1_400 }), file('b', [], { startTime: 500, endTime: 9_500 }), file('c', [], { endTime: 3_000 })))
    expect(longest(results, 2).map(({ file: of, seconds }) => [of, seconds])).toEqual([['test/b', 9], ['test/c', 3]])
  })
})

describe('a second look', () => {
  it('is given to the files that failed, unless they are many', () => {
    const some = fileResults(jsonOf(oneFailed('a'), oneFailed('b', 'c'), oneFailed('c', 'a', 'b')))
    expect(worthASecondLook(some)).toEqual(['test/b', 'test/c'])
    expect(worthASecondLook(fileResults(jsonOf(...['a', 'b', 'c', 'd', 'e'].map((one) => oneFailed(one, 'a')))))).toEqual([])
  })
  it('takes the place of the first, and what failed only at first is named', () => {
    const first = fileResults(jsonOf(oneFailed('a'), oneFailed('b', 'a', 'c')))
    const { results, unsteady, again } = afterASecondLook(first, fileResults(jsonOf(oneFailed('b', 'c'))))
    expect(countOf(results)).toEqual({ passed: 5, failed: 1, skipped: 0 })
    expect(unsteady).toEqual([{ file: 'test/b', test: 'a', told: 'it was late' }])
    expect(again).toEqual([{ file: 'test/b', test: 'c', told: 'it was late' }])
  })
  it('in which another test fails is a failure', () => {
    const { results } = afterASecondLook(fileResults(jsonOf(oneFailed('b', 'a'))), fileResults(jsonOf(oneFailed('b', 'b'))))
    expect(countOf(results).failed).toBe(1)
  })
  it('that brought nothing changes nothing', () => {
    const first = fileResults(jsonOf(oneFailed('b', 'a')))
    expect(afterASecondLook(first, [])).toEqual({ results: first, unsteady: [], again: [] })
  })
})
