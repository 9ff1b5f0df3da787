import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdir, readFile, utimes } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { MOST_ATTACHMENTS, TicketAttachments, type Category, type DoDeed, type Failure, type NewTicket, type Ticket } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import sharp from 'sharp'
import request from 'supertest'
import { makeDataSource } from '../database/data-source.js'
import { AttachmentEntity } from '../database/attachment.entity.js'
import { verifyHistory } from '../history/verify-history.js'
import { startTicketing } from '../ticketing-app.testing.js'
import { AttachmentSweep } from './attachment-sweep.js'
import { bombOf, pdfOf, phonePhoto, photoOf } from './photos.testing.js'

const OFFICER = 'officer-xaydung'
const MB = 1024 * 1024

let ticketing: Awaited<ReturnType<typeof startTicketing>>
let categories: Category[]

const call = async (username: string, method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object) => request(ticketing.http())[method](path).set('cookie', await ticketing.cookieOf(username)).send(body)
const upload = async (username: string, code: string, name: string, bytes: Buffer, isPublic = false) =>
  request(ticketing.http())
    .post(`/api/tickets/${code}/attachments`)
    .query({ name, isPublic })
    .set('cookie', await ticketing.cookieOf(username))
    .set('content-type', 'application/octet-stream')
    .send(bytes)
const uploaded = async (...args: Parameters<typeof upload>) => {
  const { status, body } = await upload(...args)
  expect([status, body]).toEqual([201, expect.anything()])
  return TicketAttachments.parse(body)
}
const refused = async (...args: Parameters<typeof upload>) => {
  const { status, body } = await upload(...args)
  const { code, message } = body as Failure
  expect([message.vi, message.en]).toEqual([expect.stringMatching(/.{15}/), expect.stringMatching(/.{15}/)])
  return [status, code]
}
const bytesOf = async (username: string, path: string) =>
  request(ticketing.http()).get(path).set('cookie', await ticketing.cookieOf(username)).buffer(true).parse((response, done) => {
    const parts: Buffer[] = []
    response.on('data', (part: Buffer) => parts.push(part))
    response.on('end', () => done(null, Buffer.concat(parts)))
  })
const make = async (more: Partial<NewTicket> = {}) => {
  const categoryId = categories.find(({ code }) => code === 'den-duong')?.id
  return ((await call('operator1', 'post', '/api/tickets', { requestId: randomUUID(), categoryId, description: 'Đèn đường hỏng ở hẻm 12.', ...more })).body as Ticket).code
}
const act = (username: string, code: string, deed: DoDeed) => call(username, 'post', `/api/tickets/${code}/deeds`, deed)
const stored = async () => (await readdir(ticketing.settings.ATTACHMENTS_DIR, { recursive: true, withFileTypes: true }).catch(() => [])).filter((entry) => entry.isFile()).map(({ name }) => name)

beforeAll(async () => {
  ticketing = await startTicketing('attachments', 20)
  categories = (await call('supervisor', 'get', '/api/categories')).body as Category[]
})
afterAll(() => ticketing?.stop())

