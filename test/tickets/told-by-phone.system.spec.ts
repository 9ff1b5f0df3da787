import { randomUUID } from 'node:crypto'
import { maskNumber } from '@app/persons-data'
import type { Category, Ticket } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createConnection } from 'mysql2/promise'
import { CalledCitizen } from '../callers/called-citizen.js'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, databaseUrl, password, trunkContact } from '../stack/stack.js'
import { expectWholeHistory } from './whole-history.js'

describe('a citizen is told by our own call', () => {
  let operator: Operator
  let supervisor: Api
  let officer: Api

  const untilTicket = (code: string, part: object, timeout = 60_000) => expectEventually(async () => expect(await supervisor.ticket(code)).toMatchObject(part), timeout)
  const ticketOf = async (citizenNumber: string): Promise<string> => {
    const category = (await supervisor.get<Category[]>('/api/categories')).find(({ code }) => code === 'den-duong')
    const made = await supervisor.request('POST', '/api/tickets', { requestId: randomUUID(), categoryId: category?.id, description: 'Đèn đường trước chợ không sáng.', citizenNumber, tellBy: 'phone' })
    return ((await made.json()) as Ticket).code
  }
  const answer = async (code: string, text: string) => {
    await officer.addProof(code)
    expect((await officer.request('POST', `/api/tickets/${code}/deeds`, { deed: 'answered', text })).status).toBe(200)
  }
  /** How long what is spoken is. */
  const spokenMs = async (code: string): Promise<number> => {
    const connection = await createConnection(databaseUrl)
    try {
      const [rows] = await connection.query('SELECT message.sound_ms AS ms FROM citizen_messages message JOIN tickets ticket ON ticket.id = message.ticket_id WHERE ticket.code = ?', [code])
      return Number((rows as { ms: number | null }[])[0]?.ms)
    } finally {
      await connection.end()
    }
  }
  const phoneMessage = (ticket: Ticket) => ticket.messages.find(({ channel }) => channel === 'phone')

  beforeAll(async () => {
    supervisor = await Api.signIn(address, 'supervisor', password)
    officer = await Api.signIn(address, 'officer-xaydung', password)
  })
  afterAll(async () => {
    await operator?.close()
  })

  it('that is tried again when nobody answers, speaks after a key, and takes the rating by a key', async () => {
    const number = '0901000842'
    const code = await ticketOf(number)
    const before = await supervisor.today()

    const busy = await CalledCitizen.waitAt(trunkContact, 'is busy')
    await answer(code, 'Đội chiếu sáng đã thay bóng đèn lúc 9 giờ sáng nay. Đèn sáng bình thường.')
    await busy.ended()
    const away = await CalledCitizen.waitAt(trunkContact, 'does not answer')
    await untilTicket(code, { messages: [{ channel: 'phone', attempts: 1, trouble: 'BUSY' }] })
    await away.ended()
    const citizen = await CalledCitizen.waitAt(trunkContact, 'answers')
    await untilTicket(code, { messages: [{ attempts: 2, trouble: 'NOANSWER' }] })

    // Nothing of the ticket before the key; then the answer, and how satisfied they are.
    await citizen.hearsSpeech(1_000)
    expect(await supervisor.ticket(code)).toMatchObject({ state: 'approved', messages: [{ state: 'calling' }] })
    await citizen.press('1')
    await citizen.hearsSpeech(1_500)
    await citizen.listens(await spokenMs(code))
    await citizen.press('5')
    await citizen.ended()

    await untilTicket(code, { state: 'closed', rating: 5, messages: [{ state: 'sent', attempts: 3, trouble: null }] })
    const ticket = await supervisor.ticket(code)
    expect(ticket.history.map(({ deed }) => deed)).toEqual(['made', 'attached', 'answered', 'approved', 'told', 'rated'])
    expect(phoneMessage(ticket)?.recipient).toBe(maskNumber(number))
    // Our own calls are in the log, and in no figure.
    const calls = (await supervisor.callsOf(number)).filter(({ source }) => source === 'outgoing')
    expect(calls.map(({ outcome }) => outcome).sort()).toEqual(['self-served', 'unreached', 'unreached'])
    expect((await supervisor.today()).arrived).toBe(before.arrived)
    await expectWholeHistory(databaseUrl)
  })

  it('and reaches an operator by a key', async () => {
    const number = '0901000843'
    operator = await Operator.signIn(address, { username: 'operator1', password, hertz: 1000 })
    await operator.goAvailable()
    const code = await ticketOf(number)
    const citizen = await CalledCitizen.waitAt(trunkContact, 'answers')
    await answer(code, 'Đã thay bóng đèn.')
    await citizen.hearsSpeech(1_000)
    await citizen.press('1')
    await citizen.hearsSpeech(1_000)
    await citizen.listens(await spokenMs(code))
    await citizen.press('0')
    await untilTicket(code, { state: 'told' })
    expect(await operator.offered()).toBe(number)
    await operator.answer()
    await citizen.hears({ frequency: 1000 })
    await operator.hearsSomebody()
    await operator.hangUp()
    await citizen.ended()
  })
})
