import { describe, expect, it } from '@jest/globals'
import { LISTENING_CALLER, OPERATOR_STATES, type LiveCall, type LiveOperator } from '@app/contracts'
import { NOTHING_LIVE, type LiveState } from '../live/live-state.js'
import { SILENT_SOFTPHONE, type PhoneCall, type SoftphoneState } from '../softphone/softphone-state.js'
import { nextSubject, readSubject, writeSubject, type DeskSubject } from './desk-subject.js'
import { deskView } from './desk-view.js'
import { commandOf, DESK_COMMANDS, SHORTCUTS } from './shortcuts.js'

const caller: LiveCall = { callId: '1763895165.12', queue: 'reports', number: '0912345678', language: 'vi', since: '2026-11-23T05:00:00Z', waitedSeconds: 12 }
const me = (state: LiveOperator['state'], more: Partial<LiveOperator> = {}): LiveOperator => ({
  userId: 7,
  displayName: 'Lan',
  queues: ['reports'],
  state,
  since: '2026-11-23T04:59:00Z',
  pauseReason: null,
  wrapUpEndsAt: null,
  offer: null,
  talk: null,
  ...more,
})
const live = (operator: LiveOperator | null, connection: LiveState['connection'] = 'live'): LiveState => ({ ...NOTHING_LIVE, connection, me: operator })
const phone = (call: Partial<PhoneCall> | null): SoftphoneState => ({
  ...SILENT_SOFTPHONE,
  line: 'registered',
  call: call && { direction: 'incoming', phase: 'ringing', number: '0912345678', muted: false, held: false, establishedAt: null, ...call },
})

describe('the desk view', () => {
  it('is what Asterisk says, for every state', () => {
    const kinds = OPERATOR_STATES.map((state) => deskView(live(me(state)), phone(null)).kind)
    expect(kinds).toEqual(['offline', 'unreachable', 'available', 'paused', 'offer', 'talk', 'wrap-up'])
  })
  it('can be answered only when the ring has reached this page', () => {
    const offered = live(me('offered', { offer: caller }))
    expect(deskView(offered, phone(null))).toMatchObject({ kind: 'offer', ringing: false, number: '0912345678' })
    expect(deskView(offered, phone({}))).toMatchObject({ kind: 'offer', ringing: true, call: caller })
    expect(deskView(offered, phone({ phase: 'answering' }))).toMatchObject({ kind: 'offer', ringing: false })
  })
  it('rings at once when the INVITE is faster than the console, and also when the console is away', () => {
    expect(deskView(live(me('available')), phone({}))).toMatchObject({ kind: 'offer', ringing: true, call: null, number: '0912345678' })
    expect(deskView(live(null, 'connecting'), phone({}))).toMatchObject({ kind: 'offer', ringing: true })
  })
  it('is a talk as soon as there is sound, with what was known of the offer', () => {
    expect(deskView(live(me('offered', { offer: caller }), 'reconnecting'), phone({ phase: 'established', establishedAt: 9 }))).toEqual({
      kind: 'talk',
      call: caller,
      number: '0912345678',
      since: 9,
      sound: true,
    })
  })
  it('says when Asterisk has a talk but this page has no sound', () => {
    expect(deskView(live(me('talking', { talk: caller })), phone(null))).toMatchObject({ kind: 'talk', sound: false, since: Date.parse(caller.since) })
  })
  it("is not touched by a supervisor's own ear in another one's talk", () => {
    const ear = phone({ number: LISTENING_CALLER, phase: 'established', establishedAt: 9 })
    expect(deskView(live(me('available')), ear).kind).toBe('available')
    expect(deskView(live(me('offline')), phone({ number: LISTENING_CALLER })).kind).toBe('offline')
  })
})

describe('the subject of the desk', () => {
  it('is the offer, then the talk, and stays after it', () => {
    const offered = nextSubject(null, me('offered', { offer: caller }), false)
    expect(offered).toEqual({ callId: caller.callId, number: caller.number, queue: 'reports', talked: false })
    const talking = nextSubject(offered, me('talking', { talk: caller }), true)
    expect(talking?.talked).toBe(true)
    expect(nextSubject(talking, me('wrap-up'), false)).toBe(talking)
    expect(nextSubject(talking, me('available'), false)).toBe(talking)
  })
  it('leaves with an offer that was not taken, and makes room for the next', () => {
    const offered = nextSubject(null, me('offered', { offer: caller }), false)
    expect(nextSubject(offered, me('paused'), false)).toBeNull()
    const next = nextSubject({ ...offered!, talked: true }, me('offered', { offer: { ...caller, callId: '1763895170.3' } }), false)
    expect(next).toMatchObject({ callId: '1763895170.3', talked: false })
  })
  it('is a talk that was over before anybody was told of it, by the softphone or by the wrap-up', () => {
    const offered = nextSubject(null, me('offered', { offer: caller }), false)
    const answered = nextSubject(offered, me('offered', { offer: caller }), true)
    expect(answered).toEqual({ ...offered, talked: true })
    expect(nextSubject(answered, me('available'), false)).toEqual(answered)
    expect(nextSubject(offered, me('wrap-up'), false)).toEqual(answered)
    expect(nextSubject(null, me('wrap-up'), false)).toBeNull()
  })
  it('survives a reload and rubbish', () => {
    const kept = new Map<string, string>()
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    }
    const subject: DeskSubject = { callId: '1.2', number: null, queue: 'reports', talked: true }
    writeSubject(storage, subject)
    expect(readSubject(storage)).toEqual(subject)
    for (const [key] of kept) kept.set(key, '{"callId":3}')
    expect(readSubject(storage)).toBeNull()
    writeSubject(storage, null)
    expect(kept.size).toBe(0)
  })
})

describe('shortcuts', () => {
  const press = (key: string, code: string, more = {}) => ({ key, code, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...more })
  it('answer by one key, also while typing', () => {
    expect(commandOf(press('F2', 'F2'), true)).toBe('answer')
    expect(commandOf(press('å', 'KeyA', { altKey: true }), true)).toBe('answer')
  })
  it('leave writing alone', () => {
    expect(commandOf(press('a', 'KeyA'), true)).toBeNull()
    expect(commandOf(press('?', 'Slash', { shiftKey: true }), true)).toBeNull()
    expect(commandOf(press('?', 'Slash', { shiftKey: true }), false)).toBe('help')
  })
  it('leave the browser and its menus alone', () => {
    const codes = DESK_COMMANDS.flatMap((command) => SHORTCUTS[command].codes)
    expect(codes.filter((code) => /^F([1356]|7|1[012])$|^Alt\+Key[BDEFHSTV]$/.test(code))).toEqual([])
    expect(new Set(codes).size).toBe(codes.length)
    expect(commandOf(press('r', 'KeyR', { altKey: true, ctrlKey: true }), false)).toBeNull()
  })
})
