import { AGAIN, type FlowFile, type FlowNode, type SpokenVariable } from './flow-schema.js'

/** A flow that passed every check: whoever holds one may rely on them. Made by `checkFlow` and `parseFlow` only. */
export type Flow = Readonly<Omit<FlowFile, 'layout' | 'titles'>> & {
  /** Hash of what it means to a call (not of comments, spaces or the editor's layout and titles). */
  readonly version: string
}

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
      return [{ exit: 'next', to: node.next }]
    case 'menu':
      return [...Object.entries(node.choices).filter(([, to]) => to !== AGAIN).map(([digit, to]) => ({ exit: digit, to })), { exit: 'onMisses', to: node.onMisses }]
    case 'collect':
      return [{ exit: 'next', to: node.next }, { exit: 'onMisses', to: node.onMisses }]
    case 'hours':
      return [{ exit: 'open', to: node.open }, { exit: 'closed', to: node.closed }, { exit: 'holiday', to: node.holiday }]
    case 'ticket-status':
      return (['inProgress', 'answered', 'unknown', 'failed'] as const).map((exit) => ({ exit, to: node[exit] }))
    case 'branch':
      return [...node.cases.map(({ begins, next }) => ({ exit: begins, to: next })), { exit: 'otherwise', to: node.otherwise }]
    case 'queue':
      return [...(node.tooLong ? [{ exit: 'tooLong', to: node.tooLong }] : []), ...(node.nobody ? [{ exit: 'nobody', to: node.nobody }] : [])]
    case 'voicemail':
    case 'hang-up':
      return []
    default:
      return node satisfies never
  }
}

/** Where a node may lead a caller who presses nothing. */
export const silentExitsOf = (node: FlowNode): FlowExit[] => (node.kind === 'menu' || node.kind === 'collect' ? exitsOf(node).filter(({ exit }) => exit === 'onMisses') : exitsOf(node))

/** Everything that a node may speak, by the field in which it stands. */
export function speechOf(node: FlowNode): { field: 'prompts' | 'noDigit' | 'wrongDigit'; speech: readonly (string | SpokenVariable)[] }[] {
  const fields = 'noDigit' in node ? (['prompts', 'noDigit', 'wrongDigit'] as const) : (['prompts'] as const)
  return fields.flatMap((field) => (field in node ? [{ field, speech: (node as unknown as Record<string, (string | SpokenVariable)[]>)[field] ?? [] }] : []))
}

/** Names of the prompts that a node may play. */
export const promptsOf = (node: FlowNode): string[] => speechOf(node).flatMap(({ speech }) => speech.filter((item) => typeof item === 'string'))

/** Variables that a node sets. */
export function variablesSetBy(node: FlowNode): string[] {
  switch (node.kind) {
    case 'collect':
      return [node.into]
    case 'set':
      return [node.variable]
    case 'ticket-status':
      return ['department', 'deadlineDate', 'deadlineTime']
    default:
      return []
  }
}
