import { existsSync } from 'node:fs'
import { maskNumber } from '@app/persons-data'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { signService } from '@app/access'
import { DueOutgoingCall, type Category, type ChangeTelling, type DoDeed, type NewTicket, type Page, type CallSummary, type Telling, type Ticket, type ToBeTold } from '@app/contracts'
import request from 'supertest'
import { IsNull, Not } from 'typeorm'
import { CitizenMessageEntity } from '../database/citizen-message.entity.js'
import { verifyHistory } from '../history/verify-history.js'
import { makeDataSource } from '../database/data-source.js'
import { askForNoProof, eventually, startTicketing } from '../ticketing-app.testing.js'
import { OutgoingCalls } from './outgoing-calls.service.js'

const OFFICER = 'officer-xaydung'
let ticketing: Awaited<ReturnType<typeof startTicketing>>
let category: Category
let offset = 0

const call = async <T>(username: string, method: 'get' | 'post' | 'put', path: string, body?: object) => {
  const answer = await request(ticketing.http())[method](path).set('cookie', await ticketing.cookieOf(username)).send(body)
  return { status: answer.status, body: answer.body as T }
}
const make = async (more: Partial<NewTicket>) =>
  (await call<Ticket>('operator1', 'post', '/api/tickets', { requestId: randomUUID(), categoryId: category.id, description: 'Đèn đường hỏng ở hẻm 12.', tellBy: 'phone', ...more })).body.code
const acted = async (username: string, code: string, deed: DoDeed) => expect((await call(username, 'post', `/api/tickets/${code}/deeds`, deed)).status).toBe(200)
const ticket = async (code: string) => (await call<Ticket>('supervisor', 'get', `/api/tickets/${code}`)).body
const untilTicket = (code: string, holds: (found: Ticket) => boolean | undefined) =>
  eventually(async () => {
    const found = await ticket(code)
    return holds(found) && found
  })
const due = async () =>
  DueOutgoingCall.array().parse((await request(ticketing.http()).get('/api/outgoing-calls/due').set('authorization', `Bearer ${await signService('console', ticketing.settings.SESSION_SECRET)}`)).body)
const untilDue = (number: string) => eventually(async () => (await due()).find((one) => one.number === number))
const tell = (callId: string, event: string, ...data: string[]) => ticketing.tell(`100-${++offset}`, { at: Math.floor(Date.now() / 1000), callId, queue: 'NONE', agent: 'NONE', event, data })
const placed = (one: DueOutgoingCall) => tell(one.callId, 'CALLARRIVED', one.number, '1022', 'outgoing')
/** Answered, and what the citizen did. */
const answered = async (one: DueOutgoingCall, ...told: string[]) => {
  await placed(one)
  await tell(one.callId, 'OUTGOINGTRIED', 'ANSWER')
  await tell(one.callId, 'OUTGOINGTOLD', ...told)
  await tell(one.callId, 'CALLENDED', '16', '', 'vi', told[0] === '' ? 'unreached' : 'outgoing')
}
/** Makes every message due that waits for its next try. */
const noWaiting = () => ticketing.database.manager.query("UPDATE citizen_messages SET next_try_at = NOW() - INTERVAL 1 SECOND WHERE state = 'waiting'")
const toBeTold = async () => (await call<ToBeTold[]>('operator1', 'get', '/api/to-be-told')).body

beforeAll(async () => {
  ticketing = await startTicketing('outgoing', 26, { CALL_BACK_FROM: '00:00', CALL_BACK_UNTIL: '24:00' })
  await askForNoProof(ticketing)
  category = (await call<Category[]>('supervisor', 'get', '/api/categories')).body.find(({ code }) => code === 'den-duong') as Category
})
afterAll(() => ticketing?.stop())

