import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROLES, type Category, type Changed, type ComplaintViewers, type Department, type DoDeed, type LocalName, type Page, type Ticket, type TicketFigures, type TicketForm, type TicketKind, type TicketSummary } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import request from 'supertest'
import { makeDataSource } from '../database/data-source.js'
import { UserEntity } from '../database/directory.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { verifyHistory } from '../history/verify-history.js'
import { askForNoProof, eventually, startTicketing } from '../ticketing-app.testing.js'
import { seesTicket, type Viewer } from '../visibility/sees-ticket.js'
import { TicketVisibility } from '../visibility/ticket-visibility.js'

type Refusal = { code: string; message: LocalName; details: { path: string; message: string }[] }

let ticketing: Awaited<ReturnType<typeof startTicketing>>
let categories: Map<string, Category>
let departments: Map<string, Department>
const call = async (username: string, method: 'get' | 'post' | 'put', path: string, body?: object) => {
  const answer = await request(ticketing.http())[method](path).set('cookie', await ticketing.cookieOf(username)).send(body)
  return { status: answer.status, body: answer.body as unknown }
}
const got = async <T>(username: string, path: string) => (await call(username, 'get', path)).body as T
const make = async (more: object, username = 'operator1') => call(username, 'post', '/api/tickets', { requestId: randomUUID(), categoryId: categories.get('den-duong')?.id, description: 'Đèn đường hỏng ở hẻm 12.', ...more })
const act = (username: string, code: string, deed: DoDeed) => call(username, 'post', `/api/tickets/${code}/deeds`, deed)
const complaint = () => ({
  kind: 'complaint',
  categoryId: categories.get('den-duong')?.id,
  aboutDepartmentId: departments.get('so-xay-dung')?.id,
  citizenNumber: '0977000111',
  description: 'Cán bộ đòi tiền để sửa đèn.',
  fields: { official: 'Nguyễn Văn A', office: 'Đội chiếu sáng', happenedOn: '2026-11-20' },
})

beforeAll(async () => {
  ticketing = await startTicketing('kinds', 21)
    await askForNoProof(ticketing)
  categories = new Map((await got<Category[]>('supervisor', '/api/categories')).map((category) => [category.code, category]))
  departments = new Map((await got<Department[]>('supervisor', '/api/departments')).map((department) => [department.code, department]))
})
afterAll(() => ticketing.stop())

