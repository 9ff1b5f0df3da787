import type { FlowFile, FlowNode, FlowNodeKind } from '@app/flow'

/** Stands where an exit leads nowhere yet; the check refuses it as a node that is not there. */
export const UNCONNECTED = 'unconnected'

/** A node of a kind as it is before anybody filled it in. `prompt` is the prompt it speaks, for kinds that must speak. */
export function newNode(flow: FlowFile, kind: FlowNodeKind, prompt: string, queue: string): FlowNode {
  switch (kind) {
    case 'say':
      return { kind, prompts: [prompt], next: UNCONNECTED }
    case 'menu':
      return { kind, prompts: [prompt], timeout: 5, ...usualMisses(flow), choices: { '1': UNCONNECTED }, misses: 3, onMisses: UNCONNECTED }
    case 'collect':
      return { kind, prompts: [prompt], into: 'code', min: 1, max: 10, timeout: 6, ...usualMisses(flow), misses: 3, next: UNCONNECTED, onMisses: UNCONNECTED }
    case 'hours':
      return { kind, hours: usualHours(flow), open: UNCONNECTED, closed: UNCONNECTED, holiday: UNCONNECTED }
    case 'ticket-status':
      return { kind, code: 'code', inProgress: UNCONNECTED, answered: UNCONNECTED, unknown: UNCONNECTED, failed: UNCONNECTED }
    case 'branch':
      return { kind, on: 'caller', cases: [{ begins: '0', next: UNCONNECTED }], otherwise: UNCONNECTED }
    case 'set':
      return { kind, variable: 'note', value: '', next: UNCONNECTED }
    case 'language':
      return { kind, language: 'en', next: UNCONNECTED }
    case 'queue':
      return { kind, queue, priority: 0, prompts: [] }
    case 'queue-state':
      return { kind, queue, longWait: 300, short: UNCONNECTED, long: UNCONNECTED, nobody: UNCONNECTED, failed: UNCONNECTED }
    case 'call-back':
      return { kind, priority: 0, number: 'caller', promised: UNCONNECTED, already: UNCONNECTED, refused: UNCONNECTED, failed: UNCONNECTED }
    case 'survey':
      return { kind, due: UNCONNECTED, notDue: UNCONNECTED }
    case 'rating':
      return { kind, rating: 'rating', next: UNCONNECTED }
    case 'remark':
      return { kind, prompts: [prompt] }
    case 'transfer':
      return { kind, prompts: [], number: '113', timeout: 30, failed: UNCONNECTED }
    case 'notice':
      return { kind, next: UNCONNECTED }
    case 'information':
      return { kind, article: 'article', next: UNCONNECTED }
    case 'web-request':
      return { kind, url: 'https://', timeout: 3, take: {}, next: UNCONNECTED, failed: UNCONNECTED }
    case 'voicemail':
      return { kind, queue }
    case 'hang-up':
      return { kind, prompts: [] }
    default:
      return kind satisfies never
  }
}

/** Kinds that cannot be without something to say. */
export const mustSpeak = (kind: FlowNodeKind): boolean => kind === 'say' || kind === 'menu' || kind === 'collect' || kind === 'remark'

/** What the flow's other menus say to a missing or wrong key, so that a new one says the same. */
function usualMisses({ nodes }: FlowFile): { noDigit: string[]; wrongDigit: string[] } {
  const menu = Object.values(nodes).find((node) => node.kind === 'menu')
  const words = (speech: readonly unknown[] | undefined) => (speech ?? []).filter((item): item is string => typeof item === 'string')
  return { noDigit: words(menu?.noDigit), wrongDigit: words(menu?.wrongDigit) }
}

const usualHours = ({ nodes }: FlowFile): string => Object.values(nodes).find((node) => node.kind === 'hours')?.hours ?? 'office'
