import { AGAIN, type Flow, type FlowLanguage, type MenuNode } from './flow.js'
import type { Decision, FlowEffect, FlowEvent, FlowState } from './flow-state.js'

type Common = Pick<FlowState, 'flow' | 'language' | 'path' | 'lastId'>
const LONGEST_PATH = 40

type AtNode = Extract<FlowState, { node: string }>

/**
 * The one decision of the IVR: what happens to a call, and what is to be done. Pure; without a clock; for every state and every event.
 * An event that has no meaning in a state (late, double, of an older playback or timer) changes nothing.
 */
export function decide(flow: Flow, state: FlowState, event: FlowEvent): Decision {
  if (state.at === 'ended') return nothing(state)
  if (event.type === 'hungUp') return { state: { at: 'ended', ...common(state) }, effects: 'timerId' in state ? [{ type: 'stopTimer', timerId: state.timerId }] : [] }
  if (event.type === 'adopted') return adopt(flow, state)
  switch (state.at) {
    case 'start':
      return event.type === 'arrived' ? enter(flow, common(state), flow.start, [{ type: 'setLanguage', language: state.language }]) : nothing(state)
    case 'saying':
      return whileSaying(flow, state, event)
    case 'menu-playing':
      return whileMenuPlays(flow, state, event)
    case 'menu-waiting':
      return whileMenuWaits(flow, state, event)
    case 'parting':
    case 'farewell':
      return isEndOf(event, state.playbackId) ? finish(flow, state) : nothing(state)
    case 'left':
      return nothing(state)
    default:
      return state satisfies never
  }
}

function whileSaying(flow: Flow, state: Extract<FlowState, { at: 'saying' }>, event: FlowEvent): Decision {
  const node = nodeOf(flow, state, 'say')
  if (isEndOf(event, state.playbackId)) return enter(flow, common(state), node.next)
  if (event.type !== 'digit') return nothing(state)
  // A caller who knows the menu need not hear the welcome: the digit counts for the menu that follows.
  const menu = flow.nodes[node.next]
  if (menu?.kind !== 'menu' || !Object.hasOwn(menu.choices, event.digit)) return nothing(state)
  return choose(flow, menu, { ...common(state), path: visited(state.path, node.next) }, node.next, 0, event.digit, [{ type: 'stopPlayback', playbackId: state.playbackId }])
}

function whileMenuPlays(flow: Flow, state: Extract<FlowState, { at: 'menu-playing' }>, event: FlowEvent): Decision {
  const menu = nodeOf(flow, state, 'menu')
  if (event.type === 'digit') return choose(flow, menu, common(state), state.node, state.misses, event.digit, [{ type: 'stopPlayback', playbackId: state.playbackId }])
  if (!isEndOf(event, state.playbackId)) return nothing(state)
  const [id, lastId] = nextId(state, 't')
  return {
    state: { at: 'menu-waiting', ...common(state), lastId, node: state.node, misses: state.misses, timerId: id },
    effects: [{ type: 'saveState' }, { type: 'startTimer', timerId: id, seconds: menu.timeout }],
  }
}

function whileMenuWaits(flow: Flow, state: Extract<FlowState, { at: 'menu-waiting' }>, event: FlowEvent): Decision {
  const menu = nodeOf(flow, state, 'menu')
  if (event.type === 'digit') return choose(flow, menu, common(state), state.node, state.misses, event.digit, [{ type: 'stopTimer', timerId: state.timerId }])
  if (event.type === 'timerFired' && event.timerId === state.timerId) return miss(flow, menu, common(state), state.node, state.misses, menu.noDigit, [])
  return nothing(state)
}

function choose(flow: Flow, menu: MenuNode, call: Common, node: string, misses: number, digit: string, before: FlowEffect[]): Decision {
  const target = Object.hasOwn(menu.choices, digit) ? menu.choices[digit] : undefined
  if (target === undefined) return miss(flow, menu, call, node, misses, menu.wrongDigit, before)
  if (target === AGAIN) return playMenu(call, node, misses, menu.prompts, before)
  return enter(flow, call, target, before)
}

function miss(flow: Flow, menu: MenuNode, call: Common, node: string, misses: number, why: readonly string[], before: FlowEffect[]): Decision {
  const counted = misses + 1
  if (counted >= menu.misses) return enter(flow, call, menu.onMisses, before)
  return playMenu(call, node, counted, [...why, ...menu.prompts], before)
}

