import type { OperatorEntry } from '@app/call-journal'
import type { CallBackState, CallOutcome, CallSource, Language, TicketKind, TicketState } from '@app/contracts'

/** Moments are epoch seconds, as the journal tells them. */
export interface MadeCall {
  id: string
  number: string | null
  source: CallSource
  language: Language
  flowPath: string
  arrivedAt: number
  queue: string | null
  enteredQueueAt: number | null
  leftQueueAt: number | null
  leftQueueHow: 'abandoned' | 'given-back' | null
  answeredAt: number | null
  operatorId: number | null
  offers: number
  waitSeconds: number | null
  talkSeconds: number | null
  holdSeconds: number | null
  endedAt: number
  endedWhere: 'flow' | 'queue' | 'talk' | 'voicemail' | 'call-back'
  outcome: CallOutcome
  /** Length of the message that was left. */
  voicemailSeconds: number | null
}

/** As the journal would have told it. */
export type MadeStep = OperatorEntry

export interface MadeSurvey {
  callId: string
  number: string | null
  operatorId: number
  askedAt: number
  rating: number | null
}

/** A row of those who gave up, reached or closed by the end: nobody is to call a number that was made up. */
export interface MadeMissedCaller {
  number: string
  queue: string | null
  language: Language
  calls: number
  firstAt: number
  lastAt: number
  lastCallId: string
  longestWait: number
  closedAt: number
  closedHow: 'called-again' | 'called-back' | 'by-hand'
  closedBy: number | null
}

/** A promise to call back, kept or closed by the end: nobody is to call a number that was made up. */
export interface MadeCallBack {
  callId: string
  number: string
  queue: string
  language: Language
  enteredAt: number
  promisedAt: number
  state: Extract<CallBackState, 'reached' | 'unreached' | 'answered-otherwise' | 'cancelled'>
  placements: number
  attempts: number
  /** Asterisk's DIALSTATUS. */
  lastResult: string | null
  closedAt: number
}

export interface MadeFlowFigure {
  node: string
  next: string
  calls: number
  seconds: number
}

export interface MadeTicket {
  kind: TicketKind
  state: TicketState
  categoryId: number
  departmentId: number
  wardId: number | null
  description: string
  place: string | null
  citizenName: string | null
  number: string | null
  callId: string
  createdBy: number
  createdAt: number
  deadlineAt: number
  acceptedAt: number | null
  answeredAt: number | null
  closedAt: number | null
  extensions: number
  reopenings: number
  returned: boolean
  rating: number | null
}

/** What a day added; an operator's night may reach into the next. */
export interface MadeDay {
  /** In Asia/Ho_Chi_Minh. */
  day: string
  calls: MadeCall[]
  surveys: MadeSurvey[]
  steps: MadeStep[]
  missedCallers: MadeMissedCaller[]
  callBacks: MadeCallBack[]
  flowFigures: MadeFlowFigure[]
  tickets: MadeTicket[]
}

export interface MadeOperator {
  id: number
  queues: readonly string[]
}

export interface CityPlan {
  seed: number
  /** Days in Asia/Ho_Chi_Minh, both included. */
  from: string
  to: string
  /** In all days together. */
  calls: number
  /** About so many. */
  tickets: number
  /** Of every id, so that what was made up is told from what was. */
  idPrefix: string
  operators: readonly MadeOperator[]
  /** In the order of how often they are asked about. */
  categories: readonly { id: number; code: string; departmentId: number }[]
  wards: readonly { id: number; name: string }[]
  /** Days of a storm: five times the calls, everybody at work, and not half of the callers are answered. */
  surges: readonly string[]
  shortAbandonSeconds: number
}
