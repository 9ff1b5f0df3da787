import type { FlowNode } from './flow-schema.js'
import { QUEUE_RETURNS, type NodeOf } from './flow.js'
import { valueIn, type Common } from './common-state.js'
import type { FlowEffect } from './flow-state.js'

/** Nodes that give the caller to the dialplan. */
export type Leaving = NodeOf<'queue' | 'voicemail' | 'transfer' | 'remark'>

export const isLeaving = (node: FlowNode): node is Leaving => node.kind === 'queue' || node.kind === 'voicemail' || node.kind === 'transfer' || node.kind === 'remark'

export function leaving(call: Common, node: Leaving): FlowEffect {
  switch (node.kind) {
    case 'queue': {
      const { queue, priority, limit = null, most = null, sameOperatorWithin: minutes } = node
      const number = valueIn(call, 'caller')
      const enteredAt = Number(valueIn(call, 'enteredAt')) || null
      // Who comes back has had the operator's turn already.
      const sameOperator = minutes === undefined || number === '' || enteredAt !== null ? null : { number, minutes }
      return { type: 'leaveForQueue', queue, priority, limit, most, enteredAt, sameOperator, returns: QUEUE_RETURNS.filter((exit) => node[exit] !== undefined) }
    }
    case 'voicemail':
      return { type: 'leaveForVoicemail', queue: node.queue }
    case 'transfer':
      return { type: 'leaveForTransfer', to: transferTarget(node), timeout: node.timeout, returns: ['failed'] }
    case 'remark':
      return { type: 'leaveForRemark' }
    default:
      return node satisfies never
  }
}

/** The check has seen that it names exactly one. */
export const transferTarget = ({ number, department }: NodeOf<'transfer'>): { number: string } | { department: string } => (department === undefined ? { number: number ?? '' } : { department })

/** What is worth a note when a node is left by an exit. */
export function notesOf(node: FlowNode, exit: string): FlowEffect[] {
  if (node.kind === 'call-back' && exit === 'promised') return [{ type: 'note', note: { about: 'call-back' } }]
  return node.kind === 'survey' && exit === 'due' ? [{ type: 'note', note: { about: 'survey' } }] : []
}
