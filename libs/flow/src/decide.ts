import { isTicketCode } from '@app/ticket-code'
import { common, filled, nextId, valueIn, visited, withVariables, type Common } from './common-state.js'
import { AGAIN, type FlowNode, type SpokenVariable } from './flow-schema.js'
import { exitsOf, type Flow, type NodeOf } from './flow.js'
import { isLeaving, leaving, notesOf, type Leaving } from './leaving.js'
import type { Decision, FlowEffect, FlowEvent, FlowState, Question, Speech } from './flow-state.js'

type AtNode = Extract<FlowState, { node: string }>
type Kind = FlowNode['kind']
type SpeechList = readonly (string | SpokenVariable)[]

/** Ends what a caller keys in, before the most digits are reached. */
const END_KEY = '#'

/**
 * The one decision of the IVR: what happens to a call, and what is to be done. Pure; without a clock; for every state and every event.
 * An event that has no meaning in a state (late, double, of an older playback, timer or question) changes nothing.
 */
export function decide(flow: Flow, state: FlowState, event: FlowEvent): Decision {
  if (state.at === 'ended') return nothing(state)
  if (event.type === 'hungUp') return { state: { at: 'ended', ...common(state) }, effects: 'timerId' in state ? [{ type: 'stopTimer', timerId: state.timerId }] : [] }
  if (event.type === 'adopted') return adopt(flow, state)
  switch (state.at) {
    case 'start':
      return event.type === 'arrived' ? enter(flow, { ...common(state), variables: event.variables }, flow.start, [{ type: 'setLanguage', language: state.language }]) : nothing(state)
    case 'saying':
      return whileSaying(flow, state, event)
    case 'menu-playing':
      return whileMenuPlays(flow, state, event)
    case 'menu-waiting':
      return whileMenuWaits(flow, state, event)
    case 'collect-playing':
      return whileCollectPlays(flow, state, event)
    case 'collect-waiting':
      return whileCollectWaits(flow, state, event)
    case 'asking':
      return event.type === 'answered' && event.askId === state.askId ? answered(flow, state, event.exit, event.variables) : nothing(state)
    case 'parting':
    case 'farewell':
      return isEndOf(event, state.playbackId) ? finish(flow, state) : nothing(state)
    case 'left':
      return event.type === 'returned' ? goBy(flow, state, event.reason, event.variables) : nothing(state)
    default:
      return state satisfies never
  }
}

function whileSaying(flow: Flow, state: Extract<FlowState, { at: 'saying' }>, event: FlowEvent): Decision {
  const node = nodeOf(flow, state, 'say', 'notice', 'information')
  if (isEndOf(event, state.playbackId)) return enter(flow, common(state), node.next)
  if (event.type !== 'digit') return nothing(state)
  // A caller who knows the menu need not hear the welcome: the digit counts for the menu that follows.
  const [name, menu] = afterSpeech(flow, node.next)
  if (menu?.kind !== 'menu' || !Object.hasOwn(menu.choices, event.digit)) return nothing(state)
  return choose(flow, menu, { ...common(state), path: visited(state.path, name) }, name, 0, event.digit, [{ type: 'stopPlayback', playbackId: state.playbackId }])
}

/** The first node from there on that does not only speak. */
function afterSpeech(flow: Flow, name: string): [string, FlowNode | undefined] {
  const node = flow.nodes[name]
  // Ends: the check refuses a circle without a digit.
  return node?.kind === 'say' || node?.kind === 'notice' || node?.kind === 'information' ? afterSpeech(flow, node.next) : [name, node]
}

function whileMenuPlays(flow: Flow, state: Extract<FlowState, { at: 'menu-playing' }>, event: FlowEvent): Decision {
  const menu = nodeOf(flow, state, 'menu')
  if (event.type === 'digit') return choose(flow, menu, common(state), state.node, state.misses, event.digit, [{ type: 'stopPlayback', playbackId: state.playbackId }])
  if (!isEndOf(event, state.playbackId)) return nothing(state)
  const [timerId, lastId] = nextId(state, 't')
  return {
    state: { at: 'menu-waiting', ...common(state), lastId, node: state.node, misses: state.misses, timerId },
    // Not saved: who is adopted while waiting hears the menu again, as the state saved before says.
    effects: [{ type: 'startTimer', timerId, seconds: menu.timeout }],
  }
}

