import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { webRequest } from './web-request.js'

describe('a request to an address outside', () => {
  let server: Server
  let host: string
  const ask = (path: string, take: Record<string, string> = { state: 'order.state' }) => webRequest({ url: `http://${host}${path}`, timeout: path === '/slow' ? 1 : 60, take }, [host])

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/slow') return
      if (request.url === '/away') return void response.writeHead(302, { location: '/order' }).end()
      if (request.url === '/broken') return void response.end('no JSON')
      if (request.url === '/large') return void response.end(JSON.stringify({ order: { state: 'x'.repeat(200_000) } }))
      if (request.url === '/none') return void response.writeHead(404).end('{}')
      response.end(JSON.stringify({ order: { state: 'ready', days: 3, list: [1] } }))
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  it('takes what it is asked to take, as text', async () => {
    expect(await ask('/order', { state: 'order.state', days: 'order.days' })).toEqual({ exit: 'next', variables: { state: 'ready', days: '3' } })
  })

  it.each([
    ['a field that is not there', '/order', { state: 'order.name' }, 'has no order.name'],
    ['a field of every object', '/order', { state: 'order.constructor' }, 'has no order.constructor'],
    ['a field that is a list', '/order', { state: 'order.list' }, 'has no order.list'],
    ['an answer that is no JSON', '/broken', {}, 'JSON'],
    ['an answer without end', '/large', {}, 'over 100 kB'],
    ['a status of failure', '/none', {}, '404'],
    ['a redirect', '/away', {}, 'fetch failed'],
    ['no answer in time', '/slow', {}, 'timeout'],
  ])('fails for %s', async (_, path, take, why) => {
    await expect(ask(path, take)).rejects.toThrow(why)
  })

  it('never goes to a host that is not allowed', async () => {
    await expect(webRequest({ url: `http://${host}/order`, timeout: 1, take: {} }, ['example.vn'])).rejects.toThrow('not allowed')
  })
})
