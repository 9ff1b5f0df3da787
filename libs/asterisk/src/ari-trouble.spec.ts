import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { AriConnection, AriOptions } from './ari-connection.js'
import { AriBadAnswer, AriNotConnected, AriRefused, AriTimeout } from './ari-errors.js'
import { AriServer } from './ari-server.testing.js'
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

describe('while Asterisk misbehaves, a connection to ARI', () => {
  /** The first so many requests whose path fits are dealt with so. */
  const first = (n: number, fits: RegExp, how: (response: ServerResponse) => unknown) => {
    let left = n
    server.onRequest = (path, response) => {
      if (!fits.test(path) || left-- <= 0) return false
      how(response)
      return true
    }
  }

  const BOTH: [string, Partial<AriOptions>][] = [
    ['over its event socket', { app: 'hotline' }],
    ['by HTTP', {}],
  ]

  it.each(BOTH)('that gets 503 %s tries again until it is served', async (_name, more) => {
    first(2, /ping/, (response) => response.writeHead(503).end('starting'))
    const { ari, start, faults } = connection({}, more)
    await start()
    expect(faults).toEqual([new AriRefused('asterisk.ping', 503, 'starting'), new AriRefused('asterisk.ping', 503, 'starting')])
    expect(ari.connected).toBe(true)
  })

  it.each(BOTH)('that is accepted and gets no answer %s gives up and tries again', async (_name, more) => {
    first(1, /ping/, () => undefined)
    const { start, fault } = connection({ request: 500 }, more)
    await start()
    expect(await fault()).toBeInstanceOf(AriTimeout)
  })

  it('that gets half an answer tries again', async () => {
    first(1, /ping/, (response) => response.writeHead(200, { 'content-length': '1000' }).write('{', () => response.destroy()))
    const { start, fault } = connection({}, {})
    await start()
    expect(await fault()).toBeInstanceOf(AriNotConnected)
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

  it('comes back on a fresh socket when its own is closed, and does again what is done at each connect', async () => {
    const { ari, start, connected, event, fault } = connection()
    await start()
    const again = connected()
    ;(await server.socket(1)).close()
    expect(await fault()).toBeInstanceOf(AriNotConnected)
    await again
    expect(server.sockets).toHaveLength(2)
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
    socket.send = () => undefined // an answer would be a sign of life
    expect((await fault())?.message).toContain('the socket closed')
    await gone
    await again
  })

  it('whose event socket hangs while it closes is ended by its heart-beat', async () => {
    const { start, connected, fault } = connection({ beat: 50 })
    await start()
    const again = connected()
    const { _socket: raw } = (await server.socket(1)) as unknown as { _socket: Socket }
    raw.pause()
    raw.write(Buffer.from([0x88, 0x02, 0x03, 0xe8])) // a close frame whose answer is never read
    expect(await fault()).toBeInstanceOf(AriNotConnected)
    await again
  })

  it('whose requests fall silent is ended by its heart-beat', async () => {
    let silent = false
    server.onRequest = (path) => silent && path === '/asterisk/ping'
    const { start, connected, fault } = connection({ beat: 50, request: 1_000 })
    await start()
    silent = true
    const again = connected()
    expect(await fault()).toEqual(new AriTimeout('asterisk.ping', 1_000))
    silent = false
    await again
  })

  it('sends its own credentials, whoever else connects to the same Asterisk', async () => {
    const seen: (string | undefined)[] = []
    server.onRequest = (path, response) => void (path.endsWith('/answer') && seen.push(response.req.headers.authorization))
    const both = ['ivr', 'console'].map((username) => connection({}, { username, password: 'x' }))
    await Promise.all(both.map(({ start }) => start()))
    for (const { ari } of both) await ari.answerChannel('1.1')
    expect(seen).toEqual(['ivr:x', 'console:x'].map((pair) => `Basic ${Buffer.from(pair).toString('base64')}`))
  })
})
