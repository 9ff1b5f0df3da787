import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { signService } from '@app/access'
import { operatorCallOf, type Call, type DayFigures, type DeskSettings, type DialRequest, type MissedCaller, type OperatorCallOrder, type OperatorStep, type Page } from '@app/contracts'
import { maskNumber } from '@app/persons-data'
import request from 'supertest'
import { UserEntity } from '../database/directory.entities.js'
import { eventually, startTicketing } from '../ticketing-app.testing.js'

let ticketing: Awaited<ReturnType<typeof startTicketing>>
let mai: string
let maiId: number
let secondId: number
let offset = 0

const get = async <T>(path: string, cookie = mai) => (await request(ticketing.http()).get(path).set('cookie', cookie)).body as T
/** Each time with a key of its own: one is good for a minute. */
const order = async (userId: number, wanted: DialRequest) => {
  const key = await signService('console', ticketing.settings.SESSION_SECRET)
  return (await request(ticketing.http()).post('/api/operator-calls').set('authorization', `Bearer ${key}`).send({ userId, request: wanted })).body as OperatorCallOrder
}
const now = () => Math.floor(Date.now() / 1000)
const tell = (callId: string, queue: string, agent: string, event: string, ...data: string[]) => ticketing.tell(`100-${++offset}`, { at: now(), callId, queue, agent, event, data })
const missed = (id: string) => eventually(async () => (await get<Page<MissedCaller>>('/api/missed-callers')).items.find(({ lastCallId }) => lastCallId === id))
const call = (id: string, holds: (call: Call) => boolean) =>
  eventually(async () => {
    const found = await get<Call>(`/api/calls/${id}`)
    return found.id === id && holds(found) && found
  })

async function givesUp(callId: string, number: string): Promise<MissedCaller> {
  const ends = now()
  const line = (at: number, queue: string, event: string, ...data: string[]) => ticketing.tell(`100-${++offset}`, { at, callId, queue, agent: 'NONE', event, data })
  await line(ends - 30, 'NONE', 'CALLARRIVED', number, '1022', 'trunk')
  await line(ends - 30, 'reports', 'TOQUEUE', '0', 'vi', 'flow')
  await line(ends, 'reports', 'ABANDON', '1', '1', '30')
  await line(ends, 'NONE', 'CALLENDED', '16', '', 'vi', 'queue')
  return missed(callId)
}

beforeAll(async () => {
  ticketing = await startTicketing('operatorcalls', 58)
  mai = await ticketing.cookieOf('operator1')
  const idOf = async (username: string) => (await ticketing.database.manager.findOneByOrFail(UserEntity, { username })).id
  ;[maiId, secondId] = await Promise.all([idOf('operator1'), idOf('operator2')])
})
afterAll(() => ticketing.stop())

