import { randomUUID } from 'node:crypto'
import type { Category, DoDeed, ListedTicket, NewTicket, Ticket, TicketPage } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import request from 'supertest'
import { TicketToIndexEntity, TicketWordEntity } from '../database/ticket-search.entities.js'
import { askForNoProof, eventually, startTicketing } from '../ticketing-app.testing.js'

let ticketing: Awaited<ReturnType<typeof startTicketing>>
let categories: Category[]
const codes: Record<string, string> = {}

const call = async (username: string, method: 'get' | 'post', path: string, body?: object) => {
  const answer = await request(ticketing.http())[method](path).set('cookie', await ticketing.cookieOf(username)).send(body)
  expect([path, answer.status, answer.body]).toEqual([path, method === 'post' && path === '/api/tickets' ? 201 : 200, expect.anything()])
  return answer.body as unknown
}
const categoryId = (code: string) => categories.find((category) => category.code === code)?.id ?? 0
const make = async (category: string, description: string, more: Partial<NewTicket> = {}) =>
  ((await call('operator1', 'post', '/api/tickets', { requestId: randomUUID(), categoryId: categoryId(category), description, ...more })) as Ticket).code
const page = async (query: Record<string, string>, username = 'supervisor') => (await call(username, 'get', `/api/tickets?${new URLSearchParams(query)}`)) as TicketPage
const found = async (search: string, username = 'supervisor') => (await page({ search }, username)).items
const names = async (search: string, username?: string) => (await found(search, username)).map(({ code }) => Object.keys(codes).find((name) => codes[name] === code))
const indexed = () => eventually(async () => (await ticketing.database.manager.count(TicketToIndexEntity)) === 0)
const marked = (text: string | null, marks: [number, number][] | undefined) => (marks ?? []).map(([from, until]) => text?.slice(from, until))

beforeAll(async () => {
  ticketing = await startTicketing('search', 24)
  await askForNoProof(ticketing)
  categories = (await call('operator1', 'get', '/api/categories')) as Category[]
  codes['lamp'] = await make('den-duong', 'Đèn đường hỏng ba đêm nay, tối om.', { place: '12 Nguyễn Huệ, phường Cao Lãnh', citizenName: 'Trần Thị Bưởi', citizenNumber: '0912345678' })
  codes['pothole'] = await make('duong-sa', 'Ổ gà lớn giữa đường, xe máy ngã.', { place: 'Hẻm 45 Lê Lợi', citizenName: 'Nguyễn Văn Ổi', citizenNumber: '+84 987 654 321'.replaceAll(' ', '') })
  codes['birth'] = await make('ho-tich', 'Xin cấp lại giấy khai sinh bị mất.', { citizenName: 'Lê Thị Huệ' })
})
afterAll(() => ticketing?.stop())

describe.each(['not yet indexed', 'indexed'])('a search, while tickets are %s', (state) => {
  if (state === 'indexed') beforeAll(async () => void (await indexed()))

  it('finds words with marks, without them, and begun', async () => {
    expect(await names('đèn đường')).toEqual(['lamp'])
    expect(await names('DEN DUONG')).toEqual(['lamp'])
    expect(await names('duong ')).toEqual(['pothole', 'lamp'])
    expect(await names('khai sin')).toEqual(['birth'])
    expect(await names('gà '.normalize('NFD'))).toEqual(['pothole'])
    expect(await names('không ai viết thế')).toEqual([])
    expect(await names('?')).toEqual([])
  })

  it('finds what was typed with a slip, after what was typed right, and says so', async () => {
    expect(await names('đèn đuong hogn ')).toEqual(['lamp'])
    expect((await found('khia sinh ')).map(({ found: hit }) => hit?.slip)).toEqual([true])
    expect((await found('khai sinh ')).map(({ found: hit }) => hit?.slip)).toEqual([false])
  })

  it('finds a place, and a name by the whole of it', async () => {
    expect(await names('nguyen hue 12')).toEqual(['lamp'])
    expect(await names('hue ')).toEqual(['lamp'])
    expect(await names('Văn Ổi')).toEqual([])
    expect(await names('Nguyễn Văn Ổi')).toEqual(['pothole'])
  })

  it('finds a code, however it is grouped, and a number, however it is written', async () => {
    const code = codes['birth'] ?? ''
    expect(await names(code)).toEqual(['birth'])
    expect(await names(code.replace(/(...)(?=.)/g, '$1 '))).toEqual(['birth'])
    expect(await names('+84 912 345 678')).toEqual(['lamp'])
    expect(await names('0987.654.321')).toEqual(['pothole'])
    // Masked for whoever looks, it is marked nowhere.
    expect((await found('0912345678'))[0]?.found).toMatchObject({ citizenNumber: false, code: false, elsewhere: true })
  })

  it('shows where the words stand', async () => {
    const [ticket] = (await found('cao lanh den')) as [ListedTicket]
    expect(marked(ticket.place, ticket.found?.place)).toEqual(['Cao Lãnh'])
    expect(marked(ticket.description, ticket.found?.description)).toEqual(['Đèn'])
    expect(ticket.found?.elsewhere).toBe(false)
  })

  it('shows an officer those of the own department only', async () => {
    expect(await names('duong ', 'officer-tuphap')).toEqual([])
    expect(await names('duong ', 'officer-xaydung')).toEqual(['pothole', 'lamp'])
    expect(await names(codes['birth'] ?? '', 'officer-xaydung')).toEqual([])
    expect(await names('0912345678', 'officer-tuphap')).toEqual([])
    expect((await page({ search: 'duong ', departmentId: String(categories.find(({ code }) => code === 'den-duong')?.departmentId) }, 'officer-tuphap')).total).toBe(0)
  })
})