function whileMenuWaits(flow: Flow, state: Extract<FlowState, { at: 'menu-waiting' }>, event: FlowEvent): Decision {
  const menu = nodeOf(flow, state, 'menu')
  if (event.type === 'digit') return choose(flow, menu, common(state), state.node, state.misses, event.digit, [{ type: 'stopTimer', timerId: state.timerId }])
  if (event.type === 'timerFired' && event.timerId === state.timerId) return miss(flow, menu, common(state), state.node, state.misses, menu.noDigit, [])
  return nothing(state)
}

function choose(flow: Flow, menu: NodeOf<'menu'>, call: Common, node: string, misses: number, digit: string, before: FlowEffect[]): Decision {
  const target = Object.hasOwn(menu.choices, digit) ? menu.choices[digit] : undefined
  if (target === undefined) return miss(flow, menu, call, node, misses, menu.wrongDigit, before)
  if (target === AGAIN) return playIn('menu-playing', call, node, misses, menu.prompts, before)
  return enter(flow, call, target, before)
}

function whileCollectPlays(flow: Flow, state: Extract<FlowState, { at: 'collect-playing' }>, event: FlowEvent): Decision {
  const node = nodeOf(flow, state, 'collect')
  if (event.type === 'digit') return collected(flow, node, state, '', state.misses, event.digit, [{ type: 'stopPlayback', playbackId: state.playbackId }])
  return isEndOf(event, state.playbackId) ? waitForDigits(node, state, '', state.misses, []) : nothing(state)
}

function whileCollectWaits(flow: Flow, state: Extract<FlowState, { at: 'collect-waiting' }>, event: FlowEvent): Decision {
  const node = nodeOf(flow, state, 'collect')
  if (event.type === 'digit') return collected(flow, node, state, state.digits, state.misses, event.digit, [{ type: 'stopTimer', timerId: state.timerId }])
  if (event.type !== 'timerFired' || event.timerId !== state.timerId) return nothing(state)
  // Silence after enough digits means: that was all.
  return state.digits.length >= node.min ? judge(flow, node, state, state.digits, state.misses, []) : miss(flow, node, common(state), state.node, state.misses, state.digits === '' ? node.noDigit : node.wrongDigit, [])
}

/** One more key. */
function collected(flow: Flow, node: NodeOf<'collect'>, state: AtNode, before: string, misses: number, key: string, effects: FlowEffect[]): Decision {
  if (key === END_KEY) return before.length >= node.min ? judge(flow, node, state, before, misses, effects) : miss(flow, node, common(state), state.node, misses, node.wrongDigit, effects)
  if (!/^\d$/.test(key)) return miss(flow, node, common(state), state.node, misses, node.wrongDigit, effects)
  const digits = before + key
  return digits.length >= node.max ? judge(flow, node, state, digits, misses, effects) : waitForDigits(node, state, digits, misses, effects)
}

function waitForDigits(node: NodeOf<'collect'>, state: AtNode, digits: string, misses: number, before: FlowEffect[]): Decision {
  const [timerId, lastId] = nextId(state, 't')
  return {
    state: { at: 'collect-waiting', ...common(state), lastId, node: state.node, misses, timerId, digits },
    effects: [...before, { type: 'startTimer', timerId, seconds: node.timeout }],
  }
}

function judge(flow: Flow, node: NodeOf<'collect'>, state: AtNode, digits: string, misses: number, before: FlowEffect[]): Decision {
  if ((node.check === 'ticket-code' && !isTicketCode(digits)) || (node.check === 'rating' && !/^[1-5]$/.test(digits))) return miss(flow, node, common(state), state.node, misses, node.wrongDigit, before)
  return enter(flow, withVariables(common(state), { [node.into]: digits }), node.next, before)
}

function miss(flow: Flow, node: NodeOf<'menu' | 'collect'>, call: Common, name: string, misses: number, why: SpeechList, before: FlowEffect[]): Decision {
  const counted = misses + 1
  if (counted >= node.misses) return enter(flow, call, node.onMisses, before)
  return playIn(node.kind === 'menu' ? 'menu-playing' : 'collect-playing', call, name, counted, [...why, ...node.prompts], before)
}

