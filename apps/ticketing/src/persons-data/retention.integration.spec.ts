import { createHash, randomUUID } from 'node:crypto'
import { access, mkdir, rmdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { RETENTION_KINDS, type Category, type Erasure, type PersonOverview, type Retention, type Ticket } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import request from 'supertest'
import type { DataSource } from 'typeorm'
import { AttachmentEntity } from '../database/attachment.entity.js'
import { CallEntity, PutAsideFactEntity, VoicemailEntity } from '../database/call.entities.js'
import { CitizenMessageEntity } from '../database/citizen-message.entity.js'
import { makeDataSource } from '../database/data-source.js'
import { ErasureEntity, LookEntity, RetentionRunEntity } from '../database/persons-data.entities.js'
import { CallBackEntity, SurveyEntity } from '../database/promise.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { verifyHistory } from '../history/verify-history.js'
import { askForNoProof, startTicketing } from '../ticketing-app.testing.js'
import { ErasuresService } from './erasures.service.js'
import { RetentionService } from './retention.service.js'

const DAY_MS = 86_400_000
const begun = Date.now()
const daysAgo = (days: number) => new Date(begun - days * DAY_MS)
/** Far from now, so that no night begins by itself while this is tested. */
const RETENTION_AT = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', timeStyle: 'short' }).format(begun + DAY_MS / 2)
const PERSON = { number: '0907654321', key: '907654321', name: 'Trương Thị Diễm Quỳnh', email: 'diemquynh@example.org' }
const OTHER = 'Lâm Văn Khánh'

describe('what is kept, and erased', () => {
  let ticketing: Awaited<ReturnType<typeof startTicketing>>
  let source: DataSource
  let calls = 0

  const ask = async (username: string, method: 'get' | 'post' | 'put', path: string, body?: object) => {
    const answer = await request(ticketing.http())[method](path).set('cookie', await ticketing.cookieOf(username)).send(body)
    return { status: answer.status, body: answer.body as unknown }
  }
  const there = (file: string) => access(join(ticketing.folder, file)).then(() => true, () => false)
  const manager = () => ticketing.database.manager

  /** A call that ended so long ago, with its recording, a rating with a remark, and a voicemail. */
  async function makeCall(days: number): Promise<string> {
    const id = `1700000000.${++calls}`
    const at = daysAgo(days)
    const none = { dialled: '1022', source: 'trunk' as const, language: 'vi' as const, flowPath: 'welcome', queue: 'reports', enteredQueueAt: at, leftQueueAt: null, leftQueueHow: null, answered: true, answeredAt: at, operatorId: 4, offers: 1, waitSeconds: 3, measuredTalk: 60, talkSeconds: 60, hangupCause: '16', endedWhere: 'talk', outcome: 'answered' as const, lastFactId: '1-1' }
    await manager().insert(CallEntity, { ...none, id, number: PERSON.number, numberKey: PERSON.key, arrivedAt: at, endedAt: at, recording: `${id}.wav` })
    await manager().insert(SurveyEntity, { callId: id, numberKey: PERSON.key, operatorId: 4, askedAt: at, rating: 5, remarkFile: `remark-${id}.wav`, remarkSeconds: 4 })
    await manager().insert(VoicemailEntity, { callId: id, queue: 'reports', file: `voicemail-${id}.wav`, seconds: 7, leftAt: at, handledBy: null, handledAt: at })
    for (const file of [`${id}.wav`, `remark-${id}.wav`, `voicemail-${id}.wav`]) await writeFile(join(ticketing.folder, file), 'RIFF')
    return id
  }

  /** A ticket of that person in its last state, closed so long ago; or open. */
  async function makeTicket(callId: string | null, closedDaysAgo: number | null, citizenName: string | null = PERSON.name): Promise<Ticket> {
    const categories = (await ask('operator1', 'get', '/api/categories')).body as Category[]
    const categoryId = categories.find(({ code }) => code === 'ho-tich')?.id
    const { body } = await ask('operator1', 'post', '/api/tickets', { requestId: randomUUID(), categoryId, callId, description: 'Xin cấp lại giấy khai sinh.', place: 'Hẻm 12', citizenNumber: PERSON.number, citizenName, citizenEmail: PERSON.email, tellBy: 'email' })
    const ticket = body as Ticket
    if (closedDaysAgo === null) return ticket
    await ask('operator1', 'post', `/api/tickets/${ticket.code}/deeds`, { deed: 'answered-on-call', text: 'Đã hướng dẫn bà Quỳnh nộp hồ sơ.' })
    const { status } = await ask('operator1', 'post', `/api/tickets/${ticket.code}/deeds`, { deed: 'rated', rating: 5, text: 'Cảm ơn, tôi là Quỳnh.' })
    expect(status).toBe(200)
    await manager().update(TicketEntity, { code: ticket.code }, { closedAt: daysAgo(closedDaysAgo) })
    return ticket
  }
  const row = (ticket: Ticket) => manager().findOneByOrFail(TicketEntity, { code: ticket.code })

  beforeAll(async () => {
    ticketing = await startTicketing('retention', 28, { RETENTION_AT })
    await askForNoProof(ticketing)
    source = await makeDataSource(ticketing.settings.DATABASE_URL).initialize()
  })
  afterAll(async () => {
    await source?.destroy()
    await ticketing?.stop()
  })

  describe('by its age', () => {
    let old: string
    let young: string
    let busy: string
    let closed: Ticket
    let open: Ticket
    const night = (days: number) => ticketing.app.get(RetentionService).runWhenDue(new Date(begun + days * DAY_MS))

    beforeAll(async () => {
      old = await makeCall(1_000)
      young = await makeCall(10)
      busy = await makeCall(1_000)
      closed = await makeTicket(null, 1_000)
      open = await makeTicket(busy, null)
      const promise = { number: PERSON.number, numberKey: PERSON.key, queue: 'reports', priority: 0, language: 'vi' as const, enteredAt: daysAgo(1_000), promisedAt: daysAgo(1_000), placedCallId: null, placements: 0, attempts: 1, lastResult: 'ANSWER', nextAt: null }
      await manager().insert(CallBackEntity, { ...promise, callId: old, openKey: null, state: 'reached', closedAt: daysAgo(1_000) })
      await manager().insert(CallBackEntity, { ...promise, callId: busy, openKey: PERSON.key, state: 'waiting', closedAt: null })
      await manager().insert(PutAsideFactEntity, { streamId: '1-1', fact: `{"data":["${PERSON.number}"]}`, why: 'test', putAsideAt: daysAgo(1_000) })
    })

    it('is shown before: how many of each kind', async () => {
      const { rules } = (await ask('manager', 'get', '/api/retention')).body as Retention
      expect(rules.map(({ kind, due }) => [kind, due])).toEqual([['recordings', 1], ['voicemails', 1], ['remarks', 2], ['tickets', 1], ['numbers', 3], ['looks', 0]])
      const days = Object.fromEntries(RETENTION_KINDS.map((kind) => [kind, kind === 'looks' ? null : 2_000]))
      expect((await ask('manager', 'post', '/api/retention/preview', { days })).body).toEqual(Object.fromEntries(RETENTION_KINDS.map((kind) => [kind, 0])))
    })

    it('has times that an administrator sets, not below the legal minimum', async () => {
      const days = { recordings: 120, voicemails: 180, remarks: 180, tickets: 730, numbers: 730, looks: null }
      expect((await ask('manager', 'put', '/api/retention', { days })).status).toBe(403)
      expect((await ask('admin', 'put', '/api/retention', { days: { ...days, recordings: 30, looks: 30 } })).body).toMatchObject({ code: 'kept-too-short', details: [{ path: 'days.recordings' }, { path: 'days.looks' }] })
      const { rules } = (await ask('admin', 'put', '/api/retention', { days })).body as Retention
      expect(rules[0]).toMatchObject({ kind: 'recordings', days: 120, changedBy: 'Quản trị hệ thống' })
      expect(rules[5]).toMatchObject({ kind: 'looks', days: null, due: 0 })
    })

    it('is left alone on the first night, so that somebody can look at what will go', async () => {
      await night(0)
      expect(await there(`${old}.wav`)).toBe(true)
    })

    it('goes on after it was cut off, and a file that cannot be removed keeps its row', async () => {
      // In the place of the sound stands a folder: it cannot be unlinked.
      await mkdir(join(ticketing.folder, 'blocked.wav'))
      await manager().update(CallEntity, old, { recording: 'blocked.wav' })
      await expect(night(1)).rejects.toThrow()
      expect((await manager().findOneByOrFail(CallEntity, { id: old })).recording).toBe('blocked.wav')
      expect((await manager().find(RetentionRunEntity, { order: { day: 'DESC' } }))[0]).toMatchObject({ finishedAt: null })
      await rmdir(join(ticketing.folder, 'blocked.wav'))
      // The file is gone and its row is not: as after a crash between the two.
      await night(1)
      expect((await manager().findOneByOrFail(CallEntity, { id: old })).recording).toBeNull()
    })

    it('is gone: sounds, numbers, persons and words; what is counted stays', async () => {
      expect(await manager().findOneByOrFail(CallEntity, { id: old })).toMatchObject({ number: null, numberKey: null, recording: null, outcome: 'answered', talkSeconds: 60 })
      expect(await manager().findOneByOrFail(SurveyEntity, { callId: old })).toMatchObject({ numberKey: null, remarkFile: null, rating: 5 })
      expect(await manager().findOneByOrFail(VoicemailEntity, { callId: old })).toMatchObject({ file: '', seconds: 7 })
      expect([await there(`remark-${old}.wav`), await there(`voicemail-${old}.wav`), await there(`${young}.wav`), await there(`${busy}.wav`)]).toEqual([false, false, true, true])
      expect(await row(closed)).toMatchObject({ citizenName: null, citizenNumber: null, citizenKey: null, citizenEmail: null, description: '', place: null, state: 'closed', rating: 5, erasedAt: expect.any(Date) })
      expect(await manager().findBy(CitizenMessageEntity, { ticketId: (await row(closed)).id })).toEqual(expect.arrayContaining([expect.objectContaining({ recipient: '', text: '', subject: '' })]))
      expect((await manager().find(CallBackEntity, { order: { id: 'ASC' } })).map(({ number }) => number)).toEqual([null, PERSON.number])
      expect((await manager().findOneByOrFail(PutAsideFactEntity, { streamId: '1-1' })).fact).toBe('')
    })

    it('is not what is still dealt with', async () => {
      expect(await row(open)).toMatchObject({ citizenName: PERSON.name, erasedAt: null })
      expect(await manager().findOneByOrFail(CallEntity, { id: busy })).toMatchObject({ number: PERSON.number, recording: `${busy}.wav` })
      expect(await manager().findOneByOrFail(CallEntity, { id: young })).toMatchObject({ number: PERSON.number, recording: `${young}.wav` })
    })

    it('leaves the history whole, which says what was erased; and a text that was taken away beside it is a break', async () => {
      expect(await verifyHistory(source)).toMatchObject({ broken: null, erased: 2 })
      const { body } = await ask('manager', 'get', `/api/tickets/${closed.code}`)
      expect((body as Ticket).history.at(-1)).toMatchObject({ deed: 'erased', by: null })
      await ask('operator1', 'post', `/api/tickets/${open.code}/deeds`, { deed: 'answered-on-call', text: 'Đã hướng dẫn.' })
      const { links } = await verifyHistory(source)
      await source.query('DELETE FROM ticket_texts')
      expect(await verifyHistory(source)).toEqual({ links: links - 1, broken: { what: 'text', seq: links } })
      await source.query('INSERT INTO ticket_texts (seq, text) VALUES (?, ?)', [links, 'Đã hướng dẫn.'])
      expect(await verifyHistory(source)).toMatchObject({ broken: null })
    })

    it('is erased once a night', async () => {
      await night(1)
      const { runs } = (await ask('admin', 'get', '/api/retention')).body as Retention
      expect(runs[0]).toMatchObject({ finishedAt: expect.any(String), erased: { recordings: 1, voicemails: 1, remarks: 2, tickets: 1, numbers: 3 } })
      expect(runs).toHaveLength(2)
    })

    it('the oldest looks go as well, when a time is set', async () => {
      await manager().insert(LookEntity, { at: daysAgo(500), userId: 1, userName: 'x', role: 'manager', what: 'number', purpose: null, reason: null, subjectKind: null, subjectId: null, personKey: null })
      await ask('admin', 'put', '/api/retention', { days: { recordings: 120, voicemails: 180, remarks: 180, tickets: 730, numbers: 730, looks: 400 } })
      await night(2)
      expect(await manager().countBy(LookEntity, { userName: 'x' })).toBe(0)
    })
  })

  describe("at its person's request", () => {
    let own: Ticket
    let others: Ticket
    let ownCall: string
    let othersCall: string
    const reason = 'Đơn của người dân ngày 25/11, đã đối chiếu căn cước'
    const find = async (more: object = {}) => (await ask('manager', 'post', '/api/persons/find', { number: PERSON.number, reason, ...more })).body as PersonOverview

    beforeAll(async () => {
      await manager().query('UPDATE tickets SET citizen_key = NULL')
      await manager().query('UPDATE calls SET number = NULL, number_key = NULL, recording = NULL')
      await manager().query('UPDATE call_backs SET number = NULL, number_key = NULL, open_key = NULL')
      ownCall = await makeCall(3)
      othersCall = await makeCall(2)
      own = await makeTicket(ownCall, 1)
      others = await makeTicket(othersCall, 1, OTHER)
    })

    it('is found in the whole system, and who looked is known', async () => {
      const all = await find()
      expect(all).toMatchObject({ counts: { calls: 2, recordings: 2, voicemails: 2, remarks: 2, ratings: 2, tickets: 2, texts: 4, messages: 2, callBacks: 0 }, names: [PERSON.name, OTHER], openTickets: [] })
      expect((await find({ name: PERSON.name })).counts).toMatchObject({ calls: 1, recordings: 1, voicemails: 1, tickets: 1 })
      expect((await find({ name: 'Người khác' })).counts).toMatchObject({ calls: 0, tickets: 0 })
      expect((await find()).looks).toBeGreaterThanOrEqual(3)
      expect((await ask('manager', 'post', '/api/persons/find', { number: PERSON.number })).status).toBe(400)
    })

    /** A file of a ticket, its forms of other bytes each. */
    const attach = async (ticket: Ticket, name: string, sender: 'citizen' | 'officer', isPublic: boolean): Promise<number> => {
      const hash = createHash('sha256').update(name).digest('hex')
      const kept = join(ticketing.settings.ATTACHMENTS_DIR, hash.slice(0, 2))
      await mkdir(kept, { recursive: true })
      for (const form of ['', '.shown', '.thumb']) await writeFile(join(kept, hash + form), `${name}${form}`)
      const added = await manager().insert(AttachmentEntity, { ticketId: (await row(ticket)).id, hash, name, type: 'image/jpeg', size: 9, sender, by: sender === 'citizen' ? null : 4, at: new Date(), isPublic, width: 1, height: 1, takenAt: null, latitude: null, longitude: null })
      return (added.identifiers[0] as { id: number }).id
    }

    it("is handed over as an archive with pages, data, sounds and files, without another's", async () => {
      const sent = await attach(own, 'den-tat.jpg', 'citizen', true)
      const proof = await attach(own, 'da-thay.jpg', 'officer', true)
      await attach(own, 'noi-bo.jpg', 'officer', false)
      await attach(others, 'cua-nguoi-khac.jpg', 'citizen', true)
      const answer = await request(ticketing.http())
        .post('/api/persons/export')
        .set('cookie', await ticketing.cookieOf('manager'))
        .send({ number: PERSON.number, name: PERSON.name, reason })
        .buffer(true)
        .parse((response, done) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () => done(null, Buffer.concat(chunks)))
        })
      expect([answer.status, answer.headers['content-disposition']]).toEqual([200, 'attachment; filename="du-lieu-ca-nhan.tar.gz"'])
      const archive = join(ticketing.folder, 'export.tar.gz')
      await writeFile(archive, answer.body as Buffer)
      const run = promisify(execFile)
      const names = (await run('tar', ['-tzf', archive])).stdout.split('\n').filter((name) => !name.endsWith('/') && name !== '').sort()
      expect(names).toEqual(['./data.html', './data.json', './du-lieu.html', `./files/${sent}.jpg`, `./files/${proof}.jpg`, `./sounds/${ownCall}.wav`, `./sounds/remark-${ownCall}.wav`, `./sounds/voicemail-${ownCall}.wav`].sort())
      // As it was sent, with the place that the telephone wrote into it; of a department's photo what the citizen may see.
      const bytes = async (id: number) => (await run('tar', ['-xzOf', archive, `./files/${id}.jpg`])).stdout
      expect([await bytes(sent), await bytes(proof)]).toEqual(['den-tat.jpg', 'da-thay.jpg.shown'])
      const { stdout } = await run('tar', ['-xzOf', archive, './data.json'])
      expect(JSON.parse(stdout)).toMatchObject({ number: PERSON.number, tickets: [{ code: own.code, email: PERSON.email }], calls: [{ id: ownCall }] })
      const page = (await run('tar', ['-xzOf', archive, './du-lieu.html'])).stdout
      expect(page).toContain(PERSON.name)
      expect([stdout.includes(OTHER), page.includes(OTHER)]).toEqual([false, false])
      expect(await manager().existsBy(LookEntity, { what: 'export', purpose: 'data-request' })).toBe(true)
    })

    it('is erased by a second person only, and not while a ticket is open', async () => {
      const stillOpen = await makeTicket(null, null)
      const body = { number: PERSON.number, name: PERSON.name, reason }
      const asked = (await ask('manager', 'post', '/api/persons/erasures', body)).body as Erasure
      expect(asked).toMatchObject({ state: 'asked', number: '09•• ••• 321', mayDecide: false })
      expect((await ask('admin', 'post', '/api/persons/erasures', body)).status).toBe(409)
      expect((await ask('admin', 'post', '/api/persons/erasures', { ...body, number: '0911111111', name: null })).status).toBe(404)
      expect((await ask('manager', 'post', `/api/persons/erasures/${asked.id}/carry-out`)).body).toMatchObject({ code: 'same-person' })
      expect((await ask('admin', 'post', `/api/persons/erasures/${asked.id}/carry-out`)).body).toMatchObject({ code: 'open-tickets' })
      expect((await ask('admin', 'get', '/api/persons/erasures')).body).toMatchObject([{ id: asked.id, state: 'postponed', answer: stillOpen.code, mayDecide: true }])
      expect(await row(own)).toMatchObject({ citizenName: PERSON.name })

      await ask('operator1', 'post', `/api/tickets/${stillOpen.code}/deeds`, { deed: 'answered-on-call', text: 'Đã hướng dẫn.' })
      const done = (await ask('admin', 'post', `/api/persons/erasures/${asked.id}/carry-out`)).body as Erasure
      expect(done).toMatchObject({ state: 'done', number: null, name: null, decidedBy: { displayName: 'Quản trị hệ thống' }, finishedAt: expect.any(String), counts: { calls: 1, recordings: 1, tickets: 2 } })
      expect((await ask('admin', 'post', `/api/persons/erasures/${asked.id}/carry-out`)).body).toMatchObject({ code: 'erasure-decided' })
    })

    it("is gone, and the other's on the same number is there", async () => {
      expect(await row(own)).toMatchObject({ citizenName: null, citizenKey: null, description: '', erasedAt: expect.any(Date) })
      expect(await row(others)).toMatchObject({ citizenName: OTHER, citizenNumber: PERSON.number, erasedAt: null })
      expect(await manager().findOneByOrFail(CallEntity, { id: ownCall })).toMatchObject({ number: null, recording: null, outcome: 'answered' })
      expect(await manager().findOneByOrFail(CallEntity, { id: othersCall })).toMatchObject({ number: PERSON.number, recording: `${othersCall}.wav` })
      expect([await there(`${ownCall}.wav`), await there(`voicemail-${ownCall}.wav`), await there(`${othersCall}.wav`)]).toEqual([false, false, true])
      expect((await find({ name: PERSON.name })).counts.tickets).toBe(0)
      const certificate = JSON.stringify(await manager().find(ErasureEntity))
      expect([certificate.includes(PERSON.key), certificate.includes('Quỳnh')]).toEqual([false, false])
      expect(await verifyHistory(source)).toMatchObject({ broken: null })
    })

    it('goes on where it was cut off', async () => {
      const id = await makeCall(1)
      await manager().query('UPDATE tickets SET citizen_key = NULL WHERE citizen_name = ?', [OTHER])
      const asked = (await ask('manager', 'post', '/api/persons/erasures', { number: PERSON.number, reason })).body as Erasure
      // A folder in the sound's place cannot be unlinked.
      await manager().update(CallEntity, id, { recording: 'stuck.wav' })
      await mkdir(join(ticketing.folder, 'stuck.wav'))
      expect((await ask('admin', 'post', `/api/persons/erasures/${asked.id}/carry-out`)).status).toBe(500)
      expect(await manager().findOneByOrFail(ErasureEntity, { id: asked.id })).toMatchObject({ state: 'under-way', numberKey: PERSON.key })
      const again = (await ask('manager', 'post', '/api/persons/erasures', { number: PERSON.number, reason })).status
      expect(again).toBe(409)
      // From now on it may be done by itself, too.
      await rmdir(join(ticketing.folder, 'stuck.wav'))
      await ticketing.app.get(ErasuresService).finishStarted()
      expect(await manager().findOneByOrFail(ErasureEntity, { id: asked.id })).toMatchObject({ state: 'done', numberKey: null })
      expect(await manager().findOneByOrFail(CallEntity, { id })).toMatchObject({ number: null, recording: null })
    })

    it('may be refused, with why', async () => {
      await makeCall(1)
      const asked = (await ask('admin', 'post', '/api/persons/erasures', { number: PERSON.number, reason })).body as Erasure
      expect((await ask('manager', 'post', `/api/persons/erasures/${asked.id}/refuse`, { reason: 'Chưa xác minh được người yêu cầu' })).body).toMatchObject({ state: 'refused', number: null, answer: 'Chưa xác minh được người yêu cầu' })
    })
  })
})