describe('a photo of a telephone', () => {
  it('shows its place and time to the house, and leaves it without them, upright', async () => {
    const code = await make()
    const sent = await phonePhoto(1)
    const [photo] = (await uploaded(OFFICER, code, 'Ảnh hiện trường.jpg', sent, true)).items
    expect(photo).toMatchObject({ name: 'Ảnh hiện trường.jpg', type: 'image/jpeg', kind: 'photo', size: sent.length, sender: 'officer', by: 'Đặng Quốc Bảo', isPublic: true, width: 240, height: 320, takenAt: '2026-11-24T01:30:00.000Z', place: { latitude: 10.458333, longitude: 105.633056 }, mayChange: true })
    expect((await sharp(sent).metadata()).exif).toBeDefined()

    for (const form of ['file', 'thumb']) {
      const { status, headers, body } = await bytesOf('supervisor', `/api/tickets/${code}/attachments/${photo?.id}/${form}`)
      expect([status, headers['content-type'], headers['x-content-type-options'], headers['content-security-policy'], headers['content-disposition']]).toEqual([200, 'image/jpeg', 'nosniff', "default-src 'none'; sandbox", expect.stringMatching(/^inline; filename=/)])
      const { exif, xmp, iptc, icc, orientation, autoOrient } = await sharp(body as Buffer).metadata()
      expect({ exif, xmp, iptc, icc, orientation }).toEqual({ exif: undefined, xmp: undefined, iptc: undefined, icc: undefined, orientation: undefined })
      expect((body as Buffer).includes('Secret of Lan')).toBe(false)
      if (form === 'file') expect([autoOrient.width, autoOrient.height]).toEqual([240, 320])
    }
    const original = await bytesOf(OFFICER, `/api/tickets/${code}/attachments/${photo?.id}/original`)
    expect(original.headers['content-disposition']).toMatch(/^attachment;/)
    expect((original.body as Buffer).equals(sent)).toBe(true)
  })
})

