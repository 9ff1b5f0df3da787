import { randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Call, ROLES, Ticket, type Category, type Look, type Page, type TicketSummary } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { DiscoveryService, MetadataScanner, ModulesContainer } from '@nestjs/core'
import request from 'supertest'
import { CallEntity, VoicemailEntity } from '../database/call.entities.js'
import { LookEntity } from '../database/persons-data.entities.js'
import { CallBackEntity } from '../database/promise.entities.js'
import { askForNoProof, eventually, startTicketing } from '../ticketing-app.testing.js'

/** The seeded person, as nobody may find them in an answer. */
const PERSON = { number: '0907654321', key: '907654321', name: 'Trương Thị Diễm Quỳnh', given: 'Diễm', email: 'diemquynh.truong@example.org' }
const CALL = '1763895165.7'
const OLD_CALL = '1763895165.8'

describe('what leaves the server of a person', () => {
  let ticketing: Awaited<ReturnType<typeof startTicketing>>
  let voicemailId: number
  let callBackId: number
  let open: string
  let closed: string
  let offset = 0

  const ask = async (username: string, method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object) => {
    const answer = await request(ticketing.http())[method](path).set('cookie', await ticketing.cookieOf(username)).send(body)
    return { status: answer.status, body: answer.body as unknown, text: answer.text ?? '' }
  }
  const got = async <T>(username: string, path: string) => (await ask(username, 'get', path)).body as T
  const tell = (callId: string, event: string, ...data: string[]) => ticketing.tell(`100-${++offset}`, { at: Math.floor(Date.now() / 1000), callId, queue: 'reports', agent: 'NONE', event, data })
  const make = async (more: object) => {
    const categories = await got<Category[]>('operator1', '/api/categories')
    const categoryId = categories.find(({ code }) => code === 'ho-tich')?.id
    const { body } = await ask('operator1', 'post', '/api/tickets', { requestId: randomUUID(), categoryId, description: `Xin gọi lại số ${PERSON.number} hoặc viết cho ${PERSON.email}.`, citizenNumber: PERSON.number, citizenName: PERSON.name, citizenEmail: PERSON.email, tellBy: 'email', ...more })
    return Ticket.parse(body).code
  }
  const code = (username: string, which: string) => got<Ticket>(username, `/api/tickets/${which}`)

  beforeAll(async () => {
    ticketing = await startTicketing('masked', 27)
    await askForNoProof(ticketing)
    const operator = (await got<{ userId: number }>('operator1', '/api/session')).userId
    for (const id of [CALL, OLD_CALL]) {
      await tell(id, 'CALLARRIVED', PERSON.number, '1022', 'trunk')
      await tell(id, 'TOQUEUE', '0', 'vi', 'flow')
      await ticketing.tell(`100-${++offset}`, { at: Math.floor(Date.now() / 1000), callId: id, queue: 'reports', agent: `op-${operator}`, event: 'CONNECT', data: ['0', '1.2', '1'] })
      await tell(id, 'RECORDING', `${id}.wav`)
      await tell(id, 'CALLENDED', '16', '', 'vi', 'talk')
      await writeFile(join(ticketing.folder, `${id}.wav`), 'RIFF')
    }
    await tell('1763895165.9', 'CALLARRIVED', PERSON.number, '1022', 'trunk')
    await tell('1763895165.9', 'VOICEMAIL', '1763895165.9.wav', '7')
    await tell('1763895165.9', 'CALLENDED', '16', '', 'vi', 'voicemail')
    const { manager } = ticketing.database
    voicemailId = (await eventually(async () => manager.findOneBy(VoicemailEntity, { callId: '1763895165.9' }))).id
    await eventually(async () => (await manager.findOneBy(CallEntity, { id: CALL }))?.outcome)
    await eventually(async () => (await manager.findOneBy(CallEntity, { id: OLD_CALL }))?.outcome)
    await manager.update(CallEntity, OLD_CALL, { endedAt: new Date(Date.now() - 2 * 3_600_000) })
    const promise = { callId: CALL, number: PERSON.number, numberKey: PERSON.key, openKey: PERSON.key, queue: 'reports', priority: 0, language: 'vi' as const, enteredAt: new Date(), promisedAt: new Date(), state: 'waiting' as const, placedCallId: null, placements: 0, attempts: 0, lastResult: null, nextAt: null, closedAt: null }
    callBackId = (await manager.save(manager.create(CallBackEntity, promise))).id
    open = await make({ callId: OLD_CALL })
    closed = await make({ callId: OLD_CALL })
    expect((await ask('officer-tuphap', 'post', `/api/tickets/${closed}/deeds`, { deed: 'answered', text: `Đã gọi số ${PERSON.number} và trả lời.` })).status).toBe(200)
    // Which categories need an approval is not what this is about.
    if ((await code('manager', closed)).state === 'answered') await ask('manager', 'post', `/api/tickets/${closed}/deeds`, { deed: 'approved' })
    await ask('operator1', 'post', `/api/tickets/${closed}/deeds`, { deed: 'told' })
    expect((await code('manager', closed)).state).toBe('told')
  })
  afterAll(async () => {
    await ticketing?.stop()
  })

  /** Who may find the person in which answer; all else is masked, on every route. */
  const MAY_SEE: Record<string, (path: string) => boolean> = {
    // Of the open ticket that they wrote, and of the call that they have just had.
    operator1: (path) => path === '/api/tickets' || path === `/api/tickets/${open}` || path === `/api/calls/${CALL}` || path === '/api/calls' || path === '/api/waiting-work/tickets',
    'officer-tuphap': (path) => path === '/api/tickets' || path === `/api/tickets/${open}`,
  }
  const found = (text: string) => text.replace(/[\s.-]/g, '').includes(PERSON.key) || text.includes(PERSON.given) || text.includes(PERSON.email)

  it.each(['operator1', 'operator2', 'operator3', 'supervisor', 'officer-tuphap', 'officer-xaydung', 'manager', 'admin'])('%s finds the person on no route but where the table says so', async (username) => {
    const seen: string[] = []
    let answered = 0
    for (const path of await paths()) {
      const { status, text } = await ask(username, 'get', path)
      if (status === 200) answered++
      if (found(text)) seen.push(path)
    }
    expect(answered).toBeGreaterThan(3)
    const expected = (await paths()).filter((path) => MAY_SEE[username]?.(path) ?? false)
    expect(seen.sort()).toEqual(expected.sort())
  })

  /** Every route that is read, with what there is of the person in its place. */
  async function paths(): Promise<string[]> {
    const scanner = new MetadataScanner()
    const routes = new DiscoveryService(ticketing.app.get(ModulesContainer)).getControllers().flatMap(({ instance }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, object>
      const base = Reflect.getMetadata('path', prototype.constructor as object) as string
      return scanner.getAllMethodNames(prototype).flatMap((name) => {
        const path = Reflect.getMetadata('path', prototype[name] as object) as string | undefined
        return path === undefined || Reflect.getMetadata('method', prototype[name] as object) !== 0 ? [] : [`/${base}/${path}`.replace(/\/+/g, '/').replace(/\/$/, '')]
      })
    })
    const things: Record<string, string[]> = { '/api/calls': [CALL, OLD_CALL], '/api/voicemails': [String(voicemailId)], '/api/tickets': [open, closed], '/api/call-backs': [String(callBackId)] }
    return routes.flatMap((route) => {
      const ids = Object.entries(things).find(([base]) => route.startsWith(`${base}/:`))?.[1] ?? ['1']
      return route.includes(':') ? ids.map((id) => route.replace(/:\w+/, id).replaceAll(/:\w+/g, '1')) : [route]
    })
  }

  it('is whole in the own open ticket and masked when it is answered', async () => {
    expect(await code('officer-tuphap', open)).toMatchObject({ citizenNumber: PERSON.number, citizenName: PERSON.name, citizenEmail: PERSON.email })
    const masked = { citizenNumber: '09•• ••• 321', citizenName: 'Trương T•• D•• Q••', citizenEmail: 'd•••@e•••.org' }
    expect(await code('officer-tuphap', closed)).toMatchObject({ ...masked, call: { number: '09•• ••• 321' } })
    expect(await code('supervisor', open)).toMatchObject({ ...masked, description: 'Xin gọi lại số 09•• ••• 321 hoặc viết cho d•••@e•••.org.' })
    const { messages, history } = await code('manager', closed)
    expect(messages.map(({ recipient }) => recipient)).toEqual(['d•••@e•••.org', 'd•••@e•••.org'])
    expect(history.map(({ text }) => text)).toContain('Đã gọi số 09•• ••• 321 và trả lời.')
    expect((await got<Page<TicketSummary>>('operator2', '/api/tickets')).items[0]).toMatchObject({ citizenNumber: '09•• ••• 321' })
    expect(Call.parse(await got('operator1', `/api/calls/${CALL}`)).number).toBe(PERSON.number)
    expect(Call.parse(await got('operator1', `/api/calls/${OLD_CALL}`)).number).toBe('09•• ••• 321')
  })

  it('in the talk is the whole history, and before it a masked one', async () => {
    const history = async (username: string, callId: string) => ask(username, 'post', '/api/callers', { callId, number: PERSON.number })
    expect(found((await history('operator1', CALL)).text)).toBe(true)
    for (const [username, callId] of [['operator1', '1763895165.77'], ['operator2', CALL], ['manager', CALL]] as const) {
      const { body, text } = await history(username, callId)
      expect(body).toMatchObject({ calls: expect.arrayContaining([expect.objectContaining({ number: '09•• ••• 321' })]) })
      if (username !== 'operator1') expect(found(text)).toBe(false)
    }
  })

  it('is found by the whole number only: nobody walks through digits', async () => {
    const calls = async (number: string) => (await got<Page<unknown>>('manager', `/api/calls?number=${encodeURIComponent(number)}`)).total
    expect([await calls(PERSON.number), await calls('+84907654321'), await calls('0907654'), await calls('09')]).toEqual([3, 3, 0, 0])
    const tickets = async (search: string) => (await got<Page<unknown>>('manager', `/api/tickets?search=${encodeURIComponent(search)}`)).total
    expect([await tickets(PERSON.name), await tickets('Trương Thị Diễm'), await tickets('D')]).toEqual([2, 0, expect.any(Number)])
  })

  describe('asked for with a purpose', () => {
    const look = (username: string, subject: object, more: object = {}) => ask(username, 'post', '/api/looks', { subject, field: 'number', purpose: 'contact-citizen', reason: 'Cuộc gọi bị ngắt', ...more })
    const count = () => ticketing.database.manager.count(LookEntity)

    it('is shown, and written down before', async () => {
      const { status, body } = await look('operator2', { kind: 'call', id: CALL })
      expect([status, body]).toEqual([200, { value: PERSON.number, until: expect.any(String) }])
      const until = Date.parse((body as { until: string }).until) - Date.now()
      expect(until > 290_000 && until <= 300_000).toBe(true)
      const shown = [
        await look('supervisor', { kind: 'voicemail', id: String(voicemailId) }),
        await look('admin', { kind: 'call-back', id: String(callBackId) }),
        await look('officer-tuphap', { kind: 'ticket', id: closed }),
        await look('manager', { kind: 'ticket', id: closed }, { field: 'name' }),
        await look('manager', { kind: 'ticket', id: closed }, { field: 'email' }),
      ]
      expect(shown.map((answer) => (answer.body as { value: string }).value)).toEqual([PERSON.number, PERSON.number, PERSON.number, PERSON.name, PERSON.email])
      const { items } = (await ask('manager', 'post', '/api/looks/list', { number: '+84907654321', what: 'name' })).body as Page<Look>
      expect(items).toMatchObject([{ by: { displayName: 'Lê Hoàng Phúc', role: 'manager' }, what: 'name', purpose: 'contact-citizen', reason: 'Cuộc gọi bị ngắt', subject: { kind: 'ticket', id: closed } }])
    })

    it('is refused without a purpose and a reason, and to whoever has nothing to do with it', async () => {
      const before = await count()
      expect((await look('operator2', { kind: 'call', id: CALL }, { reason: 'x' })).status).toBe(400)
      expect((await look('operator2', { kind: 'call', id: CALL }, { purpose: 'curious' })).status).toBe(400)
      expect((await look('officer-xaydung', { kind: 'ticket', id: open })).status).toBe(404)
      expect((await look('officer-tuphap', { kind: 'call', id: CALL })).status).toBe(404)
      expect((await look('operator2', { kind: 'call', id: '1.1' })).status).toBe(404)
      expect((await look('operator2', { kind: 'call', id: CALL }, { field: 'name' })).status).toBe(404)
      expect(await count()).toBe(before)
    })

    it('is not given when it cannot be written down', async () => {
      const { manager } = ticketing.database
      await manager.query('RENAME TABLE personal_data_looks TO looks_away')
      try {
        const { status, text } = await look('operator2', { kind: 'call', id: CALL })
        expect([status, found(text)]).toEqual([500, false])
        expect((await ask('supervisor', 'get', `/api/calls/${CALL}/recording`)).status).toBe(500)
      } finally {
        await manager.query('RENAME TABLE looks_away TO personal_data_looks')
      }
    })

    it('is stopped after sixty within an hour', async () => {
      const statuses: number[] = []
      for (let i = 0; i < 61; i++) statuses.push((await look('operator3', { kind: 'call', id: CALL })).status)
      expect([statuses.slice(0, 60).every((status) => status === 200), statuses[60]]).toEqual([true, 429])
    })
  })

  it('is heard only with a line in the list, one for each sitting', async () => {
    for (let i = 0; i < 3; i++) expect((await ask('supervisor', 'get', `/api/calls/${CALL}/recording`)).status).toBe(200)
    await ask('supervisor', 'get', `/api/voicemails/${voicemailId}/sound`)
    const voicemailTicket = (await got<Page<TicketSummary>>('supervisor', '/api/tickets')).items.find(({ description }) => description.startsWith('Lời nhắn'))
    await ask('supervisor', 'get', `/api/tickets/${voicemailTicket?.code}/voicemail`)
    const list = async (filter: object) => ((await ask('admin', 'post', '/api/looks/list', { number: PERSON.number, ...filter })).body as Page<Look>).items.map(({ by, purpose, subject }) => [by.displayName, purpose, subject?.id])
    const supervisor = (await got<{ userId: number }>('supervisor', '/api/session')).userId
    expect(await list({ userId: supervisor, what: 'recording' })).toEqual([OLD_CALL, CALL].map((id) => ['Phạm Thị Thu Hà', null, id]))
    expect(await list({ userId: supervisor, what: 'voicemail' })).toEqual([voicemailTicket?.code, String(voicemailId)].map((id) => ['Phạm Thị Thu Hà', null, id]))
    expect(await list({ userId: supervisor, until: '2020-01-01' })).toEqual([])
    expect(await got('manager', '/api/looks/users')).toContainEqual({ id: supervisor, displayName: 'Phạm Thị Thu Hà', role: 'supervisor' })
    for (const role of ROLES) expect((await request(ticketing.http()).post('/api/looks/list').set('cookie', await ticketing.cookieFor(role))).status).toBe(role === 'manager' || role === 'admin' ? 200 : 403)
  })

  it('is no number in the list itself', async () => {
    const rows = JSON.stringify(await ticketing.database.manager.query('SELECT * FROM personal_data_looks'))
    expect(found(rows)).toBe(false)
  })

  it('goes with a voicemail into its ticket, although whoever writes it sees no number', async () => {
    const categories = await got<Category[]>('operator2', '/api/categories')
    const { body } = await ask('operator2', 'post', '/api/tickets', { requestId: randomUUID(), voicemailId, categoryId: categories.find(({ code: own }) => own === 'ho-tich')?.id, description: 'Xin gọi lại', tellBy: 'phone' })
    expect(Ticket.parse(body).citizenNumber).toBe(PERSON.number)
  })
})
