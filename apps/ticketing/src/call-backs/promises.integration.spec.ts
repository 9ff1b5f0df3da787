import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { maskNumber } from '@app/persons-data'
import { randomUUID } from 'node:crypto'
import { signService } from '@app/access'
import { callBackCallId, type CallBack, type Category, type Page, StandingCallBack, type Ticket, type TicketSummary, type Voicemail } from '@app/contracts'
import request from 'supertest'
import { eventually, startTicketing } from '../ticketing-app.testing.js'

let ticketing: Awaited<ReturnType<typeof startTicketing>>
let operator: string
let offset = 0

const asService = async (service: string, method: 'get' | 'post', path: string, body?: object) =>
  request(ticketing.http())[method](path).set('authorization', `Bearer ${await signService(service, ticketing.settings.SESSION_SECRET)}`).send(body)
const get = async <T>(path: string) => (await request(ticketing.http()).get(path).set('cookie', operator)).body as T
const post = (path: string, body: object = {}) => request(ticketing.http()).post(path).set('cookie', operator).send(body)
const tell = (callId: string, queue: string, agent: string, event: string, ...data: string[]) =>
  ticketing.tell(`100-${++offset}`, { at: Math.floor(Date.now() / 1000), callId, queue, agent, event, data })
const promise = async (callId: string, number: string) => (await asService('ivr', 'post', '/api/call-backs', { callId, number, queue: 'reports', priority: 0, language: 'vi' })).body as { outcome: string }
const one = async (number: string) => (await get<Page<CallBack>>('/api/call-backs')).items.find((callBack) => callBack.number === maskNumber(number))
const until = (number: string, holds: (callBack: CallBack) => boolean) =>
  eventually(async () => {
    const found = await one(number)
    return found && holds(found) && found
  })

beforeAll(async () => {
  ticketing = await startTicketing('promises', 7, { CALL_BACK_FROM: '00:00', CALL_BACK_UNTIL: '24:00' })
  operator = await ticketing.cookieOf('operator1')
})
afterAll(() => ticketing.stop())

describe('a promised call-back', () => {
  it('is stored before the caller is told, with the place they have; asked twice it is one', async () => {
    await tell('1763895100.1', 'reports', 'NONE', 'TOQUEUE', '0', 'vi', 'flow')
    await eventually(async () => (await request(ticketing.http()).get('/api/calls/1763895100.1').set('cookie', operator)).status === 200)
    expect(await promise('1763895100.1', '+84912000001')).toEqual({ outcome: 'promised' })
    expect(await promise('1763895100.1', '+84912000001')).toEqual({ outcome: 'promised' })
    const standing = StandingCallBack.array().parse((await asService('console', 'get', '/api/call-backs/standing')).body)
    expect(standing).toMatchObject([{ number: '0912000001', queue: 'reports', due: true }])
    expect(Date.parse(standing[0]?.enteredAt ?? '')).toBeLessThanOrEqual(Date.now())
  })

  it('is not made twice for one person, nor for a number that is not sensible to dial', async () => {
    expect(await promise('1763895100.2', '0912000001')).toEqual({ outcome: 'already' })
    for (const number of ['19001080', '+14155550100', '113', '']) expect(await promise('1763895100.3', number)).toEqual({ outcome: 'refused' })
  })

  it('is followed by the journal: in the queue, tried in vain, kept', async () => {
    const id = (await one('0912000001'))?.id ?? 0
    const [first, second] = [callBackCallId(id, 1), callBackCallId(id, 2)]
    await tell(first, 'NONE', 'NONE', 'CALLARRIVED', '0912000001', '1022', 'call-back')
    await until('0912000001', ({ state }) => state === 'in-queue')
    await tell(first, 'NONE', 'NONE', 'CALLBACKTRIED', 'NOANSWER')
    await tell(first, 'NONE', 'NONE', 'CALLENDED', '16', '', 'vi', 'talk')
    const later = await until('0912000001', ({ state }) => state === 'waiting')
    expect(later).toMatchObject({ attempts: 1, lastResult: 'NOANSWER' })
    expect(Date.parse(later.nextAt ?? '')).toBeGreaterThan(Date.now())
    expect((await asService('console', 'get', '/api/call-backs/standing')).body).toMatchObject([{ due: false }])
    await tell(second, 'NONE', 'NONE', 'CALLARRIVED', '0912000001', '1022', 'call-back')
    await tell(second, 'NONE', 'NONE', 'CALLBACKTRIED', 'ANSWER')
    await until('0912000001', ({ state }) => state === 'reached')
    expect((await asService('console', 'get', '/api/call-backs/standing')).body).toEqual([])
    // Our own calls are no calls of citizens: the day's figures leave them out.
    expect((await request(ticketing.http()).get('/api/statistics/today').set('cookie', await ticketing.cookieOf('manager'))).body).toMatchObject({ arrived: 1 })
  })

  it('ends when the citizen calls again and is answered, and when somebody cancels it', async () => {
    await promise('1763895100.5', '0912000002')
    await tell('1763895100.6', 'NONE', 'NONE', 'CALLARRIVED', '+84912000002', '1022', 'trunk')
    await tell('1763895100.6', 'reports', 'op-1', 'CONNECT', '3', '1.2', '1')
    await until('0912000002', ({ state }) => state === 'answered-otherwise')

    await promise('1763895100.7', '0912000003')
    const { id } = await until('0912000003', ({ state }) => state === 'waiting')
    expect((await post(`/api/call-backs/${id}/cancel`)).status).toBe(204)
    expect((await post(`/api/call-backs/${id}/cancel`)).body.code).toBe('call-back-closed')
    expect((await post('/api/call-backs/999/cancel')).status).toBe(404)
    // A new promise to that person may be made now.
    expect(await promise('1763895100.8', '0912000003')).toEqual({ outcome: 'promised' })
  })

  it('goes back to its queue when Asterisk started anew', async () => {
    const { id } = await until('0912000003', ({ state }) => state === 'waiting')
    await tell(callBackCallId(id, 1), 'NONE', 'NONE', 'CALLARRIVED', '0912000003', '1022', 'call-back')
    await until('0912000003', ({ state }) => state === 'in-queue')
    await tell('NONE', 'NONE', 'NONE', 'QUEUESTART')
    await until('0912000003', ({ state, attempts }) => state === 'waiting' && attempts === 0)
  })

  it('is the business of our own apps and of staff', async () => {
    expect((await request(ticketing.http()).get('/api/call-backs/standing')).status).toBe(401)
    expect((await asService('ivr', 'get', '/api/call-backs/standing')).status).toBe(401)
    expect((await request(ticketing.http()).get('/api/call-backs').set('cookie', await ticketing.cookieFor('officer'))).status).toBe(403)
  })
})

