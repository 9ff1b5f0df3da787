import type { LiveHealth, LiveOperator, LiveQueue, LiveSnapshot } from '@app/contracts'
import { resyncOf, type Resync } from './resync.js'

/** What the browser knows of the live side; after a disconnect it stays as the last known state. */
export type LiveState = {
  connection: 'connecting' | 'live' | 'reconnecting'
  /** Null until the first snapshot. */
  queues: readonly LiveQueue[] | null
  operators: readonly LiveOperator[] | null
  health: LiveHealth | null
  /** By `me` alone: in the board callers' numbers are masked. */
  me: LiveOperator | null
  /** Server's clock minus this machine's, in milliseconds; a desk's clock may be wrong. */
  skew: number
  /** What was shown when Asterisk could be heard no more; compared with its first word after that. */
  unsure: LiveOperator | null
  /** What was found then to be otherwise, until it is seen. */
  resync: Resync | null
}

export type LiveEvent =
  | { type: 'connected' }
  | { type: 'disconnected' }
  | { type: 'snapshot'; snapshot: LiveSnapshot; receivedAt: number }
  | { type: 'queue'; queue: LiveQueue }
  | { type: 'operator'; operator: LiveOperator }
  | { type: 'health'; health: LiveHealth }
  | { type: 'me'; me: LiveOperator }
  | { type: 'resync-seen' }

export const NOTHING_LIVE: LiveState = { connection: 'connecting', queues: null, operators: null, health: null, me: null, skew: 0, unsure: null, resync: null }

export function foldLive(state: LiveState, event: LiveEvent): LiveState {
  switch (event.type) {
    case 'connected':
      return { ...state, connection: 'live' }
    case 'disconnected':
      return { ...state, connection: 'reconnecting', unsure: state.unsure ?? state.me }
    case 'snapshot': {
      const { queues, operators, health, at } = event.snapshot
      return { ...state, queues: sortQueues(queues), operators, health, skew: Date.parse(at) - event.receivedAt }
    }
    case 'queue':
      return { ...state, queues: sortQueues(upsert(state.queues ?? [], event.queue, (queue) => queue.name)) }
    case 'operator':
      return {
        ...state,
        operators: upsert(state.operators ?? [], event.operator, (operator) => operator.userId),
      }
    case 'health':
      return { ...state, health: event.health, unsure: state.unsure ?? (event.health.asterisk ? null : state.me) }
    case 'me': {
      const operators = state.operators && upsert(state.operators, event.me, (operator) => operator.userId)
      if (!state.unsure || state.connection !== 'live' || state.health?.asterisk === false) return { ...state, me: event.me, operators }
      return { ...state, me: event.me, operators, unsure: null, resync: resyncOf(state.unsure, event.me) ?? state.resync }
    }
    case 'resync-seen':
      return { ...state, resync: null }
    default:
      return event satisfies never
  }
}

function upsert<T, K>(items: readonly T[], item: T, key: (item: T) => K): T[] {
  const at = items.findIndex((other) => key(other) === key(item))
  return at < 0 ? [...items, item] : items.with(at, item)
}

const sortQueues = (queues: readonly LiveQueue[]) => queues.toSorted((a, b) => a.name.localeCompare(b.name))

export type Trouble = 'reconnecting' | 'asterisk-away' | 'ivr-away' | 'records-delayed'

/** The one banner worth showing: the worst first. */
export function troubleOf({ connection, health }: LiveState): Trouble | null {
  if (connection === 'reconnecting') return 'reconnecting'
  if (health?.asterisk === false) return 'asterisk-away'
  if (health?.ivr === false) return 'ivr-away'
  if (health?.redis === false) return 'records-delayed'
  return null
}