describe('what is not taken', () => {
  let code: string
  beforeAll(async () => {
    code = await make()
  })
  const nothingNew = async (work: () => Promise<void>) => {
    const before = await stored()
    await work()
    expect((await stored()).sort()).toEqual(before.sort())
    expect(TicketAttachments.parse((await call(OFFICER, 'get', `/api/tickets/${code}/attachments`)).body).items).toEqual([])
  }

  it('a photo of 50 MB: by its announced length, and while it streams', () =>
    nothingNew(async () => {
      const large = Buffer.concat([await phonePhoto(2), Buffer.alloc(50 * MB)])
      expect(await refused(OFFICER, code, 'anh.jpg', large)).toEqual([413, 'attachment-too-large'])
      expect(await streamed(code, large)).toMatchObject({ status: 413, body: { code: 'attachment-too-large', message: { vi: expect.stringContaining('15 MB') } } })
    }))

  it('a file that is cut off on its way', () =>
    nothingNew(async () => {
      await cutOff(code, await phonePhoto(2))
      await expect(eventuallyEmpty()).resolves.toBe(true)
    }))

  it.each<[string, () => Promise<Buffer> | Buffer, string, [number, string]]>([
    ['a PDF named .jpg', () => pdfOf('1'), 'anh.jpg', [415, 'attachment-name']],
    ['a photo named .pdf', () => phonePhoto(3), 'don.pdf', [415, 'attachment-name']],
    ['a program named .jpg', () => Buffer.from('MZ'.padEnd(4000, '\0')), 'anh.jpg', [415, 'attachment-type']],
    ['SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'anh.svg', [415, 'attachment-type']],
    ['SVG with an XML head', () => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), 'anh.png', [415, 'attachment-type']],
    ['HTML', () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'trang.html', [415, 'attachment-type']],
    ['HTML named .png', () => Buffer.from('<html><script>alert(1)</script>'), 'anh.png', [415, 'attachment-type']],
    ['a GIF', () => Buffer.from('GIF89a'.padEnd(100, '\0')), 'anh.gif', [415, 'attachment-type']],
    ['a HEIC', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'.padEnd(200, '\0'), 'latin1'), 'IMG_1.HEIC', [415, 'attachment-heic']],
    ['half a JPEG', async () => (await phonePhoto(4)).subarray(0, 5000), 'anh.jpg', [415, 'attachment-damaged']],
    ['a PNG of which only the head is one', async () => Buffer.concat([(await (await photoOf(5)).png().toBuffer()).subarray(0, 60), Buffer.alloc(3000)]), 'anh.png', [415, 'attachment-damaged']],
    ['a PDF without its end', () => pdfOf('2').subarray(0, 120), 'don.pdf', [415, 'attachment-damaged']],
    ['a sound that does not play', () => Buffer.from('RIFF\x24\0\0\0WAVEjunk'.padEnd(300, '\0'), 'latin1'), 'ghi-am.wav', [415, 'attachment-damaged']],
    ['a decompression bomb', () => bombOf(12_000), 'bom.png', [415, 'attachment-too-many-pixels']],
    ['nothing', () => Buffer.alloc(0), 'anh.jpg', [400, 'attachment-empty']],
  ])('%s', (_what, bytes, name, expected) =>
    nothingNew(async () => {
      expect(await refused(OFFICER, code, name, await bytes())).toEqual(expected)
    }),
  )

  it('a sound for the citizen, or the same file twice, or one more than there may be', async () => {
    const ticket = await make()
    const file = join(ticketing.folder, 'tone.wav')
    execFileSync('sox', ['-n', '-r', '8000', file, 'synth', '1', 'sine', '440'])
    const tone = await readFile(file)
    expect(await refused(OFFICER, ticket, 'ghi-am.wav', tone, true)).toEqual([400, 'attachment-sound-inside'])
    const { items } = await uploaded(OFFICER, ticket, 'ghi-am.wav', tone)
    const part = await request(ticketing.http()).get(`/api/tickets/${ticket}/attachments/${items[0]?.id}/file`).set('cookie', await ticketing.cookieOf(OFFICER)).set('range', 'bytes=0-3')
    expect([part.status, part.headers['content-type']]).toEqual([206, 'audio/wav'])
    expect((await call(OFFICER, 'put', `/api/tickets/${ticket}/attachments/${items[0]?.id}`, { isPublic: true })).status).toBe(400)
    expect(await refused('operator1', ticket, 'khac.wav', tone)).toEqual([409, 'attachment-there'])
    const { manager } = ticketing.database
    const [row] = await manager.findBy(AttachmentEntity, { id: items[0]?.id as number })
    for (let n = 1; n < MOST_ATTACHMENTS; n++) await manager.insert(AttachmentEntity, { ...row, id: undefined as unknown as number, hash: String(n).padStart(64, '0') })
    expect(await refused('operator1', ticket, 'don.pdf', pdfOf('one more'))).toEqual([409, 'attachment-too-many'])
  })
})

describe('files of a ticket', () => {
  it('are theirs who see the ticket; for all others there is none', async () => {
    const code = await make()
    const [file] = (await uploaded('operator1', code, '"><script>alert(1)<script>.png', await (await photoOf(6)).png().toBuffer())).items
    expect(file).toMatchObject({ name: '"><script>alert(1)<script>.png', sender: 'operator', isPublic: false })
    const base = `/api/tickets/${code}/attachments`
    expect((await call(OFFICER, 'get', `${base}/${file?.id}/file`)).headers['content-disposition']).toBe(`inline; filename="_script_alert_1_script_.png"; filename*=UTF-8''%22%3E%3Cscript%3Ealert%281%29%3Cscript%3E.png`)
    const other = 'officer-tuphap'
    for (const form of ['file', 'thumb', 'original']) expect((await call(other, 'get', `${base}/${file?.id}/${form}`)).status).toBe(404)
    expect([(await call(other, 'get', base)).status, (await upload(other, code, 'a.pdf', pdfOf('3'))).status, (await call(other, 'put', `${base}/${file?.id}`, { isPublic: true })).status, (await call(other, 'delete', `${base}/${file?.id}`)).status]).toEqual([404, 404, 404, 404])
    // Nor by way of another ticket that one may see.
    const elsewhere = await make()
    expect((await call(OFFICER, 'get', `/api/tickets/${elsewhere}/attachments/${file?.id}/file`)).status).toBe(404)
    expect((await request(ticketing.http()).get(`${base}/${file?.id}/file`)).status).toBe(401)
    expect((await upload('manager', code, 'a.pdf', pdfOf('3'))).status).toBe(403)
  })

  it('are shown, hidden and removed by whose they are or who leads, and each stands in the history', async () => {
    const code = await make()
    const base = `/api/tickets/${code}/attachments`
    const [file] = (await uploaded(OFFICER, code, 'bien-ban.pdf', pdfOf('4'))).items
    expect((await call('operator1', 'put', `${base}/${file?.id}`, { isPublic: true })).status).toBe(403)
    expect((await call(OFFICER, 'put', `${base}/${file?.id}`, { isPublic: true })).body).toMatchObject({ items: [{ isPublic: true }] })
    expect((await call('supervisor', 'put', `${base}/${file?.id}`, { isPublic: false })).body).toMatchObject({ items: [{ isPublic: false }] })
    expect((await call('supervisor', 'delete', `${base}/${file?.id}`)).body).toMatchObject({ items: [] })
    const { history } = (await call('manager', 'get', `/api/tickets/${code}`)).body as Ticket
    expect(history.map(({ deed, by }) => [deed, by])).toEqual([['made', 'Nguyễn Thị Mai'], ['attached', 'Đặng Quốc Bảo'], ['shown', 'Đặng Quốc Bảo'], ['hidden', 'Phạm Thị Thu Hà'], ['detached', 'Phạm Thị Thu Hà']])
    expect(history[1]?.text).toMatch(/^bien-ban\.pdf\nsha256:[0-9a-f]{64}$/)
  })

  it('that no row knows are swept after an hour, and no others', async () => {
    const [one, two] = [await make(), await make()]
    const photo = await phonePhoto(7)
    const [first] = (await uploaded(OFFICER, one, 'a.jpg', photo)).items
    const [second] = (await uploaded(OFFICER, two, 'a.jpg', photo)).items
    const sweep = ticketing.app.get(AttachmentSweep)
    const later = () => new Date(Date.now() + 2 * 3_600_000)
    await sweep.look(later())
    const before = (await stored()).length
    expect(before).toBeGreaterThan(3)

    await call(OFFICER, 'delete', `/api/tickets/${one}/attachments/${first?.id}`)
    await sweep.look(later())
    expect((await stored()).length).toBe(before)
    expect((await bytesOf(OFFICER, `/api/tickets/${two}/attachments/${second?.id}/file`)).status).toBe(200)

    await call(OFFICER, 'delete', `/api/tickets/${two}/attachments/${second?.id}`)
    await sweep.look(new Date())
    expect((await stored()).length).toBe(before)
    await sweep.look(later())
    expect((await stored()).length).toBe(before - 3)
    // However old, what a ticket has stays.
    await uploaded(OFFICER, one, 'a.jpg', photo)
    const files = (await readdir(ticketing.settings.ATTACHMENTS_DIR, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
    for (const entry of files) await utimes(join(entry.parentPath, entry.name), 0, 0)
    await sweep.look(new Date())
    expect((await stored()).length).toBe(before)
  })
})

describe('proof', () => {
  it('is asked for before an answer, given, and asked for anew after a reopening', async () => {
    const code = await make()
    const missing = async () => TicketAttachments.parse((await call(OFFICER, 'get', `/api/tickets/${code}/attachments`)).body).proofMissingFor
    expect(await missing()).toEqual(['answered'])
    const answer: DoDeed = { deed: 'answered', text: 'Đã thay bóng đèn.' }
    expect((await act(OFFICER, code, answer)).body).toMatchObject({ code: 'proof-missing', message: { vi: expect.any(String), en: expect.any(String) } })
    await uploaded('operator1', code, 'dan-gui.jpg', await phonePhoto(8), true)
    const { items } = await uploaded(OFFICER, code, 'da-thay.jpg', await phonePhoto(9))
    expect((await act(OFFICER, code, answer)).status).toBe(400)
    await call(OFFICER, 'put', `/api/tickets/${code}/attachments/${items[1]?.id}`, { isPublic: true })
    expect(await missing()).toEqual([])
    expect((await act(OFFICER, code, answer)).body).toMatchObject({ state: 'approved' })
    // What proves the answer is no longer the officer's to take away.
    expect((await call(OFFICER, 'delete', `/api/tickets/${code}/attachments/${items[1]?.id}`)).status).toBe(403)

    await act('operator1', code, { deed: 'reopened', text: 'Đèn vẫn tắt.' })
    expect((await act(OFFICER, code, answer)).status).toBe(400)
    await uploaded(OFFICER, code, 'bien-ban.pdf', pdfOf('5'), true)
    expect((await act(OFFICER, code, answer)).status).toBe(200)
  })

  it('is asked for with a progress report where there is a place, and with each one', async () => {
    const code = await make({ place: 'Hẻm 12, đường Nguyễn Huệ' })
    await act(OFFICER, code, { deed: 'accepted' })
    const report = (days: number): DoDeed => ({ deed: 'time-asked', text: 'Đang chờ vật tư.', until: new Date(Date.now() + days * 86_400_000).toISOString() })
    expect((await act(OFFICER, code, report(20))).body).toMatchObject({ code: 'proof-missing' })
    await uploaded(OFFICER, code, 'tien-do.jpg', await phonePhoto(10), true)
    expect((await act(OFFICER, code, report(20))).status).toBe(200)
    expect((await act('manager', code, { deed: 'extended' })).status).toBe(200)
    expect((await act(OFFICER, code, report(40))).body).toMatchObject({ code: 'proof-missing' })
    await uploaded(OFFICER, code, 'tien-do-2.jpg', await phonePhoto(11), true)
    expect((await act(OFFICER, code, report(40))).status).toBe(200)

    const nowhere = await make()
    await act(OFFICER, nowhere, { deed: 'accepted' })
    expect((await act(OFFICER, nowhere, report(20))).status).toBe(200)
  })

  it('is not asked for where the category does not ask', async () => {
    const code = await make({ categoryId: categories.find((one) => one.code === 'ho-tich')?.id as number })
    expect((await act('officer-tuphap', code, { deed: 'answered', text: 'Mời đến bộ phận một cửa.' })).status).toBe(200)
  })
})

it('leaves a whole history', async () => {
  const source = await makeDataSource(ticketing.settings.DATABASE_URL).initialize()
  try {
    expect(await verifyHistory(source)).toEqual({ links: expect.any(Number), broken: null })
  } finally {
    await source.destroy()
  }
})

/** As a sender who announces no length. */
async function streamed(code: string, bytes: Buffer): Promise<{ status: number | undefined; body: unknown }> {
  const outgoing = await openUpload(code)
  return new Promise((resolve, reject) => {
    outgoing.on('error', reject)
    outgoing.on('response', (response) => {
      let text = ''
      response.on('data', (part) => (text += part))
      response.on('end', () => resolve({ status: response.statusCode, body: JSON.parse(text) as unknown }))
    })
    for (let at = 0; at < bytes.length; at += MB) outgoing.write(bytes.subarray(at, at + MB))
    outgoing.end()
  })
}

/** Sends a part and hangs up. */
async function cutOff(code: string, bytes: Buffer): Promise<void> {
  const outgoing = await openUpload(code)
  await new Promise<void>((resolve) => {
    outgoing.on('error', () => undefined)
    outgoing.on('close', () => resolve())
    outgoing.write(bytes.subarray(0, 3000), () => outgoing.destroy())
  })
}

async function openUpload(code: string) {
  const server = ticketing.http()
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return httpRequest({ port, host: '127.0.0.1', method: 'POST', path: `/api/tickets/${code}/attachments?name=anh.jpg`, headers: { cookie: await ticketing.cookieOf(OFFICER), 'content-type': 'application/octet-stream', 'transfer-encoding': 'chunked' } })
}

async function eventuallyEmpty(): Promise<boolean> {
  const until = Date.now() + 60_000
  while ((await readdir(join(ticketing.settings.ATTACHMENTS_DIR, 'incoming'))).length > 0) {
    if (Date.now() > until) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return true
}
