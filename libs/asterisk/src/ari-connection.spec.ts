import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { EventEmitter, once } from 'node:events'
import { AriConnection, type AriTimes } from './ari-connection.js'
import { AriBadAnswer, AriNotConnected, AriRefused, AriTimeout } from './ari-errors.js'
import type { AriEvent } from './ari-events.js'
import { AriServer } from './ari-server.testing.js'
import { runAlone } from './child-process.testing.js'

// A test that waits for a time-out shortens that one alone; the others never run out, however busy the machine is.
const PATIENT: AriTimes = { request: 60_000, beat: 60_000, firstRetry: 5, longestRetry: 20 }
const DIGIT: AriEvent = { type: 'ChannelDtmfReceived', digit: '1', channel: { id: '1.1', name: 'PJSIP/trunk-1' } }

let server: AriServer
const open: AriConnection[] = []

/** A connection and what became of it. */
function connection(times: Partial<AriTimes> = {}, app: { app?: string } = { app: 'hotline' }) {
  const faults: Error[] = []
  const news = new EventEmitter()
  const ari = new AriConnection({ url: server.url, username: 'ivr', password: 'secret', ...app, times: { ...PATIENT, ...times }, onFault: (error) => (faults.push(error), news.emit('fault')) })
  open.push(ari)
  // The last of its handlers to be run, so the connection is up in the same turn of the loop.
  const connected = () => once(news, 'connected')
  ari.onEvent((event) => news.emit('event', event))
  const event = async () => ((await once(news, 'event')) as [AriEvent])[0]
  const fault = async (n = 1) => {
    while (faults.length < n) await once(news, 'fault')
    return faults[n - 1]
  }
  const start = async () => {
    ari.onConnected(() => void setImmediate(() => news.emit('connected')))
    const there = connected()
    ari.start()
    await there
  }
  return { ari, faults, connected, event, fault, start }
}

beforeEach(async () => {
  server = await AriServer.listen()
})
afterEach(async () => {
  for (const ari of open.splice(0)) ari.stop()
  await server.close()
})

