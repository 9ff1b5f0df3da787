import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { signService } from '@app/access'
import type { ChatMessage, ChatOverview, DayFigures, HallDeed, Page, Session, Wallboard } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import request from 'supertest'
import { UserEntity } from '../database/directory.entities.js'
import { ChatMessageEntity } from '../database/hall.entities.js'
import { eventually, startTicketing } from '../ticketing-app.testing.js'
import { HallChat } from './hall-chat.service.js'

describe('the lasting side of the hall', () => {
  let ticketing: Awaited<ReturnType<typeof startTicketing>>
  const ids: Record<string, number> = {}

  const call = async (username: string, method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object) => {
    const answer = await request(ticketing.http())[method](`/api${path}`).set('cookie', await ticketing.cookieOf(username)).send(body)
    return { status: answer.status, body: answer.body as unknown }
  }
  const got = async <T>(username: string, path: string) => {
    const { status, body } = await call(username, 'get', path)
    expect([path, status]).toEqual([path, 200])
    return body as T
  }
  const console = async (path: string, body: object) => request(ticketing.http()).post(`/api${path}`).set('authorization', `Bearer ${await signService('console', ticketing.settings.SESSION_SECRET)}`).send(body)
  const isTold = async (fact: object) => (await ticketing.told()).some((told) => isDeepStrictEqual(told, fact))
  const overview = (username: string) => got<ChatOverview>(username, '/chat')

  beforeAll(async () => {
    ticketing = await startTicketing('hall', 41)
    for (const { id, username } of await ticketing.database.manager.find(UserEntity)) ids[username] = id
  })
  afterAll(() => ticketing?.stop())

  describe('the wallboard', () => {
    it('has a line for each queue, with the same day as the page "today"', async () => {
      const at = Math.floor(Date.now() / 1000) - 60
      const line = (n: number, callId: string, queue: string, agent: string, event: string, ...data: string[]) => ticketing.tell(`${at}-${n}`, { at: at + n, callId, queue, agent, event, data })
      await line(1, `${at}.1`, 'NONE', 'NONE', 'CALLARRIVED', '0901000001', '1022', 'trunk')
      await line(2, `${at}.1`, 'reports', 'NONE', 'TOQUEUE', '0', 'vi', 'flow')
      await line(5, `${at}.1`, 'reports', `op-${ids['operator1']}`, 'CONNECT', '3', `${at}.2`, '1')
      await line(6, `${at}.3`, 'NONE', 'NONE', 'CALLARRIVED', '0901000002', '1022', 'trunk')
      await line(7, `${at}.3`, 'reports', 'NONE', 'TOQUEUE', '0', 'vi', 'flow')
      await line(30, `${at}.3`, 'reports', 'NONE', 'ABANDON', '1', '1', '23')
      await line(31, `${at}.3`, 'NONE', 'NONE', 'CALLENDED', '16', '', 'vi', 'queue')
      const board = await eventually(async () => {
        const read = await got<Wallboard>('supervisor', '/wallboard')
        return read.today.abandoned === 1 && read
      })
      if (!board) throw new Error('no board')
      expect(board.queues.find(({ queue }) => queue === 'reports')).toMatchObject({ closed: false, now: { offered: 2, answered: 1, abandoned: 1, serviceLevel: 0.5 }, today: { offered: 2, serviceLevel: 0.5 } })
      expect(board.queues.map(({ queue }) => queue)).toEqual(['procedures', 'reports'])
      const { asOf: _, ...day } = await got<DayFigures>('supervisor', '/statistics/today')
      expect(board.today).toMatchObject(day)
    })

    it('has limits that a supervisor sets, and everybody at a board is told', async () => {
      const thresholds = { waiting: { warn: 2, alarm: 4 }, longestWait: { warn: null, alarm: 90 }, serviceLevel: { warn: 90, alarm: 70 } }
      expect(await call('supervisor', 'put', '/wallboard/thresholds/reports', thresholds)).toMatchObject({ status: 200 })
      const board = await got<Wallboard>('manager', '/wallboard')
      expect(board.queues.find(({ queue }) => queue === 'reports')).toMatchObject({ thresholds, changed: { by: 'Phạm Thị Thu Hà' } })
      await eventually(() => isTold({ topic: 'hall', id: 'reports', departmentId: null }))
    })

    it.each([
      ['operator1', 403, { waiting: { warn: 1, alarm: 2 }, longestWait: { warn: 1, alarm: 2 }, serviceLevel: { warn: 2, alarm: 1 } }],
      ['supervisor', 400, { waiting: { warn: 5, alarm: 2 }, longestWait: { warn: 1, alarm: 2 }, serviceLevel: { warn: 2, alarm: 1 } }],
      ['supervisor', 400, { waiting: { warn: 1, alarm: 2 }, longestWait: { warn: 1, alarm: 2 }, serviceLevel: { warn: 20, alarm: 80 } }],
    ])('refuses %s with %d what cannot be', async (username, status, thresholds) => {
      expect((await call(username, 'put', '/wallboard/thresholds/reports', thresholds)).status).toBe(status)
    })
  })

  describe('what supervisors do', () => {
    it('is written down with who, whom, when and why, and when it ended', async () => {
      const deed = { kind: 'listen', byId: ids['supervisor'], operatorId: ids['operator1'], callId: '1763895165.12', queue: 'reports', reason: 'Nghe kèm nhân viên mới', detail: null }
      const { body } = await console('/hall/deeds', deed)
      const { id } = body as { id: number }
      const find = async () => (await got<Page<HallDeed>>('manager', '/hall/deeds')).items.find((each) => each.id === id)
      expect(await find()).toMatchObject({ kind: 'listen', by: 'Phạm Thị Thu Hà', operator: 'Nguyễn Thị Mai', callId: '1763895165.12', reason: 'Nghe kèm nhân viên mới', endedAt: null })
      await console(`/hall/deeds/${id}/ended`, {})
      const ended = (await find())?.endedAt
      expect(ended).toEqual(expect.any(String))
      await console(`/hall/deeds/${id}/ended`, {})
      expect((await find())?.endedAt).toBe(ended)
    })

    it('needs a reason, and is not written by a browser', async () => {
      expect((await console('/hall/deeds', { kind: 'listen', byId: ids['supervisor'], operatorId: ids['operator1'], callId: null, queue: null, reason: ' ', detail: null })).status).toBe(400)
      expect((await call('supervisor', 'post', '/hall/deeds', {})).status).toBe(401)
      expect((await call('operator1', 'get', '/hall/deeds')).status).toBe(403)
    })

    it('moves an operator for today: the session answers other queues, the account stays', async () => {
      const move = { userId: ids['operator3'], byId: ids['supervisor'], queues: ['procedures'], until: 'today', reason: 'Hàng chờ thủ tục quá đông' }
      expect((await console('/hall/moves', move)).body).toEqual({ queues: ['procedures'] })
      expect((await got<Session>('operator3', '/session')).queues).toEqual(['procedures'])
      expect((await ticketing.database.manager.findOneByOrFail(UserEntity, { id: ids['operator3'] ?? 0 })).queues).toEqual(['reports'])
      await eventually(() => isTold({ topic: 'move', id: String(ids['operator3']), departmentId: null, onlyFor: [ids['operator3']] }))
    })

    it('moves an operator for good: the account itself, and the move of today is over', async () => {
      const move = { userId: ids['operator3'], byId: ids['supervisor'], queues: ['procedures', 'reports'], until: 'lasting', reason: 'Phân công mới' }
      expect((await console('/hall/moves', move)).body).toEqual({ queues: ['procedures', 'reports'] })
      expect((await ticketing.database.manager.findOneByOrFail(UserEntity, { id: ids['operator3'] ?? 0 })).queues).toEqual(['procedures', 'reports'])
      expect((await got<Session>('operator3', '/session')).queues).toEqual(['procedures', 'reports'])
    })
  })

  describe('the chat', () => {
    const send = (username: string, to: number | string, text: string, requestId: string = randomUUID()) => call(username, 'post', '/chat/messages', { to, text, requestId })
    const idOf = (username: string) => ids[username] ?? 0
    const unreadOf = async (username: string, from: string) => (await overview(username)).people.find(({ id }) => id === idOf(from))?.unread

    it('with one colleague is theirs alone, unread until read', async () => {
      expect((await send('operator1', idOf('operator2'), 'Chị ơi cho em hỏi')).status).toBe(200)
      await send('operator1', idOf('operator2'), 'Hồ sơ khai sinh cần gì ạ?')
      expect([await unreadOf('operator2', 'operator1'), await unreadOf('operator1', 'operator2'), await unreadOf('operator3', 'operator1')]).toEqual([2, 0, 0])
      const messages = await got<ChatMessage[]>('operator2', `/chat/messages?with=${idOf('operator1')}`)
      expect(messages.map(({ text }) => text)).toEqual(['Chị ơi cho em hỏi', 'Hồ sơ khai sinh cần gì ạ?'])
      await call('operator2', 'post', '/chat/read', { with: idOf('operator1'), upTo: messages.at(-1)?.id })
      expect(await unreadOf('operator2', 'operator1')).toBe(0)
      expect(await got('operator3', `/chat/messages?with=${idOf('operator1')}`)).toEqual([])
      const told = (await ticketing.told()).filter((fact) => (fact as { topic: string }).topic === 'chat')
      for (const fact of told) expect(fact).toMatchObject({ onlyFor: expect.not.arrayContaining([idOf('operator3')]) })
    })

    it('keeps a message once, however often it is sent', async () => {
      const requestId = randomUUID()
      const [first, second] = [await send('operator1', 'shift', 'Em về trước 5 phút', requestId), await send('operator1', 'shift', 'Em về trước 5 phút', requestId)]
      expect(second.body).toEqual(first.body)
      expect((await got<ChatMessage[]>('supervisor', '/chat/messages?with=shift')).length).toBe(1)
      expect((await overview('supervisor')).shift.unread).toBe(1)
    })

    it('to everybody comes from a supervisor', async () => {
      expect((await send('operator1', 'everybody', 'Xin chào')).status).toBe(403)
      expect((await send('officer-tuphap', 'shift', 'Xin chào')).status).toBe(403)
      await send('supervisor', 'everybody', 'Cúp điện lúc 15 giờ, xin lưu dữ liệu.')
      expect((await overview('operator2')).everybody).toMatchObject({ unread: 1, last: { text: 'Cúp điện lúc 15 giờ, xin lưu dữ liệu.', from: { displayName: 'Phạm Thị Thu Hà' } } })
    })

    it('a call for help is seen by supervisors until one comes, and the operator sees who', async () => {
      await call('operator1', 'post', '/chat/help', { callId: '1763895165.12', queue: 'reports', text: '' })
      await call('operator1', 'post', '/chat/help', { callId: '1763895165.12', queue: 'reports', text: 'Khách rất giận' })
      const { help } = await overview('supervisor')
      expect(help).toEqual([expect.objectContaining({ operator: { id: idOf('operator1'), displayName: 'Nguyễn Thị Mai' }, callId: '1763895165.12', text: 'Khách rất giận', taken: null })])
      expect((await overview('operator2')).help).toEqual([])
      expect((await call('operator2', 'post', `/chat/help/${help[0]?.id}/taken`)).status).toBe(403)
      await call('supervisor', 'post', `/chat/help/${help[0]?.id}/taken`)
      expect((await overview('supervisor')).help).toEqual([])
      expect((await overview('operator1')).help).toEqual([expect.objectContaining({ taken: expect.objectContaining({ by: 'Phạm Thị Thu Hà' }) })])
    })

    it('is forgotten after its days', async () => {
      const { manager } = ticketing.database
      const count = await manager.count(ChatMessageEntity)
      await manager.update(ChatMessageEntity, { kind: 'shift' }, { sentAt: new Date(Date.now() - 31 * 86_400_000) })
      await ticketing.app.get(HallChat).forget(new Date())
      expect(await manager.count(ChatMessageEntity)).toBe(count - 1)
    })
  })
})
