import { AGAIN, exitsOf, FlowFile, promptsOf, QUEUE_EXITS, type FlowLanguage, type FlowNode, type FlowNodeKind, type PromptText } from '@app/flow'
import { slugOf } from '../format/slug-of.js'
import { mustSpeak, newNode, UNCONNECTED } from './new-node.js'

/*
 * Every edit of the editor: a flow in, a flow out. What FlowFile could not read again is not done: the very same object comes back.
 * A flow in the making may well be wrong (an exit that leads nowhere, a prompt without text); the check tells, the edit does not refuse.
 */

const readable = (before: FlowFile, after: FlowFile): FlowFile => (FlowFile.safeParse(after).success ? after : before)

export interface Place {
  x: number
  y: number
}

/** A name for something called `words`, not yet taken: `Tra cứu hồ sơ` → `tra-cuu-ho-so`. */
export function freeName(words: string, taken: (name: string) => boolean, otherwise: string): string {
  const base = slugOf(words, 32) || otherwise
  for (let count = 1; ; count++) {
    const name = count === 1 ? base : `${base}-${count}`
    if (!taken(name)) return name
  }
}

const RESERVED = [UNCONNECTED, AGAIN]
/** A name that something leads to is not free, though nothing be there: whoever got it would be led to by accident. */
export function freeNodeName(flow: FlowFile, title: string): string {
  const led = new Set([flow.start, flow.main, ...Object.values(flow.nodes).flatMap((node) => exitsOf(node).map(({ to }) => to))])
  return freeName(title, (name) => RESERVED.includes(name) || Object.hasOwn(flow.nodes, name) || led.has(name), 'node')
}
export const freePromptName = (flow: FlowFile, words: string): string => freeName(words, (name) => Object.hasOwn(flow.prompts, name), 'prompt')

/** Adds a node that leads nowhere yet; one that must speak gets a prompt of its own, still without text. */
export function addNode(flow: FlowFile, { kind, name, title, queue, places }: { kind: FlowNodeKind; name: string; title: string; queue: string; places?: Record<string, Place> }): FlowFile {
  if (Object.hasOwn(flow.nodes, name) || RESERVED.includes(name)) return flow
  const prompt = freePromptName(flow, name)
  const prompts = mustSpeak(kind) ? { ...flow.prompts, [prompt]: { vi: '', en: '' } } : flow.prompts
  const added: FlowFile = { ...flow, prompts, nodes: { ...flow.nodes, [name]: newNode(flow, kind, prompt, queue) } }
  return readable(flow, titled({ ...added, ...(places && { layout: places }) }, name, title))
}

/** Deletes a node, and the prompts that only it used; exits that led there lead nowhere. */
export function deleteNode(flow: FlowFile, name: string): FlowFile {
  const gone = flow.nodes[name]
  if (!Object.hasOwn(flow.nodes, name) || !gone) return flow
  const nodes = Object.fromEntries(Object.entries(flow.nodes).flatMap(([other, node]) => (other === name ? [] : [[other, withTargets(node, (to) => (to === name ? UNCONNECTED : to))]])))
  const moved = (to: string) => (to === name ? UNCONNECTED : to)
  const after = { ...without(without(flow, 'layout', name), 'titles', name), start: moved(flow.start), main: moved(flow.main), nodes }
  return readable(flow, withoutUnused(after, promptsOf(gone)))
}

/** Renames a node; whatever led there leads there still. A name that is taken is not given. */
export function renameNode(flow: FlowFile, from: string, to: string): FlowFile {
  if (from === to || !Object.hasOwn(flow.nodes, from) || Object.hasOwn(flow.nodes, to) || RESERVED.includes(to)) return flow
  const moved = (name: string) => (name === from ? to : name)
  const keys = <T,>(record: Record<string, T>) => Object.fromEntries(Object.entries(record).map(([name, value]) => [moved(name), value]))
  return readable(flow, {
    ...flow,
    start: moved(flow.start),
    main: moved(flow.main),
    nodes: keys(Object.fromEntries(Object.entries(flow.nodes).map(([name, node]) => [name, withTargets(node, moved)]))),
    ...(flow.layout && { layout: keys(flow.layout) }),
    ...(flow.titles && { titles: keys(flow.titles) }),
  })
}

/** Calls a node what a person calls it: its title, and a name made of it. */
export function callNode(flow: FlowFile, name: string, title: string): { flow: FlowFile; name: string } {
  const words = title.trim()
  if (words === '' || !Object.hasOwn(flow.nodes, name)) return { flow, name }
  const plain = freeName(words, () => false, 'node')
  // The same name with other marks or capitals is no reason to rename.
  const to = plain === name ? name : freeNodeName(flow, words)
  const renamed = titled(renameNode(flow, name, to), to, words)
  return FlowFile.safeParse(renamed).success ? { flow: renamed, name: to } : { flow, name }
}

const titled = (flow: FlowFile, name: string, title: string): FlowFile => ({ ...flow, titles: { ...flow.titles, [name]: title } })

/** Puts another node in a node's place; prompts that nobody uses any more go. */
export function changeNode(flow: FlowFile, name: string, node: FlowNode): FlowFile {
  const before = flow.nodes[name]
  if (!Object.hasOwn(flow.nodes, name) || !before || before === node) return flow
  const used = new Set(promptsOf(node))
  return readable(flow, withoutUnused({ ...flow, nodes: { ...flow.nodes, [name]: node } }, promptsOf(before).filter((prompt) => !used.has(prompt))))
}

