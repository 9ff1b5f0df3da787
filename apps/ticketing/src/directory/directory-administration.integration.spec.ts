import { randomUUID } from 'node:crypto'
import { SESSION_COOKIE, type Account, type Accounts, type AccountWithPassword, type Category, type Department, type Directory, type Ticket } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import request from 'supertest'
import { eventually, startTicketing } from '../ticketing-app.testing.js'

let ticketing: Awaited<ReturnType<typeof startTicketing>>
let admin: string

const send = async (method: 'get' | 'post' | 'put', path: string, body?: object, cookie = admin) => {
  const answer = await request(ticketing.http())[method](path).set('cookie', cookie).send(body)
  return { status: answer.status, body: answer.body as { code?: string; details?: { path: string }[] } }
}
const got = async <T>(path: string, cookie = admin) => (await send('get', path, undefined, cookie)).body as T
const directory = () => got<Directory>('/api/directory')
const department = async (code: string) => (await directory()).departments.find((row) => row.code === code)!

beforeAll(async () => {
  ticketing = await startTicketing('departments', 23)
  admin = await ticketing.cookieOf('admin')
})
afterAll(() => ticketing.stop())

describe('departments', () => {
  it('are a tree of the city, its agencies and its 102 wards', async () => {
    const rows = await got<Department[]>('/api/departments', await ticketing.cookieOf('operator1'))
    const head = rows.find(({ type }) => type === 'city')
    expect(head).toMatchObject({ code: 'ubnd-tinh', parentId: null })
    expect(rows.filter(({ type }) => type === 'ward')).toHaveLength(102)
    expect(rows.filter(({ parentId }) => parentId !== head?.id)).toEqual([head])
  })

  it('are added and placed from a day on, and who did it is kept', async () => {
    const head = await department('ubnd-tinh')
    const wanted = { code: 'so-cong-thuong', name: { vi: 'Sở Công Thương', en: 'Department of Industry and Trade' }, type: 'agency', parentId: head.id, openingHoursId: head.openingHoursId, validFrom: '2099-01-01' }
    expect((await send('post', '/api/directory/departments', wanted)).status).toBe(204)
    expect((await send('post', '/api/directory/departments', wanted)).body.code).toBe('code-taken')
    const made = await department('so-cong-thuong')
    expect(made).toMatchObject({ validFrom: '2099-01-01', validUntil: null, people: 0, openTickets: 0 })
    // Its day has not come.
    expect((await got<Department[]>('/api/departments')).map(({ code }) => code)).not.toContain('so-cong-thuong')
    const place = { parentId: (await department('so-xay-dung')).id, openingHoursId: made.openingHoursId, phone: '0277385', email: 'so-cong-thuong@example.vn', isFallback: false }
    expect((await send('put', `/api/directory/departments/${made.id}`, { ...place, email: 'so-cong-thuong' })).body.details?.[0]?.path).toBe('email')
    expect((await send('put', `/api/directory/departments/${made.id}`, place)).status).toBe(204)
    expect((await directory()).changes[0]).toMatchObject({ by: 'Quản trị hệ thống', subject: 'department', name: wanted.name, fields: { parent: ['UBND tỉnh Đồng Tháp', 'Sở Xây dựng'], email: [null, 'so-cong-thuong@example.vn'] } })
    expect((await department('so-cong-thuong')).email).toBe('so-cong-thuong@example.vn')
    expect(JSON.stringify(await got<Department[]>('/api/departments', await ticketing.cookieOf('operator1')))).not.toContain('@example.vn')
  })

  it('never stand above themselves, and one is always the fallback', async () => {
    const head = await department('ubnd-tinh')
    const [below, fallback] = [await department('so-xay-dung'), await department('van-phong-ubnd-tinh')]
    const change = (id: number, parentId: number | null, isFallback: boolean) => send('put', `/api/directory/departments/${id}`, { parentId, openingHoursId: head.openingHoursId, phone: null, isFallback })
    expect(await change(head.id, below.id, false)).toMatchObject({ status: 400, body: { details: [{ path: 'parentId' }] } })
    expect(await change(fallback.id, head.id, false)).toMatchObject({ status: 400, body: { details: [{ path: 'isFallback' }] } })
    expect((await change(below.id, head.id, true)).status).toBe(204)
    expect((await directory()).departments.filter(({ isFallback }) => isFallback).map(({ code }) => code)).toEqual(['so-xay-dung'])
    expect((await change(fallback.id, head.id, true)).status).toBe(204)
  })
})

describe('categories', () => {
  it('that ended are neither offered nor taken, and old tickets keep theirs', async () => {
    const operator = await ticketing.cookieOf('operator1')
    const { categories } = await directory()
    const one = categories.find(({ code }) => code === 'den-duong')!
    const make = () => send('post', '/api/tickets', { requestId: randomUUID(), categoryId: one.id, description: 'Đèn đường hỏng.' }, operator)
    const before = (await make()).body as Ticket
    const { id, code: _, ...fields } = one
    expect((await send('put', `/api/directory/categories/${id}`, { ...fields, validUntil: '2026-01-01' })).status).toBe(204)
    expect((await got<Category[]>('/api/categories', operator)).map(({ code }) => code)).not.toContain('den-duong')
    expect(await make()).toMatchObject({ status: 400, body: { details: [{ path: 'categoryId' }] } })
    expect((await got<Ticket>(`/api/tickets/${before.code}`, operator)).category.code).toBe('den-duong')
    expect((await send('put', `/api/directory/categories/${id}`, { ...fields, validUntil: null })).status).toBe(204)
  })
})

