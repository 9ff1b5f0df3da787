import { randomUUID } from 'node:crypto'
import type { Category, Directory, Page, Reorganisation, ReorganisationEffect, Ticket, TicketSummary } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import request from 'supertest'
import { ReorganisationEntity } from '../database/reorganisation.entities.js'
import { makeDataSource } from '../database/data-source.js'
import { verifyHistory } from '../history/verify-history.js'
import { askForNoProof, freshDatabase, startTicketing } from '../ticketing-app.testing.js'
import { ReorganisationWork } from './reorganisation-work.js'

const DAY = '2099-07-01'
/** The first minute of it in Vietnam. */
const MIDNIGHT = new Date('2099-06-30T17:00:00Z')

let databaseUrl: string
let ticketing: Awaited<ReturnType<typeof startTicketing>>
let admin: string

const start = async () => {
  ticketing = await startTicketing('reorganisations', 43, { DATABASE_URL: databaseUrl })
  await askForNoProof(ticketing)
  admin = await ticketing.cookieOf('admin')
}
const send = async (method: 'get' | 'post', path: string, body?: object, cookie = admin) => {
  const answer = await request(ticketing.http())[method](path).set('cookie', cookie).send(body)
  return { status: answer.status, body: answer.body as unknown }
}
const got = async <T>(path: string, cookie = admin) => (await send('get', path, undefined, cookie)).body as T
const work = () => ticketing.app.get(ReorganisationWork)
const department = async (code: string) => (await got<Directory>('/api/directory')).departments.find((row) => row.code === code)!
const ticket = (code: string) => got<Ticket>(`/api/tickets/${code}`)
const plans = () => got<Reorganisation[]>('/api/reorganisations')

beforeAll(async () => {
  databaseUrl = await freshDatabase('reorganisations')
  await start()
})
afterAll(() => ticketing?.stop())

