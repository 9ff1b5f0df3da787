/** A flow: a menu tree as data. Made by `parseFlow` only, so whoever holds one may rely on its checks. */
export interface Flow {
  /** Hash of the meaning (not of comments or spaces). */
  version: string
  start: string
  /** The menu (or node) for callers whose place is no more. */
  main: string
  nodes: Readonly<Record<string, FlowNode>>
}

export const FLOW_LANGUAGES = ['vi', 'en'] as const
export type FlowLanguage = (typeof FLOW_LANGUAGES)[number]

export interface SayNode {
  kind: 'say'
  prompts: readonly string[]
  next: string
}

export interface MenuNode {
  kind: 'menu'
  prompts: readonly string[]
  /** Seconds to wait for a digit after the prompts. */
  timeout: number
  noDigit: readonly string[]
  wrongDigit: readonly string[]
  /** Digit → node, or `again`: the prompts once more, not counted as a miss. */
  choices: Readonly<Record<string, string>>
  misses: number
  onMisses: string
}

export interface LanguageNode {
  kind: 'language'
  language: FlowLanguage
  next: string
}

export interface QueueNode {
  kind: 'queue'
  queue: string
  priority: number
  prompts: readonly string[]
}

export interface HangUpNode {
  kind: 'hang-up'
  prompts: readonly string[]
}

export type FlowNode = SayNode | MenuNode | LanguageNode | QueueNode | HangUpNode

/** The word in `choices` for "the prompts once more". */
export const AGAIN = 'again'

/** Nodes to which a node may go on. */
export function exitsOf(node: FlowNode): string[] {
  switch (node.kind) {
    case 'say':
    case 'language':
      return [node.next]
    case 'menu':
      return [...Object.values(node.choices).filter((target) => target !== AGAIN), node.onMisses]
    case 'queue':
    case 'hang-up':
      return []
    default:
      return node satisfies never
  }
}

/** Prompts that a node may play. */
export function promptsOf(node: FlowNode): readonly string[] {
  switch (node.kind) {
    case 'menu':
      return [...node.prompts, ...node.noDigit, ...node.wrongDigit]
    case 'say':
    case 'queue':
    case 'hang-up':
      return node.prompts
    case 'language':
      return []
    default:
      return node satisfies never
  }
}
