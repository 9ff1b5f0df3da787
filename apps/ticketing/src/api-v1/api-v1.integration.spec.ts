import type { ApiKey, MadeApiKey, Report } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { OpenAPIObject } from '@nestjs/swagger'
import request from 'supertest'
import { z } from 'zod'
import { ApiKeyEntity } from '../database/api-key.entities.js'
import { CallEntity } from '../database/call.entities.js'
import { startTicketing } from '../ticketing-app.testing.js'
import { V1_ENDPOINTS } from './v1-endpoints.js'
import { V1Controller } from './v1.controller.js'

const PERIOD = 'from=2026-11-20&to=2026-11-21'
const NUMBER = '0901000077'
/** For each endpoint one question that has an answer. */
const QUESTIONS: Record<string, string> = { ledger: `/api/v1/ledger?${PERIOD}`, calls: `/api/v1/calls?${PERIOD}&outcome=answered`, report: `/api/v1/reports/volume?${PERIOD}&by=hour&compare=before` }

describe('the API for other systems', () => {
  let ticketing: Awaited<ReturnType<typeof startTicketing>>
  const admin = async (method: 'get' | 'post', path: string, body?: object) => request(ticketing.http())[method](path).set('cookie', await ticketing.cookieOf('admin')).send(body)
  const make = async (more: object = {}): Promise<MadeApiKey> => {
    const answer = await admin('post', '/api/api-keys', { name: 'Trung tâm điều hành', rights: ['ledger', 'calls'], perMinute: 600, expiresOn: null, ...more })
    expect(answer.status).toBe(201)
    return answer.body as MadeApiKey
  }
  const ask = (key: string, path: string) => request(ticketing.http()).get(path).set('authorization', `Bearer ${key}`)
  const document = async () => (await request(ticketing.http()).get('/api/v1/openapi.json')).body as OpenAPIObject

  beforeAll(async () => {
    ticketing = await startTicketing('api_v1', 61)
    const at = new Date('2026-11-20T03:00:00Z')
    const call = { number: NUMBER, numberKey: '901000077', dialled: '1022', source: 'trunk' as const, language: 'vi' as const, flowPath: 'welcome', arrivedAt: at, queue: 'reports', enteredQueueAt: at, leftQueueAt: null, leftQueueHow: null, answered: true, answeredAt: at, operatorId: 4, offers: 1, waitSeconds: 3, measuredTalk: 60, talkSeconds: 60, recording: 'x.wav', endedAt: at, hangupCause: '16', endedWhere: 'talk', outcome: 'answered' as const, lastFactId: '1-1' }
    await ticketing.database.manager.insert(CallEntity, [{ ...call, id: '1763571700.1' }, { ...call, id: '1763571700.2', source: 'outgoing' as const }, { ...call, id: '1763571700.3', arrivedAt: new Date('2026-11-21T17:00:00Z') }])
  })
  afterAll(async () => ticketing?.stop())

  it('opens with a key that is shown once, and kept as its hash', async () => {
    const made = await make()
    expect(made.key).toMatch(/^hl1022_[\w-]{43}$/)
    const row = await ticketing.database.manager.findOneByOrFail(ApiKeyEntity, { id: made.id })
    expect(JSON.stringify(row)).not.toContain(made.key)
    expect((await ask(made.key, QUESTIONS['ledger']!)).body).toMatchObject({ total: { offered: 1, answered: 1 }, holds: true })
    const listed = (await admin('get', '/api/api-keys')).body as ApiKey[]
    expect(listed.find(({ id }) => id === made.id)).toMatchObject({ begins: made.key.slice(0, 11), used: 1, refused: 0, lastUsedAt: expect.any(String) })
    expect(JSON.stringify(listed)).not.toContain(made.key)
  })

  it('is given by administrators only, and not opened by signing in', async () => {
    const cookie = await ticketing.cookieOf('manager')
    expect((await request(ticketing.http()).get('/api/api-keys').set('cookie', cookie)).status).toBe(403)
    expect((await request(ticketing.http()).get(QUESTIONS['ledger']!).set('cookie', cookie)).status).toBe(401)
  })

  it('tells nothing of persons: neither the number nor the operator', async () => {
    const { key } = await make()
    const { body } = await ask(key, QUESTIONS['calls']!)
    expect(body).toMatchObject({ total: 1, page: 1, items: [{ id: '1763571700.1', outcome: 'answered', waitSeconds: 3 }] })
    expect(JSON.stringify(body)).not.toMatch(/0077|operator|recording/)
  })

  it('refuses a key that is wrong, over, revoked or not for this, each clearly', async () => {
    expect(await ask('hl1022_nobody-has-this-key-at-all-0000', QUESTIONS['ledger']!)).toMatchObject({ status: 401, body: { code: 'key-unknown' }, headers: { 'www-authenticate': expect.stringContaining('Bearer') } })
    const over = await make({ expiresOn: '2026-01-01' })
    expect((await ask(over.key, QUESTIONS['ledger']!)).status).toBe(401)
    const some = await make({ rights: ['calls'] })
    expect(await ask(some.key, QUESTIONS['ledger']!)).toMatchObject({ status: 403, body: { code: 'key-not-allowed', details: [{ message: 'ledger' }] } })
    expect((await ask(some.key, QUESTIONS['calls']!)).status).toBe(200)
    expect((await admin('post', `/api/api-keys/${some.id}/revoked`)).status).toBe(204)
    expect((await ask(some.key, QUESTIONS['calls']!)).status).toBe(401)
    expect((await admin('post', '/api/api-keys/99999/revoked')).status).toBe(404)
  })

  it('opens reports one by one', async () => {
    const { key } = await make({ rights: ['reports.waits'] })
    expect(await ask(key, `/api/v1/reports/waits?${PERIOD}`)).toMatchObject({ status: 200, body: { name: 'waits' } })
    expect(await ask(key, `/api/v1/reports/volume?${PERIOD}`)).toMatchObject({ status: 403, body: { details: [{ message: 'reports.volume' }] } })
    expect((await ask(key, `/api/v1/reports/rubbish?${PERIOD}`)).status).toBe(403)
    const cookie = await ticketing.cookieOf('manager')
    const screen = (await request(ticketing.http()).get(`/api/reports/waits?${PERIOD}`).set('cookie', cookie)).body as Report
    expect(((await ask(key, `/api/v1/reports/waits?${PERIOD}`)).body as Report).periods).toEqual(screen.periods)
  })

  it('has limits: so many requests a minute, with when to come again; refused ones are counted too', async () => {
    const { key, id } = await make({ perMinute: 2 })
    const answers = []
    for (let n = 0; n < 3; n++) answers.push(await ask(key, QUESTIONS['ledger']!))
    expect(answers.map(({ status, headers }) => [status, headers['ratelimit-remaining']])).toEqual([[200, '1'], [200, '0'], [429, '0']])
    expect(Number(answers[2]?.headers['retry-after'])).toBeGreaterThan(0)
    expect(answers[2]?.body).toMatchObject({ code: 'too-many-requests' })
    expect(((await admin('get', '/api/api-keys')).body as ApiKey[]).find((known) => known.id === id)).toMatchObject({ used: 3, refused: 1 })
  })

  it('does not let anybody try keys for long', async () => {
    const tries = []
    for (let n = 0; n < 25; n++) tries.push((await request(ticketing.http()).get(QUESTIONS['ledger']!).set('x-forwarded-for', '203.0.113.9').set('authorization', `Bearer hl1022_wrong-wrong-wrong-wrong-${n}`)).status)
    expect(tries.at(-1)).toBe(429)
  })

  it('documents every endpoint', async () => {
    const { paths } = await document()
    const handlers = Object.getOwnPropertyNames(V1Controller.prototype).filter((name) => name !== 'constructor').map((name) => (V1Controller.prototype as unknown as Record<string, object>)[name]!).filter((handler) => Reflect.hasMetadata('path', handler))
    const routes = handlers.map((handler) => `/api/v1/${String(Reflect.getMetadata('path', handler))}`.replace(/:(\w+)/g, '{$1}'))
    expect(routes.sort()).toEqual(Object.keys(paths).sort())
    for (const handler of handlers) expect(V1_ENDPOINTS.map(({ right }) => right)).toContain(String(Reflect.getMetadata('api-v1:right', handler)).replace(/:(\w+)/g, '{$1}'))
  })

  it.each(V1_ENDPOINTS.map(({ name, path }) => [name, path] as const))('answers %s as its document says, and refuses as it says', async (name, path) => {
    const { key } = await make(rightsFor())
    const found = (await document()).paths[path]!.get!
    const schemaOf = (status: number) => {
      const { schema } = (found.responses as unknown as Record<string, { content: Record<string, { schema: Record<string, unknown> }> }>)[status]!.content['application/json']!
      return '$ref' in schema ? undefined : z.fromJSONSchema(schema as never)
    }
    const answer = await ask(key, QUESTIONS[name]!)
    expect(answer.status).toBe(200)
    expect(schemaOf(200)!.safeParse(answer.body)).toMatchObject({ success: true })
    expect(schemaOf(200)!.safeParse({}).success).toBe(false)
    expect(schemaOf(400)).toBeUndefined()
    const wrong = await ask(key, `${QUESTIONS[name]!.split('?')[0]}?from=rubbish`)
    expect(wrong).toMatchObject({ status: 400, body: { code: 'bad-input' } })
    // Every parameter that must be there is named as such.
    const required = (found.parameters as { name: string; in: string; required: boolean }[]).filter((parameter) => parameter.in === 'query' && parameter.required).map((parameter) => parameter.name)
    expect((wrong.body as { details: { path: string }[] }).details.map((detail) => detail.path)).toEqual(expect.arrayContaining(required))
  })
  const rightsFor = () => ({ rights: V1_ENDPOINTS.map(({ right }) => right.replace('{name}', 'volume')) })

  it('has a page to read, with nothing from elsewhere', async () => {
    const page = await request(ticketing.http()).get('/api/v1/docs')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.text).toContain('/api/v1/ledger')
    expect(page.text).not.toMatch(/<script|src=|https?:\/\/(?!localhost)/)
  })
})
