import { z } from 'zod'
import { FLOW_LANGUAGES, type FlowLanguage } from './flow.js'

const at = {
  flow: z.string(),
  language: z.enum(FLOW_LANGUAGES),
  /** Nodes entered, in order. */
  path: z.array(z.string()),
  /** Last number given to a playback or timer; ids are never given twice. */
  lastId: z.number().int().nonnegative(),
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
  /** The last prompts before the queue. */
  z.object({ at: z.literal('parting'), ...playing }),
  z.object({ at: z.literal('left'), ...at, queue: z.string(), priority: z.number().int() }),
  /** The last prompts before we hang up. */
  z.object({ at: z.literal('farewell'), ...playing }),
  z.object({ at: z.literal('ended'), ...at }),
])
export type FlowState = z.infer<typeof FlowState>

export type FlowEvent =
  | { type: 'arrived' }
  /** After a restart of the app: the caller is still there, nothing is playing for sure, no timer runs. */
  | { type: 'adopted' }
  | { type: 'digit'; digit: string }
  | { type: 'playbackFinished'; playbackId: string }
  /** Could not be played; goes on as if it had been. */
  | { type: 'playbackFailed'; playbackId: string }
  | { type: 'timerFired'; timerId: string }
  | { type: 'hungUp' }

/** In order; `saveState` stands before those whose loss or doubling would matter. */
export type FlowEffect =
  | { type: 'saveState' }
  | { type: 'setLanguage'; language: FlowLanguage }
  | { type: 'stopPlayback'; playbackId: string }
  | { type: 'play'; playbackId: string; prompts: readonly string[]; language: FlowLanguage }
  | { type: 'startTimer'; timerId: string; seconds: number }
  | { type: 'stopTimer'; timerId: string }
  | { type: 'leaveForQueue'; queue: string; priority: number }
  | { type: 'hangUp' }

export interface Decision {
  state: FlowState
  effects: FlowEffect[]
}

/** The state of a call that nobody has greeted yet. */
export function beginFlow(flow: { version: string }): FlowState {
  return { at: 'start', flow: flow.version, language: 'vi', path: [], lastId: 0 }
}

/** @returns null when the text is not a state of this machine */
export function readFlowState(text: string): FlowState | null {
  try {
    return FlowState.parse(JSON.parse(text))
  } catch {
    return null
  }
}