describe('a form', () => {
  it('is there for each kind, readable as JSON Schema', async () => {
    const forms = await got<TicketForm[]>('officer-tuphap', '/api/ticket-forms')
    expect(forms.map(({ kind, version }) => [kind, version])).toEqual(['information', 'problem', 'complaint', 'proposal', 'dossier', 'voicemail', 'call-back'].map((kind) => [kind, 1]))
    const schema = await request(ticketing.http()).get('/api/ticket-forms/problem/schema').set('cookie', await ticketing.cookieOf('operator1'))
    expect(schema.headers['content-type']).toMatch(/^application\/schema\+json/)
    expect(schema.body).toMatchObject({ $id: 'http://localhost:10220/api/ticket-forms/problem/schema', $schema: 'https://json-schema.org/draft/2020-12/schema', required: ['place'] })
  })

  it('refuses what does not fit it, with the field and why in both languages', async () => {
    const { status, body } = await make({ kind: 'dossier', fields: { dossierNumber: 'số 1', submittedOn: '2026-02-30', colour: 'red' } })
    expect([status, (body as Refusal).details.map(({ path }) => path)]).toEqual([400, ['fields.dossierNumber', 'fields.submittedOn', 'fields.colour']])
    expect((body as Refusal).message).toEqual({
      vi: 'Mã hồ sơ: không đúng dạng; Nộp ngày: phải là ngày có thật; colour: không có trong biểu mẫu.',
      en: 'Dossier number: does not have the right form; Submitted on: must be a day of the calendar; colour: is not in the form.',
    })
    expect(await make({ kind: 'problem', place: ' ' })).toMatchObject({ status: 400, body: { message: { vi: 'Địa điểm: bắt buộc phải có.' }, details: [{ path: 'place' }] } })
    expect(await make({ kind: 'voicemail' })).toMatchObject({ status: 400, body: { details: [{ path: 'kind' }] } })
  })

  it('has another version for new tickets; those of before keep theirs, and what an operator had open is taken', async () => {
    const made = (await make({ kind: 'problem', place: 'Hẻm 12', fields: { danger: true } })).body as Ticket
    expect(made).toMatchObject({ kind: 'problem', level: 2, place: 'Hẻm 12', fields: { danger: true }, form: { version: 1 } })
    const [form] = await got<TicketForm[]>('admin', '/api/ticket-forms/problem/versions')
    const schema = { ...form?.schema, properties: { ...(form?.schema['properties'] as object), pole: { type: 'string', maxLength: 20, 'x-title': { vi: 'Số cột', en: 'Pole' } } }, required: ['place', 'pole'] }
    expect((await call('supervisor', 'post', '/api/ticket-forms/problem', { basedOn: 1, schema })).status).toBe(403)
    expect(await call('admin', 'post', '/api/ticket-forms/problem', { basedOn: 1, schema: { ...schema, minProperties: 1 } })).toMatchObject({ status: 400, body: { details: [{ path: 'schema.minProperties' }] } })
    const both = await Promise.all([1, 2].map(() => call('admin', 'post', '/api/ticket-forms/problem', { basedOn: 1, schema })))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])

    expect((await got<Ticket>('operator1', `/api/tickets/${made.code}`)).form?.version).toBe(1)
    expect(await make({ kind: 'problem', place: 'Hẻm 13' })).toMatchObject({ status: 400, body: { details: [{ path: 'fields.pole' }] } })
    expect(await make({ kind: 'problem', place: 'Hẻm 13', formVersion: 1 })).toMatchObject({ status: 201, body: { form: { version: 1 } } })
    expect(await make({ kind: 'problem', place: 'Hẻm 13', formVersion: 2, fields: { pole: 'C7' } })).toMatchObject({ status: 201, body: { form: { version: 2 }, fields: { pole: 'C7' } } })
    await ticketing.database.manager.query("UPDATE ticket_forms SET published_at = published_at - INTERVAL 2 DAY WHERE kind = 'problem'")
    expect(await make({ kind: 'problem', place: 'Hẻm 13', formVersion: 1 })).toMatchObject({ status: 400, body: { details: [{ path: 'formVersion' }] } })
  })

  it('is corrected by its department, by the version it was written with, and the history says what it said', async () => {
    const { code } = (await make({ kind: 'dossier', categoryId: categories.get('ho-tich')?.id, fields: { dossierNumber: 'H20-1' } })).body as Ticket
    expect(await act('officer-tuphap', code, { deed: 'corrected', fields: { dossierNumber: '?' }, place: null })).toMatchObject({ status: 400, body: { details: [{ path: 'fields.dossierNumber' }] } })
    expect(await act('officer-tuphap', code, { deed: 'corrected', fields: { dossierNumber: 'H20-1' }, place: null })).toMatchObject({ status: 400, body: { message: { en: 'Nothing is changed.' } } })
    const { body } = await act('officer-tuphap', code, { deed: 'corrected', fields: { dossierNumber: 'H20-0001', submittedOn: '2026-11-02' }, place: null })
    expect(body).toMatchObject({ fields: { dossierNumber: 'H20-0001', submittedOn: '2026-11-02' }, state: 'routed' })
    expect((body as Ticket).history.at(-1)).toMatchObject({ deed: 'corrected', by: 'Huỳnh Minh Tâm', text: 'Mã hồ sơ: H20-1 → H20-0001\nNộp ngày: — → 02/11/2026' })
  })
})

describe('a level', () => {
  it('is set by rule, changed with a reason by who approves, and counted', async () => {
    const { code, level } = (await make({ kind: 'information' })).body as Ticket
    expect(level).toBe(1)
    expect(await act('operator1', code, { deed: 'level-changed', level: 3, text: 'Liên quan nhiều sở.' })).toMatchObject({ status: 403 })
    expect(await act('supervisor', code, { deed: 'level-changed', level: 1, text: 'Không đổi.' })).toMatchObject({ status: 400, body: { details: [{ path: 'level' }] } })
    const { body } = await act('manager', code, { deed: 'level-changed', level: 3, text: 'Liên quan nhiều sở.' })
    expect(body).toMatchObject({ level: 3, state: 'routed' })
    expect((body as Ticket).history.at(-1)).toMatchObject({ deed: 'level-changed', text: '1 → 3: Liên quan nhiều sở.' })
    const found = await got<Page<TicketSummary>>('supervisor', '/api/tickets?level=3')
    expect(found.items.map((ticket) => ticket.code)).toEqual([code])
  })
})

