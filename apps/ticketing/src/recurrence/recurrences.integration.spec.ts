import { randomUUID } from 'node:crypto'
import type { Category, NewTicket, SimilarTicket, Ticket, TicketRecurrences } from '@app/contracts'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import request from 'supertest'
import { TicketToIndexEntity } from '../database/ticket-search.entities.js'
import { askForNoProof, eventually, startTicketing } from '../ticketing-app.testing.js'

let ticketing: Awaited<ReturnType<typeof startTicketing>>
let lamps: Category

const call = async (username: string, method: 'get' | 'post', path: string, body?: object) => {
  const answer = await request(ticketing.http())[method](path).set('cookie', await ticketing.cookieOf(username)).send(body)
  return { status: answer.status, body: answer.body as unknown }
}
const send = (more: Partial<NewTicket>) => call('operator1', 'post', '/api/tickets', { requestId: randomUUID(), categoryId: lamps.id, description: 'Đèn đường hỏng.', ...more })
const make = async (more: Partial<NewTicket>) => {
  const { status, body } = await send(more)
  expect([status, body]).toEqual([201, expect.anything()])
  return body as Ticket
}
const recurrences = async (code: string, username = 'supervisor') => (await call(username, 'get', `/api/tickets/${code}/recurrences`)).body as TicketRecurrences
const similar = async (query: Record<string, string>) => (await call('operator1', 'get', `/api/similar-tickets?${new URLSearchParams({ categoryId: String(lamps.id), ...query })}`)).body as SimilarTicket[]

beforeAll(async () => {
  ticketing = await startTicketing('recurrences', 28)
  await askForNoProof(ticketing)
  lamps = ((await call('operator1', 'get', '/api/categories')).body as Category[]).find(({ code }) => code === 'den-duong') as Category
})
afterAll(() => ticketing?.stop())

it('the same place again is linked and counted, the latest first; another category or time is not', async () => {
  const first = await make({ place: '12 Nguyễn Huệ' })
  const near = await make({ place: 'số 20 đường nguyen hue, phường Cao Lãnh' })
  await make({ place: '200 Nguyễn Huệ' })
  const third = await make({ place: '12 Nguyễn Huệ', citizenNumber: '0912000001' })
  expect(await recurrences(first.code)).toEqual({ days: 30, count: 0, earlier: [] })
  expect(await recurrences(third.code)).toMatchObject({ days: 30, count: 2, earlier: [{ code: near.code, why: 'near-place' }, { code: first.code, why: 'same-place' }] })
  expect((await recurrences((await make({ place: 'Chợ Mỹ Tho', citizenNumber: '0912000001' })).code)).earlier).toMatchObject([{ code: third.code, why: 'same-citizen' }])

  await ticketing.database.manager.query('UPDATE categories SET recurrence_days = 5 WHERE id = ?', [lamps.id])
  await ticketing.database.manager.query('UPDATE tickets SET created_at = created_at - INTERVAL 6 DAY WHERE code IN (?)', [[first.code, near.code]])
  expect((await recurrences((await make({ place: '12 Nguyễn Huệ' })).code)).earlier).toMatchObject([{ code: third.code }])
})

it('shows an operator what is open and alike while the ticket is being written', async () => {
  const made = await make({ place: '7 Trần Phú', description: 'Trụ đèn nghiêng sắp đổ sau cơn giông tối qua.' })
  expect(await similar({ place: '9 Trần Phú' })).toMatchObject([{ code: made.code, why: 'near-place' }])
  expect(await similar({ place: '9 Hai Bà Trưng' })).toEqual([])
  await eventually(async () => (await ticketing.database.manager.count(TicketToIndexEntity)) === 0)
  expect(await similar({ description: 'tru den nghieng, co the sap do sau giong' })).toMatchObject([{ code: made.code, why: 'words' }])
  await call('operator1', 'post', `/api/tickets/${made.code}/deeds`, { deed: 'answered-on-call', text: 'Đã cử người đến.' })
  expect(await similar({ place: '9 Trần Phú' })).toEqual([])
})

it('adds the citizen to the ticket that is there: a code of their own, and its answer', async () => {
  const one = await make({ place: '3 Lý Thường Kiệt' })
  const requestId = randomUUID()
  const joined = await make({ requestId, place: '3 Lý Thường Kiệt', citizenNumber: '0912000002', joins: one.code })
  expect(joined).toMatchObject({ state: 'merged', mergedInto: one.code })
  expect(await make({ requestId, place: '3 Lý Thường Kiệt', citizenNumber: '0912000002', joins: one.code })).toMatchObject({ code: joined.code, state: 'merged' })
  expect((await recurrences(joined.code)).count).toBe(1)
  const officer = 'officer-xaydung'
  expect((await call(officer, 'post', `/api/tickets/${one.code}/deeds`, { deed: 'answered', text: 'Đã thay bóng.' })).status).toBe(200)
  expect((await call('supervisor', 'get', `/api/tickets/${joined.code}`)).body).toMatchObject({ state: 'approved', answer: { text: 'Đã thay bóng.' } })
  expect(await send({ joins: one.code })).toMatchObject({ status: 400, body: { details: [{ path: 'joins' }] } })
  expect(await recurrences(joined.code, officer)).toMatchObject({ count: 1, earlier: [{ code: one.code }] })
  expect((await call('officer-tuphap', 'get', `/api/tickets/${joined.code}/recurrences`)).status).toBe(404)
})
