import { AGAIN, type FlowFile, type FlowNode, type SpokenVariable } from './flow-schema.js'

/** A flow that passed every check: whoever holds one may rely on them. Made by `checkFlow` and `parseFlow` only. */
export type Flow = Readonly<Omit<FlowFile, 'layout' | 'titles'>> & {
  /** Hash of what it means to a call (not of comments, spaces or the editor's layout and titles). */
  readonly version: string
}

export type NodeOf<K extends FlowNode['kind']> = Extract<FlowNode, { kind: K }>

/** A way out of a node: `exit` is its name, unique within the node. */
export interface FlowExit {
  exit: string
  to: string
}

/** Ways by which a node may go on, in the order in which a person would name them. */
export function exitsOf(node: FlowNode): FlowExit[] {
  switch (node.kind) {
    case 'say':
    case 'language':
    case 'set':
    case 'rating':
    case 'notice':
    case 'information':
      return [{ exit: 'next', to: node.next }]
    case 'menu':
      return [...Object.entries(node.choices).filter(([, to]) => to !== AGAIN).map(([digit, to]) => ({ exit: digit, to })), { exit: 'onMisses', to: node.onMisses }]
    case 'collect':
      return named(node, ['next', 'onMisses'])
    case 'hours':
      return named(node, ['open', 'closed', 'holiday'])
    case 'ticket-status':
      return named(node, ['inProgress', 'answered', 'unknown', 'failed'])
    case 'branch':
      return [...node.cases.map(({ begins, next }) => ({ exit: begins, to: next })), { exit: 'otherwise', to: node.otherwise }]
    case 'queue':
      return QUEUE_EXITS.flatMap((exit) => (node[exit] === undefined ? [] : [{ exit, to: node[exit] }]))
    case 'queue-state':
      return named(node, ['short', 'long', 'nobody', 'failed'])
    case 'call-back':
      return named(node, ['promised', 'already', 'refused', 'failed'])
    case 'survey':
      return named(node, ['due', 'notDue'])
    case 'transfer':
      return named(node, ['failed'])
    case 'web-request':
      return named(node, ['next', 'failed'])
    case 'voicemail':
    case 'remark':
    case 'hang-up':
      return []
    default:
      return node satisfies never
  }
}

/** Ways by which a queue gives a caller back. */
export const QUEUE_RETURNS = ['tooLong', 'nobody', 'tooMany', 'callBack', 'talked'] as const

/** Ways out of a queue that a flow may name; by `closed` it is not entered at all. */
export const QUEUE_EXITS = [...QUEUE_RETURNS, 'closed'] as const

const named = <E extends string>(node: Record<E, string>, exits: readonly E[]): FlowExit[] => exits.map((exit) => ({ exit, to: node[exit] }))

/** Where a node may lead a caller who presses nothing. */
export function silentExitsOf(node: FlowNode): FlowExit[] {
  const exits = exitsOf(node)
  if (node.kind === 'menu' || node.kind === 'collect') return exits.filter(({ exit }) => exit === 'onMisses')
  // A key leads to the call-back; after a talk nobody comes back into the queue without one either.
  return node.kind === 'queue' ? exits.filter(({ exit }) => exit !== 'callBack') : exits
}

/** Everything that a node may speak, by the field in which it stands. */
export function speechOf(node: FlowNode): { field: 'prompts' | 'noDigit' | 'wrongDigit'; speech: readonly (string | SpokenVariable)[] }[] {
  const fields = 'noDigit' in node ? (['prompts', 'noDigit', 'wrongDigit'] as const) : (['prompts'] as const)
  return fields.flatMap((field) => (field in node ? [{ field, speech: (node as unknown as Record<string, (string | SpokenVariable)[]>)[field] ?? [] }] : []))
}

/** Names of the prompts that a node may play. */
export const promptsOf = (node: FlowNode): string[] => speechOf(node).flatMap(({ speech }) => speech.filter((item) => typeof item === 'string'))

/** Variables that a node needs, by the field that names them; not those that it speaks. */
export function variablesReadBy(node: FlowNode): { field: string; variable: string }[] {
  switch (node.kind) {
    case 'branch':
      return [{ field: 'on', variable: node.on }]
    case 'ticket-status':
      return [{ field: 'code', variable: node.code }]
    case 'call-back':
      return [{ field: 'number', variable: node.number }]
    case 'rating':
      return [{ field: 'rating', variable: node.rating }]
    case 'web-request':
      return [...node.url.matchAll(/\{(\w+)\}/g)].map(([, variable = '']) => ({ field: 'url', variable }))
    default:
      return []
  }
}

/** Variables that a node sets. */
export function variablesSetBy(node: FlowNode): string[] {
  switch (node.kind) {
    case 'collect':
      return [node.into]
    case 'set':
      return [node.variable]
    case 'ticket-status':
      return ['department', 'deadlineDate', 'deadlineTime']
    case 'hours':
      return ['opensDate', 'opensTime']
    case 'queue':
      return node.closed === undefined ? [] : ['opensDate', 'opensTime']
    case 'queue-state':
      return ['waiting', 'wait']
    case 'web-request':
      return Object.keys(node.take)
    default:
      return []
  }
}
