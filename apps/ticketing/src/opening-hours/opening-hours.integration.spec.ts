import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { PublishedData, type Category, type FlowSummary, type NamedOpeningHours, type OpenDay, type Ticket } from '@app/contracts'
import request from 'supertest'
import { startTicketing, untilFlowsAreThere } from '../ticketing-app.testing.js'

let ticketing: Awaited<ReturnType<typeof startTicketing>>
let admin: string

const send = (method: 'get' | 'post' | 'put', path: string, body?: object, cookie = admin) => request(ticketing.http())[method](path).set('cookie', cookie).send(body)
const all = async () => (await send('get', '/api/opening-hours')).body as NamedOpeningHours[]
const office = async () => (await all()).find(({ code }) => code === 'office') as NamedOpeningHours
const published = async () => PublishedData.parse(JSON.parse(await readFile(join(ticketing.folder, 'flows/published-data.json'), 'utf8'))).openingHours

beforeAll(async () => {
  ticketing = await startTicketing('hours', 5)
  admin = await ticketing.cookieOf('admin')
  await untilFlowsAreThere(ticketing)
})
afterAll(() => ticketing.stop())

describe('opening hours', () => {
  it('are there from the first start, and reach the IVR', async () => {
    expect((await all()).map(({ code }) => code)).toEqual(['office', 'always', 'hotline'])
    expect(Object.keys(await published())).toEqual(['office', 'always', 'hotline'])
  })

  it('are changed by one person at a time, and the IVR has them at once', async () => {
    const { title, definition, revision } = await office()
    const closed = { ...definition, closures: [{ from: '2027-01-04', to: '2027-01-05', name: { vi: 'Chuyển trụ sở', en: 'Moving' } }] }
    const saved = await send('put', '/api/opening-hours/office', { title, definition: closed, revision })
    expect([saved.status, saved.body.revision]).toEqual([200, revision + 1])
    expect((await published())['office']).toMatchObject({ closures: closed.closures })
    const stale = await send('put', '/api/opening-hours/office', { title, definition, revision })
    expect([stale.status, stale.body.code]).toEqual([409, 'stale-hours'])
  })

  it('that are none are refused with the field', async () => {
    const { title, definition, revision } = await office()
    const refused = await send('put', '/api/opening-hours/office', { title, definition: { ...definition, weekly: { 1: [{ from: '12:00', to: '7h' }] } }, revision })
    expect([refused.status, JSON.stringify(refused.body.details)]).toEqual([400, expect.stringContaining('weekly.1.0.to')])
  })

  it('can be added, are known to flows then, and no other may change them', async () => {
    const { definition } = await office()
    const body = { title: { vi: 'Bộ phận một cửa', en: 'One-stop office' }, definition, revision: null }
    expect((await send('put', '/api/opening-hours/one-stop', body)).status).toBe(200)
    expect((await send('put', '/api/opening-hours/one-stop', body)).body.code).toBe('stale-hours')
    expect((await send('get', '/api/flow-world')).body).toMatchObject({ hours: ['always', 'hotline', 'office', 'one-stop'] })
    expect((await send('put', '/api/opening-hours/one-stop', body, await ticketing.cookieOf('supervisor'))).status).toBe(403)
    expect(((await send('get', '/api/flows')).body as FlowSummary[]).length).toBe(1)
  })

  it('that are never open do not refuse a citizen: the deadline is by the clock then', async () => {
    const { title, definition, revision } = await office()
    await send('put', '/api/opening-hours/office', { title, definition: { ...definition, weekly: {}, madeUpDays: [] }, revision })
    const [category] = (await send('get', '/api/categories')).body as Category[]
    const made = await send('post', '/api/tickets', { requestId: randomUUID(), categoryId: category?.id, description: 'Đèn đường hỏng.' })
    expect(made.status).toBe(201)
    const { createdAt, deadlineAt } = made.body as Ticket
    expect(Date.parse(deadlineAt) - Date.parse(createdAt)).toBe(16 * 3_600_000)
    await send('put', '/api/opening-hours/office', { title, definition, revision: revision + 1 })
  })

  it('can be looked at day by day before they are saved', async () => {
    const { definition } = await office()
    const days = (await send('post', '/api/opening-hours/preview', { definition, from: '2027-02-05', days: 7 })).body as OpenDay[]
    expect(days.map(({ holiday }) => holiday?.vi ?? null)).toContain('Tết Nguyên Đán')
    expect(days[0]?.open.length === 2 || days[0]?.holiday !== null).toBe(true)
  })
})
