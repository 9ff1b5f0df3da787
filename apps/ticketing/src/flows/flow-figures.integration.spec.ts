import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { FlowFigures, type FlowSummary, type FlowVersion } from '@app/contracts'
import request from 'supertest'
import { FlowVersionEntity } from '../database/flow.entities.js'
import { eventually, startTicketing, untilFlowsAreThere } from '../ticketing-app.testing.js'

let ticketing: Awaited<ReturnType<typeof startTicketing>>
let admin: string
let hash: string
let offset = 0

const get = async (path: string) => request(ticketing.http()).get(path).set('cookie', admin)
const ended = (id: string, way: string, seconds: number, where: string) => {
  const at = Math.floor(Date.now() / 1000)
  const line = (event: string, moment: number, ...data: string[]) => ticketing.tell(`100-${++offset}`, { at: moment, callId: id, queue: 'NONE', agent: 'NONE', event, data })
  return line('CALLARRIVED', at - seconds, '0912000001', '1022', 'trunk').then(() => line('CALLENDED', at, '16', way, 'vi', where))
}

beforeAll(async () => {
  ticketing = await startTicketing('figures', 4)
  admin = await ticketing.cookieOf('admin')
  await untilFlowsAreThere(ticketing)
  hash = (await ticketing.database.manager.findOneByOrFail(FlowVersionEntity, { version: 1 })).hash
})
afterAll(() => ticketing.stop())

describe('the figures of a flow', () => {
  it('count how many came, which way they left, where they hung up and how long they stayed', async () => {
    await ended('1763895165.1', `${hash}:welcome@0>main-menu@6`, 20, 'flow')
    await ended('1763895165.2', `${hash}:welcome@0>main-menu@10>services@14`, 30, 'flow')
    await ended('1763895165.3', `ffffffffffffffff:welcome@0`, 30, 'flow') // another version
    await ended('1763895165.4', 'welcome>main-menu', 30, 'flow') // a line from before versions were told
    await eventually(async () => (await get('/api/calls/1763895165.4')).body.endedAt as string | null)
    const [flow] = (await get('/api/flows')).body as FlowSummary[]
    const figures = FlowFigures.parse((await get(`/api/flows/${flow?.id}/versions/1/figures`)).body)
    expect(figures).toMatchObject({
      calls: 2,
      nodes: { welcome: { came: 2, hungUp: 0, meanSeconds: 8 }, 'main-menu': { came: 2, hungUp: 1, meanSeconds: 9 }, services: { came: 1, hungUp: 1, meanSeconds: 16 } },
      outcomes: { 'self-served': 2 },
    })
    expect(figures.ways).toEqual(expect.arrayContaining([{ from: 'welcome', to: 'main-menu', calls: 2 }, { from: 'main-menu', to: 'services', calls: 1 }]))
    expect((await get(`/api/calls/1763895165.2`)).body.flowPath).toEqual(['welcome', 'main-menu', 'services'])
    expect((await get(`/api/flows/${flow?.id}/versions/9/figures`)).status).toBe(404)
    expect(((await get(`/api/flows/${flow?.id}/versions/1`)).body as FlowVersion).version).toBe(1)
  })
})

describe('several flows', () => {
  it('each have numbers of their own; a number belongs to one', async () => {
    const send = (method: 'post' | 'put', path: string, body: object) => request(ticketing.http())[method](path).set('cookie', admin).send(body)
    const [first] = (await get('/api/flows')).body as FlowSummary[]
    const made = await send('post', '/api/flows', { name: 'Doanh nghiệp', numbers: ['02771022'], like: first?.id })
    expect([made.status, made.body.published, made.body.draft?.revision]).toEqual([201, null, 1])
    const taken = await send('post', '/api/flows', { name: 'Khác', numbers: ['1022'], like: first?.id })
    expect([taken.status, taken.body.code]).toEqual([409, 'number-taken'])
    const named = await send('put', `/api/flows/${first?.id}`, { name: '1022', numbers: ['1022', '02773851022'] })
    expect((named.body as FlowSummary).numbers).toEqual(['1022', '02773851022', 'default'])
    expect((await send('put', `/api/flows/${first?.id}`, { name: '1022', numbers: ['12a'] })).status).toBe(400)
    expect((await send('post', `/api/flows/${made.body.id}/publish`, { revision: 1 })).body).toMatchObject({ published: { version: 1 } })
  })
})
