import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import { AGAIN, exitsOf, FLOW_LANGUAGES, promptsOf, type Flow, type FlowLanguage, type FlowNode } from './flow.js'
import { FlowFile } from './flow-schema.js'
import { hashOf } from './hash-of.js'

export type FlowFaultCode =
  | 'bad-yaml'
  | 'bad-field'
  | 'bad-digit'
  | 'unknown-node'
  | 'unreachable-node'
  | 'no-exit'
  | 'loop-without-digit'
  | 'missing-prompt'
  | 'unknown-queue'

export interface FlowFault {
  /** From 1. */
  line: number
  node: string | null
  code: FlowFaultCode
  message: { vi: string; en: string }
}

/** What a flow may name. */
export interface FlowWorld {
  prompts: Record<FlowLanguage, readonly string[]>
  queues: readonly string[]
}

type Path = readonly (string | number)[]

/** Reads and checks a flow's YAML. Every fault is found, each with its line; a flow with a fault is no flow. */
export function parseFlow(text: string, world: FlowWorld): { flow: Flow } | { faults: FlowFault[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, stringKeys: true })
  const faults: FlowFault[] = document.errors.map((error) => ({
    line: error.linePos?.[0].line ?? 1,
    node: null,
    code: 'bad-yaml',
    message: { vi: `Tệp YAML sai cú pháp: ${error.message.split('\n')[0]}`, en: `Not valid YAML: ${error.message.split('\n')[0]}` },
  }))
  if (faults.length > 0) return { faults }

  const fault = (path: Path, code: FlowFaultCode, vi: string, en: string) => {
    faults.push({ line: lineOf(document, lines, path), node: path[0] === 'nodes' && path.length > 1 ? String(path[1]) : null, code, message: { vi, en } })
  }
  const parsed = FlowFile.safeParse(document.toJS() ?? {})
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))
      const field = path.join('.') || 'file'
      fault(path, 'bad-field', `Mục "${field}" không hợp lệ: ${issue.message}`, `"${field}" does not fit: ${issue.message}`)
    }
    return { faults: sorted(faults) }
  }
  const { start, main, nodes } = parsed.data
  checkNames(start, main, nodes, fault)
  for (const [name, node] of Object.entries(nodes)) checkNode(name, node, world, fault)
  checkWays(start, main, nodes, fault)
  if (faults.length > 0) return { faults: sorted(faults) }
  return { flow: { version: hashOf(JSON.stringify(parsed.data)), start, main, nodes } }
}

type Report = (path: Path, code: FlowFaultCode, vi: string, en: string) => void
type Nodes = Readonly<Record<string, FlowNode>>

function checkNames(start: string, main: string, nodes: Nodes, fault: Report): void {
  const known = (name: string, path: Path) => {
    if (!Object.hasOwn(nodes, name)) fault(path, 'unknown-node', `Không có nút "${name}".`, `There is no node "${name}".`)
  }
  known(start, ['start'])
  known(main, ['main'])
  for (const [name, node] of Object.entries(nodes)) {
    if (node.kind === 'say' || node.kind === 'language') known(node.next, ['nodes', name, 'next'])
    if (node.kind !== 'menu') continue
    known(node.onMisses, ['nodes', name, 'onMisses'])
    for (const [digit, target] of Object.entries(node.choices)) if (target !== AGAIN) known(target, ['nodes', name, 'choices', digit])
  }
}

function checkNode(name: string, node: FlowNode, world: FlowWorld, fault: Report): void {
  for (const prompt of new Set(promptsOf(node))) {
    const missing = FLOW_LANGUAGES.filter((language) => !world.prompts[language].includes(prompt))
    if (missing.length === 0) continue
    const where = (['prompts', 'noDigit', 'wrongDigit'] as const).find((field) => field in node && (node as unknown as Record<string, readonly string[]>)[field]?.includes(prompt))
    fault(['nodes', name, where ?? 'prompts'], 'missing-prompt', `Lời thoại "${prompt}" chưa có bằng: ${missing.join(', ')}.`, `Prompt "${prompt}" is missing in: ${missing.join(', ')}.`)
  }
  if (node.kind === 'queue' && !world.queues.includes(node.queue)) fault(['nodes', name, 'queue'], 'unknown-queue', `Không có hàng chờ "${node.queue}".`, `There is no queue "${node.queue}".`)
  if (node.kind !== 'menu') return
  for (const digit of Object.keys(node.choices))
    if (!/^[0-9*#]$/.test(digit)) fault(['nodes', name, 'choices', digit], 'bad-digit', `"${digit}" không phải là một phím (0–9, *, #).`, `"${digit}" is not a key (0-9, *, #).`)
  if (!Object.values(node.choices).some((target) => target !== AGAIN)) fault(['nodes', name, 'choices'], 'no-exit', 'Menu không có lựa chọn nào dẫn đi tiếp.', 'No choice of this menu leads anywhere.')
}

function checkWays(start: string, main: string, nodes: Nodes, fault: Report): void {
  const reached = reachableFrom([start, main], nodes, exitsOf)
  for (const name of Object.keys(nodes)) {
    if (!reached.has(name)) fault(['nodes', name], 'unreachable-node', `Không có đường nào dẫn đến nút "${name}".`, `No way leads to node "${name}".`)
    // What a caller who presses nothing goes through must come to an end.
    const silent = reachableFrom(silentExits(nodes[name]), nodes, silentExits)
    if (silent.has(name)) fault(['nodes', name], 'loop-without-digit', `Nút "${name}" lặp lại mãi khi người gọi không bấm phím.`, `Node "${name}" repeats for ever when the caller presses nothing.`)
  }
}

/** Where a node leads a caller who presses nothing. */
function silentExits(node: FlowNode | undefined): string[] {
  if (!node) return []
  return node.kind === 'menu' ? [node.onMisses] : exitsOf(node)
}

function reachableFrom(names: string[], nodes: Nodes, exits: (node: FlowNode) => string[]): Set<string> {
  const reached = new Set<string>()
  const todo = [...names]
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    const node = nodes[name]
    if (!node || reached.has(name)) continue
    reached.add(name)
    todo.push(...exits(node))
  }
  return reached
}

/** The line of the field at `path`, or of the nearest thing around it that is there. */
function lineOf(document: Document.Parsed, lines: LineCounter, path: Path): number {
  let offset = 0
  let here: unknown = document.contents
  for (const part of path) {
    const pair = isMap(here) ? here.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(part)) : undefined
    if (pair) {
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset
      here = pair.value
      continue
    }
    break
  }
  return lines.linePos(offset).line
}

const sorted = (faults: FlowFault[]) => faults.sort((a, b) => a.line - b.line)
