import { randomUUID } from 'node:crypto'
import type { Category, Department, DoDeed, Page, Ticket, TicketSummary } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import request from 'supertest'
import { makeDataSource } from '../database/data-source.js'
import { verifyHistory } from '../history/verify-history.js'
import { startTicketing } from '../ticketing-app.testing.js'

describe('what people do with a ticket', () => {
  let ticketing: Awaited<ReturnType<typeof startTicketing>>
  /** Officers of two departments, and a category of the first. */
  let one: { officer: string; department: Department; category: Category }
  let two: { officer: string; department: Department }

  const call = async (username: string, method: 'get' | 'post', path: string, body?: object) => {
    const answer = await request(ticketing.http())[method](path).set('cookie', await ticketing.cookieOf(username)).send(body)
    return { status: answer.status, body: answer.body as unknown }
  }
  const got = async <T>(username: string, path: string) => (await call(username, 'get', path)).body as T
  const act = (username: string, code: string, deed: DoDeed) => call(username, 'post', `/api/tickets/${code}/deeds`, deed)
  const acted = async (username: string, code: string, deed: DoDeed) => {
    const { status, body } = await act(username, code, deed)
    expect([status, body]).toEqual([200, expect.anything()])
    return body as Ticket
  }
  const make = async () => ((await call('operator1', 'post', '/api/tickets', { requestId: randomUUID(), categoryId: one.category.id, description: 'Đèn đường hỏng ở hẻm 12.' })).body as Ticket).code

  beforeAll(async () => {
    ticketing = await startTicketing('acts', 13)
    const departments = await got<Department[]>('supervisor', '/api/departments')
    const categories = await got<Category[]>('supervisor', '/api/categories')
    const officers = (await ticketing.database.manager.query("SELECT username, department_id AS id FROM users WHERE role = 'officer' ORDER BY id")) as { username: string; id: number }[]
    const staffed = officers.flatMap(({ username, id }) => departments.filter((department) => department.id === id).map((department) => ({ officer: username, department })))
    const first = staffed.find(({ department }) => categories.some(({ departmentId }) => departmentId === department.id))
    const category = categories.find(({ departmentId }) => departmentId === first?.department.id)
    const other = staffed.find(({ department }) => department.id !== first?.department.id)
    if (!first || !category || !other) throw new Error('the seed has no two departments with officers')
    one = { ...first, category }
    two = other
  })
  afterAll(async () => {
    await ticketing?.stop()
  })

  it('goes from hand to hand: taken on, returned, sent on, answered, reopened', async () => {
    const code = await make()
    expect((await got<Ticket>(one.officer, `/api/tickets/${code}`)).may).toEqual(['accepted', 'returned', 'answered', 'merged', 'corrected'])
    const { deadlineAt } = await acted(one.officer, code, { deed: 'accepted' })
    expect((await acted(one.officer, code, { deed: 'returned', text: 'Không thuộc địa bàn.' })).state).toBe('returned')
    const open = async (username: string) => (await got<Page<TicketSummary>>(username, '/api/tickets?state=open')).items.map((ticket) => ticket.code)
    expect([await open(one.officer), await open('supervisor')]).toEqual([[], [code]])

    expect(await act('supervisor', code, { deed: 'sent-on', departmentId: one.department.id, text: 'Chính đơn vị này.' })).toMatchObject({ status: 400, body: { details: [{ path: 'departmentId' }] } })
    const sent = await acted('supervisor', code, { deed: 'sent-on', departmentId: two.department.id, text: 'Thuộc đơn vị khác.' })
    expect(sent).toMatchObject({ state: 'routed', department: { id: two.department.id }, deadlineAt, may: ['sent-on', 'answered-on-call', 'merged', 'corrected', 'level-changed'], answerable: one.department.name })
    expect((await act(one.officer, code, { deed: 'accepted' })).status).toBe(404)

    expect(await acted(two.officer, code, { deed: 'answered', text: 'Đã thay bóng đèn.' })).toMatchObject({ state: 'approved', answer: { text: 'Đã thay bóng đèn.' }, may: [] })
    const reopened = await acted('operator1', code, { deed: 'reopened', text: 'Người dân báo đèn vẫn tắt.' })
    expect(reopened).toMatchObject({ state: 'routed', answer: null, answeredAt: null })
    expect(Date.parse(reopened.deadlineAt)).toBeGreaterThanOrEqual(Date.parse(deadlineAt))
    expect(await acted(two.officer, code, { deed: 'answered', text: 'Đã thay cả dây.' })).toMatchObject({ answer: { text: 'Đã thay cả dây.' } })
    const { history } = await got<Ticket>('manager', `/api/tickets/${code}`)
    expect(history.map(({ deed, text }) => [deed, text])).toEqual([
      ['made', null],
      ['accepted', null],
      ['returned', 'Không thuộc địa bàn.'],
      ['sent-on', 'Thuộc đơn vị khác.'],
      ['answered', 'Đã thay bóng đèn.'],
      ['approved', null],
      ['reopened', 'Người dân báo đèn vẫn tắt.'],
      ['answered', 'Đã thay cả dây.'],
      ['approved', null],
    ])
  })

  it('is refused to who may not, and to who comes too late', async () => {
    const code = await make()
    expect(await act('operator1', code, { deed: 'answered', text: 'Tôi trả lời.' })).toMatchObject({ status: 403 })
    expect(await act('manager', code, { deed: 'accepted' })).toMatchObject({ status: 403 })
    expect(await act(two.officer, code, { deed: 'accepted' })).toMatchObject({ status: 404 })
    expect(await act(one.officer, code, { deed: 'reopened', text: 'Mở lại.' })).toMatchObject({ status: 409, body: { code: 'not-now' } })
    expect(await act(one.officer, code, { deed: 'returned' } as DoDeed)).toMatchObject({ status: 400, body: { details: [{ path: 'text' }] } })
    const both = await Promise.all([act(one.officer, code, { deed: 'answered', text: 'Lần một.' }), act(one.officer, code, { deed: 'answered', text: 'Lần hai.' })])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('leaves a whole history', async () => {
    const source = await makeDataSource(ticketing.settings.DATABASE_URL).initialize()
    try {
      expect(await verifyHistory(source)).toEqual({ links: 12, broken: null })
    } finally {
      await source.destroy()
    }
  })
})
