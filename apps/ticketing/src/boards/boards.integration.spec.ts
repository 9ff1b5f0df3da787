import type { Board, BoardContent, BoardTile } from '@app/contracts'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import request from 'supertest'
import { eventually, startTicketing } from '../ticketing-app.testing.js'

const tile: BoardTile = { report: 'volume', table: 'by-time', days: 30, shows: 'chart', column: null, width: 6, queue: null, by: 'day' }
const content: BoardContent = { name: 'Giao ban sáng', shared: false, tiles: [tile, { ...tile, report: 'service-level', shows: 'total', column: 'sl', width: 3, queue: 'reports' }] }

describe('boards', () => {
  let ticketing: Awaited<ReturnType<typeof startTicketing>>

  const call = async (username: string, method: 'get' | 'post' | 'put' | 'delete', path = '', body?: object) => {
    const answer = await request(ticketing.http())[method](`/api/boards${path}`).set('cookie', await ticketing.cookieOf(username)).send(body)
    return { status: answer.status, body: answer.body as unknown }
  }
  const make = async (username: string, more: Partial<BoardContent> = {}) => {
    const { status, body } = await call(username, 'post', '', { ...content, ...more })
    expect(status).toBe(201)
    return body as Board
  }
  const seenBy = async (username: string) => (await call(username, 'get')).body as Board[]

  beforeAll(async () => {
    ticketing = await startTicketing('boards', 60)
  })
  afterAll(() => ticketing?.stop())

  it('are kept as they were arranged, for their owner alone until they are shared', async () => {
    const made = await make('manager')
    expect(made).toMatchObject({ ...content, revision: 1, own: true })
    expect(await seenBy('manager')).toEqual([made])
    expect(await seenBy('supervisor')).toEqual([])
    const { body } = await call('manager', 'put', `/${made.id}`, { ...content, shared: true, tiles: [...content.tiles].reverse(), revision: 1 })
    expect(body).toMatchObject({ shared: true, revision: 2, tiles: [...content.tiles].reverse() })
    expect(await seenBy('supervisor')).toEqual([{ ...(body as Board), own: false }])
    await eventually(async () => (await ticketing.told()).some((fact) => (fact as { topic: string; id: string }).topic === 'board' && (fact as { id: string }).id === String(made.id)))
  })

  it('are changed by their owner only', async () => {
    const { id } = await make('manager', { shared: true })
    expect((await call('supervisor', 'put', `/${id}`, { ...content, revision: 1 })).status).toBe(404)
    expect((await call('supervisor', 'delete', `/${id}`)).status).toBe(404)
    expect((await call('manager', 'delete', `/${id}`)).status).toBe(204)
    expect((await seenBy('supervisor')).some((board) => board.id === id)).toBe(false)
  })

  it('refuse what was changed over a revision that is gone; of two at once one wins', async () => {
    const { id } = await make('manager')
    const both = await Promise.all(['A', 'B'].map((name) => call('manager', 'put', `/${id}`, { ...content, name, revision: 1 })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(both.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'board-changed' })
  })

  it.each([
    ['operator1', 403, content],
    ['officer-xaydung', 403, content],
    ['manager', 400, { ...content, name: ' ' }],
    ['manager', 400, { ...content, tiles: [{ ...tile, width: 2 }] }],
    ['manager', 400, { ...content, tiles: [{ ...tile, report: 'weather' }] }],
  ])('refuse %s with %d what cannot be', async (username, status, body) => {
    expect((await call(username, 'post', '', body)).status).toBe(status)
  })

  it('are at most twenty of one person, however quickly they are made', async () => {
    const statuses = await Promise.all(Array.from({ length: 22 }, () => call('admin', 'post', '', content).then(({ status }) => status)))
    expect(statuses.filter((status) => status === 201).length).toBe(20)
    expect(statuses.filter((status) => status === 409).length).toBe(2)
  })
})
