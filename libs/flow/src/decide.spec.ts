import { readFileSync } from 'node:fs'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { decide } from './decide.js'
import type { Flow } from './flow.js'
import { beginFlow, readFlowState, type FlowEffect, type FlowEvent, type FlowState } from './flow-state.js'
import { parseFlow } from './parse-flow.js'

const prompts = ['welcome', 'recording-notice', 'main-menu', 'no-digit', 'wrong-digit', 'to-procedures', 'to-reports', 'to-operator']
const parsed = parseFlow(readFileSync(new URL('../../../flows/1022.yaml', import.meta.url), 'utf8'), { prompts: { vi: prompts, en: prompts }, queues: ['procedures', 'reports'] })
if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults))
const flow: Flow = parsed.flow

const base = { flow: flow.version, language: 'vi' as const, path: ['welcome'], lastId: 7 }
const STATES: Record<FlowState['at'], FlowState> = {
  start: beginFlow(flow),
  saying: { at: 'saying', ...base, node: 'welcome', playbackId: 'p7' },
  'menu-playing': { at: 'menu-playing', ...base, node: 'main-menu', playbackId: 'p7', misses: 1 },
  'menu-waiting': { at: 'menu-waiting', ...base, node: 'main-menu', timerId: 't7', misses: 1 },
  parting: { at: 'parting', ...base, node: 'reports', playbackId: 'p7' },
  left: { at: 'left', ...base, queue: 'reports', priority: 0 },
  farewell: { at: 'farewell', ...base, node: 'main-menu', playbackId: 'p7' },
  ended: { at: 'ended', ...base },
}
const EVENTS: Record<string, FlowEvent> = {
  arrived: { type: 'arrived' },
  'digit 2': { type: 'digit', digit: '2' },
  'digit *': { type: 'digit', digit: '*' },
  'digit 9': { type: 'digit', digit: '9' },
  'digit 7': { type: 'digit', digit: '7' },
  'own playback finished': { type: 'playbackFinished', playbackId: 'p7' },
  'own playback failed': { type: 'playbackFailed', playbackId: 'p7' },
  'old playback finished': { type: 'playbackFinished', playbackId: 'p6' },
  'own timer': { type: 'timerFired', timerId: 't7' },
  'old timer': { type: 'timerFired', timerId: 't6' },
  'hung up': { type: 'hungUp' },
}
// What each event makes of each state; what is not named here changes nothing at all.
const MOVES: Record<FlowState['at'], Record<string, string>> = {
  start: { arrived: 'saying welcome', 'hung up': 'ended' },
  saying: { 'digit 2': 'parting reports', 'digit *': 'menu-playing main-menu', 'digit 9': 'menu-playing main-menu', 'own playback finished': 'menu-playing main-menu', 'own playback failed': 'menu-playing main-menu', 'hung up': 'ended' },
  'menu-playing': { 'digit 2': 'parting reports', 'digit *': 'menu-playing main-menu', 'digit 9': 'menu-playing main-menu', 'digit 7': 'menu-playing main-menu', 'own playback finished': 'menu-waiting main-menu', 'own playback failed': 'menu-waiting main-menu', 'hung up': 'ended' },
  'menu-waiting': { 'digit 2': 'parting reports', 'digit *': 'menu-playing main-menu', 'digit 9': 'menu-playing main-menu', 'digit 7': 'menu-playing main-menu', 'own timer': 'menu-playing main-menu', 'hung up': 'ended' },
  parting: { 'own playback finished': 'left', 'own playback failed': 'left', 'hung up': 'ended' },
  farewell: { 'own playback finished': 'ended', 'own playback failed': 'ended', 'hung up': 'ended' },
  left: { 'hung up': 'ended' },
  ended: {},
}

describe('every state against every event', () => {
  const rows = Object.entries(STATES).flatMap(([at, state]) => Object.entries(EVENTS).map(([name, event]) => [at, name, state, event] as const))
  it.each(rows)('%s, %s', (at, name, state, event) => {
    const move = MOVES[at as FlowState['at']][name]
    const after = decide(flow, state, event)
    if (move === undefined) expect(after).toEqual({ state, effects: [] })
    else expect(`${after.state.at}${'node' in after.state ? ` ${after.state.node}` : ''}`).toBe(move)
  })
})

