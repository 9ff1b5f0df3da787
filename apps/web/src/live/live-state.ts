import type { ConsultView, Listening, LiveChanges, LiveHealth, LiveOperator, LiveQueue, LiveSnapshot } from '@app/contracts'
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
  /** A supervisor's ear in a talk. */
  listening: Listening | null
  /** Asking somebody before handing on, and being asked. */
  consult: ConsultView
  /** What was shown when Asterisk could be heard no more; compared with its first word after that. */
  unsure: LiveOperator | null
  /** What was found then to be otherwise, until it is seen. */
  resync: Resync | null
  /** Since when nothing of the hall is heard, by this machine's clock: what is shown is as it was then. Null: it is live. */
  silentSince: number | null
  /** Since when what lasts (figures, chat, tickets) cannot be asked, or is not told as it comes. Null: it is. */
  behindSince: number | null
  /** What an end of the ear would be: its talk's, this supervisor's own wish, or Asterisk's, which was away meanwhile. */
  earEnd: EarEnd
  /** An ear that ended without having been left, until it is seen. */
  earOver: { listening: Listening; end: EarEnd } | null
}

export type EarEnd = 'talk-over' | 'left' | 'cut'

export type LiveEvent =
  | { type: 'connected' }
  | { type: 'disconnected'; at: number }
  | { type: 'snapshot'; snapshot: LiveSnapshot; receivedAt: number }
  | { type: 'changes'; changes: LiveChanges }
  | { type: 'health'; health: LiveHealth; at: number }
  | { type: 'me'; me: LiveOperator }
  | { type: 'listening'; listening: Listening | null }
  | { type: 'consult'; consult: ConsultView }
  | { type: 'woke'; shown: LiveOperator | null }
  | { type: 'resync-seen' }
  | { type: 'ear-left' }
  | { type: 'ear-over-seen' }

export const NOTHING_LIVE: LiveState = { connection: 'connecting', queues: null, operators: null, health: null, me: null, skew: 0, listening: null, consult: { asking: null, asked: null, failed: null }, unsure: null, resync: null, silentSince: null, behindSince: null, earEnd: 'talk-over', earOver: null }

export function foldLive(state: LiveState, event: LiveEvent): LiveState {
  switch (event.type) {
    case 'connected':
      return { ...state, connection: 'live' }
    case 'disconnected':
      return { ...state, connection: 'reconnecting', unsure: state.unsure ?? state.me, silentSince: state.silentSince ?? event.at }
    case 'snapshot': {
      const { queues, operators, health, at } = event.snapshot
      const silentSince = health.asterisk ? null : (state.silentSince ?? event.receivedAt)
      return { ...healthy(state, health, event.receivedAt), queues: sortQueues(queues), operators, skew: Date.parse(at) - event.receivedAt, silentSince }
    }
    case 'changes': {
      const { queues, operators } = event.changes
      return {
        ...state,
        queues: queues.length === 0 ? state.queues : sortQueues(queues.reduce<readonly LiveQueue[]>((all, queue) => upsert(all, queue, ({ name }) => name), state.queues ?? [])),
        operators: operators.reduce<readonly LiveOperator[] | null>((all, operator) => upsert(all ?? [], operator, ({ userId }) => userId), state.operators),
      }
    }
    case 'health':
      // That it is heard again is one thing, what it says another: the snapshot follows.
      return { ...healthy(state, event.health, event.at), unsure: state.unsure ?? (event.health.asterisk ? null : state.me), silentSince: event.health.asterisk ? state.silentSince : (state.silentSince ?? event.at) }
    case 'me': {
      const operators = state.operators && upsert(state.operators, event.me, (operator) => operator.userId)
      if (!state.unsure || state.connection !== 'live' || state.health?.asterisk === false) return { ...state, me: event.me, operators }
      return { ...state, me: event.me, operators, unsure: null, resync: resyncOf(state.unsure, event.me) ?? state.resync }
    }
    case 'woke':
      return { ...state, unsure: state.unsure ?? event.shown }
    case 'resync-seen':
      return { ...state, resync: null }
    case 'consult':
      return { ...state, consult: event.consult }
    case 'listening':
      return { ...state, listening: event.listening, earEnd: 'talk-over', earOver: earOver(state, event.listening) }
    case 'ear-left':
      return { ...state, earEnd: 'left' }
    case 'ear-over-seen':
      return { ...state, earOver: null }
    default:
      return event satisfies never
  }
}

function healthy(state: LiveState, health: LiveHealth, at: number): LiveState {
  return { ...state, health, behindSince: health.redis && health.ticketing ? null : (state.behindSince ?? at), earEnd: !health.asterisk && state.listening ? 'cut' : state.earEnd }
}

function earOver({ listening, earEnd, earOver: before }: LiveState, now: Listening | null): LiveState['earOver'] {
  if (now !== null) return null
  if (listening === null) return before
  return earEnd === 'left' ? null : { listening, end: earEnd }
}

function upsert<T, K>(items: readonly T[], item: T, key: (item: T) => K): T[] {
  const at = items.findIndex((other) => key(other) === key(item))
  return at < 0 ? [...items, item] : items.with(at, item)
}

const sortQueues = (queues: readonly LiveQueue[]) => queues.toSorted((a, b) => a.name.localeCompare(b.name))

export type Trouble = 'reconnecting' | 'asterisk-away' | 'ticketing-away' | 'ivr-away' | 'records-delayed'

/** The one banner worth showing: the worst first. */
export function troubleOf({ connection, health }: LiveState): Trouble | null {
  if (connection === 'reconnecting') return 'reconnecting'
  if (health?.asterisk === false) return 'asterisk-away'
  if (health?.ticketing === false) return 'ticketing-away'
  if (health?.ivr === false) return 'ivr-away'
  if (health?.redis === false) return 'records-delayed'
  return null
}