describe('a citizen is told by a call of ours', () => {
  it('of which the journal tells: heard, rated, closed; told twice it is one', async () => {
    const code = await make({ citizenNumber: '+84901000001' })
    expect((await ticket(code)).messages).toEqual([])
    await acted(OFFICER, code, { deed: 'answered', text: 'Đã thay bóng đèn lúc 9 giờ.' })
    const one = await untilDue('0901000001')
    expect(one).toMatchObject({ language: 'vi', asksRating: true })
    expect(existsSync(join(ticketing.folder, 'sounds/vi', `${one.sound}.wav`))).toBe(true)

    await placed(one)
    await untilTicket(code, ({ messages }) => messages[0]?.state === 'calling')
    expect(await due()).toEqual([])
    await tell(one.callId, 'OUTGOINGTRIED', 'ANSWER')
    await tell(one.callId, 'OUTGOINGTOLD', '60000', '4', '')
    await tell(one.callId, 'CALLENDED', '16', '', 'vi', 'outgoing')
    await answered(one, '60000', '1', '')
    const closed = await untilTicket(code, ({ state }) => state === 'closed')
    expect(closed).toMatchObject({ rating: 4, messages: [{ channel: 'phone', state: 'sent', attempts: 1, recipient: maskNumber('0901000001') }] })
    expect(closed.messages[0]?.text).toContain('Đã thay bóng đèn lúc 9 giờ.')
    expect(closed.history.map(({ deed }) => deed)).toEqual(['made', 'answered', 'approved', 'told', 'rated'])
    const calls = (await call<Page<CallSummary>>('supervisor', 'get', '/api/calls?number=0901000001')).body.items
    expect(calls).toMatchObject([{ source: 'outgoing', outcome: 'self-served' }])
    expect((await call<{ arrived: number }>('supervisor', 'get', '/api/statistics/today')).body.arrived).toBe(0)
    // What was spoken is not kept.
    await eventually(async () => !existsSync(join(ticketing.folder, 'sounds/vi', `${one.sound}.wav`)))
  })

  it('as often as is sensible; then an operator calls, and sees why', async () => {
    const code = await make({ citizenNumber: '0901000002', language: 'en' })
    await acted(OFFICER, code, { deed: 'answered', text: 'Đã thay bóng đèn.' })
    const ways: string[][] = [['OUTGOINGTRIED', 'BUSY'], ['OUTGOINGTOLD', '', '', ''], ['OUTGOINGTOLD', '10', '', '']]
    for (const [index, way] of ways.entries()) {
      const one = await untilDue('0901000002')
      expect(one.callId).toBe(`outgoing-${one.id}-${index + 1}.1`)
      await placed(one)
      await tell(one.callId, way[0] ?? '', ...way.slice(1))
      await tell(one.callId, 'CALLENDED', '17', '', 'en', 'unreached')
      const tried = await untilTicket(code, ({ messages }) => messages[0]?.attempts === index + 1)
      expect(tried.messages[0]?.trouble).toBe(['BUSY', 'NO-KEY', 'CUT-SHORT'][index])
      if (index < 2) expect(Date.parse(tried.messages[0]?.nextTryAt ?? '')).toBeGreaterThan(Date.now())
      await noWaiting()
    }
    expect(await ticket(code)).toMatchObject({ state: 'approved', messages: [{ state: 'given-up' }] })
    expect((await toBeTold()).find((one) => one.ticket.code === code)).toMatchObject({ about: 'answered', channel: 'phone', trouble: 'CUT-SHORT', attempts: 3 })
    await acted('operator1', code, { deed: 'told' })
    expect((await toBeTold()).some((one) => one.ticket.code === code)).toBe(false)
  })

  it('not when the number is not sensible to dial, nor when an operator was faster, nor about an answer that is looked at again', async () => {
    const foreign = await make({ citizenNumber: '+14155550100' })
    await acted(OFFICER, foreign, { deed: 'answered', text: 'Đã thay bóng đèn.' })
    expect((await ticket(foreign)).messages).toMatchObject([{ state: 'given-up', trouble: 'NOT-DIALABLE' }])
    const nobody = await make({ citizenNumber: null, tellBy: null })
    await acted(OFFICER, nobody, { deed: 'answered', text: 'Đã thay bóng đèn.' })
    const list = await toBeTold()
    expect(list.find((one) => one.ticket.code === foreign)).toMatchObject({ trouble: 'NOT-DIALABLE' })
    expect(list.find((one) => one.ticket.code === nobody)).toMatchObject({ channel: null, trouble: null })

    const faster = await make({ citizenNumber: '0901000003' })
    await acted(OFFICER, faster, { deed: 'answered', text: 'Đã thay bóng đèn.' })
    await untilDue('0901000003')
    await acted('operator1', faster, { deed: 'told' })
    expect((await due()).some(({ number }) => number === '0901000003')).toBe(false)

    const again = await make({ citizenNumber: '0901000004' })
    await acted(OFFICER, again, { deed: 'answered', text: 'Đã thay bóng đèn.' })
    await untilDue('0901000004')
    await acted('operator1', again, { deed: 'reopened', text: 'Đèn vẫn tắt.' })
    expect((await ticket(again)).messages).toMatchObject([{ state: 'given-up', trouble: 'REPLACED' }])
    expect((await due()).some(({ number }) => number === '0901000004')).toBe(false)
  })

  it('not in the night, and never more at a time than the settings say', async () => {
    const calls = ticketing.app.get(OutgoingCalls)
    for (let n = 0; n < 7; n++) await acted(OFFICER, await make({ citizenNumber: `090100010${n}` }), { deed: 'answered', text: `Đã thay bóng đèn số ${n}.` })
    await eventually(async () => (await ticketing.database.manager.countBy(CitizenMessageEntity, { state: 'waiting', sound: Not(IsNull()) })) === 7)
    const first = await due()
    expect(first).toHaveLength(5)
    for (const one of first) await placed(one)
    await eventually(async () => (await due()).length === 0)
    for (const one of first) await answered(one, '60000', '', '')
    await eventually(async () => (await due()).length === 2)
    Object.assign(ticketing.settings, { CALL_BACK_FROM: '00:00', CALL_BACK_UNTIL: '00:01' })
    expect(await calls.due(new Date('2026-11-24T20:00:00Z'))).toEqual([])
    Object.assign(ticketing.settings, { CALL_BACK_FROM: '00:00', CALL_BACK_UNTIL: '24:00' })
    for (const one of await due()) await answered(one, '60000', '', '')
    await eventually(async () => (await due()).length === 0)
  })

  it('a restart of Asterisk cuts it off, and it is no attempt', async () => {
    const code = await make({ citizenNumber: '0901000005' })
    await acted(OFFICER, code, { deed: 'answered', text: 'Đã thay bóng đèn.' })
    const one = await untilDue('0901000005')
    await placed(one)
    await untilTicket(code, ({ messages }) => messages[0]?.state === 'calling')
    await tell('NONE', 'QUEUESTART')
    expect((await untilTicket(code, ({ messages }) => messages[0]?.state === 'waiting')).messages).toMatchObject([{ attempts: 0, trouble: 'CUT-OFF' }])
    await noWaiting()
    const second = await untilDue('0901000005')
    expect(second.callId).not.toBe(one.callId)
    await answered(second, '60000', '', 'opts-out')
    await untilTicket(code, ({ state }) => state === 'told')
  })
})

