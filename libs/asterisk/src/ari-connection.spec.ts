import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { type AriConnection } from './ari-connection.js'
import { AriBadAnswer, AriNotConnected, AriRefused } from './ari-errors.js'
import type { AriEvent } from './ari-events.js'
import { AriServer } from './ari-server.testing.js'
import { runAlone } from './child-process.testing.js'
import { DIGIT, watchAri } from './watch-ari.testing.js'

let server: AriServer
const open: AriConnection[] = []
const connection = (...options: Parameters<typeof watchAri> extends [string, ...infer Rest] ? Rest : never) => {
  const watched = watchAri(server.url, ...options)
  open.push(watched.ari)
  return watched
}

beforeEach(async () => {
  server = await AriServer.listen()
})
afterEach(async () => {
  for (const ari of open.splice(0)) ari.stop()
  await server.close()
})

describe('a connection to ARI', () => {
  it('opens the event socket of its app, and gets answers and events', async () => {
    const { ari, start, event } = connection()
    expect(ari.connected).toBe(false)
    await start()
    expect(ari.connected).toBe(true)
    expect(server.requests).toContain('SOCKET /ari/events?app=hotline')
    expect(await ari.answerChannel('1.1')).toBe('done')
    expect(server.requests).toContain('POST /channels/1.1/answer')
    const told = event()
    ;(await server.socket()).send(JSON.stringify(DIGIT))
    expect(await told).toEqual(DIGIT)
  })

  it('without an app opens no event socket', async () => {
    const { ari, start } = connection({}, {})
    await start()
    expect(ari.connected).toBe(true)
    expect(server.requests.filter((request) => request.startsWith('SOCKET'))).toEqual([])
  })

  it('asks as Asterisk describes it, whatever is in a name or a value', async () => {
    const { ari, start } = connection()
    await start()
    await ari.play('1.1/2', '1.1:p1', ['hotline/welcome', 'digits/1'], 'vi')
    await ari.setVariable('1.1', 'CHANNEL(language)', 'a&b=ư')
    await ari.putDynamicConfig('res_pjsip', 'endpoint', 'op-7', { context: 'from-operator' })
    expect(server.requests.slice(-3)).toEqual([
      'POST /channels/1.1%2F2/play/1.1%3Ap1?media=sound%3Ahotline%2Fwelcome%2Csound%3Adigits%2F1&lang=vi',
      'POST /channels/1.1/variable?variable=CHANNEL(language)&value=a%26b%3D%C6%B0',
      'PUT /asterisk/config/dynamic/res_pjsip/endpoint/op-7',
    ])
  })

  it.each([404, 409, 410])('takes status %i for a caller who is gone', async (status) => {
    const { ari, start } = connection()
    await start()
    server.onRequest = (_path, response) => Boolean(response.writeHead(status).end('{"message":"Channel not found"}'))
    expect(await ari.answerChannel('1.1')).toBe('gone')
  })

  it('tells any other refusal with its status', async () => {
    const { ari, start } = connection()
    await start()
    server.onRequest = (_path, response) => Boolean(response.writeHead(500).end('allocation failed'))
    await expect(ari.answerChannel('1.1')).rejects.toEqual(new AriRefused('channels.answer', 500, 'allocation failed'))
    expect(ari.connected).toBe(true)
  })

  it('lists the channels of its own app only', async () => {
    const { ari, start } = connection()
    await start()
    const channel = (id: string, app_name: string, app_data: string) => ({ id, name: `PJSIP/trunk-${id}`, dialplan: { app_name, app_data } })
    const all = [channel('1.1', 'Stasis', 'hotline,again'), channel('2.1', 'Stasis', 'hotline-2'), channel('3.1', 'Queue', 'hotline')]
    server.onRequest = (_path, response) => Boolean(response.end(JSON.stringify(all)))
    expect((await ari.listAppChannels()).map(({ id }) => id)).toEqual(['1.1'])
  })

  it('holds events back until what is done at each connect is done', async () => {
    const { ari, start } = connection()
    const order: string[] = []
    ari.onEvent(() => order.push('event'))
    ari.onConnected(async () => {
      ;(await server.socket()).send(JSON.stringify(DIGIT))
      const answered = await ari.listAppChannels() // answered later than the event was sent
      order.push(`adopted ${answered.length}`)
    })
    const both = new Promise<void>((resolve) => ari.onEvent(() => resolve()))
    await Promise.all([both, start()])
    expect(order).toEqual(['adopted 0', 'event'])
  })

  it('lets other handlers hear an event when one of them throws', async () => {
    const { ari, start, event, faults } = connection()
    const throwing = new Error('a handler failed')
    const earlier: AriEvent[] = []
    ari.onEvent((told) => {
      earlier.push(told)
      throw throwing
    })
    await start()
    for (const digit of ['1', '2']) {
      const told = event()
      ;(await server.socket()).send(JSON.stringify({ ...DIGIT, digit }))
      expect(await told).toMatchObject({ digit })
    }
    expect(earlier).toHaveLength(2)
    expect(faults).toEqual([throwing, throwing])
    expect(ari.connected).toBe(true)
  })

  it('outlives messages that are no JSON, no event, an event unknown, and one that lacks a field', async () => {
    const { ari, start, event, fault, faults } = connection()
    await start()
    const socket = await server.socket()
    const told = event()
    for (const text of ['{"type":', '[]', '{"type":"ChannelVarset"}', '{"type":"StasisStart"}']) socket.send(text)
    socket.send(JSON.stringify(DIGIT))
    expect(await told).toEqual(DIGIT)
    await fault(3)
    expect(faults.every((error) => error instanceof AriBadAnswer)).toBe(true)
    expect(faults).toHaveLength(3)
    expect(ari.connected).toBe(true)
  })
})

describe('after stop(),', () => {
  it('nothing is tried again, and what is in flight is rejected', async () => {
    const { ari, start, faults } = connection()
    await start()
    server.onRequest = (path) => path.endsWith('/answer')
    const gone = once(await server.socket(), 'close')
    const inFlight = ari.answerChannel('1.1')
    await server.request('POST /channels/1.1/answer')
    ari.stop()
    await expect(inFlight).rejects.toBeInstanceOf(AriNotConnected)
    await gone
    expect(ari.connected).toBe(false)
    expect(faults).toEqual([])
    expect(server.sockets).toHaveLength(1)
  })

  it('a connection can be started again', async () => {
    const { ari, start } = connection()
    await start()
    ari.stop()
    await start()
    expect(await ari.answerChannel('1.1')).toBe('done')
  })

  it.each([
    ['waits for its first answer', 'GET /asterisk/ping', '/asterisk/ping'],
    ['waits for its event socket', 'SOCKET /ari/events?app=hotline', 'socket'],
    ['is up', 'GET /channels', 'nothing'],
  ])('a process whose connection %s ends by itself', async (_name, wanted, silent) => {
    server.onRequest = (path) => path === silent
    server.onUpgrade = () => silent === 'socket'
    const alone = runAlone(`const ari = new asterisk.AriConnection({ url: '${server.url}', username: 'a', password: 'b', app: 'hotline', times: { request: 60_000, beat: 60_000 } })
      ari.onConnected(async () => { await ari.listAppChannels() })
      ari.start()
      await stop
      ari.stop()`)
    await server.request(wanted)
    alone.release()
    expect(await alone.ended).toEqual({ code: 0, output: '' })
  }, 20_000)
})
