import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { endOrphans, runningLauncher } from './orphans.js'

describe('what a killed launcher left behind', () => {
  let dir: string
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'orphans-'))
  })
  afterEach(() => rm(dir, { recursive: true }))

  const sleeper = (environment: NodeJS.ProcessEnv) => spawn('sleep', ['60'], { env: { ...process.env, ...environment }, stdio: 'ignore' })

  it('is ended, by id, when it is of this instance', async () => {
    const ours = sleeper({ HOTLINE_INSTANCE: dir })
    const ended = once(ours, 'exit')
    await writeFile(join(dir, 'ivr.pid'), String(ours.pid))
    expect(await endOrphans(dir, dir)).toEqual(['ivr'])
    expect(await ended).toEqual([null, 'SIGTERM'])
    expect(existsSync(join(dir, 'ivr.pid'))).toBe(false)
  })

  it('is left alone when its id belongs to somebody else by now', async () => {
    const stranger = sleeper({})
    await writeFile(join(dir, 'ivr.pid'), String(stranger.pid))
    expect(await endOrphans(dir, dir)).toEqual([])
    expect(stranger.exitCode).toBeNull()
    const ended = once(stranger, 'exit')
    stranger.kill('SIGKILL')
    await ended
  })

  it('is not touched while that launcher runs', async () => {
    const launcher = sleeper({ HOTLINE_INSTANCE: dir })
    await writeFile(join(dir, 'launcher.pid'), String(launcher.pid))
    expect(runningLauncher(dir, dir)).toBe(launcher.pid)
    expect(runningLauncher(dir, '/somewhere/else')).toBeNull()
    const ended = once(launcher, 'exit')
    launcher.kill('SIGKILL')
    await ended
    expect(runningLauncher(dir, dir)).toBeNull()
  })

  it('is nothing in a new folder', async () => {
    expect(await endOrphans(join(dir, 'none'), dir)).toEqual([])
  })
})
