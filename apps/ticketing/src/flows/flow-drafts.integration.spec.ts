import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { FlowDetails, FlowSummary } from '@app/contracts'
import request from 'supertest'
import { startTicketing, untilFlowsAreThere } from '../ticketing-app.testing.js'

describe('a draft', () => {
  let ticketing: Awaited<ReturnType<typeof startTicketing>>
  let admin: string
  let id: number
  let definition: Record<string, unknown>

  const send = (method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object) => request(ticketing.http())[method](`/api/flows/${id}${path}`).set('cookie', admin).send(body)
  const save = async (revision: number | null, body: object = definition) => send('put', '/draft', { revision, definition: body })
  const saved = async (revision: number | null) => ((await save(revision)).body as { revision: number }).revision

  beforeAll(async () => {
    ticketing = await startTicketing('drafts', 9)
    admin = await ticketing.cookieFor('admin')
    await untilFlowsAreThere(ticketing)
    const [first] = (await request(ticketing.http()).get('/api/flows').set('cookie', admin)).body as FlowSummary[]
    id = first?.id ?? 0
    definition = ((await send('get', '')).body as FlowDetails).definition ?? {}
  })
  afterAll(() => ticketing.stop())

  it('never has a number twice: who opened one that was published or thrown away is told, also when there is a new one', async () => {
    const opened = await saved(null)
    await send('post', '/publish', { revision: opened })
    const fresh = await saved(null)
    expect(fresh).toBeGreaterThan(opened)
    expect((await save(opened)).body).toMatchObject({ code: 'stale-draft' })
    await send('delete', '/draft')
    expect(await saved(null)).toBeGreaterThan(fresh)
    expect((await send('post', '/publish', { revision: fresh })).body).toMatchObject({ code: 'stale-draft' })
    await send('delete', '/draft')
  })

  it('that is no more is told of as such, to who saves and to who publishes', async () => {
    for (const refused of [await save(1), await send('post', '/publish', { revision: 1 })]) {
      expect([refused.status, refused.body.code]).toEqual([409, 'stale-draft'])
      expect(refused.body.message).toEqual({ vi: expect.stringContaining('xuất bản hoặc xóa'), en: expect.stringContaining('published or thrown away') })
    }
  })

  it('is one person’s when two save their first at the same time; the other is told who and when', async () => {
    const answers = await Promise.all([save(null), save(null), save(null)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const refused = answers.find(({ status }) => status === 409)
    expect(refused?.body.message.en).toMatch(/admin, \d\d\/\d\d\/\d{4},? \d\d:\d\d/)
    await send('delete', '/draft')
  })

  it('may have 500 kB, and not more', async () => {
    const ofSize = (bytes: number) => ({ ...definition, note: 'ế'.repeat(Math.floor((bytes - JSON.stringify(definition).length) / 3)) })
    const large = await save(null, ofSize(480_000))
    expect(large.status).toBe(200)
    const refused = await save((large.body as { revision: number }).revision, ofSize(520_000))
    expect([refused.status, refused.body.code]).toEqual([413, 'draft-too-large'])
    await send('delete', '/draft')
  })

  it('from a file that cannot be read is refused with the line and both languages', async () => {
    const refused = await send('post', '/import', { text: 'name: x\nstart: [' })
    expect(refused.status).toBe(400)
    expect(refused.body.details[0]).toMatchObject({ path: 'line 2', message: expect.stringMatching(/YAML.*\/.*YAML/) })
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...'bcdefgh'.split('').map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[i]}`).join(', ')}]`)].join('\n')
    expect((await send('post', '/import', { text: bomb })).body).toMatchObject({ code: 'bad-flow-file' })
  })

  it('of a flow that is not there is not saved, thrown away or published', async () => {
    const there = id
    id = 999
    try {
      expect([(await save(null)).status, (await send('delete', '/draft')).status, (await send('post', '/publish', { revision: 1 })).status]).toEqual([404, 404, 404])
    } finally {
      id = there
    }
  })

  it('is not brought back by a roll-back to a version that no longer passes', async () => {
    ticketing.settings.QUEUES.splice(0, 1)
    try {
      const refused = await send('post', '/roll-back', { version: 1 })
      expect([refused.status, refused.body.code]).toEqual([409, 'flow-has-faults'])
      expect(refused.body.details[0].message).toMatch(/queue/)
      expect(((await send('get', '')).body as FlowDetails).versions[0]?.rolledBackTo).toBeNull()
    } finally {
      ticketing.settings.QUEUES.unshift('procedures')
    }
  })
})