it('what is written later is found, and what changed is no longer found as it was', async () => {
  await indexed()
  const deed: DoDeed = { deed: 'answered', text: 'Trích lục đã gửi bưu điện.' }
  await call('officer-tuphap', 'post', `/api/tickets/${codes['birth']}/deeds`, deed)
  for (const wait of [async () => undefined, indexed]) {
    await wait()
    expect((await found('buu dien ')).map(({ code, found: hit }) => [code, hit?.elsewhere])).toEqual([[codes['birth'], true]])
    expect((await page({ search: 'khai sinh', state: 'open' })).total).toBe(0)
    expect((await page({ search: 'khai sinh', state: 'done' })).total).toBe(1)
  }
  await ticketing.database.manager.query("UPDATE tickets SET description = 'Xin cấp lại giấy tờ.' WHERE code = ?", [codes['birth']])
  await ticketing.database.manager.query('INSERT INTO tickets_to_index (ticket_id) SELECT id FROM tickets WHERE code = ?', [codes['birth']])
  expect(await names('khai sinh ')).toEqual([])
  await indexed()
  expect(await names('khai sinh ')).toEqual([])
  expect(await ticketing.database.manager.countBy(TicketWordEntity, { word: 'duong' })).toBe(1)
})

describe('a list', () => {
  it('goes on where it was, without a ticket twice or left out, while others come and change', async () => {
    const wanted = Array.from({ length: 110 }, (_, i) => i)
    const maker = async () => {
      for (let i = wanted.pop(); i !== undefined; i = wanted.pop()) await make(i % 2 === 0 ? 'den-duong' : 'ho-tich', `Phiếu thử số ${i} trong danh sách.`)
    }
    await Promise.all(Array.from({ length: 8 }, maker))
    for (const query of [{}, { search: 'danh sach ' }] as Record<string, string>[]) {
      const before = await page(query)
      const seen = before.items.map(({ code }) => code)
      let next = before.next
      const all = new Set<string>(seen)
      const accepted = new Set<string>()
      while (next !== null) {
        await make('den-duong', `Phiếu mới ${accepted.size} trong danh sách.`)
        const own = before.items.find(({ code, department, state }) => !accepted.has(code) && department.code === 'so-tu-phap' && state === 'routed')
        accepted.add(own?.code ?? '')
        if (own) await call('officer-tuphap', 'post', `/api/tickets/${own.code}/deeds`, { deed: 'accepted' })
        const following: TicketPage = await page({ ...query, after: next })
        for (const { code } of following.items) {
          expect([code, all.has(code)]).toEqual([code, false])
          all.add(code)
        }
        next = following.next
      }
      const there = (await ticketing.database.manager.query("SELECT code FROM tickets WHERE description LIKE 'Phiếu thử%'")) as { code: string }[]
      expect(there.filter(({ code }) => !all.has(code))).toEqual([])
    }
  })

  it('shows open ones by deadline, then answered ones by the answer', async () => {
    const { items, total, totalIsLeast } = await page({ page: '1' })
    expect([total > 110, totalIsLeast]).toEqual([true, false])
    expect(items.map(({ deadlineAt }) => deadlineAt)).toEqual(items.map(({ deadlineAt }) => deadlineAt).sort())
    const second = await page({ page: '2' })
    const first = await page({ page: '1' })
    expect((await page({ after: first.next ?? '' })).items.map(({ code }) => code)).toEqual(second.items.map(({ code }) => code))
    expect((await page({ state: 'done' })).items.map(({ code }) => code)).toEqual([codes['birth']])
    expect((await page({ due: 'overdue' })).total).toBe(0)
    await ticketing.database.manager.query("UPDATE tickets SET deadline_at = '2020-01-01' WHERE code = ?", [codes['lamp']])
    expect((await page({ due: 'overdue' })).items.map(({ code }) => code)).toEqual([codes['lamp']])
    expect((await page({ due: 'overdue' }, 'officer-tuphap')).total).toBe(0)
    expect((await page({ categoryId: String(categoryId('duong-sa')) })).items.map(({ code }) => code)).toEqual([codes['pothole']])
    const [here, elsewhere] = (await ticketing.database.manager.query("SELECT id FROM departments WHERE type = 'ward' ORDER BY id LIMIT 2")) as { id: number }[]
    await ticketing.database.manager.query('UPDATE tickets SET ward_id = ? WHERE code = ?', [here?.id, codes['lamp']])
    const inWard = async (ward: { id: number } | undefined, search: string) => (await page({ wardId: String(ward?.id), search })).items.map(({ code }) => code)
    expect([await inWard(here, ''), await inWard(here, 'đèn đường'), await inWard(here, 'khai sinh'), await inWard(elsewhere, '')]).toEqual([[codes['lamp']], [codes['lamp']], [], []])
  })
})
