import { randomUUID } from 'node:crypto'
import type { Category, HoursEffect, NamedOpeningHours, Page, Ticket, TicketWarning } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createConnection } from 'mysql2/promise'
import request from 'supertest'
import { TicketEntity } from '../database/ticket.entities.js'
import { UserEntity } from '../database/directory.entities.js'
import { askForNoProof, eventually, startTicketing } from '../ticketing-app.testing.js'
import { DeadlineWatch } from './deadline-watch.js'

let ticketing: Awaited<ReturnType<typeof startTicketing>>

const send = async (username: string, method: 'get' | 'post' | 'put', path: string, body?: object) => {
  const answer = await request(ticketing.http())[method](path).set('cookie', await ticketing.cookieOf(username)).send(body)
  return { status: answer.status, body: answer.body as unknown }
}
const got = async <T>(username: string, path: string) => (await send(username, 'get', path)).body as T
const warnings = async (username: string, handled = 'no') => (await got<Page<TicketWarning>>(username, `/api/ticket-warnings?handled=${handled}`)).items
const count = async (username: string) => (await got<{ count: number }>(username, '/api/ticket-warnings/count')).count
const watch = () => ticketing.app.get(DeadlineWatch)
const row = (code: string) => ticketing.database.manager.findOneByOrFail(TicketEntity, { code })
const make = async (category: string) => {
  const { id } = (await got<Category[]>('operator1', '/api/categories')).find(({ code }) => code === category)!
  return ((await send('operator1', 'post', '/api/tickets', { requestId: randomUUID(), categoryId: id, description: 'Đèn đường hỏng.' })).body as Ticket).code
}

beforeAll(async () => {
  ticketing = await startTicketing('warnings', 44)
  await askForNoProof(ticketing)
})
afterAll(() => ticketing.stop())

describe('a ticket whose time runs out', () => {
  let code: string

  it('is for its department, then its head, then all above', async () => {
    code = await make('den-duong')
    expect([await count('officer-xaydung'), await count('supervisor')]).toEqual([0, 0])
    await watch().look((await row(code)).nextWarningAt!)
    expect(await warnings('officer-xaydung')).toMatchObject([{ code, percent: 50, warned: 'department', warnedDepartment: { vi: 'Sở Xây dựng' }, description: 'Đèn đường hỏng.' }])
    expect([await count('officer-nongnghiep'), await count('supervisor')]).toEqual([0, 0])

    await ticketing.database.manager.update(UserEntity, { username: 'officer-xaydung' }, { isHead: true })
    await watch().look((await row(code)).nextWarningAt!)
    expect((await warnings('officer-xaydung')).map(({ percent, warned }) => [percent, warned])).toEqual([[80, 'heads']])
    await watch().look((await row(code)).nextWarningAt!)
    for (const lead of ['supervisor', 'manager']) expect((await warnings(lead)).map(({ percent }) => percent)).toEqual([100])
    await watch().look(new Date('2100-01-01'))
    expect([await count('officer-xaydung'), await count('supervisor')]).toEqual([1, 1])
  })

  it('is seen and handled by one person, and waits for nobody then; not for others', async () => {
    const [first] = await warnings('officer-xaydung')
    expect((await send('officer-nongnghiep', 'post', `/api/ticket-warnings/${first!.id}/handled`)).status).toBe(404)
    expect((await send('officer-xaydung', 'post', `/api/ticket-warnings/${first!.id}/seen`)).status).toBe(204)
    expect((await warnings('officer-xaydung'))[0]).toMatchObject({ seenBy: 'Đặng Quốc Bảo', handledAt: null })
    expect((await send('officer-xaydung', 'post', `/api/ticket-warnings/${first!.id}/handled`)).status).toBe(204)
    expect(await count('officer-xaydung')).toBe(0)
    expect(await warnings('officer-xaydung', 'yes')).toMatchObject([{ id: first!.id, seenBy: 'Đặng Quốc Bảo', handledBy: 'Đặng Quốc Bảo' }])
  })

  it('needs no look any more when it is answered', async () => {
    expect((await send('officer-xaydung', 'post', `/api/tickets/${code}/deeds`, { deed: 'answered', text: 'Đã thay bóng.', lateReason: 'Thiếu vật tư.' })).status).toBe(200)
    expect([await count('officer-xaydung'), await count('supervisor')]).toEqual([0, 0])
  })

  it('is warned of once, though the server was killed between the warning and its link of the history', async () => {
    const doomed = await make('den-duong')
    const { id, nextWarningAt } = await row(doomed)
    const other = await createConnection(ticketing.settings.DATABASE_URL)
    try {
      // Who holds the chain's head keeps the watch between its two steps; then its connection dies, as with a process that is killed.
      await other.query('START TRANSACTION')
      await other.query('SELECT * FROM ticket_history_head WHERE id = 1 FOR UPDATE')
      const looking = watch().look(nextWarningAt!)
      const ended = expect(looking).rejects.toThrow()
      const thread = await eventually(async () => {
        const [rows] = await other.query("SELECT ID AS id FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND INFO LIKE '%ticket_history_head%' AND ID <> CONNECTION_ID()")
        return (rows as { id: number }[])[0]?.id
      })
      await other.query(`KILL ${thread}`)
      await other.query('ROLLBACK')
      await ended
    } finally {
      await other.end()
    }
    const stored = async () => (await ticketing.database.manager.query('SELECT (SELECT COUNT(*) FROM ticket_warnings WHERE ticket_id = ?) AS warnings, (SELECT COUNT(*) FROM ticket_history WHERE ticket_id = ? AND deed = "warned") AS links', [id, id])) as { warnings: string; links: string }[]
    expect((await stored()).map(({ warnings: w, links }) => [Number(w), Number(links)])).toEqual([[0, 0]])
    await watch().look(nextWarningAt!)
    await watch().look(nextWarningAt!)
    expect((await stored()).map(({ warnings: w, links }) => [Number(w), Number(links)])).toEqual([[1, 1]])
  })
})

