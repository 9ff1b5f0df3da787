import { readFlowState, type FlowState } from '@app/flow'

/**
 * What a call's channel keeps of it, in one variable so that it is one request: `<way>|<state>`. The way (see FlowSteps) goes into the journal
 * when the call ends; the state, JSON, is what another process goes on with. A call that has ended has no state.
 */
export const writeSavedCall = (way: string, state: FlowState): string => `${way}|${state.at === 'ended' ? '' : JSON.stringify(state)}`

/** @returns `state` null when the text has none, or one that this machine does not understand */
export function readSavedCall(text: string): { way: string; state: FlowState | null } {
  const bar = text.indexOf('|')
  return bar === -1 ? { way: '', state: null } : { way: text.slice(0, bar), state: readFlowState(text.slice(bar + 1)) }
}