/** Enters a node, and goes through those that only set something. */
function enter(flow: Flow, call: Common, name: string, before: FlowEffect[] = []): Decision {
  const node = flow.nodes[name]
  if (!node) throw new Error(`The flow has no node ${name}: it did not come from parseFlow`)
  const here: Common = { ...call, path: visited(call.path, name) }
  switch (node.kind) {
    case 'language':
      return enter(flow, { ...here, language: node.language }, node.next, [...before, { type: 'setLanguage', language: node.language }])
    case 'menu':
      return playMenu(here, name, 0, node.prompts, before)
    case 'say':
      return playIn('saying', here, name, node.prompts, before)
    case 'queue':
      return node.prompts.length > 0 ? playIn('parting', here, name, node.prompts, before) : leave(here, node, before)
    case 'hang-up':
      return node.prompts.length > 0 ? playIn('farewell', here, name, node.prompts, before) : end(here, before)
    default:
      return node satisfies never
  }
}

function finish(flow: Flow, state: Extract<FlowState, { at: 'parting' | 'farewell' }>): Decision {
  return state.at === 'parting' ? leave(common(state), nodeOf(flow, state, 'queue')) : end(common(state))
}

function leave(call: Common, { queue, priority }: { queue: string; priority: number }, before: FlowEffect[] = []): Decision {
  return { state: { at: 'left', ...call, queue, priority }, effects: [...before, { type: 'saveState' }, { type: 'leaveForQueue', queue, priority }] }
}

function end(call: Common, before: FlowEffect[] = []): Decision {
  return { state: { at: 'ended', ...call }, effects: [...before, { type: 'saveState' }, { type: 'hangUp' }] }
}

function playMenu(call: Common, node: string, misses: number, prompts: readonly string[], before: FlowEffect[]): Decision {
  const [playbackId, lastId] = nextId(call, 'p')
  return { state: { at: 'menu-playing', ...call, lastId, node, playbackId, misses }, effects: [...before, { type: 'saveState' }, play(playbackId, prompts, call.language)] }
}

function playIn(at: 'saying' | 'parting' | 'farewell', call: Common, node: string, prompts: readonly string[], before: FlowEffect[]): Decision {
  const [playbackId, lastId] = nextId(call, 'p')
  return { state: { at, ...call, lastId, node, playbackId }, effects: [...before, { type: 'saveState' }, play(playbackId, prompts, call.language)] }
}

const play = (playbackId: string, prompts: readonly string[], language: FlowLanguage): FlowEffect => ({ type: 'play', playbackId, prompts, language })

/** The caller is heard again where they were: a node's prompts from their beginning, in its own language; nobody is welcomed twice from the start of a menu. */
function adopt(flow: Flow, state: Exclude<FlowState, { at: 'ended' }>): Decision {
  // A playback may still run from before; its end is stale now, so it must not talk over the next.
  const before: FlowEffect[] = [...silence(state), { type: 'setLanguage', language: state.language }]
  const call = { ...common(state), flow: flow.version }
  if (state.at === 'start') return enter(flow, call, flow.start, before)
  if (state.at === 'left') return leave(call, state, before)
  const node = state.flow === flow.version ? flow.nodes[state.node] : undefined
  // Another version of the flow may mean something else by the same name.
  if (!node) return enter(flow, call, flow.main, before)
  switch (node.kind) {
    case 'menu':
      return playMenu(call, state.node, 'misses' in state ? state.misses : 0, node.prompts, before)
    case 'say':
      return playIn('saying', call, state.node, node.prompts, before)
    case 'queue':
      return playIn('parting', call, state.node, node.prompts, before)
    case 'hang-up':
      return playIn('farewell', call, state.node, node.prompts, before)
    case 'language':
      return enter(flow, call, node.next, before)
    default:
      return node satisfies never
  }
}

function silence(state: FlowState): FlowEffect[] {
  if ('playbackId' in state) return [{ type: 'stopPlayback', playbackId: state.playbackId }]
  return 'timerId' in state ? [{ type: 'stopTimer', timerId: state.timerId }] : []
}

/** The state travels in a URL, so a caller who plays with the keys must not make it grow without end. */
const visited = (path: string[], name: string) => (path.length < LONGEST_PATH ? [...path, name] : path)

const nothing = (state: FlowState): Decision => ({ state, effects: [] })

const common = ({ flow, language, path, lastId }: FlowState): Common => ({ flow, language, path, lastId })

function nextId(call: Common, letter: 'p' | 't'): [string, number] {
  const lastId = call.lastId + 1
  return [`${letter}${lastId}`, lastId]
}

const isEndOf = (event: FlowEvent, playbackId: string) => (event.type === 'playbackFinished' || event.type === 'playbackFailed') && event.playbackId === playbackId

function nodeOf<K extends Flow['nodes'][string]['kind']>(flow: Flow, state: AtNode, kind: K): Extract<Flow['nodes'][string], { kind: K }> {
  const node = flow.nodes[state.node]
  if (node?.kind !== kind) throw new Error(`State ${state.at} at ${state.node} does not belong to flow ${flow.version}`)
  return node as Extract<Flow['nodes'][string], { kind: K }>
}
