import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { checkFlow } from './check-flow.js'
import { decide } from './decide.js'
import { exitsOf, silentExitsOf, type Flow } from './flow.js'
import type { FlowNode } from './flow-schema.js'
import { beginFlow, readFlowState, RETURN_REASONS, type FlowEvent, type FlowState, type ReturnReason } from './flow-state.js'
import { shippedFlow, world } from './shipped-flow.testing.js'

const shipped = shippedFlow()
const arrived: FlowEvent = { type: 'arrived', variables: {} }

const anyEvent: fc.Arbitrary<FlowEvent> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...'0123456789*#').map((digit) => ({ type: 'digit' as const, digit })) },
  { weight: 1, arbitrary: fc.constant(arrived) },
  { weight: 1, arbitrary: fc.constant({ type: 'adopted' as const }) },
  { weight: 6, arbitrary: fc.nat(12).map((n) => ({ type: 'playbackFinished' as const, playbackId: `p${n}` })) },
  { weight: 1, arbitrary: fc.nat(12).map((n) => ({ type: 'playbackFailed' as const, playbackId: `p${n}` })) },
  { weight: 4, arbitrary: fc.nat(12).map((n) => ({ type: 'timerFired' as const, timerId: `t${n}` })) },
  { weight: 1, arbitrary: fc.nat(12).map((n) => ({ type: 'answered' as const, askId: `q${n}`, exit: 'inProgress', variables: { deadlineDate: '2026-11-25' } })) },
  { weight: 1, arbitrary: fc.constantFrom(...RETURN_REASONS).map((reason) => ({ type: 'returned' as const, reason, variables: { enteredAt: '1763895165000' } })) },
)
const events = fc.array(anyEvent, { maxLength: 40 })

