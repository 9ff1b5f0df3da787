import type { JournalCall } from '@app/call-journal'
import { CITIZEN_CALL_SOURCES, type CallOutcome, type CallSource } from '@app/contracts'
import { countLedger, type CallFigures, type Ledger } from '@app/metrics'

/** What of a call the figures are made of. Nothing of it tells who called, so nothing of it is ever erased. */
export const LEDGER_FIELDS = ['source', 'arrivedAt', 'queue', 'enteredQueueAt', 'leftQueueAt', 'answered', 'answeredAt', 'operatorId', 'offers', 'waitSeconds', 'talkSeconds', 'holdSeconds', 'endedAt', 'outcome'] as const
export type LedgerField = (typeof LEDGER_FIELDS)[number]

/** A call as the ledger sees it, from the journal or from the database. Moments are epoch seconds. */
export interface LedgerCall {
  id: string
  source: CallSource
  arrivedAt: number
  queue: string | null
  enteredQueueAt: number | null
  leftQueueAt: number | null
  answered: boolean
  answeredAt: number | null
  operatorId: number | null
  offers: number
  waitSeconds: number | null
  talkSeconds: number | null
  /** Null in a row: not known, or from before holds were told. */
  holdSeconds: number | null
  endedAt: number | null
  outcome: CallOutcome | null
  /** Stream id of the last line that was folded in. */
  lastFactId: string
  /** When the journal's last line about it was written; null where only the row is known. */
  toldAt: number | null
}

export const ledgerCallOf = (call: JournalCall, toldAt: number): LedgerCall => ({
  id: call.id,
  source: call.source,
  arrivedAt: call.arrivedAt,
  queue: call.queue,
  enteredQueueAt: call.enteredQueueAt,
  leftQueueAt: call.leftQueueAt,
  answered: call.answered,
  answeredAt: call.answeredAt,
  operatorId: call.operatorId,
  offers: call.offers,
  waitSeconds: call.waitSeconds,
  talkSeconds: call.talkSeconds,
  holdSeconds: call.holdSeconds,
  endedAt: call.endedAt,
  outcome: call.outcome,
  lastFactId: call.lastFactId,
  toldAt,
})

export const figuresOf = (call: LedgerCall): CallFigures => ({
  arrivedAt: new Date(call.arrivedAt * 1000),
  enteredQueueAt: moment(call.enteredQueueAt),
  leftQueueAt: moment(call.leftQueueAt),
  answered: call.answered,
  waitSeconds: call.waitSeconds,
  talkSeconds: call.talkSeconds,
  holdSeconds: call.holdSeconds,
  endedAt: moment(call.endedAt),
  outcome: call.outcome,
})

/** The ledger of these calls; those that we made ourselves are in no figure. */
export const countsOf = (calls: readonly LedgerCall[]): Ledger => countLedger(calls.filter(({ source }) => CITIZEN_CALL_SOURCES.includes(source)).map(figuresOf))

const moment = (seconds: number | null) => (seconds === null ? null : new Date(seconds * 1000))