describe('what a citizen wants', () => {
  const telling = async (code: string) => (await call<Telling>('operator1', 'get', `/api/tickets/${code}/telling`)).body
  const change = (code: string, body: ChangeTelling, username = 'operator1') => call<Telling>(username, 'put', `/api/tickets/${code}/telling`, body)

  it('holds for every ticket of theirs: who pressed 8 is not called any more, until an operator is told otherwise', async () => {
    const code = await make({ citizenNumber: '+84901000005' })
    await acted(OFFICER, code, { deed: 'answered', text: 'Đã thay bóng đèn.' })
    expect((await ticket(code)).messages).toMatchObject([{ state: 'given-up', trouble: 'OPTED-OUT' }])
    const before = await telling(code)
    expect(before.ways.find(({ channel }) => channel === 'phone')?.optedOutAt).not.toBeNull()
    expect(before.ways.find(({ channel }) => channel === 'sms')?.optedOutAt).toBeNull()
    await change(code, { optOut: { channel: 'phone', wanted: false } })
    expect((await ticket(code)).messages).toMatchObject([{ state: 'given-up' }, { state: 'waiting', channel: 'phone' }])
    await change(code, { optOut: { channel: 'phone', wanted: true } })
    expect((await ticket(code)).messages.map(({ trouble }) => trouble)).toEqual(['OPTED-OUT', 'OPTED-OUT'])
  })

  it('is changed on request: what they do not know yet goes the new way, and the history says who changed it', async () => {
    const code = await make({ citizenNumber: '0901000006', citizenEmail: 'Mai@example.vn' })
    await acted(OFFICER, code, { deed: 'answered', text: 'Đã thay bóng đèn.' })
    expect((await change(code, { tellBy: 'email' })).body.tellBy).toBe('email')
    const changed = await untilTicket(code, ({ state }) => state === 'told')
    expect(changed.messages).toMatchObject([{ channel: 'phone', trouble: 'REPLACED' }, { channel: 'email', state: 'sent' }])
    expect(changed.history.find(({ deed }) => deed === 'tell-by-changed')).toMatchObject({ text: 'email', by: 'Nguyễn Thị Mai' })
    expect((await change(await make({ citizenNumber: '0901000007' }), { tellBy: 'email' })).status).toBe(400)
    expect((await change(code, { tellBy: 'phone' }, OFFICER)).status).toBe(403)
  })

  it('is said on the page, without a script, and taken back there', async () => {
    const code = await make({ citizenNumber: '0901000008', tellBy: 'sms' })
    const found = await request(ticketing.http()).post('/theo-doi').type('form').send({ code, digits: '0008' })
    const path = found.headers['location'] as string
    expect((await request(ticketing.http()).post(`${path}/opted-out`)).status).toBe(303)
    expect((await request(ticketing.http()).get(path)).text).toContain('không báo cho Quý khách qua tin nhắn SMS nữa')
    expect((await telling(code)).ways.find(({ channel }) => channel === 'sms')?.optedOutAt).not.toBeNull()
    const other = await make({ citizenNumber: '+84901000008', tellBy: 'sms' })
    expect((await ticket(other)).messages).toMatchObject([{ trouble: 'OPTED-OUT' }])
    expect((await request(ticketing.http()).post(`${path}/opted-in`)).status).toBe(303)
    expect((await telling(other)).ways.find(({ channel }) => channel === 'sms')?.optedOutAt).toBeNull()
    expect((await request(ticketing.http()).post(`/theo-doi/${code}/AAAAAAAAAAAAAAAAAAAAAA/opted-out`)).status).toBe(404)
  })

  it('and the history is whole after all of it', async () => {
    const source = await makeDataSource(ticketing.settings.DATABASE_URL).initialize()
    const { broken } = await verifyHistory(source)
    await source.destroy()
    expect(broken).toBeNull()
  })
})
