import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { FlowDetails, FlowSummary, PublishedNumbers } from '@app/contracts'
import request from 'supertest'
import { startTicketing, untilFlowsAreThere } from '../ticketing-app.testing.js'

describe('a flow, from draft to published and back', () => {
  let ticketing: Awaited<ReturnType<typeof startTicketing>>
  let admin: string
  let flow: FlowDetails

  const flowsDir = () => join(ticketing.folder, 'flows')
  const published = async () => JSON.parse(await readFile(join(flowsDir(), 'published.json'), 'utf8')) as PublishedNumbers
  const version = async (hash: string) => JSON.parse(await readFile(join(flowsDir(), `${hash}.json`), 'utf8')) as { flow: { prompts: Record<string, unknown> }; sounds: Record<'vi' | 'en', Record<string, string>> }
  const send = (method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object, cookie = admin) => request(ticketing.http())[method](path).set('cookie', cookie).send(body)
  const welcomeIn = (details: FlowDetails) => (details.definition as { prompts: { welcome: { vi: string; en: string } } }).prompts.welcome
  const withWelcome = (vi: string) => ({ ...flow.definition, prompts: { ...(flow.definition?.['prompts'] as object), welcome: { vi, en: 'Welcome.' } } })

  beforeAll(async () => {
    ticketing = await startTicketing('flows', 8)
    admin = await ticketing.cookieFor('admin')
    await untilFlowsAreThere(ticketing)
    const [first] = (await send('get', '/api/flows')).body as FlowSummary[]
    flow = (await send('get', `/api/flows/${first?.id}`)).body as FlowDetails
  })
  afterAll(() => ticketing.stop())

  it('is there at the first start: stored, spoken in both languages, on disk for the IVR', async () => {
    expect(flow).toMatchObject({ name: '1022', numbers: ['1022', 'default'], draft: null, published: { version: 1, by: 'system' } })
    const { numbers } = await published()
    expect(numbers['1022']).toBe(numbers['default'])
    const { sounds, flow: written } = await version(numbers['1022'] ?? '')
    for (const language of ['vi', 'en'] as const) {
      expect(Object.keys(sounds[language]).sort()).toEqual(Object.keys(written.prompts).sort())
      for (const name of Object.values(sounds[language])) await access(join(ticketing.folder, 'sounds', language, `${name}.wav`))
    }
    expect((await readdir(join(ticketing.folder, 'sounds/en/departments'))).length).toBeGreaterThan(3)
  })

  it('is saved as a draft, faults and all; who saves over somebody else is told', async () => {
    const first = await send('put', `/api/flows/${flow.id}/draft`, { revision: null, definition: { start: 'nowhere' } })
    expect(first.body).toEqual({ revision: 1 })
    const stale = await send('put', `/api/flows/${flow.id}/draft`, { revision: null, definition: {} })
    expect([stale.status, stale.body.code]).toEqual([409, 'stale-draft'])
    expect((await send('put', `/api/flows/${flow.id}/draft`, { revision: 1, definition: withWelcome('Xin chào.') })).body).toEqual({ revision: 2 })
  })

  it('is refused with every fault, and then nothing is published', async () => {
    const { prompts, ...rest } = withWelcome('Xin chào.') as { prompts: Record<string, unknown> }
    const { welcome: _, ...others } = prompts
    await send('put', `/api/flows/${flow.id}/draft`, { revision: 2, definition: { ...rest, prompts: others } })
    const refused = await send('post', `/api/flows/${flow.id}/publish`, { revision: 3 })
    expect([refused.status, refused.body.code]).toEqual([409, 'flow-has-faults'])
    expect(refused.body.details).toContainEqual(expect.objectContaining({ path: 'nodes.welcome.prompts' }))
    expect(((await send('get', `/api/flows/${flow.id}`)).body as FlowDetails).published?.version).toBe(1)
    await send('put', `/api/flows/${flow.id}/draft`, { revision: 3, definition: withWelcome('Xin chào.') })
  })

  it('is published by the revision that was looked at: who, when and why are kept, callers reach it', async () => {
    const before = (await published()).numbers['1022']
    expect((await send('post', `/api/flows/${flow.id}/publish`, { revision: 3 })).status).toBe(409)
    const after = (await send('post', `/api/flows/${flow.id}/publish`, { revision: 4, note: 'Lời chào ngắn hơn' })).body as FlowDetails
    expect(after).toMatchObject({ draft: null, published: { version: 2, by: 'admin' } })
    expect(after.versions.map(({ version: n, current, note }) => [n, current, note])).toEqual([[2, true, 'Lời chào ngắn hơn'], [1, false, '']])
    const now = (await published()).numbers['1022']
    expect(now).not.toBe(before)
    expect((await version(now ?? '')).flow.prompts['welcome']).toEqual({ vi: 'Xin chào.', en: 'Welcome.' })
    await access(join(flowsDir(), `${before}.json`)) // calls that began with it go on
  })

  it('is rolled back to an older version, as a new one', async () => {
    const back = (await send('post', `/api/flows/${flow.id}/roll-back`, { version: 1, note: 'Như cũ' })).body as FlowDetails
    expect(back.versions[0]).toMatchObject({ version: 3, rolledBackTo: 1, note: 'Như cũ', current: true })
    expect(welcomeIn(back)).toEqual(welcomeIn(flow))
    expect((await send('post', `/api/flows/${flow.id}/roll-back`, { version: 99 })).status).toBe(404)
  })

  it('goes out as a file and comes back as the same flow', async () => {
    const { numbers } = await published()
    const file = await send('get', `/api/flows/${flow.id}/versions/1/file`).buffer(true).parse((response, done) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
      response.on('end', () => done(null, text))
    })
    const imported = await send('post', `/api/flows/${flow.id}/import`, { text: file.body as string })
    const { draft } = imported.body as FlowDetails
    expect((await send('post', `/api/flows/${flow.id}/publish`, { revision: draft?.revision })).status).toBe(200)
    expect((await published()).numbers).toEqual(numbers)
    const bad = await send('post', `/api/flows/${flow.id}/import`, { text: 'start: [' })
    expect([bad.status, bad.body.code]).toEqual([400, 'bad-flow-file'])
  })

  it('is on disk again, sounds too, when the app starts after the disk was lost; there is no second first flow', async () => {
    const { numbers } = await published()
    const { DATABASE_URL } = ticketing.settings
    await ticketing.stop()
    ticketing = await startTicketing('flows', 8, { DATABASE_URL })
    await untilFlowsAreThere(ticketing)
    expect((await published()).numbers).toEqual(numbers)
    const { sounds } = await version(numbers['default'] ?? '')
    for (const language of ['vi', 'en'] as const) for (const name of Object.values(sounds[language])) await access(join(ticketing.folder, 'sounds', language, `${name}.wav`))
    expect((await send('get', '/api/flows')).body).toHaveLength(1)
  })

  it('may be read by managers and supervisors, changed by administrators, and is nobody else’s business', async () => {
    for (const [role, read, edit] of [['manager', 200, 403], ['supervisor', 200, 403], ['operator', 403, 403], ['officer', 403, 403]] as const) {
      const cookie = await ticketing.cookieFor(role)
      expect([role, (await send('get', '/api/flows', undefined, cookie)).status]).toEqual([role, read])
      expect([role, (await send('post', `/api/flows/${flow.id}/publish`, { revision: 1 }, cookie)).status]).toEqual([role, edit])
    }
  })

  it('can be heard before it is published', async () => {
    const heard = await send('post', '/api/prompts/hear', { language: 'vi', text: ['Xin chào.', { en: 'Hello.' }] })
    expect([heard.status, heard.headers['content-type']]).toEqual([200, 'audio/wav'])
    expect((heard.body as Buffer).subarray(0, 4).toString()).toBe('RIFF')
    for (const text of [7, '', [' ', { en: '' }], 'a'.repeat(2_001)]) expect((await send('post', '/api/prompts/hear', { language: 'vi', text })).status).toBe(400)
  })

  it('has a published schema', async () => {
    expect((await send('get', '/api/flow-schema')).body).toMatchObject({ type: 'object', required: expect.arrayContaining(['name', 'start', 'nodes', 'prompts']) })
  })
})

describe('the state of a ticket by phone', () => {
  it('is told to the IVR only', async () => {
    const ticketing = await startTicketing('status', 7)
    try {
      expect((await request(ticketing.http()).get('/api/ticket-status/123456789')).status).toBe(401)
      expect((await request(ticketing.http()).get('/api/ticket-status/123456789').set('cookie', await ticketing.cookieFor('admin'))).status).toBe(401)
    } finally {
      await ticketing.stop()
    }
  })
})
