import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { TicketAttachments, type Category, type DoDeed, type NewTicket, type Ticket } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import sharp from 'sharp'
import request from 'supertest'
import { pdfOf, phonePhoto } from '../attachments/photos.testing.js'
import { startTicketing } from '../ticketing-app.testing.js'
import { followPath } from './follow-key.js'

const OFFICER = 'officer-xaydung'

let ticketing: Awaited<ReturnType<typeof startTicketing>>
let categoryId: number

const call = async (username: string, method: 'get' | 'post', path: string, body?: object) => request(ticketing.http())[method](path).set('cookie', await ticketing.cookieOf(username)).send(body)
const acted = async (username: string, code: string, deed: DoDeed) => expect((await call(username, 'post', `/api/tickets/${code}/deeds`, deed)).status).toBe(200)
const attachments = async (code: string) => TicketAttachments.parse((await call('supervisor', 'get', `/api/tickets/${code}/attachments`)).body).items
const upload = async (code: string, name: string, bytes: Buffer, isPublic: boolean) => {
  const { body } = await request(ticketing.http()).post(`/api/tickets/${code}/attachments`).query({ name, isPublic }).set('cookie', await ticketing.cookieOf(OFFICER)).set('content-type', 'application/octet-stream').send(bytes)
  return TicketAttachments.parse(body).items.at(-1)?.id as number
}
const make = async (more: Partial<NewTicket> = {}) => ((await call('operator1', 'post', '/api/tickets', { requestId: randomUUID(), categoryId, description: 'Đèn đường hỏng ở hẻm 12.', ...more })).body as Ticket).code
/** A ticket whose citizen is asked something, and where the citizen sees it. */
const asked = async () => {
  const code = await make()
  await acted(OFFICER, code, { deed: 'accepted' })
  await acted(OFFICER, code, { deed: 'asked', text: 'Xin Quý khách gửi ảnh.' })
  return { code, link: linkOf(code) }
}
const linkOf = (code: string, language: 'vi' | 'en' = 'vi') => followPath(code, language, ticketing.settings.SESSION_SECRET)
const page = (path: string) => request(ticketing.http()).get(path)
/** From an address of its own, as the edge tells it. */
const from = (address: string, path: string) => request(ticketing.http()).post(path).set('x-forwarded-for', address)
let addresses = 0
const send = (path: string, text: string, files: { name: string; bytes: Buffer }[]) => {
  const form = from(`203.0.113.${++addresses}`, path).field('text', text)
  for (const { name, bytes } of files) form.attach('files', bytes, name)
  return form
}
const waiting = async () => readdir(join(ticketing.settings.ATTACHMENTS_DIR, 'incoming')).catch(() => [])

beforeAll(async () => {
  ticketing = await startTicketing('citizen_files', 40)
  categoryId = ((await call('supervisor', 'get', '/api/categories')).body as Category[]).find(({ code }) => code === 'den-duong')?.id as number
})
afterAll(() => ticketing?.stop())

