import { z } from 'zod'
import { FLOW_LANGUAGES, type VALUE_KINDS, type FlowLanguage } from './flow-schema.js'

const at = {
  flow: z.string(),
  language: z.enum(FLOW_LANGUAGES),
  /** Nodes entered, in order. */
  path: z.array(z.string()),
  /** Last number given to a playback, timer or question; ids are never given twice. */
  lastId: z.number().int().nonnegative(),
  variables: z.record(z.string(), z.string()),
}
const inNode = { ...at, node: z.string() }
const playing = { ...inNode, playbackId: z.string() }
const misses = z.number().int().nonnegative()

/** Where a call stands in its flow; JSON, kept on the caller's channel. */
export const FlowState = z.discriminatedUnion('at', [
  z.object({ at: z.literal('start'), ...at }),
  z.object({ at: z.literal('saying'), ...playing }),
  z.object({ at: z.literal('menu-playing'), ...playing, misses }),
  z.object({ at: z.literal('menu-waiting'), ...inNode, misses, timerId: z.string() }),
  /** The prompts of a question for digits; none was pressed yet. */
  z.object({ at: z.literal('collect-playing'), ...playing, misses }),
  z.object({ at: z.literal('collect-waiting'), ...inNode, misses, timerId: z.string(), digits: z.string() }),
  /** Somebody else knows which way to go. */
  z.object({ at: z.literal('asking'), ...inNode, askId: z.string() }),
  /** The last prompts before the queue. */
  z.object({ at: z.literal('parting'), ...playing }),
  /** In the hands of the dialplan: a queue or the voicemail. */
  z.object({ at: z.literal('left'), ...inNode }),
  /** The last prompts before we hang up. */
  z.object({ at: z.literal('farewell'), ...playing }),
  z.object({ at: z.literal('ended'), ...at }),
])
export type FlowState = z.infer<typeof FlowState>

/** Why the dialplan gives a caller back; each is an exit of the node that they left from. */
export const RETURN_REASONS = ['tooLong', 'nobody', 'tooMany', 'callBack', 'talked', 'failed'] as const
export type ReturnReason = (typeof RETURN_REASONS)[number]

export type FlowEvent =
  | { type: 'arrived'; variables: Record<string, string> }
  /** After a restart of the app: the caller is still there, nothing is playing for sure, no timer runs. */
  | { type: 'adopted' }
  | { type: 'digit'; digit: string }
  | { type: 'playbackFinished'; playbackId: string }
  /** Could not be played; goes on as if it had been. */
  | { type: 'playbackFailed'; playbackId: string }
  | { type: 'timerFired'; timerId: string }
  /** What was asked; an exit that the node does not have counts as `failed`. */
  | { type: 'answered'; askId: string; exit: string; variables: Record<string, string> }
  /** The dialplan gave the caller back. */
  | { type: 'returned'; reason: ReturnReason; variables: Record<string, string> }
  | { type: 'hungUp' }

export type ValueKind = (typeof VALUE_KINDS)[number]

/** Something to speak: a prompt by name, a value as what it is, an article, or the notices in force. */
export type Speech = { prompt: string } | { as: ValueKind; value: string } | { article: string } | { notices: true }

export type Question =
  | { about: 'hours'; hours: string }
  | { about: 'ticket'; code: string }
  | { about: 'queue'; queue: string; longWait: number }
  /** Answered by `open` or `closed`; what is neither counts as `open`. */
  | { about: 'queue-hours'; queue: string }
  | { about: 'call-back'; queue: string; priority: number; number: string; language: FlowLanguage }
  | { about: 'survey'; number: string }
  | { about: 'web'; url: string; timeout: number; take: Readonly<Record<string, string>> }

/** What the call's record must know besides its path; written with the call's end. */
export type Note = { about: 'call-back' | 'survey' } | { about: 'rating'; rating: string }

/** In order; `saveState` stands before those whose loss or doubling would matter. */
export type FlowEffect =
  | { type: 'saveState' }
  | { type: 'setLanguage'; language: FlowLanguage }
  | { type: 'stopPlayback'; playbackId: string }
  | { type: 'play'; playbackId: string; speech: readonly Speech[]; language: FlowLanguage }
  | { type: 'startTimer'; timerId: string; seconds: number }
  | { type: 'stopTimer'; timerId: string }
  /** Must be answered, if only by `failed`; asking changes nothing, so it may be asked again. */
  | { type: 'ask'; askId: string; question: Question }
  | { type: 'note'; note: Note }
  /**
   * `returns`: the reasons for which the caller comes back as `returned`; else the dialplan's own way, a voicemail or goodbye. `enteredAt`:
   * epoch milliseconds when they first began to wait, to keep their place. `sameOperator`: who spoke with this number within so many minutes
   * comes before all others.
   */
  | { type: 'leaveForQueue'; queue: string; priority: number; limit: number | null; most: number | null; enteredAt: number | null; sameOperator: { number: string; minutes: number } | null; returns: readonly ReturnReason[] }
  | { type: 'leaveForVoicemail'; queue: string }
  | { type: 'leaveForTransfer'; to: { number: string } | { department: string }; timeout: number; returns: readonly ReturnReason[] }
  | { type: 'leaveForRemark' }
  | { type: 'hangUp' }

export interface Decision {
  state: FlowState
  effects: FlowEffect[]
}

/** The state of a call that nobody has greeted yet. */
export function beginFlow(flow: { version: string }): FlowState {
  return { at: 'start', flow: flow.version, language: 'vi', path: [], lastId: 0, variables: {} }
}

/** @returns null when the text is not a state of this machine */
export function readFlowState(text: string): FlowState | null {
  try {
    return FlowState.parse(JSON.parse(text))
  } catch {
    return null
  }
}
