import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { signSession } from '@app/access'
import { SESSION_COOKIE, type Session } from '@app/contracts'
import { afterEach, describe, expect, it } from '@jest/globals'
import { standingSession } from './standing-session.js'

const SESSION_SECRET = 's'.repeat(40)
const session: Session = { userId: 7, username: 'officer', displayName: 'Ngô Thị Kim Ngân', role: 'officer', department: { id: 3, name: { vi: 'Sở Y tế', en: 'Health' } }, queues: [] }
let ticketing: Server | undefined

async function ticketingAnswers(status: number, body: unknown): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)))
  ticketing = server
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
const cookie = async () => `${SESSION_COOKIE}=${await signSession(session, SESSION_SECRET)}`

afterEach(() => new Promise<void>((resolve) => (ticketing ? ticketing.close(() => resolve()) : resolve())))

describe('whom a socket speaks for', () => {
  it('is nobody when the account was disabled, and works where ticketing says', async () => {
    expect(await standingSession(await cookie(), { SESSION_SECRET, TICKETING_URL: await ticketingAnswers(401, {}) })).toBeNull()
    ticketing?.close()
    const moved = { ...session, department: { id: 4, name: { vi: 'Sở Hạ tầng', en: 'Infrastructure' } } }
    expect(await standingSession(await cookie(), { SESSION_SECRET, TICKETING_URL: await ticketingAnswers(200, moved) })).toEqual(moved)
  })

  it('is whom the cookie names while ticketing is away or in trouble, and nobody without one', async () => {
    const TICKETING_URL = await ticketingAnswers(503, {})
    expect(await standingSession(await cookie(), { SESSION_SECRET, TICKETING_URL })).toEqual(session)
    expect(await standingSession(await cookie(), { SESSION_SECRET, TICKETING_URL: 'http://127.0.0.1:1' })).toEqual(session)
    for (const none of [undefined, 'a=b']) expect(await standingSession(none, { SESSION_SECRET, TICKETING_URL })).toBeNull()
  })
})
