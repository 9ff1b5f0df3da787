import { describe, expect, it } from '@jest/globals'
import type { LiveOperator, LiveSnapshot } from '@app/contracts'
import { foldLive, NOTHING_LIVE, troubleOf, type LiveState } from './live-state.js'

const operator = (userId: number, state: LiveOperator['state'] = 'available'): LiveOperator => ({
  userId,
  displayName: `Operator ${userId}`,
  queues: ['reports'],
  state,
  since: '2026-11-23T05:00:00Z',
  pauseReason: null,
  wrapUpEndsAt: null,
  offer: null,
  talk: null,
})
const snapshot: LiveSnapshot = {
  at: '2026-11-23T05:00:10Z',
  queues: [
    { name: 'reports', waiting: [], operators: {} as never },
    { name: 'procedures', waiting: [], operators: {} as never },
  ],
  operators: [operator(1), operator(2, 'talking')],
  health: { asterisk: true, redis: true, ticketing: true, ivr: true },
}
const LOST = 7_000
const live = [
  { type: 'connected' } as const,
  { type: 'me', me: operator(1, 'paused') } as const,
  { type: 'snapshot', snapshot, receivedAt: Date.parse('2026-11-23T05:00:00Z') } as const,
].reduce<LiveState>(foldLive, NOTHING_LIVE)