// Flows as a person, or a mistake, might draw them: any node may lead anywhere.
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f']
const anyName = fc.constantFrom(...NAMES)
const anyNode: fc.Arbitrary<FlowNode> = fc.oneof(
  fc.record({ kind: fc.constant('say' as const), prompts: fc.constant<string[]>(['p']), next: anyName }),
  fc.record({ kind: fc.constant('menu' as const), prompts: fc.constant<string[]>(['p']), timeout: fc.constant(3), noDigit: fc.constant<string[]>([]), wrongDigit: fc.constant<string[]>([]), choices: fc.dictionary(fc.constantFrom('1', '2', '*'), anyName, { minKeys: 1 }), misses: fc.integer({ min: 1, max: 3 }), onMisses: anyName }),
  fc.record({ kind: fc.constant('collect' as const), prompts: fc.constant<string[]>(['p']), into: fc.constant('code'), min: fc.constant(1), max: fc.constant(3), timeout: fc.constant(3), noDigit: fc.constant<string[]>([]), wrongDigit: fc.constant<string[]>([]), misses: fc.integer({ min: 1, max: 3 }), next: anyName, onMisses: anyName }),
  fc.record({ kind: fc.constant('hours' as const), hours: fc.constant('office'), open: anyName, closed: anyName, holiday: anyName }),
  fc.record({ kind: fc.constant('branch' as const), on: fc.constant('caller'), cases: fc.record({ begins: fc.constant('09'), next: anyName }).map((only) => [only]), otherwise: anyName }),
  fc.record({ kind: fc.constant('set' as const), variable: fc.constant('vip'), value: fc.constant('1'), next: anyName }),
  fc.record({ kind: fc.constant('language' as const), language: fc.constantFrom('vi' as const, 'en' as const), next: anyName }),
  fc.record({ kind: fc.constant('queue' as const), queue: fc.constant('reports'), priority: fc.constant(0), prompts: fc.constant<string[]>([]), most: fc.constant(5), tooLong: anyName, nobody: anyName, tooMany: anyName, callBack: anyName, talked: anyName, closed: anyName }),
  fc.record({ kind: fc.constant('queue' as const), queue: fc.constant('reports'), priority: fc.constant(0), prompts: fc.constant<string[]>([]), callBack: anyName }),
  fc.record({ kind: fc.constant('queue' as const), queue: fc.constant('procedures'), priority: fc.constant(0), prompts: fc.constant<string[]>(['p']), nobody: anyName }),
  fc.record({ kind: fc.constant('queue' as const), queue: fc.constant('reports'), priority: fc.constant(100), prompts: fc.constant<string[]>([]), ignoreHours: fc.constant(true as const), nobody: anyName }),
  fc.record({ kind: fc.constant('queue-state' as const), queue: fc.constant('reports'), longWait: fc.constant(60), short: anyName, long: anyName, nobody: anyName, failed: anyName }),
  fc.record({ kind: fc.constant('call-back' as const), queue: fc.constant('reports'), priority: fc.constant(0), number: fc.constant('caller'), promised: anyName, already: anyName, refused: anyName, failed: anyName }),
  fc.record({ kind: fc.constant('survey' as const), due: anyName, notDue: anyName }),
  fc.record({ kind: fc.constant('rating' as const), rating: fc.constant('caller'), next: anyName }),
  fc.record({ kind: fc.constant('remark' as const), prompts: fc.constant<string[]>(['p']) }),
  fc.oneof(fc.record({ number: fc.constant('113') }), fc.record({ department: fc.constant('so-xay-dung') })).chain((to) => fc.record({ kind: fc.constant('transfer' as const), prompts: fc.constant<string[]>([]), timeout: fc.constant(20), failed: anyName }).map((node) => ({ ...node, ...to }))),
  fc.record({ kind: fc.constantFrom('notice' as const), next: anyName }),
  fc.record({ kind: fc.constant('information' as const), article: fc.constant('birth'), next: anyName }),
  fc.record({ kind: fc.constant('web-request' as const), url: fc.constant('https://api.example.vn/{caller}'), timeout: fc.constant(2), take: fc.constant({ state: 'order.state' }), next: anyName, failed: anyName }),
  fc.record({ kind: fc.constant('queue' as const), queue: fc.constant('procedures'), priority: fc.constant(0), prompts: fc.constant<string[]>(['p']) }),
  fc.record({ kind: fc.constant('voicemail' as const), queue: fc.constant('reports') }),
  fc.record({ kind: fc.constant('hang-up' as const), prompts: fc.constant<string[]>(['p']) }),
)
const anyAccepted: fc.Arbitrary<Flow> = fc
  .tuple(...NAMES.map(() => anyNode))
  .map((nodes) => {
    const all = Object.fromEntries(NAMES.map((name, i) => [name, nodes[i] as FlowNode]))
    // Only what can be reached, so that more drawings pass the check.
    const reached = new Set<string>()
    const visit = (name: string) => {
      if (reached.has(name)) return
      reached.add(name)
      for (const { to } of exitsOf(all[name] as FlowNode)) visit(to)
    }
    visit('a')
    return { name: 'drawn', start: 'a', main: 'a', prompts: { p: { vi: 'Xin chào', en: 'Hello' } }, nodes: Object.fromEntries(Object.entries(all).filter(([name]) => reached.has(name))) }
  })
  .map((file) => checkFlow(file, { ...world, hours: ['office'], articles: ['birth'], hosts: ['api.example.vn'] }).flow)
  .filter((flow) => flow !== null)

/** What happens to a caller in this state who presses nothing; `pick` decides what others answer. */
function silence(flow: Flow, state: FlowState, pick: number): FlowEvent | null {
  if ('playbackId' in state) return { type: 'playbackFinished', playbackId: state.playbackId }
  if ('timerId' in state) return { type: 'timerFired', timerId: state.timerId }
  if (state.at === 'asking') {
    const node = flow.nodes[state.node] as FlowNode
    const exits = node.kind === 'queue' ? [{ exit: 'open' }, { exit: 'closed' }] : exitsOf(node)
    return { type: 'answered', askId: state.askId, exit: exits[pick % exits.length]?.exit ?? '', variables: {} }
  }
  if (state.at === 'left') {
    const reasons = silentReturnsOf(flow, state)
    const reason = reasons[pick % Math.max(1, reasons.length)]
    return reason ? { type: 'returned', reason, variables: {} } : null
  }
  return null
}

