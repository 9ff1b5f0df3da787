import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core'
import { Call, DayFigures, ROLES, Ticket, Voicemail, type Category } from '@app/contracts'
import request from 'supertest'
import { ACTION_KEY, RIGHTS, type Action } from './access/rights.js'
import { PutAsideFactEntity } from './database/call.entities.js'
import { eventually, PASSWORD, startTicketing } from './ticketing-app.testing.js'

let ticketing: Awaited<ReturnType<typeof startTicketing>>
let operator: string
beforeAll(async () => {
  ticketing = await startTicketing('api', 11)
  operator = await ticketing.cookieOf('operator1')
})
afterAll(() => ticketing.stop())

const get = (path: string, cookie: string) => request(ticketing.http()).get(path).set('Cookie', cookie)
const post = (path: string, cookie: string, body: object = {}) => request(ticketing.http()).post(path).set('Cookie', cookie).send(body)

const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())
let offset = 0
const tell = (callId: string, queue: string, agent: string, event: string, ...data: string[]) =>
  ticketing.tell(`100-${++offset}`, { at: Math.floor(Date.now() / 1000), callId, queue, agent, event, data })
const operatorId = async () => (await get('/api/session', operator)).body.userId as number
const ended = (id: string) =>
  eventually(async () => {
    const { status, body } = await get(`/api/calls/${id}`, operator)
    return status === 200 && body.outcome !== null && Call.parse(body)
  })

describe('the journal', () => {
  it('becomes the row of a call, told to the console after it was stored', async () => {
    const id = '1763895165.1'
    await tell(id, 'NONE', 'NONE', 'CALLARRIVED', '+84912345678', '1022', 'trunk')
    await tell(id, 'procedures', 'NONE', 'TOQUEUE', '0', 'vi', 'flow')
    await tell(id, 'procedures', `op-${await operatorId()}`, 'CONNECT', '0', '1.2', '1')
    await tell(id, 'procedures', 'NONE', 'RECORDING', `${id}.wav`)
    await tell(id, 'NONE', 'NONE', 'CALLENDED', '16', 'welcome>main-menu', 'vi', 'talk')
    expect(await ended(id)).toMatchObject({ outcome: 'answered', flowPath: ['welcome', 'main-menu'], operator: { displayName: 'Nguyễn Thị Mai' }, hasRecording: true })
    await eventually(async () => (await ticketing.told()).some((fact) => JSON.stringify(fact) === JSON.stringify({ topic: 'call', id, departmentId: null })))
  })

  it('keeps holds, whichever way their lines come, and counts a call anew for one that was told late', async () => {
    const id = '1763895165.41'
    const T0 = Date.now() - 100_000
    const talk = async () => {
      const agent = `op-${await operatorId()}`
      await tell(id, 'NONE', 'NONE', 'CALLARRIVED', '+84912345670', '1022', 'trunk')
      await tell(id, 'procedures', 'NONE', 'TOQUEUE', '0', 'vi', 'flow')
      await tell(id, 'procedures', agent, 'CONNECT', '0', '1.2', '1')
      await tell(id, 'NONE', agent, 'HOLDBEGAN', `${T0}`)
      await tell(id, 'NONE', agent, 'HOLDBEGAN', `${T0}`)
      await tell(id, 'procedures', agent, 'COMPLETECALLER', '0', '60', '1')
      await tell(id, 'NONE', 'NONE', 'CALLENDED', '16', '', 'vi', 'talk')
      return agent
    }
    const agent = await talk()
    // Its end has not come, and perhaps never will.
    expect(await ended(id)).toMatchObject({ talkSeconds: 60, holdSeconds: null, holds: [{ to: null }] })
    const counted = async () => (await get(`/api/report-calls?from=${today()}&to=${today()}&standing=answered&held=yes`, await ticketing.cookieOf('manager'))).body.total as number
    const before = await counted()
    await tell(id, 'NONE', agent, 'HOLDENDED', `${T0}`, `${T0 + 20_004}`)
    await tell(id, 'NONE', agent, 'HOLDENDED', `${T0}`, `${T0 + 20_000}`)
    await tell(id, 'NONE', agent, 'HOLDENDED', `${T0 + 30_000}`, `${T0 + 45_000}`)
    await eventually(async () => (await get(`/api/calls/${id}`, operator)).body.holdSeconds === 35)
    expect(Call.parse((await get(`/api/calls/${id}`, operator)).body).holds).toHaveLength(2)
    expect(await counted()).toBe(before + 1)
    await eventually(async () => {
      const [row] = await ticketing.database.manager.query<{ longest: number; known: number }[]>('SELECT longest_hold AS longest, holds_known AS known FROM talk_roll_ups WHERE longest_hold = 35')
      return row !== undefined
    })
    // Of a call that the dialplan never told of, a hold makes none.
    await tell('1763895165.42', 'NONE', agent, 'HOLDBEGAN', `${T0}`)
    await tell('1763895165.43', 'NONE', 'NONE', 'CALLARRIVED', '', '1022', 'browser')
    await eventually(async () => (await get('/api/calls/1763895165.43', operator)).status === 200)
    expect((await get('/api/calls/1763895165.42', operator)).status).toBe(404)
  })

  it('puts aside what cannot be read, and goes on', async () => {
    await ticketing.tell(`100-${++offset}`, { nonsense: true })
    await tell('1763895165.2', 'NONE', 'NONE', 'CALLARRIVED', '', '1022', 'browser')
    await tell('1763895165.2', 'NONE', 'NONE', 'CALLENDED', '16', '', 'vi', 'flow')
    expect(await ended('1763895165.2')).toMatchObject({ outcome: 'self-served', number: null, source: 'browser' })
    expect(await ticketing.database.manager.count(PutAsideFactEntity)).toBe(1)
  })

  it('ends every open call when Asterisk started anew', async () => {
    await tell('1763895165.3', 'NONE', 'NONE', 'CALLARRIVED', '0911111111', '1022', 'trunk')
    await tell('1763895165.3', 'reports', 'NONE', 'TOQUEUE', '0', 'vi', 'flow')
    await tell('NONE', 'NONE', 'NONE', 'QUEUESTART')
    expect(await ended('1763895165.3')).toMatchObject({ outcome: 'abandoned', hangupCause: 'restart' })
  })

  it('brings a voicemail, which somebody handles', async () => {
    const id = '1763895165.4'
    await tell(id, 'NONE', 'NONE', 'CALLARRIVED', '0922222222', '1022', 'trunk')
    await tell(id, 'reports', 'NONE', 'QUEUELEFT', 'JOINEMPTY')
    await tell(id, 'reports', 'NONE', 'VOICEMAIL', `${id}.wav`, '7')
    await tell(id, 'NONE', 'NONE', 'CALLENDED', '16', '', 'vi', 'voicemail')
    expect((await ended(id)).outcome).toBe('voicemail')
    const [voicemail] = (await get('/api/voicemails', operator)).body.items as Voicemail[]
    expect(Voicemail.parse(voicemail)).toMatchObject({ callId: id, seconds: 7, handledAt: null, number: '09•• ••• 222', hasSound: true })
    expect((await get(`/api/voicemails/${voicemail?.id}/sound`, operator)).status).toBe(404)
    expect((await post(`/api/voicemails/${voicemail?.id}/handled`, operator)).body).toMatchObject({ handledBy: 'Nguyễn Thị Mai' })
  })

  it('holds the ledger of the day', async () => {
    const figures = DayFigures.parse((await get('/api/statistics/today', await ticketing.cookieOf('manager'))).body)
    expect(figures).toMatchObject({ arrived: 6, offered: 4, answered: 2, abandoned: 1, voicemail: 1, selfServed: 2, waiting: 0 })
  })
})

