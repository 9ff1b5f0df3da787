import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { Supervisor, type PartSpec } from './supervisor.js'
import { Trouble } from './trouble.js'

/** A part written in shell; it is ready when it has made the file `<name>.ready`. */
const part = (dir: string, name: string, script: string, more: Partial<PartSpec> = {}): PartSpec => ({
  name,
  command: 'sh',
  args: ['-c', `cd '${dir}'; ${script}`],
  ready: async () => void (await readFile(join(dir, `${name}.ready`))),
  ...more,
})

describe('the supervisor', () => {
  let dir: string
  let supervisor: Supervisor
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'supervisor-'))
    supervisor = new Supervisor({ runDir: join(dir, 'run'), logDir: join(dir, 'log') })
  })
  afterEach(async () => {
    await supervisor.stop()
    await rm(dir, { recursive: true })
  })

  it('starts a part again that was killed, at once the first time', async () => {
    const restarted = new Promise<[string, string, number]>((resolve) => (supervisor.onRestart = (...told) => resolve(told)))
    await supervisor.start(part(dir, 'web', 'touch web.ready; exec sleep 60'))
    const first = supervisor.pidOf('web') ?? 0
    process.kill(first, 'SIGKILL')
    expect(await restarted).toEqual(['web', 'was ended by SIGKILL', 0])
    await expect(supervisor.start(part(dir, 'other', 'touch other.ready; exec sleep 60'))).resolves.toBeUndefined()
    expect(supervisor.pidOf('web')).not.toBe(first)
    expect(Number(await readFile(join(dir, 'run/web.pid'), 'utf8'))).toBe(supervisor.pidOf('web'))
  })

  it('says with the last lines why a part does not start, and does not try for ever', async () => {
    await expect(supervisor.start(part(dir, 'bad', 'echo no such flow: line 7 >&2; exit 78', { hopelessStatus: 78 }))).rejects.toThrow(/bad did not start[^]*no such flow: line 7/)
    await expect(supervisor.start(part(dir, 'weak', 'exit 1'))).rejects.toThrow(Trouble)
  })

  it('stops every part, the last started first, and leaves no process ids', async () => {
    for (const name of ['first', 'second']) await supervisor.start(part(dir, name, `trap 'echo ${name} >> order; exit 0' TERM; touch ${name}.ready; while :; do sleep 0.05; done`))
    await supervisor.stop()
    expect(await readFile(join(dir, 'order'), 'utf8')).toBe('second\nfirst\n')
    expect(existsSync(join(dir, 'run/first.pid'))).toBe(false)
  })
})
