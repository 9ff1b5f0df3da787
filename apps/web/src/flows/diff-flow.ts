import type { FlowFile, FlowNode, PromptText } from '@app/flow'

type Values = Readonly<Record<string, unknown>>

export interface ChangedField {
  /** As it stands in the node: `timeout`, `choices.2`. */
  field: string
  /** Undefined: was not there, or is no more. */
  before: unknown
  after: unknown
}

export interface FlowDiff {
  /** Of the flow itself: its name, its start, its main node. */
  flow: ChangedField[]
  addedNodes: string[]
  removedNodes: string[]
  changedNodes: { name: string; fields: ChangedField[] }[]
  addedPrompts: { name: string; texts: FlowFile['prompts'][string] }[]
  removedPrompts: { name: string; texts: FlowFile['prompts'][string] }[]
  /** `recorded`: whether somebody's voice read it before, and reads it after. */
  changedPrompts: { name: string; language: 'vi' | 'en'; before: PromptText; after: PromptText; recorded: [boolean, boolean] }[]
}

/** What a caller would notice, from one flow to another; where the nodes are drawn is no difference. */
export function diffFlow(before: FlowFile, after: FlowFile): FlowDiff {
  const nodes = compare(before.nodes, after.nodes)
  const prompts = compare(before.prompts, after.prompts)
  return {
    flow: changedFields({ name: before.name, start: before.start, main: before.main }, { name: after.name, start: after.start, main: after.main }),
    addedNodes: nodes.added.map(([name]) => name),
    removedNodes: nodes.removed.map(([name]) => name),
    changedNodes: nodes.both.map(([name, old, now]) => ({ name, fields: changedFields(flat(old), flat(now)) })).filter(({ fields }) => fields.length > 0),
    addedPrompts: prompts.added.map(([name, texts]) => ({ name, texts })),
    removedPrompts: prompts.removed.map(([name, texts]) => ({ name, texts })),
    changedPrompts: prompts.both.flatMap(([name, old, now]) => (['vi', 'en'] as const).filter((language) => !same(old[language], now[language]) || old.recordings?.[language] !== now.recordings?.[language]).map((language) => ({ name, language, before: old[language], after: now[language], recorded: [old.recordings?.[language] !== undefined, now.recordings?.[language] !== undefined] as [boolean, boolean] }))),
  }
}

export const isSame = (diff: FlowDiff): boolean => Object.values(diff).every((list: unknown[]) => list.length === 0)

function compare<T>(before: Readonly<Record<string, T>>, after: Readonly<Record<string, T>>) {
  return {
    added: Object.entries(after).filter(([name]) => !Object.hasOwn(before, name)),
    removed: Object.entries(before).filter(([name]) => !Object.hasOwn(after, name)),
    both: Object.entries(after).flatMap(([name, now]): [string, T, T][] => (Object.hasOwn(before, name) ? [[name, before[name] as T, now]] : [])),
  }
}

/** A node's fields on one level: each key of a menu and each case of a branch is a field of its own. */
function flat(node: FlowNode): Values {
  if (node.kind === 'menu') return { ...node, choices: undefined, ...Object.fromEntries(Object.entries(node.choices).map(([key, to]) => [`choices.${key}`, to])) }
  if (node.kind === 'branch') return { ...node, cases: undefined, ...Object.fromEntries(node.cases.map(({ begins, next }) => [`cases.${begins}`, next])) }
  return node
}

const changedFields = (before: Values, after: Values): ChangedField[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((field) => !same(before[field], after[field])).map((field) => ({ field, before: before[field], after: after[field] }))

/** Equal as JSON whose keys may stand in another order. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false
  const [left, right] = [a as Values, b as Values]
  const keys = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...keys].every((key) => same(left[key], right[key]))
}