describe('the live state', () => {
  it('takes a snapshot whole, leaves me as I was told, and learns how wrong this clock is', () => {
    expect(live.me?.state).toBe('paused')
    expect(live.skew).toBe(10_000)
    expect(live.queues?.map((queue) => queue.name)).toEqual(['procedures', 'reports'])
  })
  it('replaces one operator and adds a new one', () => {
    const changed = foldLive(live, { type: 'changes', changes: { queues: [], operators: [operator(2, 'wrap-up'), operator(3)] } })
    expect(changed.operators?.map(({ userId, state }) => [userId, state])).toEqual([
      [1, 'available'],
      [2, 'wrap-up'],
      [3, 'available'],
    ])
  })
  it('puts me on the board, and never takes me from it, where the number of my caller is masked', () => {
    expect(foldLive(live, { type: 'me', me: operator(1, 'offered') }).operators?.[0]?.state).toBe('offered')
    expect(foldLive(live, { type: 'changes', changes: { queues: [], operators: [operator(1, 'talking')] } }).me?.state).toBe('paused')
  })
  it('keeps the last known state when the connection is lost', () => {
    const lost = foldLive(live, { type: 'disconnected', at: LOST })
    expect(lost.operators).toBe(live.operators)
    expect(troubleOf(lost)).toBe('reconnecting')
    expect(troubleOf(foldLive(lost, { type: 'connected' }))).toBeNull()
  })
  it('compares the first word after a reconnect with what was shown, and says what differs', () => {
    const back = [{ type: 'disconnected', at: LOST } as const, { type: 'me', me: operator(1, 'paused') } as const, { type: 'connected' } as const].reduce<LiveState>(foldLive, live)
    expect([back.unsure?.state, back.resync]).toEqual(['paused', null])
    expect(foldLive(back, { type: 'me', me: operator(1, 'paused') })).toMatchObject({ unsure: null, resync: null })
    const differs = foldLive(back, { type: 'me', me: operator(1, 'available') })
    expect(differs).toMatchObject({ unsure: null, resync: { differs: ['state'], from: { state: 'paused' }, to: { state: 'available' } } })
    // A change after that is an ordinary one.
    expect(foldLive(differs, { type: 'me', me: operator(1, 'talking') }).resync).toBe(differs.resync)
    expect(foldLive(differs, { type: 'resync-seen' }).resync).toBeNull()
  })
  it('compares what was shown when it fell asleep with the first word after it woke, whatever came before that word', () => {
    const woke = foldLive(live, { type: 'woke', shown: operator(1, 'available') })
    expect(foldLive(woke, { type: 'me', me: operator(1, 'paused') }).resync).toMatchObject({ from: { state: 'available' }, to: { state: 'paused' } })
    expect(foldLive(foldLive(live, { type: 'woke', shown: live.me }), { type: 'me', me: operator(1, 'paused') })).toMatchObject({ unsure: null, resync: null })
  })
  it('is unsure while Asterisk is away, and compares when it is back', () => {
    const health = (asterisk: boolean) => ({ type: 'health', health: { asterisk, redis: true, ticketing: true, ivr: true }, at: LOST }) as const
    const away = foldLive(live, health(false))
    expect(foldLive(away, { type: 'me', me: operator(1, 'offline') }).resync).toBeNull()
    const back = foldLive(foldLive(away, health(true)), { type: 'me', me: { ...operator(1, 'paused'), pauseReason: 'meal', queues: ['procedures'] } })
    expect(back.resync?.differs).toEqual(['reason', 'queues'])
  })
  it('says since when the hall is not heard, until its snapshot is here', () => {
    const health = (asterisk: boolean, at: number) => ({ type: 'health', health: { ...snapshot.health, asterisk }, at }) as const
    const lost = foldLive(foldLive(live, { type: 'disconnected', at: LOST }), { type: 'disconnected', at: LOST + 5_000 })
    expect([live.silentSince, lost.silentSince]).toEqual([null, LOST])
    const connected = foldLive(foldLive(lost, { type: 'connected' }), health(false, 9_000))
    expect([connected.silentSince, foldLive(connected, health(true, 9_500)).silentSince]).toEqual([LOST, LOST])
    expect(foldLive(connected, { type: 'snapshot', snapshot, receivedAt: 9_600 }).silentSince).toBeNull()
    expect(foldLive(live, { type: 'snapshot', snapshot: { ...snapshot, health: { ...snapshot.health, asterisk: false } }, receivedAt: 9_600 }).silentSince).toBe(9_600)
  })
  it('says since when what lasts is not told', () => {
    const health = (change: Partial<LiveSnapshot['health']>, at: number) => ({ type: 'health', health: { ...snapshot.health, ...change }, at }) as const
    const behind = foldLive(foldLive(live, health({ redis: false }, LOST)), health({ redis: false, ticketing: false }, 8_000))
    expect([live.behindSince, behind.behindSince, foldLive(behind, health({}, 9_000)).behindSince]).toEqual([null, LOST, null])
  })
  it('tells of an ear that ended without having been left, and why', () => {
    const listening = { deedId: 1, userId: 2, displayName: 'Mai', callId: '1.1', queue: 'reports', mode: 'listen' as const, since: snapshot.at }
    const ended = { type: 'listening', listening: null } as const
    const heard = foldLive(live, { type: 'listening', listening })
    expect(foldLive(heard, ended).earOver).toEqual({ listening, end: 'talk-over' })
    expect(foldLive(foldLive(heard, { type: 'ear-left' }), ended).earOver).toBeNull()
    const cut = [{ type: 'health', health: { ...snapshot.health, asterisk: false }, at: LOST } as const, { type: 'snapshot', snapshot, receivedAt: 9_000 } as const, ended].reduce<LiveState>(foldLive, heard)
    expect(cut.earOver?.end).toBe('cut')
    expect([foldLive(cut, ended).earOver, foldLive(cut, { type: 'listening', listening }).earOver, foldLive(cut, { type: 'ear-over-seen' }).earOver]).toEqual([cut.earOver, null, null])
  })
  it('names the worst trouble first', () => {
    const health = (asterisk: boolean, redis: boolean, ivr: boolean, ticketing = true) => troubleOf(foldLive(live, { type: 'health', health: { asterisk, redis, ticketing, ivr }, at: LOST }))
    expect([health(false, false, false), health(true, false, false, false), health(true, false, false), health(true, false, true), health(true, true, true)]).toEqual([
      'asterisk-away',
      'ticketing-away',
      'ivr-away',
      'records-delayed',
      null,
    ])
  })
})