/** By what a caller who has left comes back without a key. */
function silentReturnsOf(flow: Flow, { node }: { node: string }): ReturnReason[] {
  const exits = silentExitsOf(flow.nodes[node] as FlowNode)
  return RETURN_REASONS.filter((reason) => exits.some(({ exit }) => exit === reason))
}

const isRest = (flow: Flow, state: FlowState) => state.at === 'ended' || (state.at === 'left' && silentReturnsOf(flow, state).length === 0)

describe('no flow that the check accepts traps a caller', () => {
  it('after any keys, who presses nothing more comes to a queue, a voicemail or an end within finite steps', () => {
    fc.assert(
      fc.property(anyAccepted, events, fc.array(fc.nat(5), { minLength: 1, maxLength: 20 }), (flow, list, picks) => {
        let state = [arrived, ...list].reduce((s, e) => decide(flow, s, e).state, beginFlow(flow))
        let steps = 0
        for (; !isRest(flow, state) && steps < 100; steps++) {
          const event = silence(flow, state, picks[steps % picks.length] ?? 0)
          if (!event) break
          state = decide(flow, state, event).state
        }
        expect(isRest(flow, state)).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  it('and who hangs up is never followed', () => {
    fc.assert(
      fc.property(anyAccepted, events, events, (flow, before, after) => {
        let state = decide(flow, [arrived, ...before].reduce((s, e) => decide(flow, s, e).state, beginFlow(flow)), { type: 'hungUp' }).state
        for (const event of after) {
          const decision = decide(flow, state, event)
          expect(decision.effects).toEqual([])
          state = decision.state
        }
        expect(state.at).toBe('ended')
      }),
    )
  })
})

describe('a queue that is closed', () => {
  const answer = (flow: Flow, state: FlowState, exit: string) => (state.at === 'asking' ? decide(flow, state, { type: 'answered', askId: state.askId, exit, variables: {} }) : null)

  it('is not entered, and its caller is spoken to or handed on all the same', () => {
    fc.assert(
      fc.property(anyAccepted, events, (flow, list) => {
        const state = [arrived, ...list].reduce((s, e) => decide(flow, s, e).state, beginFlow(flow))
        const node = state.at === 'asking' ? flow.nodes[state.node] : undefined
        fc.pre(node?.kind === 'queue')
        const way = node?.kind === 'queue' ? (node.closed ?? node.nobody) : undefined
        const closed = answer(flow, state, 'closed')
        if (way === undefined) expect(closed).toMatchObject({ state: { at: 'left' }, effects: [{ type: 'saveState' }, { type: 'leaveForVoicemail' }] })
        else expect(closed?.state.path.slice(state.path.length)[0]).toBe(way)
        expect(closed?.effects.some(({ type }) => type === 'play' || type === 'ask' || type === 'hangUp' || type.startsWith('leaveFor'))).toBe(true)
      }),
    )
  })
})

describe('any order of events', () => {
  it('leaves a state that survives JSON, speaks one thing at a time, and gives no id twice', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constant(shipped), anyAccepted), events, (flow, list) => {
        let state = beginFlow(flow)
        let playing: string | null = null
        const ids = new Set<string>()
        for (const event of [arrived, ...list]) {
          if ('playbackId' in event && event.playbackId === playing) playing = null
          const decision = decide(flow, state, event)
          state = decision.state
          expect(readFlowState(JSON.stringify(state))).toEqual(state)
          for (const effect of decision.effects) {
            if (effect.type === 'stopPlayback' && effect.playbackId === playing) playing = null
            const id: string | null = effect.type === 'play' ? effect.playbackId : effect.type === 'startTimer' ? effect.timerId : effect.type === 'ask' ? effect.askId : null
            if (id === null) continue
            expect(ids.has(id)).toBe(false)
            ids.add(id)
            if (effect.type !== 'play') continue
            expect(playing).toBeNull()
            playing = id
          }
        }
      }),
    )
  })
})