/** Leads an exit to a node; null: nowhere, or for a queue back to its voicemail. */
export function connect(flow: FlowFile, name: string, exit: string, to: string | null): FlowFile {
  const node = flow.nodes[name]
  if (!Object.hasOwn(flow.nodes, name) || !node) return flow
  return changeNode(flow, name, withExit(node, exit, to))
}

/** A new prompt, not yet said by any node. */
export const addPrompt = (flow: FlowFile, name: string): FlowFile => (Object.hasOwn(flow.prompts, name) ? flow : readable(flow, { ...flow, prompts: { ...flow.prompts, [name]: { vi: '', en: '' } } }))

export function changePrompt(flow: FlowFile, name: string, language: FlowLanguage, text: PromptText): FlowFile {
  const texts = flow.prompts[name]
  if (!Object.hasOwn(flow.prompts, name) || !texts) return flow
  return readable(flow, { ...flow, prompts: { ...flow.prompts, [name]: { ...texts, [language]: text } } })
}

/** A prompt is read by a recording from now on; null: by the machine's voice. */
export function changeRecording(flow: FlowFile, name: string, language: FlowLanguage, key: string | null): FlowFile {
  const prompt = flow.prompts[name]
  if (!prompt) return flow
  const { recordings = {}, ...texts } = prompt
  const { [language]: _, ...others } = recordings
  const next = key === null ? others : { ...others, [language]: key }
  return { ...flow, prompts: { ...flow.prompts, [name]: Object.keys(next).length === 0 ? texts : { ...texts, recordings: next } } }
}

export const deletePrompt = (flow: FlowFile, name: string): FlowFile => withoutUnused(flow, [name])

/** Where the nodes stand now; null: wherever they find room. */
export function placeNodes(flow: FlowFile, places: Record<string, Place> | null): FlowFile {
  const { layout: _, ...rest } = flow
  return places === null ? (flow.layout ? rest : flow) : readable(flow, { ...rest, layout: places })
}

/** Of the whole flow: its name, where a caller begins, where one goes whose place is no more. */
export const changeFlow = (flow: FlowFile, part: Partial<Pick<FlowFile, 'name' | 'start' | 'main'>>): FlowFile => readable(flow, { ...flow, ...part })

function withExit(node: FlowNode, exit: string, to: string | null): FlowNode {
  const target = to ?? UNCONNECTED
  switch (node.kind) {
    case 'menu':
      if (exit === 'onMisses') return { ...node, onMisses: target }
      return Object.hasOwn(node.choices, exit) ? { ...node, choices: { ...node.choices, [exit]: target } } : node
    case 'branch':
      return exit === 'otherwise' ? { ...node, otherwise: target } : { ...node, cases: node.cases.map((entry) => (entry.begins === exit ? { ...entry, next: target } : entry)) }
    case 'queue': {
      const known = QUEUE_EXITS.find((name) => name === exit)
      if (!known) return node
      const { [known]: _, ...rest } = node
      return to === null ? rest : { ...rest, [known]: to }
    }
    default:
      // Every other exit is a field of its name.
      return exitsOf(node).some((known) => known.exit === exit) ? ({ ...node, [exit]: target } as FlowNode) : node
  }
}

/** The node with every exit led to where `moved` says; what a queue led nowhere falls away. */
function withTargets(node: FlowNode, moved: (to: string) => string): FlowNode {
  switch (node.kind) {
    case 'menu':
      return { ...node, choices: Object.fromEntries(Object.entries(node.choices).map(([key, to]) => [key, to === AGAIN ? to : moved(to)])), onMisses: moved(node.onMisses) }
    case 'branch':
      return { ...node, cases: node.cases.map((entry) => ({ ...entry, next: moved(entry.next) })), otherwise: moved(node.otherwise) }
    case 'queue': {
      const own = Object.entries(node).filter(([field]) => !QUEUE_EXITS.some((exit) => exit === field))
      const kept = exitsOf(node).map(({ exit, to }): [string, string] => [exit, moved(to)])
      return Object.fromEntries([...own, ...kept.filter(([, to]) => to !== UNCONNECTED)]) as FlowNode
    }
    default:
      return { ...node, ...Object.fromEntries(exitsOf(node).map(({ exit, to }) => [exit, moved(to)])) } as FlowNode
  }
}

/** Drops those of `prompts` that no node says. */
function withoutUnused(flow: FlowFile, prompts: readonly string[]): FlowFile {
  const used = new Set(Object.values(flow.nodes).flatMap(promptsOf))
  const unused = new Set(prompts.filter((prompt) => !used.has(prompt) && Object.hasOwn(flow.prompts, prompt)))
  return unused.size === 0 ? flow : { ...flow, prompts: Object.fromEntries(Object.entries(flow.prompts).filter(([name]) => !unused.has(name))) }
}

function without(flow: FlowFile, field: 'layout' | 'titles', name: string): FlowFile {
  const record = flow[field]
  if (!record || !Object.hasOwn(record, name)) return flow
  return { ...flow, [field]: Object.fromEntries(Object.entries(record).filter(([other]) => other !== name)) }
}
