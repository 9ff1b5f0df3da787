import type { OperatorState, TalkTarget } from '@app/contracts'
import { dialBy, type Dialler } from '@app/phone-number'

export type TransferRefusal = 'not-talking' | 'to-yourself' | 'no-such-queue' | 'colleague-not-free' | 'not-dialable' | 'free-service'

/** Where in the dialplan the citizen goes on (extensions.conf). `queue`: where they wait if the colleague does not answer. */
export type TransferStep =
  | { context: 'hand-to-queue'; exten: string; queue: null }
  | { context: 'hand-to-operator'; exten: string; queue: string }
  | { context: 'hand-to-number'; exten: string; queue: null }
  | { context: 'hand-to-survey'; exten: string; queue: null }

export interface TransferStanding {
  userId: number
  dialler: Dialler
  /** The operator's talk with a citizen; null without one. */
  talk: { queue: string | null } | null
  /** Names of the queues there are. */
  queues: readonly string[]
  /** The colleague, where the target is one. */
  colleague: { state: OperatorState; queues: readonly string[] } | null
}

/** Decides whether and whereto a citizen is handed on at once. */
export function planTransfer(target: TalkTarget, now: TransferStanding): TransferStep | { refusal: TransferRefusal } {
  if (!now.talk) return { refusal: 'not-talking' }
  switch (target.kind) {
    case 'queue':
      return now.queues.includes(target.queue) ? { context: 'hand-to-queue', exten: target.queue, queue: null } : { refusal: 'no-such-queue' }
    case 'operator': {
      if (target.userId === now.userId) return { refusal: 'to-yourself' }
      // Only to one who can pick up at once: nobody is sent to a telephone that will not ring.
      if (now.colleague?.state !== 'available') return { refusal: 'colleague-not-free' }
      const queue = now.talk.queue !== null && now.colleague.queues.includes(now.talk.queue) ? now.talk.queue : now.colleague.queues[0]
      return queue === undefined ? { refusal: 'colleague-not-free' } : { context: 'hand-to-operator', exten: String(target.userId), queue }
    }
    case 'number': {
      const allowed = dialBy(now.dialler, target.number)
      return 'refusal' in allowed ? allowed : { context: 'hand-to-number', exten: allowed.dial, queue: null }
    }
    case 'survey':
      return { context: 'hand-to-survey', exten: 's', queue: null }
    default:
      return target satisfies never
  }
}
