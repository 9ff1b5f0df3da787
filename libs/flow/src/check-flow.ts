import { AGAIN, FLOW_LANGUAGES, FlowFile, type FlowNode, type PromptText } from './flow-schema.js'
import { exitsOf, silentExitsOf, speechOf, variablesReadBy, variablesSetBy, type Flow, type FlowExit } from './flow.js'
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
  | 'missing-text'
  | 'unused-prompt'
  | 'unknown-queue'
  | 'unknown-hours'
  | 'unknown-variable'
  | 'unknown-article'
  | 'unknown-department'
  | 'host-not-allowed'
  | 'no-call-back'
  | 'too-many-choices'
  | 'person-too-deep'

/** Where in the file: `['nodes', 'main-menu', 'timeout']`. */
export type FlowPath = readonly (string | number)[]

export interface FlowFinding {
  path: FlowPath
  node: string | null
  code: FlowFaultCode
  message: { vi: string; en: string }
}

/** What a flow may name. */
export interface FlowWorld {
  queues: readonly string[]
  /** Codes of opening hours. */
  hours?: readonly string[]
  /** Keys of articles that can be read out. */
  articles?: readonly string[]
  /** Codes of departments that have a number to be transferred to. */
  departments?: readonly string[]
  /** Hosts that a web request may go to, `api.example.vn` or `api.example.vn:8443`. */
  hosts?: readonly string[]
}

export interface CheckedFlow {
  /** Null when there are faults. */
  flow: Flow | null
  faults: FlowFinding[]
  /** What a careful person would change; no reason to refuse. */
  warnings: FlowFinding[]
}

const MOST_CHOICES = 5
/** Keys that a caller may have to press until a person answers. */
const MOST_DIGITS_TO_A_PERSON = 3
/** Known in every call without a node that sets it. */
const GIVEN_VARIABLES = ['caller', 'dialled', 'callerList', 'queue']

type Report = (path: FlowPath, code: FlowFaultCode, vi: string, en: string) => void
type Nodes = Readonly<Record<string, FlowNode>>

/** Checks a flow as data, whoever wrote it: a file, the editor. Every fault is found; a flow with a fault is no flow. */
export function checkFlow(data: unknown, world: FlowWorld): CheckedFlow {
  const faults: FlowFinding[] = []
  const warnings: FlowFinding[] = []
  const into = (list: FlowFinding[]): Report => (path, code, vi, en) => list.push({ path, node: path[0] === 'nodes' && path.length > 1 ? String(path[1]) : null, code, message: { vi, en } })
  const fault = into(faults)
  const parsed = FlowFile.safeParse(data)
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))
      const field = path.join('.') || 'file'
      fault(path, 'bad-field', `Mục "${field}" không hợp lệ: ${issue.message}`, `"${field}" does not fit: ${issue.message}`)
    }
    return { flow: null, faults, warnings }
  }
  const { layout: _, titles: __, ...file } = parsed.data
  const { start, main, prompts } = file
  // Without the names that every object has: an exit to "constructor" leads nowhere.
  const nodes: Nodes = Object.assign(Object.create(null), file.nodes)
  checkNames(start, main, nodes, fault)
  checkPrompts(file, fault, into(warnings))
  for (const [name, node] of Object.entries(nodes)) checkNode(name, node, world, fault)
  checkVariables(nodes, fault)
  checkWays(start, main, nodes, fault)
  warnOfMenus(start, nodes, into(warnings))
  return { flow: faults.length > 0 ? null : { version: hashOf(JSON.stringify({ ...file, prompts: sortedByName(prompts), nodes: sortedByName(nodes) })), ...file }, faults, warnings }
}

function checkNames(start: string, main: string, nodes: Nodes, fault: Report): void {
  const known = (name: string, path: FlowPath) => {
    if (!Object.hasOwn(nodes, name)) fault(path, 'unknown-node', `Không có nút "${name}".`, `There is no node "${name}".`)
  }
  known(start, ['start'])
  known(main, ['main'])
  for (const [name, node] of Object.entries(nodes)) for (const { exit, to } of exitsOf(node)) known(to, ['nodes', name, ...exitPath(node, exit)])
}

/** Where in a node an exit is written. */
function exitPath(node: FlowNode, exit: string): FlowPath {
  if (node.kind === 'menu' && exit !== 'onMisses') return ['choices', exit]
  if (node.kind === 'branch' && exit !== 'otherwise') return ['cases', node.cases.findIndex(({ begins }) => begins === exit), 'next']
  return [exit]
}

