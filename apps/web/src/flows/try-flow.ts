import { beginFlow, decide, exitsOf, type Flow, type FlowEffect, type FlowEvent, type FlowLanguage, type FlowState, type Question, type ReturnReason, type Speech } from '@app/flow'

/** What was heard and done, in order. */
export type TryLine =
  | { who: 'flow'; node: string; language: FlowLanguage; speech: readonly Speech[] }
  | { who: 'caller'; did: { key: string } | 'silence' | 'hang-up' }
  | { who: 'world'; node: string; exit: string }
  | { who: 'call'; what: 'queue' | 'voicemail'; queue: string }
  | { who: 'call'; what: 'transfer'; to: { number: string } | { department: string } }
  | { who: 'call'; what: 'hung-up' | 'remark' }

/** A call on the page: the machine of the live calls, and what stands in for its telephone. */
export interface TriedCall {
  /** The flow as it was when the call began; what is edited meanwhile is for the next one. */
  readonly flow: Flow
  readonly state: FlowState
  readonly lines: readonly TryLine[]
  /** Until silence counts; null when nothing is waited for. */
  readonly timerSeconds: number | null
  readonly question: Question | null
  readonly returns: readonly ReturnReason[]
}

/** Begins a call. Prompts are read at once: on the page they are text. */
export function beginTry(flow: Flow, variables: { caller: string; dialled: string }): TriedCall {
  return step({ flow, state: beginFlow(flow), lines: [], timerSeconds: null, question: null, returns: [] }, { type: 'arrived', variables })
}

export const pressKey = (call: TriedCall, key: string): TriedCall => (listens(call) ? step(said(call, { who: 'caller', did: { key } }), { type: 'digit', digit: key }) : call)

/** The caller presses nothing until the time is over. */
export function sayNothing(call: TriedCall): TriedCall {
  const { state } = call
  return 'timerId' in state ? step(said(call, { who: 'caller', did: 'silence' }), { type: 'timerFired', timerId: state.timerId }) : call
}

export const hangUp = (call: TriedCall): TriedCall => (call.state.at === 'ended' ? call : step(said(call, { who: 'caller', did: 'hang-up' }), { type: 'hungUp' }))

/** Answers what the flow asked (opening hours, a ticket) with one of its exits. */
export function answerQuestion(call: TriedCall, exit: string, variables: Record<string, string>): TriedCall {
  const { state } = call
  return state.at === 'asking' ? step(said(call, { who: 'world', node: state.node, exit }), { type: 'answered', askId: state.askId, exit, variables }) : call
}

/** The queue gives the caller back. */
export function giveBack(call: TriedCall, reason: ReturnReason): TriedCall {
  const { state } = call
  return state.at === 'left' && call.returns.includes(reason) ? step(said(call, { who: 'world', node: state.node, exit: reason }), { type: 'returned', reason, variables: {} }) : call
}

/** Whether a key means something now. */
export const listens = ({ state }: TriedCall): boolean => state.at === 'menu-waiting' || state.at === 'collect-waiting'

/** Where the call stands; null when it is over. */
export const nodeNow = ({ state }: TriedCall): string | null => ('node' in state ? state.node : null)

/** Exits that can be answered now. */
export function answersOf(call: TriedCall): string[] {
  const node = call.state.at === 'asking' ? call.flow.nodes[call.state.node] : undefined
  if (node?.kind === 'queue') return ['open', 'closed']
  return node ? exitsOf(node).map(({ exit }) => exit) : []
}

/** The ways that the call has gone, as pairs of nodes. */
export const waysOf = ({ state }: TriedCall): [from: string, to: string][] => state.path.slice(1).flatMap((to, at): [string, string][] => (state.path[at] === undefined ? [] : [[state.path[at], to]]))

const said = (call: TriedCall, line: TryLine): TriedCall => ({ ...call, lines: [...call.lines, line] })

/** One event, and every playback that follows from it read to its end. */
function step(call: TriedCall, event: FlowEvent): TriedCall {
  let current = call
  let next: FlowEvent | null = event
  // The check refuses a flow that goes in a circle without the caller; each playback ends in the next wait or in the end of the call.
  while (next) {
    const { state, effects } = decide(current.flow, current.state, next)
    current = effects.reduce(perform, { ...current, state })
    const play: FlowEffect | undefined = effects.findLast((effect) => effect.type === 'play')
    next = play?.type === 'play' ? { type: 'playbackFinished', playbackId: play.playbackId } : null
  }
  return 'timerId' in current.state ? current : { ...current, timerSeconds: null }
}

function perform(call: TriedCall, effect: FlowEffect): TriedCall {
  const waiting = { ...call, question: null, returns: [] }
  switch (effect.type) {
    case 'play':
      return effect.speech.length === 0 ? waiting : said(waiting, { who: 'flow', node: nodeNow(call) ?? '', language: effect.language, speech: effect.speech })
    case 'startTimer':
      return { ...waiting, timerSeconds: effect.seconds }
    case 'ask':
      return { ...call, question: effect.question }
    case 'leaveForQueue':
      return { ...said(waiting, { who: 'call', what: 'queue', queue: effect.queue }), returns: effect.returns }
    case 'leaveForTransfer':
      return { ...said(waiting, { who: 'call', what: 'transfer', to: effect.to }), returns: effect.returns }
    case 'leaveForRemark':
      return said(waiting, { who: 'call', what: 'remark' })
    case 'leaveForVoicemail':
      return said(waiting, { who: 'call', what: 'voicemail', queue: effect.queue })
    case 'hangUp':
      return said(waiting, { who: 'call', what: 'hung-up' })
    case 'note':
    case 'saveState':
    case 'setLanguage':
    case 'stopPlayback':
    case 'stopTimer':
      return call
    default:
      return effect satisfies never
  }
}
