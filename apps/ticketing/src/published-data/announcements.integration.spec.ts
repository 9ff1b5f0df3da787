import { access, mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { PublishedData, type ArticleRecord, type FlowDetails, type FlowSummary, type Notice } from '@app/contracts'
import request from 'supertest'
import { startTicketing, untilFlowsAreThere } from '../ticketing-app.testing.js'

let ticketing: Awaited<ReturnType<typeof startTicketing>>
let supervisor: string
let admin: string

const send = (cookie: string, method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object) => request(ticketing.http())[method](path).set('cookie', cookie).send(body)
const published = async () => PublishedData.parse(JSON.parse(await readFile(join(ticketing.folder, 'flows/published-data.json'), 'utf8')))
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()
const text = { vi: 'Phường 3 đang mất điện. Dự kiến có lại lúc 18 giờ.', en: 'Ward 3 has no power. It is expected back at 18:00.' }

beforeAll(async () => {
  ticketing = await startTicketing('announcements', 6)
  supervisor = await ticketing.cookieOf('supervisor')
  admin = await ticketing.cookieOf('admin')
  await untilFlowsAreThere(ticketing)
})
afterAll(() => ticketing.stop())

describe('a notice', () => {
  it('is spoken from the moment it is put until somebody ends it', async () => {
    const put = await send(supervisor, 'post', '/api/notices', { text, until: inAnHour() })
    expect(put.status).toBe(201)
    const [notice] = (await published()).notices
    for (const language of ['vi', 'en'] as const) await access(join(ticketing.folder, 'sounds', language, `${notice?.sounds[language]}.wav`))
    const { id } = put.body as Notice
    expect((await send(supervisor, 'post', `/api/notices/${id}/end`)).status).toBe(204)
    expect((await published()).notices).toEqual([])
    expect((await send(supervisor, 'get', '/api/notices')).body).toMatchObject([{ id, endedBy: expect.any(String) }])
  })

  it('that could not be told on disk is stored, says so, and is told as soon as it can be', async () => {
    const file = join(ticketing.folder, 'flows/published-data.json')
    await rm(file)
    await mkdir(join(file, 'in the way'), { recursive: true })
    const refused = await send(supervisor, 'post', '/api/notices', { text, until: inAnHour() })
    expect([refused.status, refused.body.code]).toEqual([503, 'flow-not-written'])
    await rm(file, { recursive: true })
    await untilFlowsAreThere(ticketing)
    const [notice] = (await published()).notices
    expect((await send(supervisor, 'post', `/api/notices/${notice?.id}/end`)).status).toBe(204)
  })

  it.each([
    ['that is over already', () => ({ text, until: new Date(Date.now() - 1_000).toISOString() })],
    ['without an end in sight', () => ({ text, until: new Date(Date.now() + 30 * 86_400_000).toISOString() })],
    ['in one language only', () => ({ text: { vi: text.vi, en: ' ' }, until: inAnHour() })],
  ])('%s is refused', async (_, body) => {
    expect((await send(supervisor, 'post', '/api/notices', body())).status).toBe(400)
    expect((await published()).notices).toEqual([])
  })
})

describe('an article', () => {
  it('can be named by a flow from the moment it is there, and not before', async () => {
    const [first] = (await send(admin, 'get', '/api/flows')).body as FlowSummary[]
    const path = `/api/flows/${first?.id}`
    const { definition } = (await send(admin, 'get', path)).body as FlowDetails
    const nodes = { ...(definition?.['nodes'] as object), birth: { kind: 'information', article: 'khai-sinh', next: 'goodbye' }, 'ticket-failed': { kind: 'say', prompts: ['ticket-failed'], next: 'birth' } }
    const { revision } = (await send(admin, 'put', `${path}/draft`, { revision: null, definition: { ...definition, nodes } })).body as { revision: number }
    const refused = await send(admin, 'post', `${path}/publish`, { revision })
    expect([refused.status, JSON.stringify(refused.body.details)]).toEqual([409, expect.stringContaining('khai-sinh')])
    const none = { vi: '', en: '' }
    const content = { topic: 'civil-status', title: { vi: 'Khai sinh', en: 'Birth' }, summary: none, documents: [], steps: [], fee: none, time: none, place: none, online: none, legalBase: [], keywords: '', spoken: { vi: 'Cần tờ khai và giấy chứng sinh.', en: 'Bring the form and the birth record.' }, forFlows: true, isExample: false }
    const saved = (await send(admin, 'put', '/api/kept-articles/khai-sinh/draft', { revision: null, content, isNew: true })).body as ArticleRecord
    expect((await send(admin, 'get', '/api/flow-world')).body).toMatchObject({ articles: [] })
    expect((await send(admin, 'post', '/api/kept-articles/khai-sinh/publish', { revision: saved.draft?.revision })).status).toBe(200)
    expect((await send(admin, 'get', '/api/flow-world')).body).toMatchObject({ articles: ['khai-sinh'] })
    expect((await send(admin, 'post', `${path}/publish`, { revision })).status).toBe(200)
    await access(join(ticketing.folder, 'sounds/vi', `${(await published()).articles['khai-sinh']?.vi}.wav`))
    // From now on callers hear it: it cannot go before the flow has let go of it.
    const gone = await send(admin, 'post', '/api/kept-articles/khai-sinh/withdraw', {})
    expect([gone.status, gone.body.code]).toEqual([409, 'named-by-flow'])
  })
})

describe('a listed number', () => {
  it('is known whatever it is written like, until it is taken off', async () => {
    expect((await send(supervisor, 'post', '/api/listed-numbers', { number: '+84 912 999 999', list: 'nuisance', note: 'Gọi phá' })).status).toBe(200)
    expect((await published()).callerLists).toEqual({ '912999999': 'nuisance' })
    expect((await send(supervisor, 'delete', '/api/listed-numbers/912999999')).status).toBe(204)
    expect((await published()).callerLists).toEqual({})
    expect((await send(supervisor, 'delete', '/api/listed-numbers/912999999')).status).toBe(404)
    expect((await send(supervisor, 'post', '/api/listed-numbers', { number: 'abc', list: 'nuisance' })).status).toBe(400)
  })

  it('is nobody’s business but supervisors’ and administrators’', async () => {
    const operator = await ticketing.cookieOf('operator1')
    for (const path of ['/api/notices', '/api/kept-articles', '/api/listed-numbers']) expect((await send(operator, 'get', path)).status).toBe(403)
    expect((await send(supervisor, 'put', '/api/kept-articles/x/draft', { revision: null })).status).toBe(403)
  })
})
