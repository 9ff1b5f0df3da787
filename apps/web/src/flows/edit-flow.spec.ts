import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import { AGAIN, checkFlow, exitsOf, FLOW_LANGUAGES, FLOW_NODE_KINDS, FlowFile, type FlowNode } from '@app/flow'
import fc from 'fast-check'
import { parse } from 'yaml'
import { addNode, addPrompt, callNode, changeFlow, changeNode, changePrompt, connect, deleteNode, deletePrompt, freeNodeName, placeNodes, renameNode } from './edit-flow.js'
import { beginHistory, edited, redo, undo } from './edit-history.js'
import { newNode, UNCONNECTED } from './new-node.js'

const shipped = FlowFile.parse(parse(readFileSync(new URL('../../../../libs/flow/src/small-flow.testing.yaml', import.meta.url), 'utf8')))
const queues = ['procedures', 'reports']
const verdict = (flow: FlowFile) => {
  const { faults, warnings } = checkFlow(flow, { queues })
  return [...faults, ...warnings].map(({ code }) => code).sort()
}

type Edit = (flow: FlowFile) => FlowFile
const among = (flow: FlowFile, index: number) => Object.keys(flow.nodes)[index % Math.max(1, Object.keys(flow.nodes).length)] ?? 'none'
const exitOf = (flow: FlowFile, name: string, index: number) => {
  const exits = flow.nodes[name] ? exitsOf(flow.nodes[name]) : []
  return exits[index % Math.max(1, exits.length)]?.exit ?? 'next'
}
const index = fc.nat({ max: 40 })
const words = fc.oneof(fc.string({ maxLength: 80 }), fc.string({ unit: 'grapheme', maxLength: 80 }), fc.constantFrom('Tra cứu hồ sơ', 'constructor', 'unconnected', 'again', '', '   ', 'main-menu'))
const kind = fc.constantFrom(...FLOW_NODE_KINDS)
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind, title: words, queue: words }).map((node): Edit => (flow) => addNode(flow, { ...node, name: freeNodeName(flow, node.title) })),
  fc.record({ kind, name: words, title: words }).map((node): Edit => (flow) => addNode(flow, { ...node, queue: 'reports' })),
  index.map((at): Edit => (flow) => deleteNode(flow, among(flow, at))),
  fc.tuple(index, words).map(([at, to]): Edit => (flow) => renameNode(flow, among(flow, at), to)),
  fc.tuple(index, words).map(([at, to]): Edit => (flow) => callNode(flow, among(flow, at), to).flow),
  fc.tuple(index, index, index, fc.boolean()).map(([from, exit, to, away]): Edit => (flow) => connect(flow, among(flow, from), exitOf(flow, among(flow, from), exit), away ? null : among(flow, to))),
  fc.tuple(index, kind, words).map(([at, as, queue]): Edit => (flow) => changeNode(flow, among(flow, at), newNode(flow, as, 'welcome', queue))),
  fc.tuple(index, fc.double(), words).map(([at, timeout, key]): Edit => (flow) => changeNode(flow, among(flow, at), { ...flow.nodes[among(flow, at)], timeout, prompts: [], choices: { [key]: key } } as unknown as FlowNode)),
  words.map((name): Edit => (flow) => addPrompt(flow, name)),
  words.map((name): Edit => (flow) => deletePrompt(flow, name)),
  fc.tuple(index, fc.constantFrom(...FLOW_LANGUAGES), fc.oneof(words, fc.string({ minLength: 1_990, maxLength: 2_010 }), fc.array(fc.oneof(words, fc.record({ en: words }))))).map(
    ([at, language, text]): Edit => (flow) => changePrompt(flow, Object.keys(flow.prompts)[at % Object.keys(flow.prompts).length] ?? '', language, text),
  ),
  fc.tuple(index, fc.double(), fc.double()).map(([at, x, y]): Edit => (flow) => placeNodes(flow, { [among(flow, at)]: { x, y } })),
  fc.constant<Edit>((flow) => placeNodes(flow, null)),
  fc.record({ start: words, name: words }).map((part): Edit => (flow) => changeFlow(flow, part)),
)