describe("an operator's own call", () => {
  it('is ordered by the console alone, for those who answer calls, by the dial rules', async () => {
    expect((await request(ticketing.http()).post('/api/operator-calls').set('cookie', mai).send({ userId: maiId, request: { number: '0912000201' } })).status).toBe(401)
    const made = await order(maiId, { number: '+84 912 000 201' })
    expect(made).toMatchObject({ ok: true, number: '0912000201' })
    expect(made.ok && operatorCallOf(made.callId)).toBe(maiId)
    expect(await order(maiId, { number: '113' })).toMatchObject({ ok: false, failure: { code: 'not-dialable' } })
    expect(await order(maiId, { number: '18001091' })).toMatchObject({ ok: false, failure: { code: 'free-service' } })
    const officer = await ticketing.database.manager.findOneByOrFail(UserEntity, { role: 'officer' })
    expect(await order(officer.id, { number: '0912000201' })).toMatchObject({ ok: false, failure: { code: 'not-allowed' } })
    expect(await order(maiId, { of: { kind: 'call', id: '1.1' } })).toMatchObject({ ok: false, failure: { code: 'not-found' } })
  })

  it('of a caller who was missed takes them, and closes the entry when they have answered', async () => {
    const { id } = await givesUp('1763895300.1', '0912000202')
    const before = (await get<DayFigures>('/api/statistics/today', await ticketing.cookieFor('supervisor'))).offered
    const made = await order(maiId, { of: { kind: 'missed-caller', id: String(id) } })
    if (!made.ok) throw new Error(made.failure.code)
    expect(await order(secondId, { of: { kind: 'missed-caller', id: String(id) } })).toMatchObject({ ok: false, failure: { code: 'missed-caller-taken' } })
    expect((await missed('1763895300.1')).taken?.userId).toBe(maiId)
    await tell(made.callId, 'NONE', `op-${maiId}`, 'CALLARRIVED', made.number, '1022', 'operator')
    // It rings: nobody has spoken with anybody.
    expect(await call(made.callId, () => true)).toMatchObject({ source: 'operator', number: maskNumber('0912000202'), outcome: null, ownCall: { of: { kind: 'missed-caller', id: String(id) }, trouble: null, handedTo: null } })
    expect((await missed('1763895300.1')).closed).toBeNull()
    await tell(made.callId, 'NONE', `op-${maiId}`, 'OPERATORREACHED', '')
    expect(await call(made.callId, ({ answeredAt }) => answeredAt !== null)).toMatchObject({ number: '0912000202', operator: { id: maiId } })
    await eventually(async () => (await get<Page<MissedCaller>>('/api/missed-callers?which=closed')).items.find((one) => one.id === id && one.closed?.how === 'called-back'))
    // The call in which they were missed leads to this one, and back.
    expect(await get<Call>('/api/calls/1763895300.1')).toMatchObject({ reachedBy: { callId: made.callId, how: 'called-back' } })
    expect(await get<Call>(`/api/calls/${made.callId}`)).toMatchObject({ missedBefore: { callId: '1763895300.1', calls: 1 } })
    await tell(made.callId, 'NONE', `op-${maiId}`, 'OPERATORTRIED', 'ANSWER', '16')
    await tell(made.callId, 'NONE', `op-${maiId}`, 'CALLENDED', '16', '', 'vi', 'talk')
    expect(await call(made.callId, ({ endedAt }) => endedAt !== null)).toMatchObject({ outcome: 'answered', queue: null, waitSeconds: null })
    expect((await get<DayFigures>('/api/statistics/today', await ticketing.cookieFor('supervisor'))).offered).toBe(before)
    const steps = await get<OperatorStep[]>(`/api/operators/${maiId}/states`)
    expect(steps.filter(({ callId }) => callId === made.callId).map(({ event }) => event)).toEqual(['own-call-began', 'own-call-ended'])
  })

  it('whose citizen is handed to a queue goes on there as a call of its own, which is in no figure, and whose giving up is to be called back', async () => {
    const figures = async () => {
      const { offered, abandoned } = await get<DayFigures>('/api/statistics/today', await ticketing.cookieFor('supervisor'))
      return { offered, abandoned }
    }
    const before = await figures()
    const made = await order(maiId, { number: '0912000204' })
    if (!made.ok) throw new Error(made.failure.code)
    const handed = '1763895400.7'
    await tell(made.callId, 'NONE', `op-${maiId}`, 'CALLARRIVED', made.number, '1022', 'operator')
    await tell(made.callId, 'NONE', `op-${maiId}`, 'OPERATORREACHED', '')
    await tell(made.callId, 'NONE', `op-${maiId}`, 'OPERATORTRIED', 'ANSWER', '16')
    await tell(made.callId, 'NONE', `op-${maiId}`, 'HANDEDON', 'queue:reports')
    await tell(made.callId, 'NONE', 'NONE', 'CALLENDED', '16', '', 'vi', 'talk')
    await ticketing.tell(`100-${++offset}`, { at: now() - 30, callId: handed, queue: 'NONE', agent: 'NONE', event: 'CALLARRIVED', data: [made.number, '1022', 'handed', made.callId] })
    await ticketing.tell(`100-${++offset}`, { at: now() - 30, callId: handed, queue: 'reports', agent: 'NONE', event: 'TOQUEUE', data: ['0', 'vi', 'transfer'] })
    await tell(handed, 'reports', 'NONE', 'ABANDON', '1', '1', '30')
    await tell(handed, 'NONE', 'NONE', 'CALLENDED', '0', '', 'vi', 'queue')
    expect(await call(handed, ({ endedAt }) => endedAt !== null)).toMatchObject({ source: 'handed', outcome: 'abandoned', queue: 'reports', handedFrom: made.callId })
    expect(await call(made.callId, ({ endedAt }) => endedAt !== null)).toMatchObject({ outcome: 'answered', queue: null, ownCall: { handedTo: handed } })
    expect((await missed(handed)).calls).toBe(1)
    expect(await figures()).toEqual(before)
  })

  it('that reached nobody says why, and shows nobody a number that they did not know', async () => {
    await givesUp('1763895300.3', '0912000203')
    const made = await order(maiId, { of: { kind: 'call', id: '1763895300.3' } })
    if (!made.ok) throw new Error(made.failure.code)
    await tell(made.callId, 'NONE', `op-${maiId}`, 'CALLARRIVED', made.number, '1022', 'operator')
    await tell(made.callId, 'NONE', `op-${maiId}`, 'OPERATORTRIED', 'BUSY', '17')
    await tell(made.callId, 'NONE', `op-${maiId}`, 'CALLENDED', '17', '', 'vi', 'unreached')
    expect(await call(made.callId, ({ endedAt }) => endedAt !== null)).toMatchObject({ outcome: 'unreached', number: maskNumber('0912000203'), ownCall: { of: { kind: 'call', id: '1763895300.3' }, trouble: 'busy' } })
    expect((await missed('1763895300.3')).closed).toBeNull()
  })
})

describe('what somebody set for their own desk', () => {
  it('is the account’s, and nobody else’s', async () => {
    expect(await get<DeskSettings>('/api/desk-settings')).toEqual({ autoAnswer: false })
    expect((await request(ticketing.http()).put('/api/desk-settings').set('cookie', mai).send({ autoAnswer: true })).body).toEqual({ autoAnswer: true })
    expect(await get<DeskSettings>('/api/desk-settings')).toEqual({ autoAnswer: true })
    expect(await get<DeskSettings>('/api/desk-settings', await ticketing.cookieOf('operator2'))).toEqual({ autoAnswer: false })
    expect((await request(ticketing.http()).get('/api/desk-settings').set('cookie', await ticketing.cookieFor('officer'))).status).toBe(403)
  })
})
