import { randomUUID } from 'node:crypto'
import type { Category, Ticket, TicketRecurrences } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import request from 'supertest'
import { makeDataSource } from '../database/data-source.js'
import { verifyHistory } from '../history/verify-history.js'
import { startTicketing } from '../ticketing-app.testing.js'

describe('new tickets that come at the same moment', () => {
  let ticketing: Awaited<ReturnType<typeof startTicketing>>
  let lights: number
  const post = async (username: string, body: object) => {
    const { status, body: answer } = await request(ticketing.http()).post('/api/tickets').set('cookie', await ticketing.cookieOf(username)).send({ categoryId: lights, description: 'Đèn đường hỏng.', ...body })
    return { status, answer: answer as Ticket & { code: string } }
  }

  beforeAll(async () => {
    ticketing = await startTicketing('rush', 12)
    // Every request is a connection of its own otherwise.
    await new Promise<void>((resolve) => ticketing.http().listen(0, '127.0.0.1', resolve))
    const { body } = await request(ticketing.http()).get('/api/categories').set('cookie', await ticketing.cookieOf('operator1'))
    lights = (body as Category[]).find(({ code }) => code === 'den-duong')?.id ?? 0
  })
  afterAll(() => ticketing?.stop())

  it('are all made, each once; who is refused keeps no other from it', async () => {
    const twice = randomUUID()
    const stolen = randomUUID()
    const many = Array.from({ length: 40 }, (_, i) => post('operator1', { requestId: randomUUID(), description: `Đèn thứ ${i} hỏng.` }))
    const [faulty, gone, first, again, own, foreign] = await Promise.all([
      post('operator1', { requestId: randomUUID(), kind: 'problem', fields: { unknown: 'x' } }),
      post('operator1', { requestId: randomUUID(), categoryId: 999_999 }),
      post('operator1', { requestId: twice }),
      post('operator1', { requestId: twice }),
      post('operator1', { requestId: stolen }),
      post('operator2', { requestId: stolen }),
    ])
    const made = await Promise.all(many)
    expect([faulty, gone].map(({ status, answer }) => [status, answer.code])).toEqual([[400, 'bad-input'], [400, 'bad-input']])
    expect([first, again].map(({ status, answer }) => [status, answer.code])).toEqual([[201, first.answer.code], [201, first.answer.code]])
    expect([own.status, foreign.status].sort()).toEqual([201, 409])
    expect(made.map(({ status }) => status)).toEqual(made.map(() => 201))
    expect(made.map(({ answer }) => answer.description)).toEqual(made.map((_, i) => `Đèn thứ ${i} hỏng.`))
    const source = await makeDataSource(ticketing.settings.DATABASE_URL).initialize()
    try {
      expect(await source.query('SELECT COUNT(*) AS tickets FROM tickets')).toEqual([{ tickets: '42' }])
      expect((await verifyHistory(source)).broken).toBeNull()
    } finally {
      await source.destroy()
    }
  })

  it('see each other: the same place again is linked, and the third is of a higher level', async () => {
    const made = await Promise.all(Array.from({ length: 4 }, () => post('operator1', { requestId: randomUUID(), place: '7 Lê Lợi' })))
    const counts = await Promise.all(
      made.map(async ({ answer }) => {
        const { status, body } = await request(ticketing.http()).get(`/api/tickets/${answer.code}/recurrences`).set('cookie', await ticketing.cookieOf('operator1'))
        expect([status, body]).toEqual([200, expect.anything()])
        return (body as TicketRecurrences).count
      }),
    )
    expect(counts.sort()).toEqual([0, 1, 2, 3])
    expect(made.map(({ answer }) => answer.level).sort()).toEqual([1, 1, 2, 2])
  })
})
