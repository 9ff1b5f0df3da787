import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { signService } from '@app/access'
import { callBackCallId, type CallBack, type MissedCaller, type MissingDisposition, type OperatorStep, type Page, type PauseReasons, type QueueDispositions, type WaitingWork, type CallSummary } from '@app/contracts'
import { maskNumber } from '@app/persons-data'
import request from 'supertest'
import { UserEntity } from '../database/directory.entities.js'
import { eventually, startTicketing } from '../ticketing-app.testing.js'

let ticketing: Awaited<ReturnType<typeof startTicketing>>
let mai: string
let second: string
let maiId: number
let offset = 0

const api = async (method: 'get' | 'post' | 'put', path: string, cookie = mai, body?: object) => request(ticketing.http())[method](path).set('cookie', cookie).send(body)
const get = async <T>(path: string, cookie = mai) => (await api('get', path, cookie)).body as T
const now = () => Math.floor(Date.now() / 1000)
const tell = (callId: string, queue: string, agent: string, event: string, ...data: string[]) => ticketing.tell(`100-${++offset}`, { at: now(), callId, queue, agent, event, data })
/** A citizen who waited so many seconds and gives up now. */
async function givesUp(callId: string, number: string, waited = 30): Promise<void> {
  const ends = now()
  const line = (at: number, queue: string, event: string, ...data: string[]) => ticketing.tell(`100-${++offset}`, { at, callId, queue, agent: 'NONE', event, data })
  await line(ends - waited, 'NONE', 'CALLARRIVED', number, '1022', 'trunk')
  await line(ends - waited, 'reports', 'TOQUEUE', '0', 'vi', 'flow')
  await line(ends, 'reports', 'ABANDON', '1', '1', String(waited))
  await line(ends, 'NONE', 'CALLENDED', '16', '', 'vi', 'queue')
}
const open = async (cookie = mai) => (await get<Page<MissedCaller>>('/api/missed-callers', cookie)).items
const closed = async () => (await get<Page<MissedCaller>>('/api/missed-callers?which=closed')).items
const missed = (number: string, holds: (caller: MissedCaller) => boolean = () => true) =>
  eventually(async () => (await open()).find((caller) => (caller.number === maskNumber(number) || caller.number === number) && holds(caller)))

beforeAll(async () => {
  ticketing = await startTicketing('missed', 30, { CALL_BACK_FROM: '00:00', CALL_BACK_UNTIL: '24:00' })
  ;[mai, second] = await Promise.all([ticketing.cookieOf('operator1'), ticketing.cookieOf('operator2')])
  maiId = (await ticketing.database.manager.findOneByOrFail(UserEntity, { username: 'operator1' })).id
})
afterAll(() => ticketing.stop())

