import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { parseFlow, type FlowFaultCode } from './parse-flow.js'

const good = readFileSync(new URL('../../../flows/1022.yaml', import.meta.url), 'utf8')
const names = ['welcome', 'recording-notice', 'main-menu', 'no-digit', 'wrong-digit', 'to-procedures', 'to-reports', 'to-operator']
const world = { prompts: { vi: names, en: names }, queues: ['procedures', 'reports'] }

const lineWith = (text: string, part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1

describe('parseFlow', () => {
  it('gives the same version whatever the comments', () => {
    const [a, b] = [parseFlow(good, world), parseFlow(`# another comment\n${good}`, world)]
    expect('flow' in a && 'flow' in b && a.flow.version === b.flow.version).toBe(true)
  })

  const broken: [FlowFaultCode, string, string, string][] = [
    ['bad-yaml', 'kind: menu', 'kind: [menu', 'prompts: [main-menu]'],
    ['bad-field', 'timeout: 5', 'timeout: soon', 'timeout: soon'],
    ['bad-digit', '9: english', 'A: english', 'A: english'],
    ['unknown-node', '2: reports', '2: report', '2: report'],
    ['unreachable-node', '2: reports', '2: procedures', '  reports:'],
    ['loop-without-digit', 'onMisses: operator', 'onMisses: english', '  main-menu:'],
    ['missing-prompt', 'noDigit: [no-digit]', 'noDigit: [no-key]', 'noDigit: [no-key]'],
    ['unknown-queue', 'queue: reports', 'queue: pets', 'queue: pets'],
  ]
  it.each(broken)('%s is told with its line', (code, from, to, at) => {
    const text = good.replace(from, to)
    const result = parseFlow(text, world)
    const found = 'faults' in result ? result.faults : []
    expect(found.map((fault) => [fault.code, fault.line])).toContainEqual([code, lineWith(text, at)])
  })

  it('names a missing exit', () => {
    const text = good.replace(/choices:[\s\S]*?again/, "choices:\n      '*': again")
    const result = parseFlow(text, world)
    expect('faults' in result && result.faults.some((fault) => fault.code === 'no-exit')).toBe(true)
  })

  it('finds every fault, in the order of the lines', () => {
    const result = parseFlow(good.replace('2: reports', '2: report').replace('queue: reports', 'queue: pets'), world)
    const lines = 'faults' in result ? result.faults.map((fault) => fault.line) : []
    expect(lines.length).toBeGreaterThanOrEqual(3)
    expect(lines).toEqual([...lines].sort((a, b) => a - b))
  })
})
