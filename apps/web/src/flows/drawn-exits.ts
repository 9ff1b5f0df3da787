import { AGAIN, exitsOf, QUEUE_EXITS, type FlowNode } from '@app/flow'

/** An exit as the card and the panel show it; `to` is null for one that a node may do without. */
export interface DrawnExit {
  exit: string
  to: string | null
  /** The prompts once more; nothing to draw a line to. */
  again: boolean
}

/** Every exit of a node, also those that are open: a menu's "once more", a queue's ways out. */
export function drawnExitsOf(node: FlowNode): DrawnExit[] {
  const led = exitsOf(node).map(({ exit, to }): DrawnExit => ({ exit, to, again: false }))
  // One that is never closed needs no way for it.
  if (node.kind === 'queue') return QUEUE_EXITS.filter((exit) => exit !== 'closed' || !node.ignoreHours || node.closed !== undefined).map((exit) => ({ exit, to: node[exit] ?? null, again: false }))
  if (node.kind !== 'menu') return led
  const again = Object.entries(node.choices).filter(([, to]) => to === AGAIN).map(([exit]): DrawnExit => ({ exit, to: null, again: true }))
  return [...led.slice(0, -1), ...again, ...led.slice(-1)]
}
