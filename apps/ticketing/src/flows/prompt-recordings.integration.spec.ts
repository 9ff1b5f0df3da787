import { execFileSync } from 'node:child_process'
import { access, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { PromptRecording, type FlowDetails, type FlowSummary, PublishedFlow, PublishedNumbers } from '@app/contracts'
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import request from 'supertest'
import { PromptRecordingEntity } from '../database/prompt-recording.entity.js'
import { startTicketing, untilFlowsAreThere } from '../ticketing-app.testing.js'
import { LARGEST_ARCHIVE } from './flow-archive.js'

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

describe('a flow with its recordings', () => {
  const importOf = (bytes: Uint8Array, cookie = admin) => request(ticketing.http()).post(`${path}/import-archive`).set('cookie', cookie).set('content-type', 'application/zip').send(Buffer.from(bytes))
  const recordingsIn = (details: FlowDetails) => (details.definition?.['prompts'] as Record<string, { recordings?: Record<string, string> }>)['welcome']?.recordings
  const exported = async (where: string) => {
    const answer = await send('get', `${path}/${where}/archive`).buffer(true).parse((response, done) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => done(null, Buffer.concat(chunks)))
    })
    return { type: answer.headers['content-type'], bytes: answer.body as Buffer }
  }
  const packed = (more: Zippable) => () => Promise.resolve(zipSync({ 'flow.yaml': unzipSync(archive)['flow.yaml'] as Uint8Array, ...more }))
  let archive: Buffer

  it('goes out as one file, and comes back as what it was', async () => {
    const { type, bytes } = await exported('versions/2')
    archive = bytes
    expect(type).toBe('application/zip')
    expect(Object.keys(unzipSync(bytes))).toEqual(['flow.yaml', 'recordings/vi/welcome.wav'])
    const { key } = await ticketing.database.manager.findOneByOrFail(PromptRecordingEntity, {})
    const back = (await importOf(bytes)).body as FlowDetails
    expect(recordingsIn(back)).toEqual({ vi: key })
    expect((await send('post', `${path}/publish`, { revision: back.draft?.revision })).status).toBe(200)
    expect(Object.keys(unzipSync((await exported('versions/3')).bytes))).toContain('recordings/vi/welcome.wav')
  })

  it('brings its recordings to where they never were', async () => {
    await ticketing.database.manager.clear(PromptRecordingEntity)
    const brought = (await importOf(archive)).body as FlowDetails
    const { key } = await ticketing.database.manager.findOneByOrFail(PromptRecordingEntity, {})
    expect(recordingsIn(brought)).toEqual({ vi: key })
    expect((await send('post', `${path}/publish`, { revision: brought.draft?.revision })).status).toBe(200)
  })

  it.each<[string, () => Promise<Uint8Array>, string, string]>([
    ['a recording that is no sound', packed({ 'recordings/en/welcome.wav': strToU8('no sound') }), 'recording-not-a-sound', 'recordings/en/welcome.wav: This file is no WAV'],
    ['a recording of a prompt that it has not', packed({ 'recordings/en/nobody.wav': strToU8('x') }), 'flow-archive-strange-entry', 'recordings/en/nobody.wav'],
    ['a way out of its folder', packed({ '../../flow.yaml': strToU8('x') }), 'flow-archive-strange-entry', '../../flow.yaml'],
    ['a flow that cannot be read', () => Promise.resolve(zipSync({ 'flow.yaml': strToU8('start: [') })), 'bad-flow-file', 'line 1'],
    ['no ZIP', () => Promise.resolve(strToU8('start: x')), 'flow-archive-not-a-zip', 'no ZIP'],
    ['too much', () => Promise.resolve(new Uint8Array(LARGEST_ARCHIVE + 1)), 'flow-archive-too-large', '100 MB'],
  ])('is refused with %s, and nothing of it is kept', async (_, bytes, code, sentence) => {
    const before = await ticketing.database.manager.count(PromptRecordingEntity)
    const refused = await importOf(await bytes())
    expect([refused.status, refused.body.code, refused.body.message.en]).toEqual([400, code, expect.stringContaining(sentence)])
    expect(await ticketing.database.manager.count(PromptRecordingEntity)).toBe(before)
    expect(((await send('get', path)).body as FlowDetails).draft).toBeNull()
  })

  it('is taken from administrators only', async () => {
    expect((await importOf(archive, await ticketing.cookieOf('supervisor'))).status).toBe(403)
  })
})
