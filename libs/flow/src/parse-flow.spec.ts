import { describe, expect, it } from '@jest/globals'
import { checkFlow, type FlowFaultCode } from './check-flow.js'
import { parseFlow } from './parse-flow.js'
import { shippedFlow, shippedText, smallText as good, world } from './shipped-flow.testing.js'

const lineWith = (text: string, part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1

describe('parseFlow', () => {
  it('takes the shipped flow without a fault or a warning', () => {
    const { flow, faults, warnings } = parseFlow(shippedText, world)
    expect({ faults, warnings }).toEqual({ faults: [], warnings: [] })
    expect(flow?.name).toBe('1022')
  })

  it('gives the same version whatever the comments, the order of nodes, and where the editor drew them', () => {
    expect(parseFlow(`# another comment\n${shippedText}`, world).flow?.version).toBe(shippedFlow().version)
    const { version, ...file } = shippedFlow()
    const reversed = { ...file, nodes: Object.fromEntries(Object.entries(file.nodes).reverse()), layout: { welcome: { x: 1, y: 2 } } }
    expect(checkFlow(reversed, world).flow?.version).toBe(version)
    expect(checkFlow({ ...file, main: 'welcome' }, world).flow?.version).not.toBe(version)
  })

  const broken: [FlowFaultCode, string, string, string][] = [
    ['bad-yaml', 'kind: menu', 'kind: [menu', 'prompts: [main-menu]'],
    ['bad-field', 'timeout: 5', 'timeout: soon', 'timeout: soon'],
    ['bad-digit', '9: english', 'A: english', 'A: english'],
    ['unknown-node', '2: reports', '2: report', '2: report'],
    ['unreachable-node', '2: reports', '2: procedures', '  reports:'],
    ['loop-without-digit', 'onMisses: goodbye', 'onMisses: after-status', '  after-status:\n    kind'],
    ['missing-prompt', 'noDigit: [no-digit]', 'noDigit: [no-key]', 'noDigit: [no-key]'],
    ['missing-text', 'en: Ticket number', "en: ''", '  ticket:'],
    ['unknown-queue', 'queue: reports', 'queue: pets', 'queue: pets'],
    ['bad-field', 'queue: reports', 'queue: reports\n    ignoreHours: true\n    closed: goodbye', 'closed: goodbye'],
    ['loop-without-digit', 'queue: reports', 'queue: reports\n    closed: reports', '  reports:\n    kind'],
    ['unknown-node', 'queue: reports', 'queue: reports\n    closed: nowhere', 'closed: nowhere'],
    ['unknown-hours', 'kind: say\n    prompts: [welcome, recording-notice]\n    next: main-menu', 'kind: hours\n    hours: office\n    open: main-menu\n    closed: operator\n    holiday: operator', 'hours: office'],
    ['unknown-variable', 'code: code', 'code: number', 'code: number'],
    ['unknown-variable', '{ value: department', '{ value: office', '{ value: office'],
  ]
  it.each(broken)('%s is told with its line', (code, from, to, at) => {
    expect(good).toContain(from)
    const text = good.replace(from, to)
    const { flow, faults } = parseFlow(text, world)
    expect(flow).toBeNull()
    const line = at.includes('\n') ? text.slice(0, text.indexOf(at)).split('\n').length : lineWith(text, at)
    expect(faults.map((fault) => [fault.code, fault.line])).toContainEqual([code, line])
  })

  it('names a missing exit', () => {
    const text = good.replace(/choices:[\s\S]*?again/, "choices:\n      '*': again")
    expect(parseFlow(text, world).faults.map(({ code }) => code)).toContain('no-exit')
  })

  it('finds every fault, in the order of the lines', () => {
    const lines = parseFlow(good.replace('2: reports', '2: report').replace('queue: reports', 'queue: pets'), world).faults.map((fault) => fault.line)
    expect(lines.length).toBeGreaterThanOrEqual(3)
    expect(lines).toEqual([...lines].sort((a, b) => a - b))
  })
})

describe('what a careful person would change', () => {
  const codes = (text: string) => parseFlow(text, world).warnings.map(({ code }) => code)

  it('is a menu of over five choices', () => {
    expect(codes(good.replace('9: english', '9: english\n      4: reports\n      5: reports'))).toContain('too-many-choices')
  })
  it('is a prompt that nothing uses', () => {
    expect(codes(good.replace('prompts: [welcome, recording-notice]', 'prompts: [welcome]'))).toEqual(['unused-prompt'])
  })
  it('is a person whom only who knows four keys reaches, or nobody', () => {
    const deep = (keys: number) =>
      checkFlow(
        {
          name: 'deep',
          start: 'm1',
          main: 'm1',
          prompts: { p: { vi: 'a', en: 'a' } },
          nodes: {
            ...Object.fromEntries(Array.from({ length: keys }, (_, i) => [`m${i + 1}`, { kind: 'menu', prompts: ['p'], timeout: 3, choices: { 1: i + 1 === keys ? 'people' : `m${i + 2}` }, misses: 2, onMisses: 'bye' }])),
            people: { kind: 'queue', queue: 'reports' },
            bye: { kind: 'hang-up' },
          },
        },
        world,
      )
    expect(deep(3)).toMatchObject({ faults: [], warnings: [] })
    expect(deep(4).warnings.map(({ code }) => code)).toEqual(['person-too-deep'])
  })
})
