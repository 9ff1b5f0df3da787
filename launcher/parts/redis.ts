import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from 'redis'
import { findProgram } from '../debian-packages.js'
import type { Instance } from '../instance.js'
import type { PartSpec } from '../supervisor.js'

export const redisUrl = ({ ports }: Instance) => `redis://127.0.0.1:${ports.redis}`

/** A private Redis that keeps its data: every write is on disk before it is confirmed. */
export async function redis(instance: Instance): Promise<PartSpec> {
  const dir = join(instance.dir, 'redis')
  mkdirSync(dir, { recursive: true })
  return {
    name: 'redis',
    command: (await findProgram('redis-server')) ?? 'redis-server',
    args: ['--port', String(instance.ports.redis), '--bind', '127.0.0.1', '--dir', dir, '--appendonly', 'yes', '--appendfsync', 'always', '--save', '', '--databases', '1024', '--pidfile', join(dir, 'redis.pid')],
    ready: async () => {
      const client = createClient({ url: redisUrl(instance), socket: { reconnectStrategy: false, connectTimeout: 1_000 } })
      client.on('error', () => undefined) // told by connect() itself
      await client.connect()
      await client.ping()
      client.destroy()
    },
  }
}
