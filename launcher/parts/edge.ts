import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram } from '../debian-packages.js'
import { PROJECT, type Instance } from '../instance.js'
import type { PartSpec } from '../supervisor.js'

export const publicUrl = ({ ports }: Instance) => `http://localhost:${ports.edge}`

/** Caddy: the one address in front of the apps, the pages and Asterisk's SIP WebSocket. */
export async function edge(instance: Instance): Promise<PartSpec> {
  const { ports, dir } = instance
  const home = join(dir, 'edge')
  mkdirSync(home, { recursive: true })
  return {
    name: 'edge',
    command: (await findProgram('caddy')) ?? 'caddy',
    args: ['run', '--config', join(PROJECT, 'edge/Caddyfile'), '--adapter', 'caddyfile'],
    env: {
      ...process.env,
      HOTLINE_INSTANCE: dir,
      XDG_DATA_HOME: home,
      XDG_CONFIG_HOME: home,
      EDGE_GLOBAL: 'admin off\n\tauto_https off',
      EDGE_ADDRESS: `http://localhost:${ports.edge}, http://127.0.0.1:${ports.edge}`,
      EDGE_SITE: 'bind 127.0.0.1',
      TICKETING_UPSTREAM: `127.0.0.1:${ports.ticketing}`,
      CONSOLE_UPSTREAM: `127.0.0.1:${ports.console}`,
      IVR_UPSTREAM: `127.0.0.1:${ports.ivr}`,
      ASTERISK_UPSTREAM: `127.0.0.1:${ports.asteriskHttp}`,
      WEB_ROOT: join(PROJECT, 'dist/apps/web'),
    },
    ready: async () => {
      const answer = await fetch(`http://127.0.0.1:${ports.edge}/`, { signal: AbortSignal.timeout(2_000) })
      if (!answer.ok) throw new Error(`the page answers ${answer.status}`)
    },
  }
}