function checkPrompts({ prompts, nodes }: FlowFile, fault: Report, warn: Report): void {
  const used = new Set<string>()
  for (const [name, node] of Object.entries(nodes)) {
    for (const { field, speech } of speechOf(node)) {
      for (const prompt of speech) {
        if (typeof prompt !== 'string') continue
        used.add(prompt)
        if (!Object.hasOwn(prompts, prompt)) fault(['nodes', name, field], 'missing-prompt', `Không có lời thoại "${prompt}".`, `There is no prompt "${prompt}".`)
      }
    }
  }
  for (const [name, texts] of Object.entries(prompts)) {
    const missing = FLOW_LANGUAGES.filter((language) => isBlank(texts[language]))
    if (missing.length > 0) fault(['prompts', name], 'missing-text', `Lời thoại "${name}" chưa có nội dung bằng: ${missing.join(', ')}.`, `Prompt "${name}" has no text in: ${missing.join(', ')}.`)
    if (!used.has(name)) warn(['prompts', name], 'unused-prompt', `Lời thoại "${name}" không được nút nào dùng.`, `No node uses prompt "${name}".`)
  }
}

const isBlank = (text: PromptText) => (Array.isArray(text) ? text : [text]).every((part) => (typeof part === 'string' ? part : Object.values(part).join('')).trim() === '')