describe('a caller who was missed', () => {
  it('is one person, however often they called, with a masked number', async () => {
    await givesUp('1763895200.1', '0912000101', 20)
    await givesUp('1763895200.2', '+84912000101', 40)
    expect(await missed('+84912000101', ({ calls }) => calls === 2)).toMatchObject({ queue: 'reports', lastCallId: '1763895200.2', longestWaitSeconds: 40, taken: null, closed: null, callBackStands: false })
    await givesUp('1763895200.3', '0912000102', 2) // too short to count
    await givesUp('1763895200.4', '0912000103')
    await missed('0912000103')
    expect((await open()).map(({ number }) => number)).toEqual([maskNumber('+84912000101'), maskNumber('0912000103')])
    expect(await get<WaitingWork>('/api/waiting-work')).toMatchObject({ missedCallers: 2, missedCallersTaken: 0, voicemails: 0, callBacks: 0 })
  })

  it('is taken by one person, who sees the number; the others see who', async () => {
    const { id } = await missed('0912000103')
    expect((await api('post', `/api/missed-callers/${id}/take`)).body).toMatchObject({ number: '0912000103', taken: { userId: maiId } })
    const late = await api('post', `/api/missed-callers/${id}/take`, second)
    expect([late.status, late.body.code]).toEqual([409, 'missed-caller-taken'])
    expect((await open(second)).find((caller) => caller.id === id)).toMatchObject({ number: maskNumber('0912000103'), taken: { displayName: 'Nguyễn Thị Mai' } })
    expect((await api('post', `/api/missed-callers/${id}/release`, second)).status).toBe(403)
    expect((await get<WaitingWork>('/api/waiting-work')).missedCallersTaken).toBe(1)
  })

  it('is closed by itself when they call again and are answered', async () => {
    const { id } = await missed('+84912000101')
    await tell('1763895200.5', 'NONE', 'NONE', 'CALLARRIVED', '0912000101', '1022', 'trunk')
    await tell('1763895200.5', 'reports', `op-${maiId}`, 'CONNECT', '3', '1.2', '1')
    await eventually(async () => (await closed()).find((caller) => caller.id === id && caller.closed?.how === 'called-again'))
    await tell('1763895200.5', 'reports', `op-${maiId}`, 'COMPLETECALLER', '3', '20', '1')
    await tell('1763895200.5', 'NONE', 'NONE', 'CALLENDED', '16', '', 'vi', 'talk')
    expect((await api('post', `/api/missed-callers/${id}/take`)).body.code).toBe('missed-caller-closed')
  })

  it('is called back in their turn, and closed when they answered, not when only the operator did', async () => {
    const { id } = await missed('0912000103')
    expect((await api('post', `/api/missed-callers/${id}/call-back`)).body).toMatchObject({ callBackStands: true })
    expect((await api('post', `/api/missed-callers/${id}/call-back`)).body).toMatchObject({ callBackStands: true })
    const promised = (await get<Page<CallBack>>('/api/call-backs')).items
    expect(promised).toHaveLength(1)
    const call = callBackCallId(promised[0]?.id ?? 0, 1)
    await tell(call, 'NONE', 'NONE', 'CALLARRIVED', '0912000103', '1022', 'call-back')
    await tell(call, 'reports', `op-${maiId}`, 'CONNECT', '3', '1.2', '1')
    await tell(call, 'NONE', 'NONE', 'CALLBACKTRIED', 'NOANSWER')
    await eventually(async () => (await get<Page<CallBack>>('/api/call-backs')).items[0]?.attempts === 1)
    expect((await missed('0912000103')).closed).toBeNull()
    await tell(call, 'NONE', 'NONE', 'CALLBACKTRIED', 'ANSWER')
    await eventually(async () => (await closed()).find((caller) => caller.id === id && caller.closed?.how === 'called-back'))
  })

  it('is closed by hand only with a reason; a new call makes a new entry', async () => {
    await givesUp('1763895200.9', '0912000104')
    const { id } = await missed('0912000104')
    expect((await api('post', `/api/missed-callers/${id}/close`, mai, { reason: ' ' })).status).toBe(400)
    expect((await api('post', `/api/missed-callers/${id}/close`, mai, { reason: 'Số máy fax' })).body.closed).toMatchObject({ how: 'by-hand', by: 'Nguyễn Thị Mai', reason: 'Số máy fax' })
    await givesUp('1763895200.10', '0912000104')
    expect((await missed('0912000104')).id).not.toBe(id)
  })

  it('is no business of officers, and a manager only looks', async () => {
    expect((await api('get', '/api/missed-callers', await ticketing.cookieFor('officer'))).status).toBe(403)
    const { id } = await missed('0912000104')
    expect((await api('post', `/api/missed-callers/${id}/take`, await ticketing.cookieFor('manager'))).status).toBe(403)
  })
})

describe('how an operator came into a state', () => {
  it('is kept out of the journal, told twice it is one, with who asked and why', async () => {
    const at = now()
    const agent = `op-${maiId}`
    await tell('NONE', 'NONE', agent, 'STATEASKED', '3', 'break', 'quá lâu')
    await tell('NONE', 'NONE', agent, 'PAUSEALL', 'break')
    await tell('NONE', 'reports', agent, 'PAUSE', 'break')
    const steps = await eventually(async () => {
      const found = await get<OperatorStep[]>(`/api/operators/${maiId}/states`)
      return found.some(({ event }) => event === 'paused') && found
    })
    expect(steps.slice(-2)).toMatchObject([{ event: 'asked', reason: 'break', by: { userId: 3 }, why: 'quá lâu' }, { event: 'paused', reason: 'break', by: null }])
    expect(Date.parse(steps.at(-1)?.at ?? '')).toBeGreaterThanOrEqual(at * 1000)
    expect(steps.some(({ event, callId }) => event === 'talk-began' && callId === '1763895200.5')).toBe(true)
    expect(await get(`/api/operators/${maiId}/states?day=2020-01-01`)).toEqual([])
    expect((await api('get', `/api/operators/${maiId}/states`, second)).status).toBe(403)
    expect((await api('get', `/api/operators/${maiId}/states`, await ticketing.cookieFor('supervisor'))).status).toBe(200)
  })
})

