import type { OperatorCallPhase } from '@app/contracts'

/** An AMI event or list row: header names in lower case. */
export type AmiRow = Readonly<Record<string, string>>

/** Someone waiting in a queue. */
export interface Caller {
  callId: string
  number: string | null
  position: number
  /** Milliseconds since the epoch. */
  enteredAt: number
}

/** One operator's membership of one queue, as Asterisk tells it. */
export interface Membership {
  paused: boolean
  pausedReason: string
  /** Asterisk's device state: 1 idle, 2 in use, 4 invalid, 5 unavailable, 6 ringing, … */
  status: number
  /** Epoch seconds; 0 for never. */
  lastPause: number
  lastCall: number
  loginTime: number
}

/** An offer that rings, or a talk, at one operator. */
export interface OperatorCall {
  callId: string
  /** Null: a talk that a colleague's own call became. */
  queue: string | null
  number: string | null
  language: string | null
  /** The operator's own channel. */
  channelId: string
  /** The citizen's channel: its Uniqueid. */
  citizenId: string
  since: number
  waitedSeconds: number
}

/** A call that an operator makes: their own leg, and how far the other one is. */
export interface OwnCall {
  /** The Uniqueid of the first of the operator's own channels, too. */
  callId: string
  /** The operator's own channel now: another one where their page went in the talk and came back. */
  channelId: string
  /** The citizen's channel, once it is there: its Uniqueid. */
  citizenId: string | null
  /** Theirs, as it was dialled; null before it is there. */
  number: string | null
  phase: OperatorCallPhase
  /** When this phase began, milliseconds. */
  since: number
}

/** The live side of Asterisk's queues. Serialisable; changed only by `fold` and `fromSnapshot`. */
export interface Mirror {
  /** Callers of each queue, by position. */
  queues: Record<string, Caller[]>
  /** Memberships by interface (`PJSIP/op-7`), then by queue. */
  members: Record<string, Record<string, Membership>>
  offers: Record<string, OperatorCall>
  talks: Record<string, OperatorCall>
  /** By the interface of whoever calls. */
  ownCalls: Record<string, OwnCall>
  /** When each interface's state was last seen to change, in milliseconds. */
  changedAt: Record<string, number>
}

export const emptyMirror = (): Mirror => ({ queues: {}, members: {}, offers: {}, talks: {}, ownCalls: {}, changedAt: {} })

/** The user behind an interface; null for a member that is no operator of ours. */
export function userIdOf(interfaceName: string): number | null {
  const found = /^PJSIP\/op-(\d+)$/.exec(interfaceName)
  return found ? Number(found[1]) : null
}

export const interfaceOf = (userId: number) => `PJSIP/op-${userId}`
export const memberNameOf = (userId: number) => `op-${userId}`

/** Asterisk writes `<unknown>` for a number that it was not given. */
export const numberOf = (value: string | undefined) => (value && /^\+?\d+$/.test(value) ? value : null)
