import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { expect, it } from '@jest/globals'
import { within } from './within.js'

const busyFor = (milliseconds: number) => {
  const until = performance.now() + milliseconds
  while (performance.now() < until);
}

it('gives what the promise gives, or its error', async () => {
  await expect(within(60_000, 'somebody', Promise.resolve(7))).resolves.toBe(7)
  await expect(within(60_000, 'somebody', Promise.reject(new Error('no')))).rejects.toThrow('no')
})

it('ends its patience, and says with whom', async () => {
  await expect(within(1, 'somebody', new Promise(() => undefined))).rejects.toThrow('somebody did not answer within 1 ms')
})

it('takes an answer that came while this process was busy', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  // The system itself takes the connection, also while nobody here looks.
  const client = connect(port, '127.0.0.1')
  const connected = once(client, 'connect')
  const asked = within(50, 'somebody', connected)
  busyFor(100)
  await expect(asked).resolves.toEqual([])
  client.destroy()
  await new Promise((resolve) => server.close(resolve))
})
