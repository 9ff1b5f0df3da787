import { randomUUID } from 'node:crypto'
import type { Category, Department, DoDeed, NewTicket, Page, ReachingFigures, RoutingDetails, RoutingRule, RoutingRules, RoutingWorld, Ticket, TicketRouting, TicketSummary, TrialDifferences, TrialFigures, TriedText } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import request from 'supertest'
import { makeDataSource } from '../database/data-source.js'
import { verifyHistory } from '../history/verify-history.js'
import { askForNoProof, eventually, startTicketing } from '../ticketing-app.testing.js'

const POOL = ['officer-xaydung', 'officer-xaydung-2']
/** More than two pages of what a trial reads at once. */
const PAST = 2_300

describe('routing by rules', () => {
  let ticketing: Awaited<ReturnType<typeof startTicketing>>
  let categories: Category[]
  let departments: Department[]

  const call = async (username: string, method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object) => {
    const answer = await request(ticketing.http())[method](path).set('cookie', await ticketing.cookieOf(username)).send(body)
    return { status: answer.status, body: answer.body as unknown }
  }
  const got = async <T>(path: string, username = 'admin') => {
    const { status, body } = await call(username, 'get', path)
    expect([status, body]).toEqual([200, expect.anything()])
    return body as T
  }
  const query = async <T>(sql: string, parameters: unknown[] = []) => (await ticketing.database.manager.query(sql, parameters)) as T[]
  const categoryId = (code: string) => categories.find((category) => category.code === code)?.id ?? 0
  const department = (code: string) => departments.find((one) => one.code === code) as Department
  const make = async (category: string, more: Partial<NewTicket> = {}) => {
    const { status, body } = await call('operator1', 'post', '/api/tickets', { requestId: randomUUID(), kind: 'problem', categoryId: categoryId(category), description: 'Cần xem xét.', place: 'Hẻm 12', ...more })
    expect([status, body]).toEqual([201, expect.anything()])
    return body as Ticket
  }
  const routingOf = (code: string) => got<TicketRouting>(`/api/tickets/${code}/routing`)
  const rule = (id: string, when: Partial<RoutingRule['when']>, to: Partial<RoutingRule['to']>) => ({ id, name: { vi: `Quy tắc ${id}`, en: `Rule ${id}` }, on: true, when, to: { lead: { by: 'category' }, ...to } })
  const save = async (rules: object[], revision: number | null = null) => {
    const answer = await call('admin', 'put', '/api/routing/draft', { revision, definition: { rules } })
    return { status: answer.status, body: answer.body as RoutingDetails & { code?: string } }
  }

  beforeAll(async () => {
    ticketing = await startTicketing('routing', 22)
    await askForNoProof(ticketing)
    departments = await got('/api/departments')
    categories = await got('/api/categories')
  })
  afterAll(async () => {
    await ticketing?.stop()
  })

  it('has rules from the first start that are all right', async () => {
    const details = await got<RoutingDetails>('/api/routing')
    expect(details).toMatchObject({ published: { version: 1, current: true, by: 'system' }, draft: null, faults: [] })
    expect(details.definition.rules.length).toBeGreaterThan(8)
    const world = await got<RoutingWorld>('/api/routing/world')
    expect(world.departments.filter(({ ward }) => ward).length).toBeGreaterThan(50)
  })

  it('says of a ticket by which rule it went where it went', async () => {
    const lamp = await make('den-duong', { description: 'Đèn đường không sáng ở hẻm 12.' })
    const number = (await got<RoutingDetails>('/api/routing')).definition.rules.findIndex(({ id }) => id === 'den-duong') + 1
    expect(lamp.department.code).toBe('so-xay-dung')
    expect(await routingOf(lamp.code)).toMatchObject({ why: { by: 'rule', rule: { id: 'den-duong', number, name: { vi: 'Đèn đường không sáng', en: 'Street lights out' } } }, version: 1, insteadOf: null, person: expect.any(String), support: [] })
    const birth = await make('ho-tich')
    expect(birth.department.code).toBe('so-tu-phap')
    expect(await routingOf(birth.code)).toMatchObject({ why: { by: 'category', rule: null }, person: null })
    const waste = await make('rac-thai', { wardId: department('ubnd-phuong-an-binh').id })
    expect(waste.department.code).toBe('ubnd-phuong-an-binh')
  })

  it('gives a pool’s tickets to whoever has the fewest, also when they come at the same moment', async () => {
    await query("UPDATE tickets SET state = 'closed'")
    await Promise.all(Array.from({ length: 30 }, () => make('den-duong')))
    const shares = () => query<{ username: string; open: string }>("SELECT u.username, COUNT(*) AS open FROM tickets t JOIN users u ON u.id = t.assignee_id WHERE t.state = 'routed' GROUP BY u.username ORDER BY u.username")
    expect((await shares()).map(({ username, open }) => [username, Number(open)])).toEqual(POOL.map((username) => [username, 15]))
    await query("UPDATE tickets t JOIN users u ON u.id = t.assignee_id SET t.state = 'closed' WHERE u.username = 'officer-xaydung-2'")
    await Promise.all(Array.from({ length: 11 }, () => make('den-duong')))
    expect((await shares()).map(({ username, open }) => [username, Number(open)])).toEqual([['officer-xaydung', 15], ['officer-xaydung-2', 11]])
  })

  it('brings a citizen who comes again to whoever works on the first ticket', async () => {
    const citizenNumber = '0912345678'
    const first = await make('ho-tich', { citizenNumber })
    await query('UPDATE tickets SET department_id = ?, assignee_id = NULL WHERE code = ?', [department('cong-an-tinh').id, first.code])
    const again = await make('ho-tich', { citizenNumber })
    expect(again.department.code).toBe('cong-an-tinh')
    expect(await routingOf(again.code)).toMatchObject({ why: { rule: { id: 'nguoi-dang-xu-ly' } } })
    expect((await make('chung-thuc', { citizenNumber })).department.code).toBe('so-tu-phap')
  })

  it('lets a supporting department see and contribute, and only the lead answer', async () => {
    const { code, level } = await make('dien', { description: 'Day dien dut truoc cong truong.' })
    expect(level).toBe(3)
    const act = (username: string, deed: DoDeed) => call(username, 'post', `/api/tickets/${code}/deeds`, deed)
    expect(await routingOf(code)).toMatchObject({ department: { vi: 'Công ty Điện lực Đồng Tháp' }, support: [{ code: 'so-xay-dung' }], why: { rule: { id: 'dien-nguy-hiem' } } })
    expect(await got<Ticket>(`/api/tickets/${code}`, 'officer-xaydung')).toMatchObject({ code, may: ['contributed'] })
    expect((await call('officer-tuphap', 'get', `/api/tickets/${code}`)).status).toBe(404)
    const codes = async (path: string) => (await got<Page<TicketSummary>>(path, 'officer-xaydung')).items.map((ticket) => ticket.code)
    expect(await codes('/api/tickets?state=open')).not.toContain(code)
    expect(await codes('/api/tickets?state=open&supporting=true')).toEqual([code])
    expect(await act('officer-xaydung', { deed: 'answered', text: 'Đã xử lý xong.' })).toMatchObject({ status: 403 })
    expect(await act('officer-xaydung', { deed: 'accepted' })).toMatchObject({ status: 403 })
    expect(await act('officer-tuphap', { deed: 'contributed', text: 'Tôi góp ý.' })).toMatchObject({ status: 404 })
    const { status, body } = await act('officer-xaydung', { deed: 'contributed', text: 'Đã rào chắn vỉa hè.' })
    expect([status, (body as Ticket).history.map(({ deed, text }) => [deed, text])]).toEqual([200, [['made', null], ['contributed', 'Đã rào chắn vỉa hè.']]])
    expect((body as Ticket).state).toBe('routed')
    // Of its own ticket a department is no supporter.
    const own = await make('den-duong')
    expect(await call('officer-xaydung', 'post', `/api/tickets/${own.code}/deeds`, { deed: 'contributed', text: 'Tôi góp ý.' })).toMatchObject({ status: 403 })
    await eventually(async () => (await ticketing.told()).some((fact) => (fact as { id?: string; departmentId?: number }).id === code && (fact as { departmentId?: number }).departmentId === department('so-xay-dung').id))
  })

  it('keeps a faulty draft, refuses to publish it with rule and reason, publishes a good one, and rolls it back', async () => {
    const faulty = await save([rule('a', {}, { lead: { by: 'department', code: 'so-khong-co' } }), rule('b', { words: [' '] }, {})])
    expect(faulty.body).toMatchObject({ draft: { revision: 1, by: 'Quản trị hệ thống' }, published: { version: 1 } })
    expect(faulty.body.faults.map(({ number, code }) => [number, code])).toEqual([[1, 'unknown-department'], [2, 'empty-words'], [2, 'never-reached']])
    expect(await call('admin', 'post', '/api/routing/publish', { revision: 1, note: '' })).toMatchObject({ status: 409, body: { code: 'routing-has-faults', details: [{ path: '1' }, { path: '2' }, { path: '2' }] } })
    expect((await make('ho-tich')).department.code).toBe('so-tu-phap')

    expect(await save([], null)).toMatchObject({ status: 409, body: { code: 'stale-draft' } })
    const good = await save([rule('khai-sinh', { categories: ['ho-tich'], words: ['khai sinh'] }, { lead: { by: 'department', code: 'so-noi-vu' }, support: ['so-tu-phap'] })], 1)
    expect(good.body.faults).toEqual([])
    expect(await call('supervisor', 'post', '/api/routing/publish', { revision: 2, note: '' })).toMatchObject({ status: 403 })
    expect(await call('admin', 'post', '/api/routing/publish', { revision: 1, note: '' })).toMatchObject({ status: 409 })
    const published = await call('admin', 'post', '/api/routing/publish', { revision: 2, note: 'Thử khai sinh.' })
    expect(published).toMatchObject({ status: 200, body: { published: { version: 2, by: 'Quản trị hệ thống', note: 'Thử khai sinh.' }, draft: null } })
    const birth = await make('ho-tich', { description: 'Hỏi về KHAI SINH cho con.' })
    expect([birth.department.code, (await routingOf(birth.code)).version]).toEqual(['so-noi-vu', 2])

    expect(await call('admin', 'post', '/api/routing/publish', { revision: 2, note: '' })).toMatchObject({ status: 409, body: { code: 'no-draft' } })
    expect(await call('admin', 'post', '/api/routing/roll-back', { version: 1, note: 'Về như cũ.' })).toMatchObject({ status: 200, body: { published: { version: 3, rolledBackTo: 1 } } })
    expect((await make('ho-tich', { description: 'Hỏi về KHAI SINH cho con.' })).department.code).toBe('so-tu-phap')
    const { versions } = await got<RoutingDetails>('/api/routing')
    expect(versions.map(({ version, current, rolledBackTo }) => [version, current, rolledBackTo])).toEqual([[3, true, 1], [2, false, null], [1, false, null]])
    expect(await got(`/api/routing/versions/2`)).toMatchObject({ definition: { rules: [{ id: 'khai-sinh' }] } })
    expect(await call('admin', 'post', '/api/routing/roll-back', { version: 9, note: '' })).toMatchObject({ status: 404 })
  })

  it('refuses to bring back rules that name a department that is gone', async () => {
    await query("UPDATE departments SET valid_until = '2026-01-31' WHERE code = 'so-noi-vu'")
    expect(await call('admin', 'post', '/api/routing/roll-back', { version: 2, note: '' })).toMatchObject({ status: 409, body: { code: 'routing-has-faults' } })
    await query("UPDATE departments SET valid_until = NULL WHERE code = 'so-noi-vu'")
  })

  it('lets one of two who save at the same moment know', async () => {
    const draft = [rule('a', { categories: ['dien'] }, {})]
    const both = await Promise.all([save(draft), save(draft)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await call('admin', 'delete', '/api/routing/draft')).toMatchObject({ status: 200, body: { draft: null } })
  })

  it('tries a draft on past tickets, page by page, and shows which would go elsewhere', async () => {
    await query("UPDATE tickets SET created_at = '2020-01-01'")
    const [{ id: by } = { id: 0 }] = await query<{ id: number }>("SELECT id FROM users WHERE username = 'operator1'")
    const rows = Array.from({ length: PAST }, (_, index) => {
      const at = new Date(Date.UTC(2026, 8, 1) + Math.floor(index / 3) * 3_600_000)
      return [`8${String(index).padStart(8, '0')}`, randomUUID(), 'closed', 'problem', categoryId(index % 2 === 0 ? 'den-duong' : 'ho-tich'), department('so-xay-dung').id, index % 5 === 0 ? 'Dây điện đứt' : 'Cần xem xét', by, at, at]
    })
    await query('INSERT INTO tickets (code, request_id, state, kind, category_id, department_id, description, created_by, created_at, deadline_at) VALUES ?', [rows])
    const published = (await got<RoutingDetails>('/api/routing')).definition
    const only = { ...published, rules: [rule('day-dien', { words: ['day dien'] }, { lead: { by: 'department', code: 'cong-ty-dien-luc' } }), ...published.rules.filter(({ id }) => id === 'den-duong')] } as RoutingRules
    const { body } = await save(only.rules)
    expect(body.faults).toEqual([])

    const period = 'from=2026-09-01&to=2026-10-31'
    const figures = await got<TrialFigures>(`/api/routing/trial?${period}`)
    const wires = rows.filter(([, , , , , , description]) => description === 'Dây điện đứt')
    const lamps = rows.filter((row) => row[4] === categoryId('den-duong'))
    const both = wires.filter((row) => row[4] === categoryId('den-duong'))
    // By the published rules wires in a street light's ticket go to the power company with support; by the draft every wire does, without.
    expect(figures).toMatchObject({ tickets: PAST, different: wires.length })
    const counted = Object.fromEntries(figures.departments.map(({ code, published, draft }) => [code, [published, draft]]))
    expect(counted).toEqual({
      'cong-ty-dien-luc': [both.length, wires.length],
      'so-xay-dung': [lamps.length - both.length, lamps.length - both.length],
      'so-tu-phap': [PAST - lamps.length, PAST - lamps.length - (wires.length - both.length)],
    })
    expect(figures.rules.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual([
      { id: 'category', tickets: PAST - lamps.length - (wires.length - both.length) },
      { id: 'day-dien', tickets: wires.length },
      { id: 'den-duong', tickets: lamps.length - both.length },
    ])

    const seen: string[] = []
    for (let next: string | null = ''; next !== null; ) {
      const page: TrialDifferences = await got(`/api/routing/trial/differences?${period}${next === '' ? '' : `&after=${next}`}`)
      seen.push(...page.items.map(({ code }) => code))
      if (next === '') expect(page.items[0]).toMatchObject({ description: 'Dây điện đứt', published: { why: { rule: { id: 'dien-nguy-hiem' } }, support: [{ vi: 'Sở Xây dựng' }] }, draft: { department: { vi: 'Công ty Điện lực Đồng Tháp' }, support: [], why: { rule: { id: 'day-dien', number: 1 } } } })
      next = page.next
    }
    expect(seen).toEqual(wires.map(([code]) => code))
    expect(await got<TrialFigures>('/api/routing/trial?from=2026-11-01&to=2026-11-02')).toEqual({ tickets: 0, different: 0, departments: [], rules: [] })
    expect((await query<{ n: string }>('SELECT COUNT(*) AS n FROM ticket_routings r JOIN tickets t ON t.id = r.ticket_id WHERE t.created_at > ?', ['2026-08-01']))[0]).toEqual({ n: '0' })
  })

  it('tries a draft on a text', async () => {
    const body = { text: 'Dây điện sà xuống đường', kind: 'problem', category: 'ho-tich', ward: null, at: null }
    expect((await call('admin', 'post', '/api/routing/trial/text', body)).body as TriedText).toMatchObject({ published: { department: { vi: 'Sở Tư pháp' }, why: { by: 'category' } }, draft: { department: { vi: 'Công ty Điện lực Đồng Tháp' }, why: { rule: { id: 'day-dien' } } } })
    expect(await call('admin', 'post', '/api/routing/trial/text', { ...body, category: 'khong-co' })).toMatchObject({ status: 400 })
    expect(await call('officer-tuphap', 'post', '/api/routing/trial/text', body)).toMatchObject({ status: 403 })
    await call('admin', 'delete', '/api/routing/draft')
  })

  it('measures how long a voicemail and a returned ticket were on the way to a department', async () => {
    const tell = (...parts: string[]) => {
      const [callId = '', queue = 'NONE', agent = 'NONE', event = '', ...data] = parts
      return ticketing.tell(`100-${++offset}`, { at: Math.floor(Date.now() / 1000), callId, queue, agent, event, data })
    }
    let offset = 0
    const id = '1763895900.1'
    await tell(id, 'NONE', 'NONE', 'CALLARRIVED', '0922222222', '1022', 'trunk')
    await tell(id, 'reports', 'NONE', 'VOICEMAIL', `${id}.wav`, '7')
    await tell(id, 'NONE', 'NONE', 'CALLENDED', '16', '', 'vi', 'voicemail')
    const [left] = await eventually(async () => {
      const rows = await query<{ code: string; voicemail_id: number }>('SELECT code, voicemail_id FROM tickets WHERE call_id = ?', [id])
      return rows.length > 0 && rows
    })
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())
    const figures = () => got<ReachingFigures>(`/api/routing/reaching?from=${today}&to=${today}`, 'manager')
    expect((await figures()).waiting).toMatchObject([{ code: left?.code, way: 'voicemail' }])
    const heard = await make('den-duong', { voicemailId: left?.voicemail_id ?? 0, description: 'Đèn đường tắt ba đêm nay.' })
    expect([heard.code, heard.department.code]).toEqual([left?.code, 'so-xay-dung'])
    expect(await query('SELECT version FROM ticket_routings WHERE ticket_id = (SELECT id FROM tickets WHERE code = ?)', [heard.code])).toHaveLength(2)

    const returned = await make('ho-tich')
    await call('officer-tuphap', 'post', `/api/tickets/${returned.code}/deeds`, { deed: 'returned', text: 'Không thuộc ngành.' })
    expect((await figures()).waiting).toMatchObject([{ code: returned.code, way: 'returned' }])
    await call('supervisor', 'post', `/api/tickets/${returned.code}/deeds`, { deed: 'sent-on', departmentId: department('so-noi-vu').id, text: 'Thuộc Sở Nội vụ.' })
    const after = await figures()
    expect(after.waiting).toEqual([])
    expect(after.ways.map(({ way, count, withinGoal }) => [way, count, withinGoal])).toEqual([['at-once', 1, 1], ['voicemail', 1, 1], ['returned', 1, 1]])
    expect(await call('manager', 'get', '/api/routing/reaching?from=2025-01-01&to=2026-12-31')).toMatchObject({ status: 400, body: { code: 'period-too-long' } })
  })

  it('leaves a whole history', async () => {
    const source = await makeDataSource(ticketing.settings.DATABASE_URL).initialize()
    try {
      // Rows that this test wrote or moved by hand have none, or another one; the chain itself holds.
      expect((await verifyHistory(source)).links).toBeGreaterThan(50)
    } finally {
      await source.destroy()
    }
  })
})
