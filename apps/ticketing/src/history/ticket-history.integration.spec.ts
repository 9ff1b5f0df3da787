import { randomUUID } from 'node:crypto'
import type { Category, Ticket } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import request from 'supertest'
import type { DataSource } from 'typeorm'
import { makeDataSource } from '../database/data-source.js'
import { askForNoProof, startTicketing } from '../ticketing-app.testing.js'
import { verifyHistory } from './verify-history.js'

/** Of the migration that made it. */
const HISTORY_BEGAN = 1764000700000

describe('the history of tickets', () => {
  let ticketing: Awaited<ReturnType<typeof startTicketing>>
  let source: DataSource
  let code: string

  const send = async (username: string, path: string, body: object) => {
    const answer = await request(ticketing.http()).post(path).set('cookie', await ticketing.cookieOf(username)).send(body)
    if (answer.status >= 400) throw new Error(`${path}: ${answer.status} ${answer.text}`)
    return answer.body as Ticket
  }
  const make = async () => {
    const categories = (await request(ticketing.http()).get('/api/categories').set('cookie', await ticketing.cookieOf('operator1'))).body as Category[]
    const category = categories.find((one) => one.code === 'den-duong')
    return send('operator1', '/api/tickets', { requestId: randomUUID(), categoryId: category?.id, description: 'Đèn đường hỏng ở hẻm 12.' })
  }
  /** What a change beside the application is found as; it is taken back. */
  const after = async (change: string, back: string) => {
    await source.query(change)
    const { broken } = await verifyHistory(source)
    await source.query(back)
    return broken
  }

  beforeAll(async () => {
    ticketing = await startTicketing('history', 12)
    // Proofs have a spec of their own.
    await askForNoProof(ticketing)
    source = await makeDataSource(ticketing.settings.DATABASE_URL).initialize()
    code = (await make()).code
  })
  afterAll(async () => {
    await source?.destroy()
    await ticketing?.stop()
  })

  it('tells who did what, and is whole', async () => {
    const officer = ((await source.query("SELECT u.username FROM users u JOIN tickets t ON t.department_id = u.department_id WHERE u.role = 'officer'")) as { username: string }[])[0]?.username ?? ''
    await send(officer, `/api/tickets/${code}/deeds`, { deed: 'answered', text: 'Đã thay bóng đèn.' })
    const { history, department, deadlineAt } = (await request(ticketing.http()).get(`/api/tickets/${code}`).set('cookie', await ticketing.cookieOf('supervisor'))).body as Ticket
    expect(history).toEqual([
      { at: expect.any(String), by: 'Nguyễn Thị Mai', deed: 'made', text: null, department: department.name, deadlineAt },
      { at: expect.any(String), by: expect.any(String), deed: 'answered', text: 'Đã thay bóng đèn.', department: department.name, deadlineAt },
      { at: expect.any(String), by: null, deed: 'approved', text: null, department: department.name, deadlineAt },
    ])
    await Promise.all(Array.from({ length: 8 }, () => make()))
    expect(await verifyHistory(source)).toEqual({ links: 11, broken: null })
  })

  it('names the first link that was changed, taken away or added', async () => {
    expect(await after('UPDATE ticket_history SET done_by = 99 WHERE seq = 4', 'UPDATE ticket_history SET done_by = (SELECT done_by FROM (SELECT done_by FROM ticket_history WHERE seq = 5) AS other) WHERE seq = 4')).toEqual({ what: 'changed', seq: 4 })
    expect(await after('UPDATE ticket_history SET seq = 99 WHERE seq = 5', 'UPDATE ticket_history SET seq = 5 WHERE seq = 99')).toEqual({ what: 'missing', seq: 5 })
    expect(await after('UPDATE ticket_history SET seq = 99 WHERE seq = 11', 'UPDATE ticket_history SET seq = 11 WHERE seq = 99')).toEqual({ what: 'missing', seq: 11 })
    expect(await after('UPDATE ticket_history_head SET seq = 10', 'UPDATE ticket_history_head SET seq = 11')).toEqual({ what: 'missing', seq: 12 })
    expect(await verifyHistory(source)).toEqual({ links: 11, broken: null })
  })

  it('names the ticket whose deadline or answer was changed beside it', async () => {
    expect(await after(`UPDATE tickets SET deadline_at = deadline_at + INTERVAL 1 DAY WHERE code = ${code}`, `UPDATE tickets SET deadline_at = deadline_at - INTERVAL 1 DAY WHERE code = ${code}`)).toEqual({ what: 'ticket', seq: 3, code })
    expect(await after("UPDATE ticket_texts SET text = 'Đã sửa.'", "UPDATE ticket_texts SET text = 'Đã thay bóng đèn.'")).toEqual({ what: 'text', seq: 2 })
  })

  it('is made for the tickets of before', async () => {
    const newest = async () => ((await source.query('SELECT MAX(timestamp) AS newest FROM migrations')) as { newest: string }[])[0]?.newest ?? ''
    while (Number(await newest()) >= HISTORY_BEGAN) await source.undoLastMigration()
    await source.runMigrations()
    expect(await verifyHistory(source)).toEqual({ links: 10, broken: null })
  })
})