describe('the citizen, without a script', () => {
  it('answers with a photo and a PDF; the house sees where it was taken, the page does not tell', async () => {
    const { code, link } = await asked()
    const before = await page(link)
    expect(before.text).toMatch(/<form method="post" action="[^"]+\/replied" enctype="multipart\/form-data">/)
    expect(before.headers['content-security-policy']).toBe("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
    const sent = await send(`${link}/replied`, 'Ở trước nhà số 12.', [{ name: 'Ảnh đèn <b>.jpg', bytes: await phonePhoto(21) }, { name: 'đơn.pdf', bytes: pdfOf('đơn') }])
    expect([sent.status, sent.headers['location']]).toEqual([303, `${link}?said=done`])
    const [photo, document] = await attachments(code)
    expect(photo).toMatchObject({ name: 'Ảnh đèn <b>.jpg', sender: 'citizen', by: null, isPublic: true, place: { latitude: 10.458333, longitude: 105.633056 } })
    expect(document).toMatchObject({ name: 'đơn.pdf', kind: 'document', sender: 'citizen' })
    const { history, state } = (await call('supervisor', 'get', `/api/tickets/${code}`)).body as Ticket
    expect([state, history.map(({ deed, by }) => [deed, by]).slice(-3)]).toEqual(['accepted', [['replied', null], ['attached', null], ['attached', null]]])

    const after = await page(link)
    expect(after.text).toContain(`<img src="${link}/files/${photo?.id}/thumb"`)
    expect(after.text).not.toMatch(/<b>|10\.458|Secret of Lan/)
    for (const form of ['', '/thumb']) {
      const got = await page(`${link}/files/${photo?.id}${form}`)
      expect([got.status, got.headers['content-type'], got.headers['content-security-policy'], got.headers['x-content-type-options']]).toEqual([200, 'image/jpeg', "default-src 'none'; sandbox", 'nosniff'])
      expect((await sharp(got.body as Buffer).metadata()).exif).toBeUndefined()
      expect((got.body as Buffer).includes('Secret of Lan')).toBe(false)
    }
    expect((await page(`${link}/files/${document?.id}`)).headers['content-disposition']).toMatch(/^attachment;/)
    expect((await page(`${link}/files/${photo?.id}/original`)).status).toBe(404)
  })

  it('sees the photos of an answer with the answer, never what is for the house or of somebody else', async () => {
    const code = await make()
    const inside = await upload(code, 'noi-bo.jpg', await phonePhoto(22), false)
    const proof = await upload(code, 'da-thay.jpg', await phonePhoto(23), true)
    const link = linkOf(code, 'en')
    const seen = async (id: number) => (await page(`${link}/files/${id}`)).status
    expect([await seen(inside), await seen(proof)]).toEqual([404, 404])
    await acted(OFFICER, code, { deed: 'answered', text: 'Đã thay bóng đèn.' })
    expect([await seen(inside), await seen(proof)]).toEqual([404, 200])
    const shown = await page(link)
    expect(shown.text).toContain('Photos and documents of the department')
    expect(shown.text).not.toContain(`/files/${inside}`)
    const other = linkOf(await make())
    expect((await page(`${other}/files/${proof}`)).status).toBe(404)
    const forged = link.endsWith('A') ? `${link.slice(0, -1)}Q` : `${link.slice(0, -1)}A`
    expect((await page(`${forged}/files/${proof}`)).status).toBe(404)

    // Reopened: what was shown stays, what comes next waits for its answer.
    expect((await send(`${link}/reopened`, 'Đèn vẫn tắt.', [{ name: 'van-tat.jpg', bytes: await phonePhoto(24) }])).status).toBe(303)
    const next = await upload(code, 'thay-day.jpg', await phonePhoto(25), true)
    expect([await seen(proof), await seen(next)]).toEqual([200, 404])
    expect((await call('supervisor', 'get', `/api/tickets/${code}`)).body).toMatchObject({ state: 'routed', reopenings: 1 })
  })

  it('sees the photos of the ticket that the own one was merged into, with its answer', async () => {
    const [parent, child] = [await make(), await make()]
    await acted(OFFICER, child, { deed: 'merged', into: parent })
    const proof = await upload(parent, 'da-xong.jpg', await phonePhoto(26), true)
    await acted(OFFICER, parent, { deed: 'answered', text: 'Đã xong cả tuyến.' })
    expect((await page(`${linkOf(child)}/files/${proof}`)).status).toBe(200)
  })
})

describe('a form that is refused', () => {
  it.each<[string, () => Promise<{ name: string; bytes: Buffer }[]>, number, RegExp]>([
    ['a PDF named .jpg', async () => [{ name: 'anh.jpg', bytes: pdfOf('x') }], 415, /không đúng với đuôi tên tệp/],
    ['a page', async () => [{ name: 'a.html', bytes: Buffer.from('<script>alert(1)</script>') }], 415, /Chỉ nhận ảnh/],
    ['a sound', async () => [{ name: 'a.mp3', bytes: Buffer.from('ID3\x03\0\0\0\0\0\0'.padEnd(500, '\0'), 'latin1') }], 415, /Chỉ nhận ảnh JPEG, PNG, WebP và tệp PDF/],
    ['a photo of 11 MB', async () => [{ name: 'anh.jpg', bytes: Buffer.concat([await phonePhoto(30), Buffer.alloc(11 * 1024 * 1024)]) }], 413, /tối đa 10 MB/],
    ['a form of 50 MB', async () => [{ name: 'anh.jpg', bytes: Buffer.alloc(50 * 1024 * 1024) }], 413, /quá lớn/],
    ['four files', async () => Promise.all([31, 32, 33, 34].map(async (n) => ({ name: `${n}.jpg`, bytes: await phonePhoto(n) }))), 409, /tối đa 3 tệp/],
    ['a good file and a bad one', async () => [{ name: 'tot.jpg', bytes: await phonePhoto(35) }, { name: 'anh.jpg', bytes: pdfOf('y') }], 415, /đuôi tên tệp/],
  ])('%s: says why, keeps the words, and nothing else', async (what, files, status, why) => {
    const { code, link } = await asked()
    const refused = await send(`${link}/replied`, 'Nhà "12" <hẻm>.', await files())
    expect([refused.status, why.test(refused.text)]).toEqual([status, true])
    expect(refused.headers['content-security-policy']).toContain("default-src 'none'")
    // Of a form that is too large as a whole nothing is read.
    if (what !== 'a form of 50 MB') expect(refused.text).toContain('>Nhà &#34;12&#34; &#60;hẻm&#62;.</textarea>')
    expect([await attachments(code), await waiting()]).toEqual([[], []])
    expect((await call('supervisor', 'get', `/api/tickets/${code}`)).body).toMatchObject({ state: 'asked' })
  })

  it('or that comes at the wrong time, or too often', async () => {
    const { code, link } = await asked()
    expect((await send(`${link}/reopened`, 'Mở lại.', [{ name: 'a.jpg', bytes: await phonePhoto(40) }])).status).toBe(409)
    expect([await attachments(code), await waiting()]).toEqual([[], []])
    // An empty chooser is no file.
    const empty = await from('203.0.113.250', `${link}/replied`).field('text', 'Số 12.').attach('files', Buffer.alloc(0), { filename: '', contentType: 'application/octet-stream' })
    expect([empty.status, await attachments(code)]).toEqual([303, []])
    for (let n = 3; n <= 6; n++) expect((await send(`${link}/replied`, 'Lần nữa.', [])).status).toBe(409)
    const seventh = await send(`${link}/replied`, 'Lần nữa.', [])
    expect([seventh.status, seventh.text.includes('gửi nhiều lần liên tiếp')]).toEqual([429, true])
    expect((await page(link)).status).toBe(200)

    const sent = async (n: number) => {
      const ticket = await make()
      return (await from('203.0.113.251', `${linkOf(ticket)}/replied`).field('text', `Lần ${n}.`)).status
    }
    const statuses: number[] = []
    for (let n = 1; n <= 21; n++) statuses.push(await sent(n))
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 409), 429])
  })
})