describe('the reasons of a pause', () => {
  it('are the five at first; an administrator changes them, and what is left out is offered no more', async () => {
    const { reasons } = await get<PauseReasons>('/api/pause-reasons')
    expect(reasons.map(({ code }) => code)).toEqual(['break', 'meal', 'meeting', 'training', 'paperwork'])
    const admin = await ticketing.cookieFor('admin')
    const wanted = [{ code: 'prayer', name: { vi: 'Việc riêng', en: 'Private matter' }, limitMinutes: 5, colour: 'lime', active: true }, ...reasons.slice(0, 2)]
    expect((await api('put', '/api/pause-reasons', mai, { reasons: wanted })).status).toBe(403)
    expect((await api('put', '/api/pause-reasons', admin, { reasons: [{ ...wanted[0], code: 'wrap-up' }] })).status).toBe(400)
    expect((await api('put', '/api/pause-reasons', admin, { reasons: wanted.map((reason) => ({ ...reason, active: false })) })).status).toBe(400)
    const saved = (await api('put', '/api/pause-reasons', admin, { reasons: wanted })).body as PauseReasons
    expect(saved.reasons.map(({ code, active }) => [code, active])).toEqual([['prayer', true], ['break', true], ['meal', true], ['meeting', false], ['paperwork', false], ['training', false]])
    expect(saved.changed).toMatchObject({ by: 'admin' })
  })
})

describe('what came of a talk', () => {
  it('is required of a queue from when an administrator says so, and asked for until it is said', async () => {
    const admin = await ticketing.cookieFor('admin')
    const before = (await get<QueueDispositions[]>('/api/dispositions')).find(({ queue }) => queue === 'reports') as QueueDispositions
    expect([before.required, before.dispositions.length]).toEqual([false, 5])
    const saved = await api('put', '/api/dispositions/reports', admin, { required: true, dispositions: before.dispositions })
    expect(saved.body).toMatchObject({ required: true, changed: { by: 'admin' } })
    expect((await api('put', '/api/dispositions/pets', admin, { required: false, dispositions: [] })).status).toBe(404)
    // Talks before are not asked for.
    expect(await get('/api/dispositions/missing')).toEqual([])

    const id = '1763895200.30'
    const later = now() + 2
    const tellLater = (queue: string, agent: string, event: string, ...data: string[]) => ticketing.tell(`100-${++offset}`, { at: later, callId: id, queue, agent, event, data })
    await tellLater('NONE', 'NONE', 'CALLARRIVED', '0912000130', '1022', 'trunk')
    await tellLater('reports', 'NONE', 'TOQUEUE', '0', 'vi', 'flow')
    await tellLater('reports', `op-${maiId}`, 'CONNECT', '3', '1.2', '1')
    await tellLater('reports', `op-${maiId}`, 'COMPLETECALLER', '3', '20', '1')
    await tellLater('NONE', 'NONE', 'CALLENDED', '16', '', 'vi', 'talk')
    const [missing] = await eventually(async () => {
      const found = await get<MissingDisposition[]>('/api/dispositions/missing')
      return found.length > 0 && found
    })
    expect(missing).toMatchObject({ callId: id, queue: 'reports' })
    expect((await get<WaitingWork>('/api/waiting-work')).dispositions).toBe(1)

    expect((await api('put', `/api/calls/${id}/disposition`, second, { code: 'guided' })).status).toBe(403)
    expect((await api('put', `/api/calls/${id}/disposition`, mai, { code: 'nonsense' })).body.code).toBe('no-such-disposition')
    expect((await api('put', `/api/calls/${id}/disposition`, mai, { code: 'guided' })).body).toMatchObject({ code: 'guided', name: { vi: 'Đã hướng dẫn' }, by: 'Nguyễn Thị Mai' })
    expect((await api('put', `/api/calls/${id}/disposition`, mai, { code: 'ticket' })).status).toBe(200)
    expect(await get('/api/dispositions/missing')).toEqual([])
    expect(await get(`/api/calls/${id}`)).toMatchObject({ disposition: { code: 'ticket', name: { en: 'Ticket made' } } })
    expect((await get<Page<CallSummary>>('/api/calls?disposition=ticket')).items.map((call) => call.id)).toEqual([id])
    expect((await get<Page<CallSummary>>('/api/calls?disposition=guided')).total).toBe(0)
  })
})

it('our own apps have no key to these doors', async () => {
  const bearer = `Bearer ${await signService('ivr', ticketing.settings.SESSION_SECRET)}`
  expect((await request(ticketing.http()).get('/api/missed-callers').set('authorization', bearer)).status).toBe(401)
})