describe('the shipped flow', () => {
  const run = (...events: FlowEvent[]) => events.reduce((before, event) => decide(flow, before.state, event), { state: beginFlow(flow), effects: [] as FlowEffect[] })
  const digit = (d: string): FlowEvent => ({ type: 'digit', digit: d })

  it('takes a digit pressed during the welcome for the menu that follows', () => {
    const { state, effects } = run({ type: 'arrived' }, digit('1'))
    expect(state.path).toEqual(['welcome', 'main-menu', 'procedures'])
    expect(effects).toEqual([{ type: 'stopPlayback', playbackId: 'p1' }, { type: 'saveState' }, { type: 'play', playbackId: 'p2', prompts: ['to-procedures'], language: 'vi' }])
  })

  it('sends a caller to an operator, first in line, after three misses of any kind', () => {
    const { state } = run({ type: 'arrived' }, { type: 'playbackFinished', playbackId: 'p1' }, digit('7'), { type: 'playbackFinished', playbackId: 'p3' }, { type: 'timerFired', timerId: 't4' }, digit('8'), { type: 'playbackFinished', playbackId: 'p6' })
    expect(state).toMatchObject({ at: 'left', queue: 'procedures', priority: 5 })
  })

  it('speaks English after 9', () => {
    const { state, effects } = run({ type: 'arrived' }, digit('9'))
    expect(state).toMatchObject({ at: 'menu-playing', language: 'en', misses: 0 })
    expect(effects).toContainEqual({ type: 'setLanguage', language: 'en' })
  })

  it('goes on in the menu, in the caller’s language, when another process adopts the call', () => {
    const before = run({ type: 'arrived' }, digit('9')).state
    const { state, effects } = decide(flow, readFlowState(JSON.stringify(before))!, { type: 'adopted' })
    expect(state).toMatchObject({ at: 'menu-playing', node: 'main-menu', language: 'en', path: before.path })
    expect(effects.map((effect) => effect.type)).toEqual(['stopPlayback', 'setLanguage', 'saveState', 'play'])
  })

  it('starts at the main menu when the call began on another version of the flow', () => {
    const { state } = decide(flow, { ...STATES.parting, flow: 'older' } as FlowState, { type: 'adopted' })
    expect(state).toMatchObject({ at: 'menu-playing', node: 'main-menu', flow: flow.version })
  })
})

describe('any order of events', () => {
  const event: fc.Arbitrary<FlowEvent> = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...'0123456789*#').map((digit) => ({ type: 'digit' as const, digit })) },
    { weight: 1, arbitrary: fc.constant({ type: 'arrived' as const }) },
    { weight: 1, arbitrary: fc.constant({ type: 'adopted' as const }) },
    { weight: 6, arbitrary: fc.nat(12).map((n) => ({ type: 'playbackFinished' as const, playbackId: `p${n}` })) },
    { weight: 1, arbitrary: fc.nat(12).map((n) => ({ type: 'playbackFailed' as const, playbackId: `p${n}` })) },
    { weight: 4, arbitrary: fc.nat(12).map((n) => ({ type: 'timerFired' as const, timerId: `t${n}` })) },
  )
  const events = fc.array(event, { maxLength: 40 })

  it('leaves a state that survives JSON, plays one thing at a time, and gives no id twice', () => {
    fc.assert(
      fc.property(events, (list) => {
        let state = beginFlow(flow)
        let playing: string | null = null
        const ids = new Set<string>()
        for (const e of [{ type: 'arrived' } as FlowEvent, ...list]) {
          if ('playbackId' in e && e.playbackId === playing) playing = null
          const decision = decide(flow, state, e)
          state = decision.state
          expect(readFlowState(JSON.stringify(state))).toEqual(state)
          for (const effect of decision.effects) {
            if (effect.type === 'stopPlayback' && effect.playbackId === playing) playing = null
            if (effect.type !== 'play' && effect.type !== 'startTimer') continue
            const id: string = effect.type === 'play' ? effect.playbackId : effect.timerId
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

  it('ends in the queue once the caller presses nothing more', () => {
    fc.assert(
      fc.property(events, (list) => {
        let state = [{ type: 'arrived' } as FlowEvent, ...list].reduce((s, e) => decide(flow, s, e).state, beginFlow(flow))
        for (let step = 0; step < 20; step++) {
          if ('playbackId' in state) state = decide(flow, state, { type: 'playbackFinished', playbackId: state.playbackId }).state
          else if ('timerId' in state) state = decide(flow, state, { type: 'timerFired', timerId: state.timerId }).state
        }
        expect(state.at).toBe('left')
      }),
    )
  })

  it('does nothing more after the hang-up', () => {
    fc.assert(
      fc.property(events, events, (before, after) => {
        let state = decide(flow, before.reduce((s, e) => decide(flow, s, e).state, beginFlow(flow)), { type: 'hungUp' }).state
        for (const e of after) {
          const decision = decide(flow, state, e)
          expect(decision.effects).toEqual([])
          state = decision.state
        }
        expect(state.at).toBe('ended')
      }),
    )
  })
})