describe('the ward of a ticket', () => {
  it('is a ward that is there', async () => {
    const operator = await ticketing.cookieOf('operator1')
    const [category] = await got<Category[]>('/api/categories', operator)
    const make = (wardId: number) => send('post', '/api/tickets', { requestId: randomUUID(), categoryId: category?.id, wardId, description: 'Đường ngập.' }, operator)
    expect((await make((await department('ubnd-xa-my-tho')).id)).body).toMatchObject({ ward: { code: 'ubnd-xa-my-tho', type: 'ward' } })
    expect(await make((await department('so-xay-dung')).id)).toMatchObject({ status: 400, body: { details: [{ path: 'wardId' }] } })
  })
})

describe('accounts', () => {
  const signIn = (body: object) => request(ticketing.http()).post('/api/session').send(body)
  const cookieFrom = (answer: { headers: Record<string, unknown> }) => (answer.headers['set-cookie'] as string[]).find((line) => line.startsWith(SESSION_COOKIE))!.split(';')[0]!

  it('begin with a password that is shown once and good for one sign-in, and end with all their sessions', async () => {
    const wards = await department('ubnd-phuong-sa-dec')
    const fields = { displayName: 'Lý Thị Bé', role: 'officer', departmentId: wards.id, isHead: true, queues: [] }
    const made = (await send('post', '/api/accounts', { username: 'officer-sadec', ...fields })).body as unknown as AccountWithPassword
    expect(made).toMatchObject({ username: 'officer-sadec', oneTimePassword: true, password: expect.stringMatching(/^[a-z0-9]{16}$/) })
    expect(JSON.stringify(await got<Accounts>('/api/accounts'))).not.toContain(made.password)
    expect((await send('post', '/api/accounts', { username: 'officer-sadec', ...fields })).body.code).toBe('username-taken')

    const once = await signIn({ username: 'officer-sadec', password: made.password })
    expect([once.status, once.body.code]).toEqual([403, 'password-to-change'])
    expect((await signIn({ username: 'officer-sadec', password: made.password, newPassword: made.password })).status).toBe(403)
    const own = await signIn({ username: 'officer-sadec', password: made.password, newPassword: 'mot mat khau rieng' })
    expect([own.status, own.body.department?.name.vi]).toEqual([200, 'UBND phường Sa Đéc'])
    expect((await signIn({ username: 'officer-sadec', password: made.password })).status).toBe(401)
    const cookie = cookieFrom(own)
    expect((await send('get', '/api/tickets', undefined, cookie)).status).toBe(200)

    expect(((await send('post', `/api/accounts/${made.id}/disable`)).body as unknown as Account).disabledAt).not.toBeNull()
    expect((await send('get', '/api/tickets', undefined, cookie)).status).toBe(401)
    expect((await signIn({ username: 'officer-sadec', password: 'mot mat khau rieng' })).status).toBe(401)
    await eventually(async () => (await ticketing.told()).some((fact) => JSON.stringify(fact) === JSON.stringify({ topic: 'account', id: String(made.id), departmentId: null })))

    const renewed = (await send('post', `/api/accounts/${made.id}/renew`)).body as unknown as AccountWithPassword
    expect([renewed.disabledAt, renewed.password === made.password]).toEqual([null, false])
    // The session of before stays ended.
    expect((await send('get', '/api/tickets', undefined, cookie)).status).toBe(401)
  })

  it('end their sessions when the role or department becomes another one, not when a name does', async () => {
    const { accounts } = await got<Accounts>('/api/accounts')
    const { id, displayName, role, departmentId, isHead, queues } = accounts.find(({ username }) => username === 'officer-xaydung')!
    const cookie = await ticketing.cookieOf('officer-xaydung')
    const change = (part: object) => send('put', `/api/accounts/${id}`, { displayName, role, departmentId, isHead, queues, ...part })
    expect(await change({ displayName: 'Đặng Quốc Bảo (Phó phòng)', email: 'bao@example.vn' })).toMatchObject({ status: 200, body: { email: 'bao@example.vn' } })
    expect((await change({ email: 'bao@' })).status).toBe(400)
    expect((await send('get', '/api/session', undefined, cookie)).status).toBe(200)
    expect((await change({ departmentId: (await department('so-y-te')).id })).status).toBe(200)
    expect((await send('get', '/api/session', undefined, cookie)).status).toBe(401)
  })

  it('fit their role, and the last administrator stays', async () => {
    const fields = { username: 'nobody', displayName: 'Không ai', queues: [], isHead: false }
    expect((await send('post', '/api/accounts', { ...fields, role: 'officer', departmentId: null })).body.details?.[0]?.path).toBe('departmentId')
    expect((await send('post', '/api/accounts', { ...fields, role: 'operator', departmentId: null, queues: ['no-such-queue'] })).body.details?.[0]?.path).toBe('queues')
    const me = (await got<Accounts>('/api/accounts')).accounts.find(({ username }) => username === 'admin')!
    expect(await send('post', `/api/accounts/${me.id}/disable`)).toMatchObject({ status: 409, body: { code: 'last-admin' } })
  })
})
