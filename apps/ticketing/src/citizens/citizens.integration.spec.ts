import { randomUUID } from 'node:crypto'
import { CitizenCard, type Category, type CitizenDeed, type FoundCitizen, type NewTicketDraft, type PersonOverview, type Ticket } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import request from 'supertest'
import { CallEntity } from '../database/call.entities.js'
import { CitizenEntity, CitizenNoteEntity, NewTicketDraftEntity } from '../database/citizen.entities.js'
import { TicketEntity } from '../database/ticket.entities.js'
import { PersonsService } from '../persons-data/persons.service.js'
import { personRecord } from '../persons-data/person-record.js'
import { askForNoProof, startTicketing } from '../ticketing-app.testing.js'

const NUMBER = '0907654321'
const KEY = '907654321'
const CALL = '1763895165.1'
const HIDDEN = '1763895165.2'
const MAI = 'Trương Thị Mai'
const KHANH = 'Lâm Văn Khánh'

describe('the citizen’s card', () => {
  let ticketing: Awaited<ReturnType<typeof startTicketing>>
  let operatorId: number
  const ask = async (username: string, method: 'get' | 'post' | 'put', path: string, body?: object) => {
    const answer = await request(ticketing.http())[method](path).set('cookie', await ticketing.cookieOf(username)).send(body)
    return { status: answer.status, body: answer.body as unknown }
  }
  const card = async (callId = CALL, number: string | null = null, username = 'operator1') => CitizenCard.parse((await ask(username, 'post', '/api/citizens/card', { callId, number })).body)
  const does = (deed: CitizenDeed, callId = CALL, username = 'operator1') => ask(username, 'post', '/api/citizens/deeds', { callId, deed })
  const idOf = async (name: string) => (await card()).citizens.find((citizen) => citizen.name === name)?.id ?? 0
  const make = async (citizenName: string | null, citizenNumber: string) => {
    const categories = (await ask('operator1', 'get', '/api/categories')).body as Category[]
    const { body, status } = await ask('operator1', 'post', '/api/tickets', { requestId: randomUUID(), categoryId: categories.find(({ code }) => code === 'ho-tich')?.id, description: 'Xin cấp lại giấy khai sinh.', citizenName, citizenNumber })
    expect(status).toBe(201)
    return body as Ticket
  }
  /** A talk that goes on, of the first operator. */
  const talk = (id: string, number: string | null) => ticketing.database.manager.insert(CallEntity, { id, number, numberKey: number === null ? null : KEY, dialled: '1022', source: 'trunk', language: 'vi', flowPath: 'welcome', arrivedAt: new Date(), queue: 'reports', enteredQueueAt: new Date(), leftQueueAt: null, leftQueueHow: null, answered: true, answeredAt: new Date(), operatorId, offers: 1, waitSeconds: 3, measuredTalk: null, talkSeconds: null, recording: null, endedAt: null, hangupCause: null, endedWhere: null, outcome: null, lastFactId: '1-1' })
  let ofMai: Ticket
  let ofKhanh: Ticket

  beforeAll(async () => {
    ticketing = await startTicketing('citizens', 55)
    await askForNoProof(ticketing)
    operatorId = ((await ask('operator1', 'get', '/api/session')).body as { userId: number }).userId
    ofMai = await make(MAI, '+84907654321')
    await talk(CALL, NUMBER)
    await talk(HIDDEN, null)
  })
  afterAll(() => ticketing?.stop())

  it('is found by the number in whichever form, and is masked for whoever does not speak with the caller', async () => {
    for (const number of ['0907654321', '+84907654321', '84907654321', '0084907654321']) {
      const found = await card('1763895165.99', number)
      expect(found).toMatchObject({ callerId: expect.any(Number), citizens: [{ name: 'Trương T•• M••', numbers: ['09•• ••• 321'], ticketCodes: [ofMai.code] }] })
    }
    expect(await card()).toMatchObject({ citizens: [{ name: MAI, ticketCodes: [ofMai.code], callIds: [CALL] }] })
    expect(await ticketing.database.manager.countBy(CitizenEntity, { name: MAI })).toBe(1)
  })

  it('has two people on one number, each with their own tickets, and who calls is chosen', async () => {
    ofKhanh = await make(KHANH, NUMBER)
    const both = await card()
    expect(both.callerId).toBeNull()
    expect(both.citizens.map(({ name, ticketCodes }) => [name, ticketCodes])).toEqual(expect.arrayContaining([[MAI, [ofMai.code]], [KHANH, [ofKhanh.code]]]))
    expect((await does({ deed: 'choose', citizenId: await idOf(KHANH) })).body).toMatchObject({ callerId: await idOf(KHANH) })
    expect((await does({ deed: 'add', name: 'trương thị  mai' })).status).toBe(409)
    expect((await does({ deed: 'add', name: 'Bé Na' })).body).toMatchObject({ citizens: expect.arrayContaining([expect.objectContaining({ name: 'Bé Na' })]) })
  })

  it('has notes with who wrote them and when; an officer has none of it', async () => {
    expect((await does({ deed: 'note', citizenId: await idOf(MAI), text: 'Nghe kém, xin nói chậm.' })).body).toMatchObject({ citizens: expect.arrayContaining([expect.objectContaining({ name: MAI, notes: [{ id: 1, text: 'Nghe kém, xin nói chậm.', by: expect.any(String), at: expect.any(String) }] })]) })
    expect((await ask('officer-tuphap', 'post', '/api/citizens/card', { callId: CALL })).status).toBe(403)
    expect((await ask('manager', 'post', '/api/citizens/deeds', { callId: CALL, deed: { deed: 'add', name: 'X' } })).status).toBe(403)
  })

  it('merges two, tickets and all, and takes it back as it was', async () => {
    const [into, from] = [await idOf(MAI), await idOf(KHANH)]
    const merged = CitizenCard.parse((await does({ deed: 'merge', citizenId: from, intoId: into, why: 'Cùng một người' })).body)
    expect(merged.citizens.find(({ id }) => id === into)).toMatchObject({ alsoNamed: [KHANH], ticketCodes: expect.arrayContaining([ofMai.code, ofKhanh.code]), changes: [{ what: 'merged', why: 'Cùng một người', undone: null }] })
    expect((await does({ deed: 'merge', citizenId: from, intoId: into, why: 'Lần nữa' })).status).toBe(409)
    const changeId = merged.citizens.find(({ id }) => id === into)?.changes[0]?.id ?? 0
    const apart = CitizenCard.parse((await does({ deed: 'undo', changeId })).body)
    expect(apart.citizens.find(({ id }) => id === from)).toMatchObject({ name: KHANH, ticketCodes: [ofKhanh.code], changes: [{ undone: { by: expect.any(String) } }] })
    expect((await does({ deed: 'undo', changeId })).status).toBe(409)
  })

  it('splits one in two, with the tickets that are said to be the other’s; undone, they are one again', async () => {
    const from = await idOf(MAI)
    const split = CitizenCard.parse((await does({ deed: 'split', citizenId: from, name: 'Trương Thị Mai Anh', ticketCodes: [ofMai.code], why: 'Hai chị em' })).body)
    expect(split.citizens.find(({ name }) => name === 'Trương Thị Mai Anh')).toMatchObject({ ticketCodes: [ofMai.code] })
    expect(split.citizens.find(({ id }) => id === from)).toMatchObject({ ticketCodes: [] })
    const changeId = split.citizens.find(({ id }) => id === from)?.changes.find(({ what }) => what === 'split')?.id ?? 0
    const again = CitizenCard.parse((await does({ deed: 'undo', changeId })).body)
    expect(again.citizens.find(({ id }) => id === from)).toMatchObject({ ticketCodes: [ofMai.code], alsoNamed: ['Trương Thị Mai Anh'] })
  })

  it('keeps tickets with a person whose name was written better', async () => {
    const id = await idOf(KHANH)
    expect((await does({ deed: 'describe', citizenId: id, name: 'Lâm Văn Khánh Em', language: 'en' })).status).toBe(200)
    const found = await card()
    expect(found.citizens.find((citizen) => citizen.id === id)).toMatchObject({ name: 'Lâm Văn Khánh Em', alsoNamed: [KHANH], language: 'en', ticketCodes: [ofKhanh.code] })
    expect(found.citizens.filter(({ name }) => name === KHANH)).toEqual([])
  })

  it('finds a caller without a number by number, code or whole name, masked; chosen in the own talk, they are whole', async () => {
    for (const by of [{ number: '+84 907654321'.replace(' ', '') }, { ticketCode: ofMai.code }, { name: MAI }]) {
      const found = (await ask('operator1', 'post', '/api/citizens/find', { callId: HIDDEN, ...by })).body as FoundCitizen[]
      expect(found).toContainEqual(expect.objectContaining({ name: 'Trương T•• M••', numbers: expect.arrayContaining(['09•• ••• 321']) }))
    }
    const citizenId = await idOf(MAI)
    expect((await does({ deed: 'choose', citizenId }, HIDDEN, 'operator2')).status).toBe(409)
    expect((await does({ deed: 'choose', citizenId }, HIDDEN)).body).toMatchObject({ callerId: citizenId, citizens: [{ name: MAI, ticketCodes: [ofMai.code], callIds: expect.arrayContaining([HIDDEN]) }] })
  })

  it('keeps what is being written for each person, newest words last, until the ticket is made', async () => {
    const origin = { kind: 'call', callId: CALL, number: NUMBER } as const
    const requestId = randomUUID()
    const keep = (description: string, writtenAt: string, username = 'operator1') => ask(username, 'put', '/api/new-ticket-drafts', { origin, draft: { requestId, description, citizenName: MAI, citizenNumber: NUMBER }, writtenAt })
    expect((await keep('Đèn đường', '2026-11-26T03:00:01.000Z')).status).toBe(204)
    await keep('Đèn đư', '2026-11-26T03:00:00.000Z')
    const list = async (username = 'operator1') => (await ask(username, 'get', '/api/new-ticket-drafts')).body as NewTicketDraft[]
    expect(await list()).toMatchObject([{ origin, draft: { requestId, description: 'Đèn đường' } }])
    expect(await list('operator2')).toEqual([])
    const holding = await ticketing.app.get(PersonsService).holdingOf({ number: NUMBER, name: MAI, unnamed: false })
    expect(personRecord(holding, { number: NUMBER, name: MAI, unnamed: false }, { categories: [], departments: [] }, new Date())).toMatchObject({ card: { notes: [{ text: 'Nghe kém, xin nói chậm.' }] }, drafts: [{ draft: { description: 'Đèn đường' } }] })
    await ticketing.database.manager.update(TicketEntity, { code: ofMai.code }, { requestId })
    expect(await list()).toEqual([])
    await keep('Đèn đường tối', '2026-11-26T03:00:09.000Z')
    expect(await list()).toEqual([])
    await ticketing.database.manager.update(TicketEntity, { code: ofMai.code }, { requestId: randomUUID() })
    await keep('Đèn đường tối', '2026-11-26T03:00:09.000Z')
    expect(await ticketing.database.manager.count(NewTicketDraftEntity)).toBe(1)
  })

  it('goes with the person, drafts and notes too; the other one on the number stays', async () => {
    await ticketing.database.manager.update(TicketEntity, { code: ofMai.code }, { state: 'closed' })
    const person = { number: NUMBER, name: MAI, unnamed: true }
    expect(((await ask('manager', 'post', '/api/persons/find', { ...person, reason: 'Người dân yêu cầu' })).body as PersonOverview).counts).toMatchObject({ citizens: 1, drafts: 1 })
    const asked = await ask('manager', 'post', '/api/persons/erasures', { ...person, reason: 'Người dân yêu cầu' })
    const { id } = asked.body as { id: number }
    const done = await ask('admin', 'post', `/api/persons/erasures/${id}/carry-out`)
    expect([asked.status, done.status, (done.body as { state?: string }).state]).toEqual([201, expect.any(Number), 'done'])
    const { manager } = ticketing.database
    expect([await manager.countBy(CitizenEntity, { name: MAI }), await manager.count(CitizenNoteEntity), await manager.count(NewTicketDraftEntity), await manager.countBy(CitizenEntity, { name: KHANH })]).toEqual([0, 0, 0, 1])
  })
})
