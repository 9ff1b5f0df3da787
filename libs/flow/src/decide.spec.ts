import { makeTicketCode } from '@app/ticket-code'
import { describe, expect, it } from '@jest/globals'
import { decide } from './decide.js'
import { beginFlow, readFlowState, type FlowEffect, type FlowEvent, type FlowState } from './flow-state.js'
import { shippedFlow } from './shipped-flow.testing.js'

const flow = shippedFlow()
const CODE = makeTicketCode(() => 12_345_678)
const WRONG_CODE = CODE.slice(0, 8) + String((Number(CODE[8]) + 1) % 10)

const base = { flow: flow.version, language: 'vi' as const, path: ['welcome'], lastId: 7, variables: { caller: '0912345678' } }
const STATES: Record<FlowState['at'], FlowState> = {
  start: beginFlow(flow),
  saying: { at: 'saying', ...base, node: 'welcome', playbackId: 'p7' },
  'menu-playing': { at: 'menu-playing', ...base, node: 'main-menu', playbackId: 'p7', misses: 1 },
  'menu-waiting': { at: 'menu-waiting', ...base, node: 'main-menu', timerId: 't7', misses: 1 },
  'collect-playing': { at: 'collect-playing', ...base, node: 'key-in-code', playbackId: 'p7', misses: 1 },
  'collect-waiting': { at: 'collect-waiting', ...base, node: 'key-in-code', timerId: 't7', misses: 1, digits: CODE.slice(0, 8) },
  asking: { at: 'asking', ...base, node: 'ticket-status', askId: 'q7' },
  parting: { at: 'parting', ...base, node: 'reports', playbackId: 'p7' },
  left: { at: 'left', ...base, node: 'reports' },
  farewell: { at: 'farewell', ...base, node: 'goodbye', playbackId: 'p7' },
  ended: { at: 'ended', ...base },
}
const EVENTS: Record<string, FlowEvent> = {
  arrived: { type: 'arrived', variables: {} },
  'digit 2': { type: 'digit', digit: '2' },
  'digit *': { type: 'digit', digit: '*' },
  'digit #': { type: 'digit', digit: '#' },
  'digit 9': { type: 'digit', digit: '9' },
  'last digit': { type: 'digit', digit: CODE[8] ?? '' },
  'own playback finished': { type: 'playbackFinished', playbackId: 'p7' },
  'own playback failed': { type: 'playbackFailed', playbackId: 'p7' },
  'old playback finished': { type: 'playbackFinished', playbackId: 'p6' },
  'own timer': { type: 'timerFired', timerId: 't7' },
  'old timer': { type: 'timerFired', timerId: 't6' },
  'own answer': { type: 'answered', askId: 'q7', exit: 'answered', variables: {} },
  'own answer that is no exit': { type: 'answered', askId: 'q7', exit: 'nonsense', variables: {} },
  'old answer': { type: 'answered', askId: 'q6', exit: 'answered', variables: {} },
  returned: { type: 'returned', reason: 'nobody', variables: {} },
  'hung up': { type: 'hungUp' },
}
const menuAgain = { 'digit *': 'menu-playing main-menu', 'digit 9': 'menu-playing main-menu' }
const MENU_MOVES = { ...menuAgain, 'digit 2': 'asking reports-state', 'digit #': 'menu-playing main-menu', 'last digit': `${{ 0: 'asking operator', 1: 'asking procedures-state', 2: 'asking reports-state', 3: 'menu-playing services', 8: 'parting emergency' }[Number(CODE[8])] ?? 'menu-playing main-menu'}` }
// What each event makes of each state; what is not named here changes nothing at all.
const MOVES: Record<FlowState['at'], Record<string, string>> = {
  start: { arrived: 'saying welcome', 'hung up': 'ended' },
  saying: {
    ...menuAgain,
    'digit 2': 'asking reports-state',
    ...(MENU_MOVES['last digit'].startsWith('menu') ? {} : { 'last digit': MENU_MOVES['last digit'] }),
    'own playback finished': 'saying notice',
    'own playback failed': 'saying notice',
    'hung up': 'ended',
  },
  'menu-playing': { ...MENU_MOVES, 'own playback finished': 'menu-waiting main-menu', 'own playback failed': 'menu-waiting main-menu', 'hung up': 'ended' },
  'menu-waiting': { ...MENU_MOVES, 'own timer': 'menu-playing main-menu', 'hung up': 'ended' },
  'collect-playing': {
    'digit 2': 'collect-waiting key-in-code',
    'digit 9': 'collect-waiting key-in-code',
    'last digit': 'collect-waiting key-in-code',
    'digit *': 'collect-playing key-in-code',
    'digit #': 'collect-playing key-in-code',
    'own playback finished': 'collect-waiting key-in-code',
    'own playback failed': 'collect-waiting key-in-code',
    'hung up': 'ended',
  },
  'collect-waiting': {
    'digit 2': CODE[8] === '2' ? 'asking ticket-status' : 'collect-playing key-in-code',
    'digit 9': CODE[8] === '9' ? 'asking ticket-status' : 'collect-playing key-in-code',
    'last digit': 'asking ticket-status',
    'digit *': 'collect-playing key-in-code',
    'digit #': 'collect-playing key-in-code',
    'own timer': 'collect-playing key-in-code',
    'hung up': 'ended',
  },
  asking: { 'own answer': 'saying ticket-answered', 'own answer that is no exit': 'saying ticket-failed', 'hung up': 'ended' },
  parting: { 'own playback finished': 'left reports', 'own playback failed': 'left reports', 'hung up': 'ended' },
  farewell: { 'own playback finished': 'ended', 'own playback failed': 'ended', 'hung up': 'ended' },
  // Its flow names no such way back, so the first one it names is taken.
  left: { returned: 'menu-playing too-long', 'hung up': 'ended' },
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

const digit = (key: string): FlowEvent => ({ type: 'digit', digit: key })
const keys = (text: string) => [...text].map(digit)
const arrived: FlowEvent = { type: 'arrived', variables: { caller: '0912345678' } }
const follow = (state: FlowState, events: FlowEvent[]) => events.reduce((before, event) => decide(flow, before.state, event), { state, effects: [] as FlowEffect[] })
const run = (...events: FlowEvent[]) => follow(beginFlow(flow), events)

describe('the shipped flow', () => {
  it('takes a digit pressed during the welcome for the menu that follows', () => {
    const { state, effects } = run(arrived, digit('8'))
    expect(state.path).toEqual(['callers', 'welcome', 'main-menu', 'emergency'])
    expect(effects).toEqual([{ type: 'stopPlayback', playbackId: 'p1' }, { type: 'saveState' }, { type: 'play', playbackId: 'p2', speech: [{ prompt: 'emergency' }], language: 'vi' }])
  })

  it('sends a caller to an operator, first in line, after three misses of any kind', () => {
    const { state, effects } = run(arrived, { type: 'playbackFinished', playbackId: 'p1' }, { type: 'playbackFinished', playbackId: 'p2' }, digit('7'), { type: 'playbackFinished', playbackId: 'p4' }, { type: 'timerFired', timerId: 't5' }, digit('6'), { type: 'answered', askId: 'q7', exit: 'open', variables: {} }, { type: 'playbackFinished', playbackId: 'p8' })
    expect(state).toMatchObject({ at: 'left', node: 'operator' })
    expect(effects).toContainEqual({ type: 'leaveForQueue', queue: 'procedures', priority: 5, limit: null, most: null, enteredAt: null, sameOperator: { number: '0912345678', minutes: 60 }, returns: ['callBack', 'talked'] })
  })

  it('speaks English after 9', () => {
    const { state, effects } = run(arrived, digit('9'))
    expect(state).toMatchObject({ at: 'menu-playing', language: 'en', misses: 0 })
    expect(effects).toContainEqual({ type: 'setLanguage', language: 'en' })
  })

  it('tells the state of a ticket, its department and its deadline', () => {
    const asked = run(arrived, digit('3'), digit('1'), ...keys(CODE))
    expect(asked.effects).toContainEqual({ type: 'ask', askId: asked.state.at === 'asking' ? asked.state.askId : '', question: { about: 'ticket', code: CODE } })
    const askId = asked.state.at === 'asking' ? asked.state.askId : ''
    const { effects } = decide(flow, asked.state, { type: 'answered', askId, exit: 'inProgress', variables: { department: '4', deadlineDate: '2026-11-25' } })
    expect(effects.find((effect) => effect.type === 'play')).toMatchObject({
      speech: [{ prompt: 'ticket' }, { as: 'code', value: CODE }, { prompt: 'ticket-in-progress' }, { as: 'department', value: '4' }, { prompt: 'ticket-deadline' }, { as: 'date', value: '2026-11-25' }],
    })
  })

  it('notices a wrong check digit at once, and sends a caller to an operator after the third', () => {
    const once = run(arrived, digit('3'), digit('1'), ...keys(WRONG_CODE))
    expect(once.state).toMatchObject({ at: 'collect-playing', node: 'key-in-code', misses: 1 })
    expect(run(arrived, digit('3'), digit('1'), ...keys(WRONG_CODE), ...keys(WRONG_CODE), ...keys(WRONG_CODE)).state).toMatchObject({ node: 'operator' })
  })

  it('keeps a caller’s place who pressed the key for a call-back, and notes the promise', () => {
    const waiting: FlowState = { at: 'left', ...base, node: 'reports', variables: { caller: '0912345678', queue: 'reports' } }
    const after = (...events: FlowEvent[]) => follow(waiting, events)
    const asked: FlowEvent = { type: 'returned', reason: 'callBack', variables: { enteredAt: '1763895165000' } }
    const back = after(asked, digit('3'), { type: 'playbackFinished', playbackId: 'p9' })
    expect(back.effects).toContainEqual(expect.objectContaining({ type: 'leaveForQueue', queue: 'reports', enteredAt: 1_763_895_165_000 }))
    const wanted = after(asked, digit('1'))
    expect(wanted.effects).toContainEqual({ type: 'ask', askId: 'q9', question: { about: 'call-back', queue: 'reports', priority: 0, number: '0912345678', language: 'vi' } })
    const promised = after(asked, digit('1'), { type: 'answered', askId: 'q9', exit: 'promised', variables: {} })
    expect(promised.effects.map(({ type }) => type)).toEqual(['note', 'saveState', 'play'])
    expect(promised.state).toMatchObject({ at: 'farewell', node: 'call-back-promised' })
  })

  it('leads whoever wants a closed queue to a call-back or its voicemail, with when it opens', () => {
    const asked = run(arrived, digit('0'))
    expect(asked.effects).toContainEqual({ type: 'ask', askId: 'q2', question: { about: 'queue-hours', queue: 'procedures' } })
    const closed: FlowEvent = { type: 'answered', askId: 'q2', exit: 'closed', variables: { opensDate: '2026-11-26', opensTime: '07:30' } }
    const told = follow(asked.state, [closed])
    expect(told.state).toMatchObject({ at: 'menu-playing', node: 'closed', variables: { queue: 'procedures' } })
    expect(told.effects).toContainEqual(expect.objectContaining({ type: 'play', speech: [{ prompt: 'closed' }, { as: 'time', value: '07:30' }, { as: 'date', value: '2026-11-26' }, { prompt: 'closed-choices' }] }))
    expect(follow(told.state, [{ type: 'playbackFinished', playbackId: 'p3' }, { type: 'timerFired', timerId: 't4' }]).effects).toContainEqual({ type: 'leaveForVoicemail', queue: 'procedures' })
    expect(follow(told.state, [digit('1'), digit('1')]).effects).toContainEqual(expect.objectContaining({ question: { about: 'call-back', queue: 'procedures', priority: 0, number: '0912345678', language: 'vi' } }))
  })

  it('asks nobody whether an emergency is within the hours, and again at each other try', () => {
    expect(run(arrived, digit('8')).state).toMatchObject({ at: 'parting', node: 'emergency' })
    const adopted = decide(flow, run(arrived, digit('0')).state, { type: 'adopted' })
    expect(adopted.effects).toContainEqual({ type: 'ask', askId: 'q3', question: { about: 'queue-hours', queue: 'procedures' } })
  })

  it('asks for a rating after a talk where it is due, keeps it, and takes a remark', () => {
    const talked: FlowState = { at: 'left', ...base, node: 'reports' }
    const after = (...events: FlowEvent[]) => follow(talked, events)
    const returned: FlowEvent = { type: 'returned', reason: 'talked', variables: {} }
    const due: FlowEvent = { type: 'answered', askId: 'q8', exit: 'due', variables: {} }
    expect(after(returned, due).effects).toContainEqual({ type: 'note', note: { about: 'survey' } })
    expect(after(returned, due, digit('7')).state).toMatchObject({ at: 'collect-playing', node: 'ask-rating', misses: 1 })
    const rated = after(returned, due, digit('4'))
    expect(rated.effects).toContainEqual({ type: 'note', note: { about: 'rating', rating: '4' } })
    expect(after(returned, due, digit('4'), digit('1'), { type: 'playbackFinished', playbackId: 'p11' }).effects).toContainEqual({ type: 'leaveForRemark' })
    expect(after(returned, { type: 'answered', askId: 'q8', exit: 'notDue', variables: {} }).state).toMatchObject({ node: 'goodbye' })
  })

  it('goes on in the menu, in the caller’s language, when another process adopts the call', () => {
    const before = run(arrived, digit('9')).state
    const { state, effects } = decide(flow, readFlowState(JSON.stringify(before))!, { type: 'adopted' })
    expect(state).toMatchObject({ at: 'menu-playing', node: 'main-menu', language: 'en', path: before.path })
    expect(effects.map((effect) => effect.type)).toEqual(['stopPlayback', 'setLanguage', 'saveState', 'play'])
  })

  it('asks again what was asked before another process adopted the call', () => {
    const { state, effects } = decide(flow, STATES.asking, { type: 'adopted' })
    expect(state).toMatchObject({ at: 'asking', node: 'ticket-status' })
    expect(effects.map((effect) => effect.type)).toEqual(['setLanguage', 'saveState', 'ask'])
  })

  it('starts at the main menu when the version that the call began with is no more', () => {
    const { state } = decide(flow, { ...STATES.parting, flow: 'older' } as FlowState, { type: 'adopted' })
    expect(state).toMatchObject({ at: 'menu-playing', node: 'main-menu', flow: flow.version })
  })
})