/** Enters a node, and goes through those that need nobody. */
function enter(flow: Flow, call: Common, name: string, before: FlowEffect[] = []): Decision {
  const node = flow.nodes[name]
  if (!node) throw new Error(`The flow has no node ${name}: it did not pass its checks`)
  const here: Common = { ...call, path: visited(call.path, name) }
  switch (node.kind) {
    case 'language':
      return enter(flow, { ...here, language: node.language }, node.next, [...before, { type: 'setLanguage', language: node.language }])
    case 'set':
      return enter(flow, withVariables(here, { [node.variable]: node.value }), node.next, before)
    case 'branch': {
      const value = valueIn(here, node.on)
      return enter(flow, here, node.cases.find(({ begins }) => value.startsWith(begins))?.next ?? node.otherwise, before)
    }
    case 'menu':
      return playIn('menu-playing', here, name, 0, node.prompts, before)
    case 'collect':
      return playIn('collect-playing', here, name, 0, node.prompts, before)
    case 'say':
      return playIn('saying', here, name, 0, node.prompts, before)
    case 'notice':
      return play({ at: 'saying', node: name }, here, [{ notices: true }], before)
    case 'information':
      return play({ at: 'saying', node: name }, here, [{ article: node.article }], before)
    case 'queue-state':
      return ask(here, name, { about: 'queue', queue: node.queue, longWait: node.longWait }, before)
    case 'call-back':
      return ask(here, name, { about: 'call-back', queue: node.queue ?? valueIn(here, 'queue'), priority: node.priority, number: valueIn(here, node.number), language: here.language }, before)
    case 'survey':
      return ask(here, name, { about: 'survey', number: valueIn(here, 'caller') }, before)
    case 'rating':
      return enter(flow, here, node.next, [...before, { type: 'note', note: { about: 'rating', rating: valueIn(here, node.rating) } }])
    case 'web-request':
      return ask(here, name, { about: 'web', url: filled(here, node.url), timeout: node.timeout, take: node.take }, before)
    case 'hours':
      return ask(here, name, { about: 'hours', hours: node.hours }, before)
    case 'ticket-status':
      return ask(here, name, { about: 'ticket', code: valueIn(here, node.code) }, before)
    case 'queue':
      return node.ignoreHours || isWaitingIn(here, node.queue) ? part(here, name, node, before) : ask(here, name, { about: 'queue-hours', queue: node.queue }, before)
    case 'transfer':
    case 'remark':
      return part(here, name, node, before)
    case 'voicemail':
      return leave(here, name, node, before)
    case 'hang-up':
      return node.prompts.length > 0 ? playIn('farewell', here, name, 0, node.prompts, before) : end(here, before)
    default:
      return node satisfies never
  }
}

function answered(flow: Flow, state: Extract<FlowState, { at: 'asking' }>, exit: string, variables: Record<string, string>): Decision {
  const node = nodeOf(flow, state)
  if (node.kind !== 'queue') return goBy(flow, state, exit, variables)
  return exit === 'closed' ? turnAway(flow, state, node, variables) : part(common(state), state.node, node)
}

/** Of a queue that is closed: by the way drawn for it, else as when nobody is there. */
function turnAway(flow: Flow, state: AtNode, node: NodeOf<'queue'>, variables: Record<string, string>): Decision {
  const call = withVariables(common(state), { ...variables, queue: node.queue })
  const to = node.closed ?? node.nobody
  return to === undefined ? leave(call, state.node, { kind: 'voicemail', queue: node.queue }) : enter(flow, call, to)
}

/** Whoever waits in a queue already stays, also when it closes. */
const isWaitingIn = (call: Common, queue: string) => valueIn(call, 'enteredAt') !== '' && valueIn(call, 'queue') === queue

/** Out of the flow, with its last words where it has some. */
function part(call: Common, name: string, node: NodeOf<'queue' | 'transfer' | 'remark'>, before: FlowEffect[] = []): Decision {
  return node.prompts.length > 0 ? playIn('parting', call, name, 0, node.prompts, before) : leave(call, name, node, before)
}

/** By an exit's name; one that the node does not have is its `failed`, or else its first. */
function goBy(flow: Flow, state: Extract<FlowState, { at: 'asking' | 'left' }>, exit: string, variables: Record<string, string>): Decision {
  const node = nodeOf(flow, state)
  const exits = exitsOf(node)
  const found = exits.find((entry) => entry.exit === exit) ?? exits.find((entry) => entry.exit === 'failed') ?? exits[0]
  // Nobody gives back a caller whose node has no way out; if it happens all the same, they are not left in silence.
  if (!found) return node.kind === 'queue' ? { state, effects: [{ type: 'saveState' }, { type: 'leaveForVoicemail', queue: node.queue }] } : end(common(state))
  return enter(flow, withVariables(common(state), variables), found.to, notesOf(node, found.exit))
}

function finish(flow: Flow, state: Extract<FlowState, { at: 'parting' | 'farewell' }>): Decision {
  return state.at === 'parting' ? leave(common(state), state.node, nodeOf(flow, state, 'queue', 'transfer', 'remark')) : end(common(state))
}