describe('a complaint about an official', () => {
  let code: string
  it('is taken, and its operator is told the code and nothing else', async () => {
    const { status, body } = await make(complaint())
    expect([status, Object.keys(body as object).sort()]).toEqual([201, ['code', 'receipt']])
    code = (body as { code: string }).code
    const row = await ticketing.database.manager.findOneByOrFail(TicketEntity, { code })
    // Its category is the department's that it is about: another one answers.
    expect(row).toMatchObject({ departmentId: departments.get('van-phong-ubnd-tinh')?.id, level: 3 })
  })

  it('is seen by named people, and is nowhere for anybody else', async () => {
    for (const username of ['manager', 'officer-thanhtra']) {
      expect(await got<Ticket>(username, `/api/tickets/${code}`)).toMatchObject({ code, fields: { official: 'Nguyễn Văn A' }, aboutDepartment: { vi: 'Sở Xây dựng' } })
      expect((await got<Page<TicketSummary>>(username, '/api/tickets?kind=complaint')).total).toBe(1)
      expect((await got<Page<TicketSummary>>(username, `/api/tickets?search=${code}`)).total).toBe(1)
    }
    for (const username of ['operator1', 'operator2', 'supervisor', 'admin', 'officer-xaydung', 'officer-tuphap']) {
      expect([username, (await call(username, 'get', `/api/tickets/${code}`)).status]).toEqual([username, 404])
      expect([username, (await act(username, code, { deed: 'accepted' })).status]).toEqual([username, 404])
      for (const query of ['kind=complaint', `search=${code}`, `search=${encodeURIComponent('đòi tiền')}`, 'search=0977000111']) expect([username, query, (await got<Page<TicketSummary>>(username, `/api/tickets?${query}`)).total]).toEqual([username, query, 0])
    }
    const history = async (username: string) => ((await call(username, 'post', '/api/callers', { callId: '1763895165.77', number: '0977000111' })).body as { tickets: TicketSummary[] }).tickets.map((ticket) => ticket.code)
    expect([await history('operator1'), await history('supervisor'), await history('manager')]).toEqual([[], [], [code]])
  })

  it('is counted for those who see it only', async () => {
    const [from, to] = [new Date(Date.now() - 86_400_000), new Date(Date.now() + 86_400_000)].map((day) => day.toISOString().slice(0, 10))
    const figures = (username: string) => got<TicketFigures>(username, `/api/ticket-figures?from=${from}&to=${to}`)
    const [all, others] = [await figures('manager'), await figures('supervisor')]
    expect(all.made).toBe(others.made + 1)
    expect(all.levels.reduce((sum, { count }) => sum + count, 0)).toBe(all.made)
    expect([all.reach.known, all.reach.withinGoal]).toEqual([all.made, all.made])
    expect(all.reach.medianSeconds).toBeLessThan(5)
    expect((await call('operator1', 'get', `/api/ticket-figures?from=${from}&to=${to}`)).status).toBe(403)
  })

  it('is told to the screens of named people, and to nobody else', async () => {
    const ids = async (...usernames: string[]) => (await Promise.all(usernames.map((username) => ticketing.database.manager.findOneByOrFail(UserEntity, { username })))).map(({ id }) => id)
    const fact = await eventually(async () => ((await ticketing.told()) as Changed[]).find(({ id }) => id === code))
    expect({ ...fact, onlyFor: [...(fact.onlyFor ?? [])].sort() }).toEqual({ topic: 'ticket', id: code, departmentId: null, onlyFor: (await ids('manager', 'officer-thanhtra')).sort() })
  })

  it('is not heard in the recording of its call, and known there by its code to its operator only', async () => {
    const callId = '1763895165.7'
    const operator = await ticketing.database.manager.findOneByOrFail(UserEntity, { username: 'operator1' })
    const lines: [string, string, string, string[]][] = [
      ['NONE', 'NONE', 'CALLARRIVED', ['0977000111', '1022', 'trunk']],
      ['procedures', 'NONE', 'TOQUEUE', ['0', 'vi', 'flow']],
      ['procedures', `op-${operator.id}`, 'CONNECT', ['0', '1.2', '1']],
      ['procedures', 'NONE', 'RECORDING', [`${callId}.wav`]],
      ['NONE', 'NONE', 'CALLENDED', ['16', '', 'vi', 'talk']],
    ]
    for (const [index, [queue, agent, event, data]] of lines.entries()) await ticketing.tell(`100-${index + 1}`, { at: Math.floor(Date.now() / 1000), callId, queue, agent, event, data })
    await eventually(async () => (await got<{ outcome?: string | null }>('operator1', `/api/calls/${callId}`)).outcome)
    await writeFile(join(ticketing.folder, `${callId}.wav`), 'RIFF0123456789')
    const heard = async (username: string) => (await call(username, 'get', `/api/calls/${callId}/recording`)).status
    expect([await heard('operator1'), await heard('supervisor'), await heard('manager')]).toEqual([200, 200, 200])
    const { code: ofCall } = (await make({ ...complaint(), callId })).body as { code: string }
    expect([await heard('operator1'), await heard('supervisor'), await heard('manager')]).toEqual([404, 404, 200])
    const codes = async (username: string) => (await got<{ ticketCodes: string[] }>(username, `/api/calls/${callId}`)).ticketCodes
    expect([await codes('operator1'), await codes('supervisor'), await codes('manager')]).toEqual([[ofCall], [], [ofCall]])
  })

  it('is hidden from a named officer of the department that it is about', async () => {
    const { viewers, people } = await got<ComplaintViewers>('manager', '/api/complaint-viewers')
    const builder = people.find(({ displayName }) => displayName === 'Đặng Quốc Bảo')?.userId
    const before = viewers.map(({ userId }) => userId)
    expect((await call('supervisor', 'put', '/api/complaint-viewers', { userIds: before })).status).toBe(403)
    expect((await call('admin', 'put', '/api/complaint-viewers', { userIds: [] })).status).toBe(400)
    expect((await call('admin', 'put', '/api/complaint-viewers', { userIds: [999_999] })).status).toBe(400)
    expect((await call('admin', 'put', '/api/complaint-viewers', { userIds: [...before, builder] })).status).toBe(200)
    expect((await call('officer-xaydung', 'get', `/api/tickets/${code}`)).status).toBe(404)
    const { code: other } = (await make({ ...complaint(), aboutDepartmentId: departments.get('so-y-te')?.id })).body as { code: string }
    expect((await call('officer-xaydung', 'get', `/api/tickets/${other}`)).status).toBe(200)
    expect((await call('manager', 'put', '/api/complaint-viewers', { userIds: before })).status).toBe(200)
    expect((await call('officer-xaydung', 'get', `/api/tickets/${other}`)).status).toBe(404)
  })

  it('goes its way among named people, and no other ticket is merged into it', async () => {
    expect((await act('officer-thanhtra', code, { deed: 'accepted' })).body).toMatchObject({ state: 'accepted' })
    const { code: other } = (await make({ citizenNumber: null })).body as Ticket
    expect(await act('supervisor', other, { deed: 'merged', into: code })).toMatchObject({ status: 400 })
    expect(await act('officer-thanhtra', code, { deed: 'merged', into: other })).toMatchObject({ status: 400 })
    expect((await act('officer-thanhtra', code, { deed: 'answered', text: 'Đã kiểm điểm cán bộ.' })).body).toMatchObject({ answer: { text: 'Đã kiểm điểm cán bộ.' } })
  })

  it('is seen in the database by exactly those who see it by the rule', async () => {
    const ids = [...departments.values()].slice(0, 3).map(({ id }) => id)
    const visibility = ticketing.app.get(TicketVisibility)
    const undone = new Error('undone')
    const told = ticketing.database.manager.transaction(async (tx) => {
      const like = await tx.findOneByOrFail(TicketEntity, { code })
      const rows = (['complaint', 'problem', 'voicemail'] as TicketKind[]).flatMap((kind) => ids.flatMap((departmentId) => [null, ...ids].map((aboutDepartmentId) => ({ kind, departmentId, aboutDepartmentId }))))
      for (const [index, row] of rows.entries()) await tx.insert(TicketEntity, { ...like, id: undefined, code: String(100_000_000 + index), requestId: randomUUID(), ...row })
      const all = await tx.find(TicketEntity)
      for (const role of ROLES)
        for (const departmentId of [null, ...ids])
          for (const named of [false, true]) {
            const viewer: Viewer = { userId: 1, role, departmentId, named }
            const seen = (await visibility.tickets(viewer, tx).getMany()).map(({ id }) => id).sort()
            expect([viewer, seen]).toEqual([viewer, all.filter((ticket) => seesTicket(viewer, ticket)).map(({ id }) => id).sort()])
          }
      throw undone
    })
    await expect(told).rejects.toBe(undone)
  })
})