function checkNode(name: string, node: FlowNode, world: FlowWorld, fault: Report): void {
  if ((node.kind === 'queue' || node.kind === 'queue-state' || node.kind === 'voicemail' || node.kind === 'call-back') && node.queue !== undefined && !world.queues.includes(node.queue))
    fault(['nodes', name, 'queue'], 'unknown-queue', `Không có hàng chờ "${node.queue}".`, `There is no queue "${node.queue}".`)
  if (node.kind === 'hours' && !(world.hours ?? []).includes(node.hours)) fault(['nodes', name, 'hours'], 'unknown-hours', `Không có giờ làm việc "${node.hours}".`, `There are no opening hours "${node.hours}".`)
  if (node.kind === 'information' && !(world.articles ?? []).includes(node.article)) fault(['nodes', name, 'article'], 'unknown-article', `Không có bài thông tin "${node.article}".`, `There is no article "${node.article}".`)
  if (node.kind === 'web-request') checkHost(name, node.url, world, fault)
  if (node.kind === 'transfer') checkTransfer(name, node, world, fault)
  if (node.kind === 'queue' && node.most !== undefined && node.tooMany === undefined)
    fault(['nodes', name, 'tooMany'], 'unknown-node', 'Có giới hạn số người chờ nhưng chưa có lối đi khi quá đông.', 'There is a most of callers waiting, but no way for those beyond it.')
  if (node.kind === 'queue' && node.ignoreHours && node.closed !== undefined)
    fault(['nodes', name, 'closed'], 'bad-field', 'Hàng chờ này nhận cuộc gọi cả ngoài giờ nên không cần lối đi khi đóng cửa.', 'This queue takes callers at any hour, so nobody ever goes the way for a closed one.')
  if (node.kind === 'collect' && node.min > node.max) fault(['nodes', name, 'min'], 'bad-field', 'Số chữ số ít nhất lớn hơn nhiều nhất.', 'The least number of digits is over the most.')
  if (node.kind === 'branch' && new Set(node.cases.map(({ begins }) => begins)).size < node.cases.length)
    fault(['nodes', name, 'cases'], 'bad-field', 'Có hai nhánh giống nhau.', 'Two cases are the same.')
  if (node.kind !== 'menu') return
  for (const digit of Object.keys(node.choices))
    if (!/^[0-9*#]$/.test(digit)) fault(['nodes', name, 'choices', digit], 'bad-digit', `"${digit}" không phải là một phím (0–9, *, #).`, `"${digit}" is not a key (0-9, *, #).`)
  if (!Object.values(node.choices).some((target) => target !== AGAIN)) fault(['nodes', name, 'choices'], 'no-exit', 'Menu không có lựa chọn nào dẫn đi tiếp.', 'No choice of this menu leads anywhere.')
}

function checkTransfer(name: string, { number, department }: Extract<FlowNode, { kind: 'transfer' }>, world: FlowWorld, fault: Report): void {
  if ((number === undefined) === (department === undefined)) fault(['nodes', name, 'number'], 'bad-field', 'Cần một số điện thoại hoặc một đơn vị.', 'It needs a number or a department.')
  if (department !== undefined && !(world.departments ?? []).includes(department))
    fault(['nodes', name, 'department'], 'unknown-department', `Không có đơn vị "${department}" với số điện thoại để chuyển đến.`, `There is no department "${department}" with a number to transfer to.`)
}

/** The one place where a flow reaches out of the house. */
function checkHost(name: string, url: string, world: FlowWorld, fault: Report): void {
  const filled = url.replaceAll(/\{\w+\}/g, 'x')
  const host = URL.canParse(filled) ? new URL(filled).host : ''
  if (!(world.hosts ?? []).includes(host)) fault(['nodes', name, 'url'], 'host-not-allowed', `Không được phép gọi đến máy chủ "${host}".`, `Requests to "${host}" are not allowed.`)
}

/** A variable that nothing sets would be spoken as silence, or branch nowhere. */
function checkVariables(nodes: Nodes, fault: Report): void {
  const known = new Set([...GIVEN_VARIABLES, ...Object.values(nodes).flatMap(variablesSetBy)])
  const check = (variable: string, path: FlowPath) => {
    if (!known.has(variable)) fault(path, 'unknown-variable', `Không nút nào gán biến "${variable}".`, `No node sets the variable "${variable}".`)
  }
  for (const [name, node] of Object.entries(nodes)) {
    for (const { field, speech } of speechOf(node)) for (const item of speech) if (typeof item !== 'string') check(item.value, ['nodes', name, field])
    for (const { field, variable } of variablesReadBy(node)) check(variable, ['nodes', name, field])
  }
}

function checkWays(start: string, main: string, nodes: Nodes, fault: Report): void {
  const reached = reachableFrom([start, main], nodes, exitsOf)
  for (const name of Object.keys(nodes)) {
    if (!reached.has(name)) fault(['nodes', name], 'unreachable-node', `Không có đường nào dẫn đến nút "${name}".`, `No way leads to node "${name}".`)
    // What a caller who presses nothing goes through must come to an end.
    const after = (node: FlowNode) => silentExitsOf(node)
    const silent = reachableFrom(nodes[name] ? after(nodes[name]).map(({ to }) => to) : [], nodes, after)
    if (silent.has(name)) fault(['nodes', name], 'loop-without-digit', `Nút "${name}" lặp lại mãi khi người gọi không bấm phím.`, `Node "${name}" repeats for ever when the caller presses nothing.`)
  }
}

function reachableFrom(names: readonly string[], nodes: Nodes, exits: (node: FlowNode) => FlowExit[]): Set<string> {
  const reached = new Set<string>()
  const todo = [...names]
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    const node = nodes[name]
    if (!node || reached.has(name)) continue
    reached.add(name)
    todo.push(...exits(node).map(({ to }) => to))
  }
  return reached
}

function warnOfMenus(start: string, nodes: Nodes, warn: Report): void {
  for (const [name, node] of Object.entries(nodes)) {
    if (node.kind !== 'menu') continue
    // Who needs another language hears of it in their own, and remembers that alone.
    const choices = Object.values(node.choices).filter((target) => target !== AGAIN && nodes[target]?.kind !== 'language').length
    if (choices > MOST_CHOICES) warn(['nodes', name, 'choices'], 'too-many-choices', `Menu có ${choices} lựa chọn; người nghe khó nhớ quá ${MOST_CHOICES}.`, `The menu has ${choices} choices; a listener hardly keeps over ${MOST_CHOICES}.`)
  }
  const digits = digitsToAPerson(start, nodes)
  if (digits === null || digits > MOST_DIGITS_TO_A_PERSON)
    warn(
      ['start'],
      'person-too-deep',
      digits === null ? 'Không có đường nào đến tổng đài viên.' : `Phải bấm ${digits} phím mới gặp được tổng đài viên.`,
      digits === null ? 'No way leads to a person.' : `It takes ${digits} keys to reach a person.`,
    )
}

/** The fewest keys until a queue, by what a caller presses; who presses nothing is not counted. Null when there is no way. */
function digitsToAPerson(start: string, nodes: Nodes): number | null {
  const fewest = new Map([[start, 0]])
  const todo = [start]
  for (let name = todo.shift(); name !== undefined; name = todo.shift()) {
    const node = nodes[name]
    if (!node) continue
    const pressed = node.kind === 'menu' ? 1 : node.kind === 'collect' ? node.min : 0
    for (const { exit, to } of exitsOf(node)) {
      const digits = (fewest.get(name) ?? 0) + pressed
      if (exit === 'onMisses' || digits >= (fewest.get(to) ?? Infinity)) continue
      fewest.set(to, digits)
      todo.push(to)
    }
  }
  const people = Object.keys(nodes).filter((name) => nodes[name]?.kind === 'queue' && fewest.has(name))
  return people.length === 0 ? null : Math.min(...people.map((name) => fewest.get(name) ?? 0))
}

const sortedByName = <T>(record: Record<string, T>): Record<string, T> => Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))

