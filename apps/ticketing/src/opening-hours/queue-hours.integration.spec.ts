import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { signService } from '@app/access'
import { PublishedData, QueueHours, type StandingCallBack } from '@app/contracts'
import request from 'supertest'
import { startTicketing, untilFlowsAreThere } from '../ticketing-app.testing.js'

let ticketing: Awaited<ReturnType<typeof startTicketing>>
let admin: string

const list = async () => QueueHours.array().parse((await request(ticketing.http()).get('/api/queue-hours').set('cookie', admin)).body)
const save = (queue: string, hours: string | null, cookie = admin) => request(ticketing.http()).put(`/api/queue-hours/${queue}`).set('cookie', cookie).send({ hours })
const published = async () => PublishedData.parse(JSON.parse(await readFile(join(ticketing.folder, 'flows/published-data.json'), 'utf8'))).queueHours
const asService = async (service: string, method: 'get' | 'post', path: string, body?: object) =>
  request(ticketing.http())[method](path).set('authorization', `Bearer ${await signService(service, ticketing.settings.SESSION_SECRET)}`).send(body)
const CLOSED = { zone: 'Asia/Ho_Chi_Minh', weekly: {}, holidays: { closed: false }, closures: [], madeUpDays: [] }

beforeAll(async () => {
  ticketing = await startTicketing('queue_hours', 48, { CALL_BACK_FROM: '00:00', CALL_BACK_UNTIL: '24:00' })
  admin = await ticketing.cookieOf('admin')
  await untilFlowsAreThere(ticketing)
  await request(ticketing.http()).put('/api/opening-hours/never').set('cookie', admin).send({ title: { vi: 'Không mở', en: 'Never' }, definition: CLOSED, revision: null })
})
afterAll(() => ticketing.stop())

describe('the opening hours of a queue', () => {
  it('are none at first: it is always open', async () => {
    expect(await list()).toEqual([{ queue: 'procedures', hours: null, changed: null }, { queue: 'reports', hours: null, changed: null }])
    expect(await published()).toEqual({})
  })

  it('reach the IVR from the moment an administrator gives it some until they are taken away', async () => {
    expect((await save('procedures', 'office')).body).toMatchObject({ queue: 'procedures', hours: 'office', changed: { by: expect.any(String) } })
    expect(await published()).toEqual({ procedures: 'office' })
    await save('reports', 'hotline')
    expect(await published()).toEqual({ procedures: 'office', reports: 'hotline' })
    await save('reports', null)
    expect(await published()).toEqual({ procedures: 'office' })
    expect((await list()).map(({ queue, hours, changed }) => [queue, hours, changed !== null])).toEqual([['procedures', 'office', true], ['reports', null, true]])
  })

  it('are hours that are there, of a queue that is there, by an administrator', async () => {
    const refused = await save('reports', 'nights')
    expect([refused.status, refused.body.details]).toEqual([400, [{ path: 'hours', message: 'are not there' }]])
    expect((await save('pets', 'office')).status).toBe(404)
    expect((await save('reports', 'office', await ticketing.cookieOf('supervisor'))).status).toBe(403)
    expect(await published()).toEqual({ procedures: 'office' })
  })

  it('hold back who was promised a call-back until the queue is open', async () => {
    const promise = { number: '0912000008', queue: 'reports', priority: 0, language: 'vi' }
    expect((await asService('ivr', 'post', '/api/call-backs', { callId: '1763895900.1', ...promise })).body).toEqual({ outcome: 'promised' })
    const isDue = async () => ((await asService('console', 'get', '/api/call-backs/standing')).body as StandingCallBack[]).map(({ due }) => due)
    expect(await isDue()).toEqual([true])
    await save('reports', 'never')
    expect(await isDue()).toEqual([false])
    await save('reports', 'always')
    expect(await isDue()).toEqual([true])
  })
})
