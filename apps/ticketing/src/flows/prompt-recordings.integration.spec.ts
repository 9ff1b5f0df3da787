import { execFileSync } from 'node:child_process'
import { access, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { PromptRecording, type FlowDetails, type FlowSummary, PublishedFlow, PublishedNumbers } from '@app/contracts'
import request from 'supertest'
import { startTicketing, untilFlowsAreThere } from '../ticketing-app.testing.js'

let ticketing: Awaited<ReturnType<typeof startTicketing>>
let admin: string
let path: string

const upload = (bytes: Buffer | string, type = 'audio/wav', cookie = admin) => request(ticketing.http()).post('/api/prompts/recordings').set('cookie', cookie).set('content-type', type).send(bytes)
const send = (method: 'get' | 'post' | 'put', where: string, body?: object) => request(ticketing.http())[method](where).set('cookie', admin).send(body)
const spoken = () => {
  const file = join(ticketing.folder, 'spoken.wav')
  execFileSync('sox', ['-n', '-r', '44100', file, 'synth', '2', 'pinknoise', 'gain', '-20'])
  return readFile(file)
}
/** Publishes the shipped flow with this recording of its welcome. */
const publishWith = async (key: string) => {
  const { definition, draft } = (await send('get', path)).body as FlowDetails
  const prompts = definition?.['prompts'] as Record<string, object>
  const saved = await send('put', `${path}/draft`, { revision: draft?.revision ?? null, definition: { ...definition, prompts: { ...prompts, welcome: { ...prompts['welcome'], recordings: { vi: key } } } } })
  return send('post', `${path}/publish`, { revision: (saved.body as { revision: number }).revision })
}

beforeAll(async () => {
  ticketing = await startTicketing('recordings', 3)
  admin = await ticketing.cookieOf('admin')
  await untilFlowsAreThere(ticketing)
  const [flow] = (await send('get', '/api/flows')).body as FlowSummary[]
  path = `/api/flows/${flow?.id}`
})
afterAll(() => ticketing.stop())

describe('a recorded prompt', () => {
  it('is taken, heard, published, and back on disk after the disk was lost', async () => {
    const { key, seconds } = PromptRecording.parse((await upload(await spoken())).body)
    expect(seconds).toBeCloseTo(2, 1)
    expect((await send('get', `/api/prompts/recordings/${key}`)).headers['content-type']).toBe('audio/wav')
    expect((await publishWith(key)).status).toBe(200)
    const { numbers } = PublishedNumbers.parse(JSON.parse(await readFile(join(ticketing.folder, 'flows/published.json'), 'utf8')))
    const { sounds } = PublishedFlow.parse(JSON.parse(await readFile(join(ticketing.folder, `flows/${numbers['1022']}.json`), 'utf8')))
    expect([sounds.vi['welcome'], sounds.en['welcome']]).toEqual([`recorded/${key}`, expect.stringMatching(/^flow\//)])
    const files = ['wav', 'wav16'].map((form) => join(ticketing.folder, `sounds/vi/recorded/${key}.${form}`))
    for (const file of files) await access(file)
    await rm(join(ticketing.folder, 'sounds/vi/recorded'), { recursive: true })
    const { FlowsService } = await import('./flows.service.js')
    expect(await ticketing.app.get(FlowsService).reconcile()).toEqual([])
    for (const file of files) await access(file)
  })

  it('that is not here refuses the publishing, and names the prompt', async () => {
    const refused = await publishWith('0'.repeat(32))
    expect([refused.status, refused.body.code, refused.body.message.vi]).toEqual([409, 'recording-gone', expect.stringContaining('welcome')])
  })

  it('that is none is refused with why', async () => {
    const refused = await upload(Buffer.from('not a sound at all'))
    expect([refused.status, refused.body.code]).toEqual([400, 'recording-not-a-sound'])
    expect((await upload('{}', 'application/json')).status).toBe(400)
    expect((await upload(Buffer.alloc(26_300_000))).status).toBe(413)
    expect((await upload(await spoken(), 'audio/wav', await ticketing.cookieOf('supervisor'))).status).toBe(403)
  })
})
