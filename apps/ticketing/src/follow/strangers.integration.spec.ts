import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Category, DoDeed, NewTicket, Ticket } from '@app/contracts'
import request, { type Response } from 'supertest'
import { askForNoProof, eventually, startTicketing } from '../ticketing-app.testing.js'

const SCRIPT = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}\'; DROP TABLE tickets; --'
let ticketing: Awaited<ReturnType<typeof startTicketing>>
let category: Category

const call = async (username: string, method: 'get' | 'post', path: string, body?: object) => (await request(ticketing.http())[method](path).set('cookie', await ticketing.cookieOf(username)).send(body)).body as unknown
const make = async (more: Partial<NewTicket>) => ((await call('operator1', 'post', '/api/tickets', { requestId: randomUUID(), categoryId: category.id, description: 'Đèn hỏng.', ...more })) as Ticket).code
const acted = (username: string, code: string, deed: DoDeed) => call(username, 'post', `/api/tickets/${code}/deeds`, deed)
const ticket = async (code: string) => (await call('supervisor', 'get', `/api/tickets/${code}`)) as Ticket
const form = (path: string, fields: object) => request(ticketing.http()).post(path).type('form').send(fields)
const linkOf = async (code: string, digits: string) => (await form('/theo-doi', { code, digits })).headers['location'] as string
/** Whatever came back runs nothing: no markup of a stranger's, and a policy under which none could run. */
const expectHarmless = ({ text, headers, status }: Response) => {
  expect(text).not.toMatch(/<script|<img/i)
  if (headers['content-type']?.startsWith('text/html')) expect([status, headers['content-security-policy']]).toEqual([status, expect.stringContaining("default-src 'none'")])
}

beforeAll(async () => {
  ticketing = await startTicketing('strangers', 46)
  await askForNoProof(ticketing)
  category = ((await call('supervisor', 'get', '/api/categories')) as Category[]).find(({ code }) => code === 'den-duong') as Category
})
afterAll(() => ticketing?.stop())

describe('strangers on the public page', () => {
  it('put scripts into every field, and none comes back as one', async () => {
    const code = await make({ citizenNumber: '0901000081', description: SCRIPT, place: SCRIPT, citizenName: SCRIPT })
    const link = await linkOf(code, '0081')
    for (const answer of [
      await form('/theo-doi', { code: SCRIPT, digits: SCRIPT }),
      await form('/follow', { code: [SCRIPT, SCRIPT], digits: { [SCRIPT]: SCRIPT } }),
      await request(ticketing.http()).get('/theo-doi').query({ code: SCRIPT }),
      await request(ticketing.http()).get(link).query({ said: SCRIPT }),
      await request(ticketing.http()).get(`/theo-doi/${encodeURIComponent(SCRIPT)}/${encodeURIComponent(SCRIPT)}`),
      await form(`/theo-doi/${code}/${encodeURIComponent(SCRIPT)}/rated`, { rating: SCRIPT, text: SCRIPT }),
      await form(`${link}/${encodeURIComponent(SCRIPT)}`, { text: SCRIPT }),
      await form(`${link}/rated`, { rating: SCRIPT, text: SCRIPT }),
    ])
      expectHarmless(answer)

    await acted('officer-xaydung', code, { deed: 'accepted' })
    await acted('officer-xaydung', code, { deed: 'asked', text: SCRIPT })
    const asked = await request(ticketing.http()).get(link)
    expectHarmless(asked)
    expect(asked.text).toContain('&#60;script&#62;')
    expect((await form(`${link}/replied`, { text: SCRIPT })).status).toBe(303)
    await acted('officer-xaydung', code, { deed: 'answered', text: SCRIPT })
    await acted('operator1', code, { deed: 'told' })
    expectHarmless(await request(ticketing.http()).get(link))
    expect((await form(`${link}/rated`, { rating: '3', text: SCRIPT })).status).toBe(303)
    expect(await ticket(code)).toMatchObject({ state: 'closed', rating: 3, description: SCRIPT })
  })

  it('send more than a page takes, and nothing of it is kept', async () => {
    const code = await make({ citizenNumber: '0901000082' })
    const link = await linkOf(code, '0082')
    await acted('officer-xaydung', code, { deed: 'answered', text: 'Đã thay bóng đèn.' })
    await acted('operator1', code, { deed: 'told' })
    const before = await ticket(code)
    const long = await form(`${link}/reopened`, { text: 'a'.repeat(5_001) })
    expect(long.status).toBe(400)
    expectHarmless(long)
    expect((await form(`${link}/reopened`, { text: 'a'.repeat(2_000_000) })).status).toBe(413)
    expect((await form(`${link}/reopened`, Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`f${n}`, 'x'])))).status).toBeGreaterThanOrEqual(400)
    const after = await ticket(code)
    expect([after.state, after.history.length]).toEqual([before.state, before.history.length])
  })

  it('walk through codes, and are stopped; the one whose ticket it is has the link and is not', async () => {
    const code = await make({ citizenNumber: '0901000083' })
    const link = await linkOf(code, '0083')
    const other = await make({ citizenNumber: '0901000084' })
    expect((await form('/theo-doi', { code: other, digits: '0083' })).status).toBe(404)
    const tried = await eventually(async () => {
      const answer = await form('/theo-doi', { code: String(100_000_000 + Math.floor(Math.random() * 900_000_000)), digits: '1234' })
      return answer.status === 429 && answer
    })
    expect(tried.text).toContain('quá nhiều lần')
    expect((await form('/theo-doi', { code, digits: '0083' })).status).toBe(429)
    expect((await request(ticketing.http()).get(link)).status).toBe(200)
    // A key of one ticket is none of another's.
    expect((await request(ticketing.http()).get(link.replace(code, other))).status).toBe(404)
  })
})