describe('a change of opening hours', () => {
  it('shows which deadlines it would move, leaves them by default, and moves them only with a line in each history', async () => {
    const code = await make('den-duong')
    const office = async () => (await got<NamedOpeningHours[]>('admin', '/api/opening-hours')).find((hours) => hours.code === 'office')!
    const { title, definition, revision } = await office()
    const mornings = Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [{ from: '07:00', to: '11:30' }]]))
    const shorter = { ...definition, weekly: mornings }
    const before = (await row(code)).deadlineAt
    const effect = (await send('admin', 'post', '/api/opening-hours/effect', { code: 'office', definition: shorter })).body as HoursEffect
    const item = effect.items.find((found) => found.code === code)!
    expect([effect.moved, item.from]).toEqual([effect.open, before.toISOString()])
    expect(Date.parse(item.to)).toBeGreaterThan(before.getTime())
    expect(((await send('admin', 'post', '/api/opening-hours/effect', { code: 'office', definition })).body as HoursEffect).moved).toBe(0)

    const save = (body: object) => send('admin', 'put', '/api/opening-hours/office', { title, ...body })
    expect((await save({ definition: shorter, revision })).status).toBe(200)
    expect((await row(code)).deadlineAt).toEqual(before)
    expect((await save({ definition, revision: revision + 1 })).status).toBe(200)
    expect((await save({ definition: shorter, revision: revision + 2, deadlines: 'move' })).status).toBe(200)
    expect(Math.abs((await row(code)).deadlineAt.getTime() - Date.parse(item.to))).toBeLessThan(60_000)
    const { history } = await got<Ticket>('supervisor', `/api/tickets/${code}`)
    expect(history.map(({ deed, by }) => [deed, by])).toEqual([['made', 'Nguyễn Thị Mai'], ['deadline-moved', 'Quản trị hệ thống']])
    await save({ definition, revision: revision + 3 })
  })
})