describe('a connection to ARI', () => {
  it('loads the description, opens the event socket of its app, and gets answers and events', async () => {
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

  it('does not offer what this Asterisk does not describe', async () => {
    const { ari, start } = connection()
    await start()
    await expect(ari.stopPlayback('p1')).rejects.toBeInstanceOf(AriBadAnswer)
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

describe('while Asterisk misbehaves, a connection to ARI', () => {
  /** The first so many requests whose path fits are dealt with so. */
  const first = (n: number, fits: RegExp, how: (response: import('node:http').ServerResponse) => unknown) => {
    let left = n
    server.onRequest = (path, response) => {
      if (!fits.test(path) || left-- <= 0) return false
      how(response)
      return true
    }
  }

  it.each([
    ['the list of resources', /resources/],
    ['a resource', /channels\.json/],
  ])('that gets 503 for %s tries again until it is served', async (_name, fits) => {
    first(2, fits, (response) => response.writeHead(503).end('starting'))
    const { ari, start, faults } = connection()
    await start()
    expect(faults).toEqual([new AriRefused('api-docs', 503, 'starting'), new AriRefused('api-docs', 503, 'starting')])
    expect(ari.connected).toBe(true)
  })

  it.each([
    ['the list of resources', /resources/, AriTimeout],
    ['a resource', /asterisk\.json/, AriTimeout],
  ])('that is accepted and gets no answer for %s gives up and tries again', async (_name, fits, kind) => {
    first(1, fits, () => undefined)
    const { start, fault } = connection({ request: 500 })
    await start()
    expect(await fault()).toBeInstanceOf(kind)
  })

  it.each([
    ['broken JSON', (response: import('node:http').ServerResponse) => response.end('{"apis": ['), AriBadAnswer],
    ['JSON of another kind', (response: import('node:http').ServerResponse) => response.end('null'), AriBadAnswer],
    ['half an answer', (response: import('node:http').ServerResponse) => response.writeHead(200, { 'content-length': '1000' }).write('{', () => response.destroy()), AriNotConnected],
  ])('that gets %s for a resource tries again', async (_name, how, kind) => {
    first(1, /channels\.json/, how)
    const { start, fault } = connection()
    await start()
    expect(await fault()).toBeInstanceOf(kind)
  })

  it('that is refused the event socket tries again', async () => {
    let refusals = 0
    server.onUpgrade = (socket) => ++refusals < 3 && Boolean(socket.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n'))
    const { start, faults } = connection()
    await start()
    expect(faults.map((error) => error instanceof AriNotConnected)).toEqual([true, true])
  })

  it('whose event socket never opens gives up and tries again', async () => {
    let tries = 0
    server.onUpgrade = () => ++tries === 1
    const { start, fault } = connection({ request: 500 })
    await start()
    expect(await fault()).toEqual(new AriTimeout('events', 500))
  })

  it('gives up a request that is never answered, and that one only', async () => {
    const { ari, start } = connection({ request: 1_000 })
    await start()
    server.onRequest = (path) => path.endsWith('/answer')
    await expect(ari.answerChannel('1.1')).rejects.toEqual(new AriTimeout('channels.answer', 1_000))
    expect(await ari.listAppChannels()).toEqual([])
  })

  it('rejects a request whose connection breaks before the answer', async () => {
    const { ari, start } = connection()
    await start()
    server.onRequest = (_path, response) => Boolean(response.destroy())
    await expect(ari.answerChannel('1.1')).rejects.toBeInstanceOf(AriNotConnected)
  })

  it('rejects a request whose answer is broken', async () => {
    const { ari, start } = connection()
    await start()
    server.onRequest = (_path, response) => Boolean(response.writeHead(200, { 'content-type': 'application/json' }).end('{"half":'))
    await expect(ari.listAppChannels()).rejects.toBeInstanceOf(AriBadAnswer)
  })

  it('refuses every request at once while it is away', async () => {
    const { ari } = connection()
    await expect(ari.answerChannel('1.1')).rejects.toBeInstanceOf(AriNotConnected)
    expect(server.requests).toEqual([])
  })

  it('comes back with a fresh client when its event socket is closed, and does again what is done at each connect', async () => {
    const { ari, start, connected, event, fault } = connection()
    await start()
    const described = () => server.requests.filter((request) => request.includes('resources.json')).length
    const before = described()
    const again = connected()
    ;(await server.socket(1)).close()
    expect(await fault()).toBeInstanceOf(AriNotConnected)
    await again
    expect(described()).toBeGreaterThan(before)
    const told = event()
    ;(await server.socket(2)).send(JSON.stringify(DIGIT))
    expect(await told).toEqual(DIGIT)
    expect(ari.connected).toBe(true)
  })

  it('comes back when Asterisk comes back on the same port', async () => {
    const { ari, start, connected, fault } = connection()
    await start()
    const { port } = server
    await server.close()
    await fault(2) // the socket that closed, then a connect that was refused
    expect(ari.connected).toBe(false)
    await expect(ari.answerChannel('1.1')).rejects.toBeInstanceOf(AriNotConnected)
    const again = connected()
    server = await AriServer.listen(port)
    await again
    expect(await ari.answerChannel('1.1')).toBe('done')
  })

  it('tries again when what is done at each connect fails', async () => {
    const { ari, start, faults } = connection()
    let runs = 0
    ari.onConnected(() => {
      if (++runs < 3) throw new Error(`adoption failed ${runs}`)
    })
    await start()
    expect(faults.map(({ message }) => message)).toEqual(['adoption failed 1', 'adoption failed 2'])
    expect(ari.connected).toBe(true)
  })

  it('whose event socket falls silent is ended by its heart-beat', async () => {
    const { start, connected, fault } = connection({ beat: 100 })
    await start()
    const socket = await server.socket(1)
    const gone = once(socket, 'close')
    const again = connected()
    socket.pong = () => undefined
    expect((await fault())?.message).toContain('the socket closed')
    await gone
    await again
  })

  it('whose event socket hangs while it closes is ended by its heart-beat', async () => {
    const { start, connected, fault } = connection({ beat: 50 })
    await start()
    const again = connected()
    const { _socket: raw } = (await server.socket(1)) as unknown as { _socket: import('node:net').Socket }
    raw.pause()
    raw.write(Buffer.from([0x88, 0x02, 0x03, 0xe8])) // a close frame whose answer is never read
    expect((await fault())?.message).toContain('the socket closed')
    await again
  })

  it('whose requests fall silent is ended by its heart-beat', async () => {
    let silent = true
    server.onRequest = (path) => silent && path === '/asterisk/ping'
    const { start, connected, fault } = connection({ beat: 50, request: 1_000 })
    await start()
    const again = connected()
    expect(await fault()).toEqual(new AriTimeout('asterisk.ping', 1_000))
    silent = false
    await again
  })

  it('sends its own credentials, whoever else connects to the same Asterisk', async () => {
    const seen: (string | undefined)[] = []
    server.onRequest = (path, response) => void (path.endsWith('/answer') && seen.push(response.req.headers.authorization))
    const start = (username: string) =>
      new Promise<AriConnection>((resolve) => {
        const ari = new AriConnection({ url: server.url, username, password: 'x', times: PATIENT })
        open.push(ari)
        ari.onConnected(() => resolve(ari))
        ari.start()
      })
    const both = await Promise.all(['ivr', 'console'].map(start))
    for (const ari of both) await ari.answerChannel('1.1')
    expect(seen).toEqual(['ivr:x', 'console:x'].map((pair) => `Basic ${Buffer.from(pair).toString('base64')}`))
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
    ['waits for the list of resources', 'GET /api-docs/resources.json', 'resources'],
    ['waits for a resource', 'GET /api-docs/channels.json', 'channels'],
    ['waits for its event socket', 'SOCKET /ari/events?app=hotline', 'socket'],
    ['is up', 'GET /channels', 'nothing'],
  ])('a process whose connection %s ends by itself', async (_name, wanted, silent) => {
    server.onRequest = (path) => path.includes(`${silent}.json`)
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
