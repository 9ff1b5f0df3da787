import { join } from 'node:path'
import { PROJECT, type Instance } from '../instance.js'
import type { PartSpec } from '../supervisor.js'

export const APPS = ['ticketing', 'console', 'ivr'] as const
export type AppName = (typeof APPS)[number]

/** Exit status of an app whose settings or flow are wrong (EX_CONFIG). */
const BAD_SETTINGS = 78

/** One of our own apps, as built. */
export function app(name: AppName, instance: Instance, environment: NodeJS.ProcessEnv): PartSpec {
  const port = instance.ports[name]
  return {
    name,
    command: process.execPath,
    args: ['--enable-source-maps', join(PROJECT, `dist/apps/${name}/src/main.js`)],
    env: { ...process.env, ...environment, HOTLINE_INSTANCE: instance.dir },
    hopelessStatus: BAD_SETTINGS,
    ready: async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(2_000) })
      if (!answer.ok) throw new Error(`it says ${await answer.text()}`)
    },
  }
}