describe('a recording', () => {
  it('is heard in ranges, by its own operator and by supervisors only', async () => {
    await writeFile(join(ticketing.folder, '1763895165.1.wav'), Buffer.from('RIFF0123456789'))
    const path = '/api/calls/1763895165.1/recording'
    const part = await get(path, operator).set('Range', 'bytes=4-7').buffer(true).parse((response, done) => {
      response.on('data', (chunk: Buffer) => done(null, chunk.toString()))
    })
    expect([part.status, part.body]).toEqual([206, '0123'])
    expect((await get(path, await ticketing.cookieOf('operator2'))).status).toBe(403)
    expect((await get(path, await ticketing.cookieOf('supervisor'))).status).toBe(200)
  })
})

describe('a ticket', () => {
  const make = async (requestId: string, more: object = {}) => {
    const categories = (await get('/api/categories', operator)).body as Category[]
    const categoryId = categories.find((category) => category.code === 'ho-tich')?.id
    return post('/api/tickets', operator, { requestId, categoryId, callId: '1763895165.1', description: 'Xin cấp lại giấy khai sinh', citizenNumber: '0912345678', ...more })
  }
  const requestId = '0b8f6c1e-8f0f-4a53-9d57-0a2f6a3c9a11'

  it('is made once for a request, even when it is sent twice at once, and routed with a deadline', async () => {
    const [first, second] = await Promise.all([make(requestId), make(requestId)])
    expect([first.status, second.status]).toEqual([201, 201])
    expect(first.body.code).toBe(second.body.code)
    expect(Ticket.parse(first.body)).toMatchObject({ state: 'routed', department: { code: 'so-tu-phap' }, overdue: false, createdBy: 'Nguyễn Thị Mai', call: { id: '1763895165.1' } })
    expect(first.body.deadlineAt > first.body.createdAt).toBe(true)
  })

  it('is found by the caller, however the number is written', async () => {
    const { body } = await post('/api/callers', operator, { callId: '1763895165.99', number: '+84912345678' })
    expect(body).toMatchObject({ calls: [{ id: '1763895165.1' }], tickets: [{ description: 'Xin cấp lại giấy khai sinh' }] })
  })

  it('is answered once, by an officer of its department; to others it does not exist', async () => {
    const { code } = (await make(requestId)).body as Ticket
    const own = await ticketing.cookieOf('officer-tuphap')
    const other = await ticketing.cookieOf('officer-xaydung')
    expect((await get('/api/tickets', own)).body).toMatchObject({ total: 1, items: [{ code }] })
    expect((await get('/api/tickets', other)).body).toMatchObject({ total: 0 })
    expect((await get(`/api/tickets/${code}`, other)).status).toBe(404)
    expect((await post(`/api/tickets/${code}/deeds`, other, { deed: 'answered', text: 'Đã xử lý' })).status).toBe(404)
    expect((await post(`/api/tickets/${code}/deeds`, own, { deed: 'answered', text: 'Đã cấp lại' })).body).toMatchObject({ state: 'approved', answer: { text: 'Đã cấp lại', by: 'Huỳnh Minh Tâm' } })
    expect((await post(`/api/tickets/${code}/deeds`, own, { deed: 'answered', text: 'Lần nữa' })).status).toBe(409)
  })

  it('that does not fit is refused with the field and why', async () => {
    const short = await make('1b8f6c1e-8f0f-4a53-9d57-0a2f6a3c9a11', { description: 'x' })
    expect([short.status, short.body.code, short.body.details[0].path]).toEqual([400, 'bad-input', 'description'])
    const unknown = await make('1b8f6c1e-8f0f-4a53-9d57-0a2f6a3c9a11', { categoryId: 999_999 })
    expect([unknown.status, unknown.body.details[0].path]).toEqual([400, 'categoryId'])
  })
})

