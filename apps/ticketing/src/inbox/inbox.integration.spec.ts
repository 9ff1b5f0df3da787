import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AnswerTemplate, BatchResult, Category, DoDeed, MassAct, Mentions, NewTicket, Page, Teamwork, Ticket, TicketBatch, TicketSummary, TicketViewList } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import request from 'supertest'
import { UserEntity } from '../database/directory.entities.js'
import { makeDataSource } from '../database/data-source.js'
import { verifyHistory } from '../history/verify-history.js'
import { askForNoProof, eventually, startTicketing } from '../ticketing-app.testing.js'

/** Head, officer, and an officer of another department. */
const HEAD = 'officer-xaydung'
const OFFICER = 'officer-xaydung-2'
const OTHER = 'officer-tuphap'

describe('the inbox of a department', () => {
  let ticketing: Awaited<ReturnType<typeof startTicketing>>
  let categories: Category[]

  const call = async (username: string, method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object) => {
    const answer = await request(ticketing.http())[method](`/api${path}`).set('cookie', await ticketing.cookieOf(username)).send(body)
    return { status: answer.status, body: answer.body as unknown }
  }
  const got = async <T>(username: string, path: string) => {
    const { status, body } = await call(username, 'get', path)
    expect([path, status]).toEqual([path, 200])
    return body as T
  }
  const done = async <T>(username: string, path: string, body: object) => {
    const { status, body: answer } = await call(username, 'post', path, body)
    expect([status, answer]).toEqual([status < 300 ? status : 200, expect.anything()])
    return answer as T
  }
  const ticket = (code: string, username = 'supervisor') => got<Ticket>(username, `/tickets/${code}`)
  const idOf = async (username: string) => (await ticketing.database.manager.findOneByOrFail(UserEntity, { username })).id
  const make = async (more: Partial<NewTicket> = {}, category = 'den-duong') =>
    (await done<Ticket>('operator1', '/tickets', { requestId: randomUUID(), categoryId: categories.find(({ code }) => code === category)?.id, description: 'Đèn đường hỏng ở hẻm 12.', ...more })).code
  const act = (username: string, code: string, deed: DoDeed & { revision?: number }) => call(username, 'post', `/tickets/${code}/deeds`, deed)
  const shortBatch = async (username: string, massAct: MassAct, ...codes: string[]) => {
    const tickets = await Promise.all(codes.map(async (code) => ({ code, revision: (await ticket(code)).revision })))
    return done<TicketBatch>(username, '/ticket-batches', { act: massAct, tickets })
  }
  /** More time to take it back, for a machine that has other work too. */
  const longer = async ({ id }: TicketBatch) => {
    const { manager } = ticketing.database
    await manager.query('UPDATE ticket_batches SET undo_until = undo_until + INTERVAL 1 HOUR WHERE id = ?', [id])
    await manager.query('UPDATE tickets SET held_until = held_until + INTERVAL 1 HOUR')
    await manager.query("UPDATE citizen_messages SET next_try_at = next_try_at + INTERVAL 1 HOUR WHERE state = 'waiting' AND about = 'answered'")
  }
  const batch = async (...asked: Parameters<typeof shortBatch>) => {
    const made = await shortBatch(...asked)
    await longer(made)
    return made
  }
  const undo = (username: string, id: number) => call(username, 'post', `/ticket-batches/${id}/undo`)
  const undone = async (username: string, id: number) => {
    const { status, body } = await undo(username, id)
    expect([status, body]).toEqual([200, expect.anything()])
    return body as BatchResult[]
  }
  const refusals = ({ results }: TicketBatch) => results.map(({ failure }) => failure?.code ?? null)
  const messages = async (code: string) => (await ticket(code)).messages.map(({ about, state }) => [about, state])
  const deeds = async (code: string) => (await ticket(code)).history.map(({ deed }) => deed)

  beforeAll(async () => {
    ticketing = await startTicketing('inbox', 25, { CALL_BACK_FROM: '00:00', CALL_BACK_UNTIL: '24:00' })
    await askForNoProof(ticketing)
    categories = await got<Category[]>('supervisor', '/categories')
  })
  afterAll(() => ticketing?.stop())

  it('gives a ticket to a person: officers take one, a head hands out, and both stand in the history', async () => {
    const code = await make()
    const [head, officer, other] = await Promise.all([HEAD, OFFICER, OTHER].map(idOf))
    const assign = (username: string, userId: number | null | undefined, revision?: number) => call(username, 'post', `/tickets/${code}/assignee`, { userId, revision })
    expect(await assign(OFFICER, officer)).toMatchObject({ status: 200, body: { assignee: { id: officer, displayName: 'Trịnh Thị Hồng Nhung' }, revision: 2 } })
    expect((await assign(OFFICER, head)).status).toBe(403)
    expect((await assign(OTHER, other)).status).toBe(404)
    expect((await assign('operator1', officer)).status).toBe(403)
    expect(await assign(HEAD, other)).toMatchObject({ status: 400, body: { details: [{ path: 'userId' }] } })
    expect(await assign(HEAD, head, 1)).toMatchObject({ status: 409, body: { code: 'stale-ticket', details: [{ path: 'assigned', message: 'Trịnh Thị Hồng Nhung' }] } })
    expect(await assign(HEAD, head, 2)).toMatchObject({ status: 200, body: { assignee: { id: head } } })
    expect((await ticket(code)).history.map(({ deed, by, text }) => [deed, by, text]).slice(1)).toEqual([
      ['assigned', 'Trịnh Thị Hồng Nhung', 'Trịnh Thị Hồng Nhung'],
      ['assigned', 'Đặng Quốc Bảo', 'Đặng Quốc Bảo'],
    ])
    const list = async (username: string, query: string) => (await got<Page<TicketSummary>>(username, `/tickets?${query}`)).items.map((one) => one.code)
    expect(await list(HEAD, 'assignee=mine')).toEqual([code])
    expect(await list(OFFICER, 'assignee=mine')).toEqual([])
    expect(await list(OFFICER, `assignee=${head}`)).toEqual([code])
    expect(await list(OFFICER, 'assignee=nobody')).toEqual([])
    // Whoever sends it back has it no longer.
    await act(HEAD, code, { deed: 'returned', text: 'Không thuộc địa bàn.' })
    expect(await ticket(code)).toMatchObject({ state: 'returned', assignee: null })
  })

  it('refuses what was decided upon the sight of a ticket that is another one now, and says what happened', async () => {
    const code = await make()
    const { revision } = await ticket(code, OFFICER)
    expect((await act(HEAD, code, { deed: 'accepted', revision })).status).toBe(200)
    expect(await act(OFFICER, code, { deed: 'answered', text: 'Đã thay bóng đèn.', revision })).toMatchObject({ status: 409, body: { code: 'stale-ticket', details: [{ path: 'accepted', message: 'Đặng Quốc Bảo' }] } })
    expect((await ticket(code)).state).toBe('accepted')
    expect((await act(OFFICER, code, { deed: 'answered', text: 'Đã thay bóng đèn.', revision: revision + 1 })).status).toBe(200)
  })

  it('filters by category, by what is due and by whom, and counts saved views, one’s own and the department’s', async () => {
    const late = await make({}, 'duong-sa')
    const soon = await make({}, 'duong-sa')
    const before = [await ticket(late), await ticket(soon)]
    await ticketing.database.manager.query('UPDATE tickets SET deadline_at = NOW() - INTERVAL 1 HOUR WHERE code = ?', [late])
    await ticketing.database.manager.query('UPDATE tickets SET deadline_at = NOW() + INTERVAL 1 HOUR WHERE code = ?', [soon])
    const categoryId = categories.find(({ code }) => code === 'duong-sa')?.id
    const codes = async (query: string) => (await got<Page<TicketSummary>>(OFFICER, `/tickets?categoryId=${categoryId}&${query}`)).items.map(({ code }) => code)
    expect([await codes('due=overdue'), await codes('state=open')]).toEqual([[late], [late, soon]])

    await done(OFFICER, '/ticket-views', { name: 'Đường sá', query: { state: 'open', categoryId }, shared: true })
    await done(OFFICER, '/ticket-views', { name: 'Trễ của tôi', query: { assignee: 'mine', due: 'overdue' }, shared: false })
    const views = async (username: string) => (await got<TicketViewList>(username, '/ticket-views')).saved.map(({ name, count, mayDelete }) => [name, count, mayDelete])
    expect(await views(OFFICER)).toEqual([['Đường sá', 2, true], ['Trễ của tôi', 0, true]])
    expect(await views(HEAD)).toEqual([['Đường sá', 2, false]])
    expect(await views(OTHER)).toEqual([])
    const { standard, saved } = await got<TicketViewList>(OFFICER, '/ticket-views')
    expect(standard.find(({ name }) => name === 'overdue')?.count).toBe(1)
    expect((await call(HEAD, 'delete', `/ticket-views/${saved[0]?.id}`)).status).toBe(404)
    expect((await call(OFFICER, 'delete', `/ticket-views/${saved[0]?.id}`)).status).toBe(204)
    expect(await views(HEAD)).toEqual([])
    // The chain holds what their deadlines are.
    for (const { code, deadlineAt } of before) await ticketing.database.manager.query('UPDATE tickets SET deadline_at = ? WHERE code = ?', [new Date(deadlineAt), code])
  })

  it('keeps notes inside, and a mention reaches nobody who may not see the ticket', async () => {
    const code = await make()
    const [head, other, operator] = (await Promise.all([HEAD, OTHER, 'operator1'].map(idOf))) as [number, number, number]
    const note = (mentions: (number | undefined)[]) => call(OFFICER, 'post', `/tickets/${code}/notes`, { text: '@Đặng Quốc Bảo xem giúp hồ sơ này.', mentions })
    expect(await note([head, other])).toMatchObject({ status: 400, body: { details: [{ path: 'mentions' }] } })
    expect((await note([head, operator])).status).toBe(204)
    expect((await call(OTHER, 'post', `/tickets/${code}/notes`, { text: 'Tôi xem.' })).status).toBe(404)
    const teamwork = await got<Teamwork>(HEAD, `/tickets/${code}/teamwork`)
    expect(teamwork).toMatchObject({ notes: [{ by: 'Trịnh Thị Hồng Nhung', mentioned: expect.arrayContaining([{ id: head, displayName: 'Đặng Quốc Bảo' }, { id: operator, displayName: 'Nguyễn Thị Mai' }]) }], mayAssign: 'everybody' })
    expect(teamwork.mentionable.map(({ id }) => id)).not.toContain(other)
    expect(await got<Mentions>(HEAD, '/mentions')).toMatchObject({ unread: 1, items: [{ code, readAt: null }] })
    expect((await got<Mentions>(OTHER, '/mentions')).items).toEqual([])
    await eventually(async () => (await ticketing.told()).some((fact) => JSON.stringify(fact) === JSON.stringify({ topic: 'mention', id: String(head), departmentId: null })))
    await call(HEAD, 'post', `/tickets/${code}/mentions/read`)
    expect(await got<Mentions>(HEAD, '/mentions')).toMatchObject({ unread: 0, items: [{ readAt: expect.any(String) }] })
    expect(await got<Mentions>('operator1', '/mentions')).toMatchObject({ unread: 1 })
    // Nothing of it is in what the citizen gets, nor in the chain.
    expect(await ticket(code)).toMatchObject({ messages: [], revision: 1 })
    // It goes to another department: whoever was named there has lost sight of it.
    const department = (await ticketing.database.manager.findOneByOrFail(UserEntity, { username: OTHER })).departmentId
    await act('supervisor', code, { deed: 'sent-on', departmentId: department ?? 0, text: 'Thuộc đơn vị khác.' })
    expect((await got<Mentions>(HEAD, '/mentions')).items).toEqual([])
  })

  it('keeps what is being written, and says who else is in the ticket', async () => {
    const code = await make()
    const draft = async (username: string) => (await got<Teamwork>(username, `/tickets/${code}/teamwork`)).draft
    await call(OFFICER, 'put', `/tickets/${code}/draft`, { text: 'Đội chiếu sáng' })
    await call(OFFICER, 'put', `/tickets/${code}/draft`, { text: 'Đội chiếu sáng đã', lateReason: '' })
    expect(await draft(OFFICER)).toMatchObject({ text: 'Đội chiếu sáng đã' })
    expect(await draft(HEAD)).toBeNull()
    const beat = async (username: string, doing: string) => ((await call(username, 'post', `/tickets/${code}/presence`, { doing })).body as { displayName: string; doing: string }[]).map((one) => [one.displayName, one.doing])
    expect(await beat(OFFICER, 'writing')).toEqual([])
    expect(await beat(HEAD, 'reading')).toEqual([['Trịnh Thị Hồng Nhung', 'writing']])
    expect((await call(OTHER, 'post', `/tickets/${code}/presence`, { doing: 'reading' })).status).toBe(404)
    expect(await beat(OFFICER, 'gone')).toEqual([['Đặng Quốc Bảo', 'reading']])
    await eventually(async () => (await ticketing.told()).filter((fact) => (fact as { topic: string; id: string }).topic === 'presence' && (fact as { id: string }).id === code).length === 3)
    await act(OFFICER, code, { deed: 'answered', text: 'Đội chiếu sáng đã thay.' })
    expect(await draft(OFFICER)).toBeNull()
  })

  it('answers many at once; what was refused says why; nothing is sent before the undo is over, and undone it never is', async () => {
    const mail = await make({ citizenEmail: 'lan@example.vn', citizenNumber: '0901234567', tellBy: 'email' })
    const silent = await make()
    const late = await make()
    const gone = await make()
    await ticketing.database.manager.query('UPDATE tickets SET deadline_at = NOW() - INTERVAL 1 HOUR WHERE code = ?', [late])
    const seen = await ticket(gone)
    await act(HEAD, gone, { deed: 'returned', text: 'Không thuộc địa bàn.' })
    const before = await ticket(mail)
    const tickets = [...(await Promise.all([mail, silent, late].map(async (code) => ({ code, revision: (await ticket(code)).revision })))), { code: gone, revision: seen.revision }]
    const begun = Date.now()
    const made = await done<TicketBatch>(OFFICER, '/ticket-batches', { act: { act: 'answer', text: 'Đã có điện lúc 18 giờ.' }, tickets })
    expect(refusals(made)).toEqual([null, null, 'bad-input', 'stale-ticket'])
    expect(Date.parse(made.undoUntil)).toBeGreaterThanOrEqual(begun + 10_000)
    expect(await ticket(mail)).toMatchObject({ state: 'approved', answer: { text: 'Đã có điện lúc 18 giờ.' } })
    const held = (await ticketing.database.manager.query("SELECT next_try_at AS at FROM citizen_messages WHERE about = 'answered' AND ticket_id = (SELECT id FROM tickets WHERE code = ?)", [mail])) as { at: Date }[]
    expect(held.map(({ at }) => at > new Date(made.undoUntil))).toEqual([true])
    await longer(made)

    expect((await undo(HEAD, made.id)).status).toBe(404)
    expect(await undone(OFFICER, made.id)).toEqual([{ code: mail, failure: null }, { code: silent, failure: null }])
    const after = await ticket(mail)
    expect(after).toMatchObject({ state: 'routed', answer: null, answeredAt: null, deadlineAt: before.deadlineAt, may: before.may })
    expect(await deeds(mail)).toEqual(['made', 'answered', 'approved', 'undone'])
    expect((await messages(mail))[1]).toEqual(['answered', 'withdrawn'])
    expect(await undo(OFFICER, made.id)).toMatchObject({ status: 409, body: { code: 'undo-over' } })

    const again = await batch(OFFICER, { act: 'answer', text: 'Đã có điện.', lateReason: 'Chờ vật tư.' }, mail, late)
    expect(refusals(again)).toEqual([null, null])
    // The citizen's own page does not know of it yet.
    const found = await request(ticketing.http()).post('/theo-doi').type('form').send({ code: mail, digits: '4567' })
    const page = await request(ticketing.http()).get(found.headers['location'] as string)
    expect([page.status, page.text.includes('Đã có điện')]).toEqual([200, false])
    // Somebody goes on with one of them: that one stays.
    await act('supervisor', late, { deed: 'told' })
    expect((await undone(OFFICER, again.id)).map(({ failure }) => failure?.code ?? null)).toEqual([null, 'gone-on'])
    expect([(await ticket(mail)).state, (await ticket(late)).state]).toEqual(['routed', 'told'])
  })

  it('sends what nobody took back, when its time is over', async () => {
    const code = await make({ citizenEmail: 'hoa@example.vn', tellBy: 'email' })
    const made = await shortBatch(OFFICER, { act: 'answer', text: 'Đã thay bóng đèn.' }, code)
    const sent = await eventually(async () => {
      const found = await ticket(code)
      return found.state === 'told' && found
    })
    expect(Date.parse(sent.messages[1]?.at ?? '')).toBeGreaterThan(Date.parse(made.undoUntil))
    expect(await undo(OFFICER, made.id)).toMatchObject({ status: 409, body: { code: 'undo-over' } })
  })

  it('assigns, accepts, returns and merges many at once, and takes each back', async () => {
    const [one, two, into] = [await make(), await make(), await make()]
    const officer = await idOf(OFFICER)
    const steps: { act: MassAct; made: Partial<Ticket>; by: string }[] = [
      { by: HEAD, act: { act: 'assign', userId: officer }, made: { assignee: { id: officer, displayName: 'Trịnh Thị Hồng Nhung' } } },
      { by: OFFICER, act: { act: 'accept' }, made: { state: 'accepted' } },
      { by: OFFICER, act: { act: 'return', text: 'Không thuộc địa bàn.' }, made: { state: 'returned' } },
      { by: OFFICER, act: { act: 'merge', into }, made: { state: 'merged', mergedInto: into } },
    ]
    for (const { by, act: massAct, made } of steps) {
      const result = await batch(by, massAct, one, two)
      expect([massAct.act, refusals(result)]).toEqual([massAct.act, [null, null]])
      expect(await ticket(one)).toMatchObject(made)
      expect((await undone(by, result.id)).map(({ failure }) => failure)).toEqual([null, null])
      expect(await ticket(two)).toMatchObject({ state: 'routed', assignee: null, mergedInto: null, answerable: null })
      expect((await ticket(two)).history.at(-1)).toMatchObject({ deed: 'undone' })
    }
    // A ticket is not merged into itself; an officer does not hand out to others; nobody sees another department's.
    expect(refusals(await batch(OFFICER, { act: 'merge', into }, one, into))).toEqual([null, 'bad-input'])
    expect(refusals(await batch(OFFICER, { act: 'assign', userId: await idOf(HEAD) }, two))).toEqual(['not-allowed'])
    expect(refusals(await batch(OTHER, { act: 'accept' }, two))).toEqual(['not-found'])
    expect((await call('operator1', 'post', '/ticket-batches', { act: { act: 'accept' }, tickets: [{ code: two, revision: 1 }] })).status).toBe(403)
  })

  it('makes one incident of many, whose answer reaches all their citizens, and undone it is as before', async () => {
    const lan = await make({ citizenEmail: 'lan@example.vn', tellBy: 'email' })
    const minh = await make({ citizenEmail: 'minh@example.vn', tellBy: 'email' })
    const trial = await batch(OFFICER, { act: 'incident', description: 'Mất điện cả phường 3.' }, lan, minh)
    expect(await undone(OFFICER, trial.id)).toHaveLength(3)
    expect([(await ticket(lan)).state, (await ticket(trial.incident ?? '')).state]).toEqual(['routed', 'closed'])

    const { incident, results } = await batch(OFFICER, { act: 'incident', description: 'Mất điện cả phường 3.' }, lan, minh)
    expect(results.map(({ failure }) => failure)).toEqual([null, null])
    const parent = await ticket(incident ?? '')
    expect(parent).toMatchObject({ state: 'routed', mergedHere: [lan, minh], deadlineAt: (await ticket(lan)).deadlineAt })

    const answer = await batch(OFFICER, { act: 'answer', text: 'Đã có điện lúc 18 giờ.' }, parent.code)
    expect([(await ticket(lan)).state, await deeds(lan)]).toEqual(['approved', ['made', 'merged', 'undone', 'merged', 'approved']])
    await undone(OFFICER, answer.id)
    expect([(await ticket(lan)).state, (await messages(minh)).at(-1)]).toEqual(['merged', ['answered', 'withdrawn']])

    await act(OFFICER, parent.code, { deed: 'answered', text: 'Đã có điện lúc 18 giờ.' })
    await eventually(async () => (await ticket(lan)).state === 'told' && (await ticket(minh)).state === 'told')
    expect(await ticket(minh)).toMatchObject({ answer: { text: 'Đã có điện lúc 18 giờ.' } })
  })

  it('makes no incident when none of the tickets can be part of it', async () => {
    const code = await make()
    await act(OFFICER, code, { deed: 'answered', text: 'Đã thay bóng đèn.' })
    const made = await batch(OFFICER, { act: 'incident', description: 'Mất điện cả phường 3.' }, code)
    expect([made.incident, refusals(made)]).toEqual([null, ['not-now']])
  })

  it('has answer templates, of a department and of all, and refuses a variable that nobody knows', async () => {
    const department = (await ticketing.database.manager.findOneByOrFail(UserEntity, { username: OFFICER })).departmentId
    const fields = { departmentId: department, name: 'Đã sửa đèn', textVi: 'Kính gửi {name}, phiếu {code} đã xong.', textEn: 'Dear {name}, {code} is done.' }
    const names = async (username: string) => (await got<AnswerTemplate[]>(username, '/answer-templates')).map(({ name, mayEdit }) => [name, mayEdit])
    expect((await call(OFFICER, 'post', '/answer-templates', fields)).status).toBe(204)
    expect((await call(OFFICER, 'post', '/answer-templates', { ...fields, departmentId: null })).status).toBe(403)
    expect((await call('supervisor', 'post', '/answer-templates', { ...fields, departmentId: null, name: 'Cảm ơn' })).status).toBe(204)
    expect(await call(OFFICER, 'post', '/answer-templates', { ...fields, textVi: 'Kính gửi {ten}, xong.' })).toMatchObject({ status: 400, body: { details: [{ path: 'textVi', message: 'unknown variable {ten}' }] } })
    expect([await names(HEAD), await names(OTHER), await names('operator1')]).toEqual([[['Cảm ơn', false], ['Đã sửa đèn', true]], [['Cảm ơn', false]], [['Cảm ơn', false], ['Đã sửa đèn', false]]])
    const id = (await got<AnswerTemplate[]>(HEAD, '/answer-templates'))[1]?.id
    expect((await call(HEAD, 'put', `/answer-templates/${id}`, { ...fields, name: 'Đã thay đèn', revision: 1 })).status).toBe(204)
    expect(await call(OFFICER, 'put', `/answer-templates/${id}`, { ...fields, revision: 1 })).toMatchObject({ status: 409, body: { code: 'stale-template' } })
    expect((await call(OTHER, 'delete', `/answer-templates/${id}`)).status).toBe(404)
    expect((await call(OFFICER, 'delete', `/answer-templates/${id}`)).status).toBe(204)
  })

  it('lets the department that has the ticket hear its call, and no other', async () => {
    const callId = '1763895165.77'
    const at = Math.floor(Date.now() / 1000)
    const tell = (offset: number, event: string, ...data: string[]) => ticketing.tell(`100-${offset}`, { at, callId, queue: 'reports', agent: 'NONE', event, data })
    await tell(1, 'CALLARRIVED', '0911222333', '1022', 'trunk')
    await tell(2, 'RECORDING', `${callId}.wav`)
    await tell(3, 'CALLENDED', '16', '', 'vi', 'talk')
    await writeFile(join(ticketing.folder, `${callId}.wav`), Buffer.from('RIFF0123456789'))
    await eventually(async () => (await call('supervisor', 'get', `/calls/${callId}`)).status === 200)
    const code = await make({ callId })
    await eventually(async () => (await ticket(code)).call?.hasRecording)
    const heard = async (username: string) => (await call(username, 'get', `/tickets/${code}/recording`)).status
    expect([await heard(OFFICER), await heard(OTHER), await heard('supervisor'), await heard('operator2')]).toEqual([200, 404, 200, 403])
    expect((await call(OFFICER, 'get', `/calls/${callId}/recording`)).status).toBe(403)
    expect((await call(OFFICER, 'get', `/tickets/${await make()}/recording`)).status).toBe(404)
  })

  it('leaves a whole history, and revisions that count its deeds', async () => {
    const source = await makeDataSource(ticketing.settings.DATABASE_URL).initialize()
    try {
      expect(await verifyHistory(source)).toMatchObject({ broken: null })
      expect(await source.query("SELECT code FROM tickets WHERE revision <> (SELECT COUNT(*) FROM ticket_history WHERE ticket_id = tickets.id AND deed <> 'warned')")).toEqual([])
    } finally {
      await source.destroy()
    }
  })
})
