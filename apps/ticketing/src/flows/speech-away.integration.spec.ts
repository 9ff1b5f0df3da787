import { once } from 'node:events'
import { access, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { FlowDetails, FlowSummary, Health, PublishedNumbers } from '@app/contracts'
import { espeak } from '@app/speech'
import request from 'supertest'
import { eventually, startTicketing, untilFlowsAreThere } from '../ticketing-app.testing.js'

describe('a voice that is away', () => {
  let voice: Server
  let away = true
  let asked = 0
  let ticketing: Awaited<ReturnType<typeof startTicketing>>
  let admin: string

  const send = (method: 'get' | 'post' | 'put', path: string, body?: object) => request(ticketing.http())[method](path).set('cookie', admin).send(body)
  const health = async () => ((await request(ticketing.http()).get('/health')).body as Health).parts['flows']
  const flows = async () => (await send('get', '/api/flows')).body as FlowSummary[]
  const numbers = async () => (JSON.parse(await readFile(join(ticketing.folder, 'flows/published.json'), 'utf8')) as PublishedNumbers).numbers

  beforeAll(async () => {
    const file = join(tmpdir(), `voice-${process.pid}.wav`)
    await espeak.speak({ voice: 'vi', text: 'Xin chào' }, file)
    const sound = await readFile(file)
    await rm(file)
    voice = createServer((_, response) => {
      asked++
      if (away) response.writeHead(503).end('quota is used up')
      else response.writeHead(200, { 'content-type': 'audio/wav' }).end(sound)
    }).listen(0, '127.0.0.1')
    await once(voice, 'listening')
    ticketing = await startTicketing('away', 10, { SPEECH_URL: `http://127.0.0.1:${(voice.address() as AddressInfo).port}/tts`, SPEECH_BODY: '{"text":"{text}"}', SPEECH_VOICE_VI: 'linh', SPEECH_VOICE_EN: 'ann' })
    admin = await ticketing.cookieFor('admin')
  })
  afterAll(async () => {
    await ticketing.stop()
    voice.close()
  })

  it('at the first start: nothing half-made, /health says why, everything else is served; it is tried again until it speaks', async () => {
    expect(await eventually(async () => (await health())?.detail?.includes('quota is used up') && (await health()))).toMatchObject({ ok: false })
    expect(asked).toBeLessThan(20) // not every prompt of the flow, when the first ones failed
    expect(await flows()).toEqual([])
    expect((await send('get', '/api/categories')).status).toBe(200)
    away = false
    await untilFlowsAreThere(ticketing)
    expect(await flows()).toMatchObject([{ name: '1022', published: { version: 1 } }])
    expect(Object.keys(await numbers())).toEqual(['1022', 'default'])
  })

  it('when somebody publishes or wants to hear: 503 with its own words, and nothing is changed', async () => {
    away = true
    const [first] = await flows()
    const path = `/api/flows/${first?.id}`
    const { definition } = (await send('get', path)).body as FlowDetails
    const changed = { ...definition, prompts: { ...(definition?.['prompts'] as object), welcome: { vi: 'Lời chào mới.', en: 'A new welcome.' } } }
    const { revision } = (await send('put', `${path}/draft`, { revision: null, definition: changed })).body as { revision: number }
    const before = await numbers()
    for (const refused of [await send('post', `${path}/publish`, { revision }), await send('post', '/api/prompts/hear', { language: 'vi', text: 'Lời chào mới.' })]) {
      expect([refused.status, refused.body.code]).toEqual([503, 'speech-away'])
      expect(refused.body.details).toEqual([{ path: 'speech', message: expect.stringContaining('503: "quota is used up"') }])
    }
    expect(await numbers()).toEqual(before)
    expect((await send('get', path)).body).toMatchObject({ published: { version: 1 }, draft: { revision } })
    away = false
    expect((await send('post', `${path}/publish`, { revision })).body).toMatchObject({ published: { version: 2 }, draft: null })
    expect((await numbers())['1022']).not.toBe(before['1022'])
  })

  it('a version that is stored but could not be told on disk is told as soon as it can be', async () => {
    const [first] = await flows()
    const list = join(ticketing.folder, 'flows/published.json')
    // A folder in the list's place: the version's own file can be written, the list cannot.
    await rm(list)
    await mkdir(join(list, 'in the way'), { recursive: true })
    const refused = await send('post', `/api/flows/${first?.id}/roll-back`, { version: 1 })
    expect([refused.status, refused.body.code]).toEqual([503, 'flow-not-written'])
    expect((await flows())[0]?.published?.version).toBe(3)
    expect((await health())?.ok).toBe(false)
    await rm(list, { recursive: true })
    await untilFlowsAreThere(ticketing)
    await access(join(ticketing.folder, 'flows', `${(await numbers())['1022']}.json`))
  })

  it('a number whose version has no file is left out of the list, which the IVR could not read otherwise', async () => {
    const { '1022': hash } = await numbers()
    await rm(join(ticketing.folder, 'flows', `${hash}.json`))
    const sounds = join(ticketing.folder, 'sounds')
    await rm(sounds, { recursive: true })
    await writeFile(sounds, 'a file in the way of the folder')
    const { FlowsService } = await import('./flows.service.js')
    expect(await ticketing.app.get(FlowsService).reconcile()).toEqual([expect.stringContaining('flow 1022'), expect.stringContaining('departments')])
    expect(await numbers()).toEqual({})
  })
})