describe('a reorganisation', () => {
  let codes: string[]
  let closed: string

  const make = async (category: string) => {
    const operator = await ticketing.cookieOf('operator1')
    const { id } = (await got<Category[]>('/api/categories', operator)).find(({ code }) => code === category)!
    return ((await send('post', '/api/tickets', { requestId: randomUUID(), categoryId: id, description: 'Xin hướng dẫn.' }, operator)).body as Ticket).code
  }

  it('shows beforehand what it would move, and changes nothing until its day', async () => {
    codes = [await make('den-duong'), await make('duong-sa'), await make('dat-dai')]
    closed = await make('den-duong')
    const officer = await ticketing.cookieOf('officer-xaydung')
    expect((await send('post', `/api/tickets/${closed}/deeds`, { deed: 'answered', text: 'Đã thay bóng đèn.' }, officer)).status).toBe(200)
    const [roads, land, head] = [await department('so-xay-dung'), await department('so-nong-nghiep-moi-truong'), await department('ubnd-tinh')]
    const plan = {
      kind: 'merge',
      day: DAY,
      sources: [roads.id, land.id],
      targets: [{ made: { code: 'so-ha-tang', name: { vi: 'Sở Hạ tầng', en: 'Department of Infrastructure' }, type: 'agency', parentId: head.id, openingHoursId: head.openingHoursId } }],
      note: 'Nghị quyết số 1 về sắp xếp các sở',
    }
    const effect = (await send('post', '/api/reorganisations/effect', plan)).body as ReorganisationEffect
    expect(effect).toMatchObject({ faults: [], people: [{ name: 'Đặng Quốc Bảo' }, { name: 'Bùi Thanh Tùng' }, { name: 'Trịnh Thị Hồng Nhung' }], ends: [{ lastDay: '2099-06-30' }, { lastDay: '2099-06-30' }] })
    expect(effect.tickets.map(({ from, count }) => [from.vi, count])).toEqual([['Sở Xây dựng', 2], ['Sở Nông nghiệp và Môi trường', 1]])
    expect(effect.categories.map(({ name }) => name.vi)).toContain('Đèn đường')
    expect((await send('post', '/api/reorganisations', plan)).status).toBe(204)
    expect(((await send('post', '/api/reorganisations/effect', plan)).body as ReorganisationEffect).faults).toHaveLength(1)
    expect((await send('post', '/api/reorganisations', plan)).status).toBe(400)
    await work().look(new Date())
    expect((await plans())[0]?.state).toBe('planned')
    expect((await ticket(codes[0]!)).department.code).toBe('so-xay-dung')
  })

  it('is carried out once, though the server ended in the middle of it; deadlines stay', async () => {
    const before = await Promise.all(codes.map(ticket))
    const [row] = await ticketing.database.manager.find(ReorganisationEntity)
    // The departments changed and one ticket was moved when the server ended.
    await work().begin(row!.id, MIDNIGHT)
    const moving = await ticketing.database.manager.findOneByOrFail(ReorganisationEntity, { id: row!.id })
    const [{ id }] = (await ticketing.database.manager.query('SELECT id FROM tickets WHERE code = ?', [codes[0]])) as [{ id: number }]
    await work().moveTicket(moving, id)
    await ticketing.stop()
    await start()
    await work().look(MIDNIGHT)
    await work().look(MIDNIGHT)
    const after = await Promise.all(codes.map(ticket))
    expect(after.map(({ department: { code } }) => code)).toEqual(['so-ha-tang', 'so-ha-tang', 'so-ha-tang'])
    expect(after.map(({ deadlineAt }) => deadlineAt)).toEqual(before.map(({ deadlineAt }) => deadlineAt))
    expect(after.map(({ history }) => history.filter(({ deed }) => deed === 'reorganised').map(({ text }) => text))).toEqual(codes.map(() => ['Nghị quyết số 1 về sắp xếp các sở']))
    expect((await plans())[0]).toMatchObject({ state: 'done', movedTickets: 3 })
    const source = await makeDataSource(ticketing.settings.DATABASE_URL).initialize()
    try {
      expect((await verifyHistory(source)).broken).toBeNull()
    } finally {
      await source.destroy()
    }
  })

  it('leaves what was done readable under the old name, and its people at work under the new one', async () => {
    expect(await ticket(closed)).toMatchObject({ department: { code: 'so-xay-dung', name: { vi: 'Sở Xây dựng' } } })
    expect((await ticket(codes[0]!)).history.map(({ department: { vi } }) => vi)).toEqual(['Sở Xây dựng', 'Sở Hạ tầng'])
    const [old, made] = [await department('so-xay-dung'), await department('so-ha-tang')]
    expect(old).toMatchObject({ validUntil: '2099-06-30', successorId: made.id, people: 0, openTickets: 0, categories: 0 })
    expect(made).toMatchObject({ validFrom: DAY, people: 3, openTickets: 3 })
    const found = await got<Page<TicketSummary>>(`/api/tickets?departmentId=${made.id}`)
    expect(found.items.map(({ code }) => code).sort()).toEqual([...codes, closed].sort())
  })

  it('that was cancelled is never carried out', async () => {
    const [source, head] = [await department('so-y-te'), await department('ubnd-tinh')]
    const made = { code: 'so-suc-khoe', name: { vi: 'Sở Sức khỏe', en: 'Department of Wellbeing' }, type: 'agency', parentId: head.id, openingHoursId: head.openingHoursId }
    expect((await send('post', '/api/reorganisations', { kind: 'rename', day: DAY, sources: [source.id], targets: [{ made }], note: 'Đổi tên' })).status).toBe(204)
    const [newest, oldest] = await plans()
    expect((await send('post', `/api/reorganisations/${newest!.id}/cancel`)).status).toBe(204)
    expect((await send('post', `/api/reorganisations/${oldest!.id}/cancel`)).status).toBe(409)
    await work().look(MIDNIGHT)
    expect((await department('so-y-te')).validUntil).toBeNull()
  })
})