describe('a rating', () => {
  it('is kept with its call and operator; the same person is not asked again within a week', async () => {
    const due = async (number: string) => (await asService('ivr', 'get', `/api/survey-due?number=${encodeURIComponent(number)}`)).body as { due: boolean }
    expect(await due('0912000010')).toEqual({ due: true })
    const id = '1763895100.10'
    await tell(id, 'NONE', 'NONE', 'CALLARRIVED', '0912000010', '1022', 'trunk')
    await tell(id, 'reports', 'op-2', 'CONNECT', '3', '1.2', '1')
    await tell(id, 'reports', 'NONE', 'REMARK', `${id}-remark.wav`, '4')
    await tell(id, 'reports', 'NONE', 'SURVEY', '4')
    await tell(id, 'NONE', 'NONE', 'CALLENDED', '16', '', 'vi', 'talk')
    await eventually(async () => (await get<{ endedAt: string | null }>(`/api/calls/${id}`)).endedAt)
    expect(await get(`/api/calls/${id}`)).toMatchObject({ survey: { rating: 4, remarkSeconds: 4 } })
    expect(await due('+84912000010')).toEqual({ due: false })
    expect(await due('')).toEqual({ due: true })
    // Whoever calls again soon goes to the same operator.
    const last = async (number: string, minutes: number) => (await asService('ivr', 'get', `/api/last-operator?number=${encodeURIComponent(number)}&minutes=${minutes}`)).body as unknown
    expect(await last('+84912000010', 1_440)).toEqual({ operatorId: 2 })
    expect(await last('0912000011', 1_440)).toEqual({ operatorId: null })
    expect(await last('', 60)).toEqual({ operatorId: null })
    expect(await last('0912000010', 0)).toMatchObject({ code: 'bad-input' })
  })
})

describe('a voicemail', () => {
  it('is a ticket at once, which keeps its code when somebody has heard it and says what it is about', async () => {
    const id = '1763895100.20'
    await tell(id, 'NONE', 'NONE', 'CALLARRIVED', '0912000020', '1022', 'trunk')
    await tell(id, 'reports', 'NONE', 'VOICEMAIL', `${id}.wav`, '7')
    const made = await eventually(async () => (await get<Page<TicketSummary>>('/api/tickets')).items.find(({ citizenNumber }) => citizenNumber === maskNumber('0912000020')))
    expect(await get<Ticket>(`/api/tickets/${made.code}`)).toMatchObject({ createdBy: null, voicemail: { seconds: 7 }, call: { id } })
    const [voicemail] = (await get<Page<Voicemail>>('/api/voicemails')).items
    const category = (await get<Category[]>('/api/categories')).find(({ code }) => code === 'den-duong')
    const body = { requestId: randomUUID(), voicemailId: voicemail?.id, categoryId: category?.id, description: 'Đèn đường hỏng ở hẻm 12.' }
    const told = (await post('/api/tickets', body)).body as Ticket
    expect(told).toMatchObject({ code: made.code, category: { code: 'den-duong' }, description: body.description, createdBy: 'Nguyễn Thị Mai', citizenNumber: '0912000020' })
    expect(((await post('/api/tickets', body)).body as Ticket).code).toBe(made.code)
    // A second matter in the same voicemail is a ticket of its own.
    expect(((await post('/api/tickets', { ...body, requestId: randomUUID() })).body as Ticket).code).not.toBe(made.code)
    expect((await get<Page<TicketSummary>>('/api/tickets')).total).toBe(2)
  })
})