describe('editing a flow', () => {
  it('never makes what the file could not hold', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
        const after = edits.reduce((flow, step) => step(flow), shipped)
        expect(FlowFile.safeParse(after).error?.issues).toBeUndefined()
      }),
    )
  })

  it('takes each step back to the very same flow, and forth again', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 15 }), (edits) => {
        const done = edits.reduce((history, step) => edited(history, step(history.present)), beginHistory(shipped))
        const back = done.past.reduce((history) => undo(history), done)
        expect(back.present).toBe(shipped)
        expect(undo(back)).toBe(back)
        expect(back.future.reduce((history) => redo(history), back).present).toBe(done.present)
      }),
    )
  })

  it('keeps the verdict when a node is renamed, whatever was edited before', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 8 }), index, words, (edits, at, title) => {
        const flow = edits.reduce((before, step) => step(before), shipped)
        const name = among(flow, at)
        const called = callNode(flow, name, title)
        expect(verdict(called.flow)).toEqual(verdict(flow))
        expect(Object.keys(called.flow.nodes)).toHaveLength(Object.keys(flow.nodes).length)
        expect(Object.hasOwn(called.flow.nodes, called.name) || !Object.hasOwn(flow.nodes, name)).toBe(true)
      }),
    )
  })

  it('lets everything follow a new name', () => {
    const { flow, name } = callNode(placeNodes(shipped, { operator: { x: 1, y: 2 } }), 'operator', 'Gặp tổng đài viên')
    expect(name).toBe('gap-tong-dai-vien')
    expect(JSON.stringify(flow.nodes)).not.toContain('"operator"')
    expect(flow.nodes['main-menu']).toMatchObject({ choices: { 0: name, '*': AGAIN }, onMisses: name })
    expect([flow.titles, flow.layout]).toEqual([{ [name]: 'Gặp tổng đài viên' }, { [name]: { x: 1, y: 2 } }])
  })

  it('deletes a node with the prompts that only it used, and shows where it was missed', () => {
    const after = deleteNode(shipped, 'reports')
    expect(after.nodes['main-menu']).toMatchObject({ choices: { 2: UNCONNECTED } })
    expect(Object.keys(after.prompts)).not.toContain('to-reports')
    expect(verdict(after)).toEqual(['unknown-node'])
  })

  it('gives a new node what it must say, still without words', () => {
    const after = addNode(shipped, { kind: 'say', name: 'notice', title: 'Thông báo', queue: 'reports' })
    expect(after.nodes['notice']).toMatchObject({ kind: 'say', prompts: ['notice'] })
    expect(verdict(after)).toEqual(['missing-text', 'unknown-node', 'unreachable-node'])
    const spoken = FLOW_LANGUAGES.reduce((flow, language) => changePrompt(flow, 'notice', language, 'x'), connect(connect(after, 'notice', 'next', 'main-menu'), 'welcome', 'next', 'notice'))
    expect(verdict(spoken)).toEqual([])
  })

  it('gives a queue its ways out and takes them back', () => {
    const led = connect(shipped, 'reports', 'nobody', 'operator')
    expect(led.nodes['reports']).toMatchObject({ nobody: 'operator' })
    expect(connect(led, 'reports', 'nobody', null).nodes['reports']).toEqual(shipped.nodes['reports'])
  })

  it('makes one step of a word that is typed', () => {
    const typed = ['x', 'xi', 'xin'].reduce((history, text) => edited(history, changePrompt(history.present, 'welcome', 'vi', text), 'welcome vi'), beginHistory(shipped))
    expect(typed.past).toEqual([shipped])
    expect(edited(typed, changePrompt(typed.present, 'welcome', 'en', 'x'), 'welcome en').past).toHaveLength(2)
  })
})
