import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Server } from 'node:http'
import type { Category, DoDeed, NewTicket, Ticket } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import request from 'supertest'
import { DeadlineWatch } from '../deadlines/deadline-watch.js'
import { MailServer } from '../messages/mail-server.testing.js'
import { askForNoProof, eventually, startTicketing } from '../ticketing-app.testing.js'

describe('a citizen is told', () => {
  const mail = new MailServer()
  let sms: Server
  const smsTaken: { number: string; text: string }[] = []
  let ticketing: Awaited<ReturnType<typeof startTicketing>>
  let category: Category
  let slow: Category
  const OFFICER = 'officer-xaydung'

  const call = async (username: string, method: 'get' | 'post', path: string, body?: object) => {
    const answer = await request(ticketing.http())[method](path).set('cookie', await ticketing.cookieOf(username)).send(body)
    return { status: answer.status, body: answer.body as unknown }
  }
  const acted = async (username: string, code: string, deed: DoDeed) => {
    const { status, body } = await call(username, 'post', `/api/tickets/${code}/deeds`, deed)
    expect([status, body]).toEqual([200, expect.anything()])
    return body as Ticket
  }
  const ticket = async (code: string) => (await call('supervisor', 'get', `/api/tickets/${code}`)).body as Ticket
  const make = async (more: Partial<NewTicket>) => ((await call('operator1', 'post', '/api/tickets', { requestId: randomUUID(), categoryId: category.id, description: 'Đèn đường hỏng ở hẻm 12.', ...more })).body as Ticket).code
  const inState = (code: string, state: Ticket['state']) =>
    eventually(async () => {
      const found = await ticket(code)
      return found.state === state && found
    })
  const linkIn = (text: string | undefined) => new URL(/http\S+\/(theo-doi|follow)\/\S+/.exec(text ?? '')?.[0] ?? '').pathname
  const page = (path: string) => request(ticketing.http()).get(path)
  const form = (path: string, fields: object) => request(ticketing.http()).post(path).type('form').send(fields)

  beforeAll(async () => {
    const smtp = await mail.listen()
    sms = createServer((asked, answer) => {
      let body = ''
      asked.on('data', (part) => (body += part))
      asked.on('end', () => {
        smsTaken.push(JSON.parse(body) as { number: string; text: string })
        answer.end('{}')
      })
    }).listen(0, '127.0.0.1')
    await once(sms, 'listening')
    ticketing = await startTicketing('told', 14, {
      SMTP_URL: smtp,
      SMS_URL: `http://127.0.0.1:${(sms.address() as AddressInfo).port}/send`,
      SMS_BODY: '{"number":"{number}","text":"{text}"}',
      CALL_BACK_FROM: '00:00',
      CALL_BACK_UNTIL: '24:00',
    })
    // Proofs have a spec of their own.
    await askForNoProof(ticketing)
    const categories = (await call('supervisor', 'get', '/api/categories')).body as Category[]
    const named = (code: string) => categories.find((one) => one.code === code) as Category
    category = named('den-duong')
    slow = named('xay-dung')
  })
  afterAll(async () => {
    await ticketing?.stop()
    sms?.close()
    await mail.close()
  })

  it('by mail: the code, a question, more time, the answer; rates it, and it is closed', async () => {
    const code = await make({ citizenEmail: 'lan@example.vn', citizenNumber: '0901234567', tellBy: 'email', categoryId: slow.id })
    const first = await mail.to('lan@example.vn')
    expect(first.subject).toContain('đã tiếp nhận phiếu')
    const link = linkIn(first.text)
    expect((await page(link)).text).toContain('đang chờ tiếp nhận')

    await acted(OFFICER, code, { deed: 'accepted' })
    await acted(OFFICER, code, { deed: 'asked', text: 'Nhà số mấy ạ?' })
    await eventually(async () => mail.mails.some(({ text }) => text?.includes('Nhà số mấy ạ?')))
    const stopped = await page(link)
    expect(stopped.text).toContain('Nhà số mấy ạ?')
    expect((await form(`${link}/replied`, { text: 'Số 12 <script>alert(1)</script>' })).status).toBe(303)
    expect(await ticket(code)).toMatchObject({ state: 'accepted' })

    const until = new Date(Date.now() + 40 * 86_400_000).toISOString()
    await acted(OFFICER, code, { deed: 'time-asked', until, text: 'Đang chờ đo đạc.' })
    expect(await acted('manager', code, { deed: 'extended' })).toMatchObject({ state: 'accepted', deadlineAt: until, extensions: 1 })
    await eventually(async () => mail.mails.some(({ text }) => text?.includes('Đang chờ đo đạc.')))

    expect(await acted(OFFICER, code, { deed: 'answered', text: 'Đã cấp phép <b>.' })).toMatchObject({ state: 'answered' })
    expect((await page(link)).text).not.toContain('Đã cấp phép')
    await acted('manager', code, { deed: 'approved' })
    await inState(code, 'told')
    expect((await mail.to('lan@example.vn')).text).toContain('Đã cấp phép <b>.')
    const answered = await page(link)
    expect(answered.text).toContain('Đã cấp phép &#60;b&#62;.')
    expect(answered.headers['content-security-policy']).toContain("default-src 'none'")

    expect((await form(`${link}/rated`, { rating: '9' })).status).toBe(400)
    expect((await form(`${link}/rated`, { rating: '4', text: 'Nhanh.' })).status).toBe(303)
    const { state, rating, history } = await ticket(code)
    expect({ state, rating }).toEqual({ state: 'closed', rating: 4 })
    expect(history.map(({ deed }) => deed)).toEqual(['made', 'accepted', 'asked', 'replied', 'time-asked', 'extended', 'answered', 'approved', 'told', 'rated'])

    expect((await form(`${link}/reopened`, { text: 'Chưa xong.' })).status).toBe(303)
    expect(await ticket(code)).toMatchObject({ state: 'routed', reopenings: 1, rating: null })
    expect((await form(`${link}/rated`, { rating: '1' })).status).toBe(409)
  })

  it('by SMS, in plain letters', async () => {
    const code = await make({ citizenNumber: '0901234568', tellBy: 'sms', language: 'en' })
    await acted(OFFICER, code, { deed: 'answered', text: 'Đã thay bóng đèn.' })
    await inState(code, 'told')
    expect(smsTaken.map(({ number }) => number)).toEqual(['0901234568', '0901234568'])
    expect(smsTaken[1]?.text).toMatch(/is answered/)
    expect((await page(linkIn(smsTaken[1]?.text))).text).toContain('Department')
  })

  it('or called by an operator, when there is no address, or none that takes it', async () => {
    const silent = await make({})
    await acted(OFFICER, silent, { deed: 'answered', text: 'Đã thay bóng đèn.' })
    expect(await acted('operator1', silent, { deed: 'told' })).toMatchObject({ state: 'told', messages: [] })

    const wrong = await make({ citizenEmail: 'nobody@example.vn', tellBy: 'email' })
    await acted(OFFICER, wrong, { deed: 'answered', text: 'Đã thay bóng đèn.' })
    const given = await eventually(async () => {
      const found = await ticket(wrong)
      return found.messages.length === 2 && found.messages.every(({ state }) => state === 'given-up') && found
    })
    expect(given).toMatchObject({ state: 'approved', messages: [{ trouble: expect.stringContaining('no such user') }, { about: 'answered' }] })

    const later = await make({ citizenEmail: 'later@example.vn', tellBy: 'email' })
    const waiting = await eventually(async () => {
      const { messages } = await ticket(later)
      return messages[0]?.trouble !== null && messages[0]
    })
    expect(waiting).toMatchObject({ state: 'waiting', trouble: expect.stringContaining('try again later') })
  })

  it('all whose tickets were merged get the one answer', async () => {
    const parent = await make({ description: 'Mất điện cả phường.' })
    const child = await make({ citizenEmail: 'hoa@example.vn', tellBy: 'email' })
    expect(await acted(OFFICER, child, { deed: 'merged', into: parent })).toMatchObject({ state: 'merged', mergedInto: parent })
    expect((await call(OFFICER, 'post', `/api/tickets/${parent}/deeds`, { deed: 'merged', into: child })).status).toBe(400)
    await acted(OFFICER, parent, { deed: 'answered', text: 'Đã có điện lúc 18 giờ.' })
    await inState(child, 'told')
    expect((await mail.to('hoa@example.vn')).text).toContain('Đã có điện lúc 18 giờ.')
    expect(await ticket(child)).toMatchObject({ answer: { text: 'Đã có điện lúc 18 giờ.' } })
  })

  it('is warned of once each, and a late answer goes with its reason', async () => {
    const code = await make({ citizenEmail: 'tre@example.vn', tellBy: 'email' })
    const watch = ticketing.app.get(DeadlineWatch)
    const { deadlineAt } = await ticket(code)
    await watch.look(new Date(Date.parse(deadlineAt) + 1000))
    await watch.look(new Date(Date.parse(deadlineAt) + 2000))
    const warned = await ticket(code)
    expect(warned.history.filter(({ deed }) => deed === 'warned').map(({ text }) => text)).toEqual(['100'])
    expect(warned.warned).toBe(100)

    await ticketing.database.manager.query('UPDATE tickets SET deadline_at = NOW() - INTERVAL 1 HOUR WHERE code = ?', [code])
    expect(await call(OFFICER, 'post', `/api/tickets/${code}/deeds`, { deed: 'answered', text: 'Xong.' })).toMatchObject({ status: 400, body: { details: [{ path: 'lateReason' }] } })
    await acted(OFFICER, code, { deed: 'answered', text: 'Đã xong.', lateReason: 'Chờ vật tư.' })
    await inState(code, 'told')
    expect((await mail.to('tre@example.vn')).text).toContain('xin lỗi Quý khách vì đã trả lời trễ hạn. Lý do: Chờ vật tư.')

    await watch.look(new Date(Date.now() + 6 * 86_400_000))
    expect(await ticket(code)).toMatchObject({ state: 'closed', rating: null })
  })

  it('and finds the ticket by its code and the end of the number; nobody else does', async () => {
    const code = await make({ citizenNumber: '0901234999' })
    const found = await form('/theo-doi', { code: code.replace(/(\d{3})/g, '$1 '), digits: '4999' })
    expect(found.status).toBe(303)
    expect((await page(found.headers['location'] as string)).status).toBe(200)
    expect((await page(`/theo-doi/${code}/AAAAAAAAAAAAAAAAAAAAAA`)).status).toBe(404)
    expect((await form(`/theo-doi/${code}/AAAAAAAAAAAAAAAAAAAAAA/reopened`, { text: 'Mở lại.' })).status).toBe(404)
    const inField = await form('/follow', { code: '"><script>alert(1)</script>', digits: "' OR 1" })
    expect(inField.status).toBe(404)
    expect(inField.text).not.toContain('<script>')
    const wrong = await Promise.all(Array.from({ length: 6 }, () => form('/theo-doi', { code, digits: '0000' })))
    expect(wrong.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 404))
    expect((await form('/theo-doi', { code, digits: '4999' })).status).toBe(429)
    for (let n = 0; n < 14; n++) await form('/theo-doi', { code: String(100_000_000 + n), digits: '0000' })
    expect((await form('/theo-doi', { code: '123', digits: '0000' })).status).toBe(429)
  })
})