describe('access', () => {
  it('is by a cookie that no script can read, and is slowed down after wrong passwords', async () => {
    const right = await request(ticketing.http()).post('/api/session').send({ username: 'operator1', password: PASSWORD })
    expect(right.status).toBe(200)
    expect(right.headers['set-cookie']?.[0]).toMatch(/HttpOnly.*SameSite=Strict/)
    const wrong = async () => (await request(ticketing.http()).post('/api/session').send({ username: 'operator2', password: 'wrong' })).status
    for (let i = 0; i < 8; i++) expect(await wrong()).toBe(401)
    expect(await wrong()).toBe(429)
  })

  it('follows the table of rights on every route, and no route is without a rule', async () => {
    const routes = routesOf()
    expect(routes.length).toBeGreaterThan(10)
    for (const { method, path, action } of routes) {
      if (action === 'open') continue
      const call = (cookie?: string) => {
        const asked = request(ticketing.http())[method](path)
        return cookie ? asked.set('Cookie', cookie) : asked
      }
      expect([path, (await call()).status]).toEqual([path, 401])
      for (const role of ROLES) {
        const { status } = await call(await ticketing.cookieFor(role))
        if (action === 'service') expect([path, role, status]).toEqual([path, role, 401])
        else expect([path, role, status === 403]).toEqual([path, role, !(RIGHTS[action] as readonly string[]).includes(role)])
      }
    }
  })
})

function routesOf(): { method: 'get' | 'post' | 'put' | 'delete'; path: string; action: Action | 'open' | 'service' }[] {
  const scanner = new MetadataScanner()
  const METHODS = { 0: 'get', 1: 'post', 2: 'put', 3: 'delete' } as const
  return new DiscoveryService(ticketing.app.get(ModulesContainer)).getControllers().flatMap(({ instance }) => {
    const prototype = Object.getPrototypeOf(instance) as Record<string, object>
    const [base = ''] = [Reflect.getMetadata('path', prototype.constructor as object) as string | string[]].flat()
    return scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name] as object
      const path = Reflect.getMetadata('path', handler) as string | undefined
      if (path === undefined) return []
      const isOpen = [handler, prototype.constructor as object].some((place) => Reflect.getMetadata('hotline:open', place) === true)
      const rule = () => (isOpen ? 'open' : Reflect.getMetadata('hotline:services', handler) ? 'service' : undefined)
      const action = (Reflect.getMetadata(ACTION_KEY, handler) as Action | undefined) ?? rule()
      const method = METHODS[Reflect.getMetadata('method', handler) as keyof typeof METHODS]
      if (!action || !method) throw new Error(`${base}/${path} has no rule`)
      return [{ method, path: `/${base}/${path}`.replace(/\/+/g, '/').replace(/\/$/, '').replaceAll(/:\w+/g, '1'), action }]
    })
  })
}