function leave(from: Common, name: string, node: Leaving, before: FlowEffect[] = []): Decision {
  const call = node.kind === 'queue' ? withVariables(from, { queue: node.queue }) : from
  return { state: { at: 'left', ...call, node: name }, effects: [...before, { type: 'saveState' }, leaving(call, node)] }
}

function end(call: Common, before: FlowEffect[] = []): Decision {
  return { state: { at: 'ended', ...call }, effects: [...before, { type: 'saveState' }, { type: 'hangUp' }] }
}

function ask(call: Common, node: string, question: Question, before: FlowEffect[]): Decision {
  const [askId, lastId] = nextId(call, 'q')
  return { state: { at: 'asking', ...call, lastId, node, askId }, effects: [...before, { type: 'saveState' }, { type: 'ask', askId, question }] }
}

type Playing = Extract<FlowState, { playbackId: string }>['at']
/** Where it is played; in a menu or a question for digits, after how many misses. */
type Place = { at: Exclude<Playing, 'menu-playing' | 'collect-playing'>; node: string } | { at: 'menu-playing' | 'collect-playing'; node: string; misses: number }

function playIn(at: Playing, call: Common, node: string, misses: number, prompts: SpeechList, before: FlowEffect[]): Decision {
  return play(at === 'menu-playing' || at === 'collect-playing' ? { at, node, misses } : { at, node }, call, speechIn(call, prompts), before)
}

function play(place: Place, call: Common, speech: readonly Speech[], before: FlowEffect[]): Decision {
  const [playbackId, lastId] = nextId(call, 'p')
  return { state: { ...call, lastId, playbackId, ...place }, effects: [...before, { type: 'saveState' }, { type: 'play', playbackId, speech, language: call.language }] }
}

/** What is spoken now; a variable without a value is left out. */
const speechIn = (call: Common, prompts: SpeechList): Speech[] =>
  prompts.flatMap((item): Speech[] => {
    if (typeof item === 'string') return [{ prompt: item }]
    const value = valueIn(call, item.value)
    return value ? [{ as: item.as, value }] : []
  })

/**
 * The caller is heard again where they were: a node's prompts from their beginning, in the call's own language; nobody is welcomed twice from
 * the start of a menu. `flow` is the version that the call began with, or, where that is no more, the present one.
 */
function adopt(flow: Flow, state: Exclude<FlowState, { at: 'ended' }>): Decision {
  // A playback may still run from before; its end is stale now, so it must not talk over the next.
  const before: FlowEffect[] = [...silence(state), { type: 'setLanguage', language: state.language }]
  const call = { ...common(state), flow: flow.version }
  if (state.at === 'start') return enter(flow, call, flow.start, before)
  const node = state.flow === flow.version ? flow.nodes[state.node] : undefined
  // Another version of the flow may mean something else by the same name.
  if (!node) return enter(flow, call, flow.main, before)
  const again = { ...call, path: call.path.slice(0, -1) } // entering adds the node once more
  switch (state.at) {
    case 'menu-playing':
    case 'menu-waiting':
      return node.kind === 'menu' ? playIn('menu-playing', call, state.node, state.misses, node.prompts, before) : enter(flow, again, state.node, before)
    case 'collect-playing':
    case 'collect-waiting':
      return node.kind === 'collect' ? playIn('collect-playing', call, state.node, state.misses, node.prompts, before) : enter(flow, again, state.node, before)
    case 'left':
      return isLeaving(node) ? leave(call, state.node, node, before) : enter(flow, again, state.node, before)
    case 'saying':
    case 'asking':
    case 'parting':
    case 'farewell':
      return enter(flow, again, state.node, before)
    default:
      return state satisfies never
  }
}

function silence(state: FlowState): FlowEffect[] {
  if ('playbackId' in state) return [{ type: 'stopPlayback', playbackId: state.playbackId }]
  return 'timerId' in state ? [{ type: 'stopTimer', timerId: state.timerId }] : []
}

const nothing = (state: FlowState): Decision => ({ state, effects: [] })

const isEndOf = (event: FlowEvent, playbackId: string) => (event.type === 'playbackFinished' || event.type === 'playbackFailed') && event.playbackId === playbackId

/** @param kinds none: of any kind */
function nodeOf<K extends Kind>(flow: Flow, state: AtNode, ...kinds: K[]): NodeOf<K> {
  const node = flow.nodes[state.node]
  if (!node || (kinds.length > 0 && !kinds.includes(node.kind as K))) throw new Error(`State ${state.at} at ${state.node} does not belong to flow ${flow.version}`)
  return node as NodeOf<K>
}