describe('a deadline', () => {
  const scope = () => ({ kind: 'proposal', categoryId: categories.get('den-duong')?.id, urgency: null })
  const deadline = async () => ((await make({ kind: 'proposal' })).body as Ticket).deadlineAt

  it('is that of the most specific rule; a rule that changes moves none that stands', async () => {
    const made = (await make({ kind: 'proposal' })).body as Ticket
    const trial = () => got<{ rule: { kind: string; categoryId: number | null }; answerBy: string }>('supervisor', `/api/deadline-rules/trial?kind=proposal&categoryId=${categories.get('den-duong')?.id}&urgency=normal`)
    expect((await trial()).rule).toMatchObject({ kind: 'proposal', categoryId: null, answer: { amount: 10, unit: 'days' } })
    expect((await call('manager', 'put', '/api/deadline-rules', { ...scope(), answer: { amount: 2, unit: 'days' }, reaction: { amount: 30, unit: 'minutes' } })).status).toBe(403)
    expect((await call('admin', 'put', '/api/deadline-rules', { ...scope(), answer: { amount: 2, unit: 'days' }, reaction: { amount: 30, unit: 'minutes' } })).status).toBe(200)
    const shorter = await deadline()
    expect(shorter < made.deadlineAt).toBe(true)
    expect((await trial()).answerBy).toBe(shorter)
    expect((await got<Ticket>('operator1', `/api/tickets/${made.code}`)).deadlineAt).toBe(made.deadlineAt)
    expect((await call('admin', 'post', '/api/deadline-rules/remove', scope())).status).toBe(200)
    expect(await deadline()).toBe(made.deadlineAt)
    expect((await call('admin', 'post', '/api/deadline-rules/remove', scope())).status).toBe(404)
  })

  it('has always a rule', async () => {
    expect(await call('admin', 'post', '/api/deadline-rules/remove', { kind: null, categoryId: null, urgency: null })).toMatchObject({ status: 409, body: { code: 'last-rule' } })
  })

  it('of the first reaction stands apart, and begins anew where a ticket is sent on before anybody took it on', async () => {
    const { code, reactionBy, acceptedAt, deadlineAt } = (await make({ urgency: 'urgent' })).body as Ticket
    expect([acceptedAt, reactionBy !== null && reactionBy < deadlineAt]).toEqual([null, true])
    const sent = (await act('supervisor', code, { deed: 'sent-on', departmentId: departments.get('so-tu-phap')?.id ?? 0, text: 'Nhầm đơn vị.' })).body as Ticket
    expect(sent.reactionBy !== null && reactionBy !== null && sent.reactionBy >= reactionBy).toBe(true)
    const accepted = (await act('officer-tuphap', code, { deed: 'accepted' })).body as Ticket
    expect([accepted.reactionBy, accepted.deadlineAt, accepted.acceptedAt !== null]).toEqual([sent.reactionBy, deadlineAt, true])
  })

  it('leaves a whole history', async () => {
    const source = await makeDataSource(ticketing.settings.DATABASE_URL).initialize()
    try {
      expect((await verifyHistory(source)).broken).toBeNull()
    } finally {
      await source.destroy()
    }
  })
})
