// The same short menu call, by the dialplan alone and as a published flow: an answer, a beep, a key, a beep, a hang-up.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkFlow } from '@app/flow'
import { findAsterisk } from '../launcher/asterisk-program.js'
import { build } from '../launcher/build.js'
import { installPrograms } from '../launcher/debian-packages.js'
import { openInstance, PROJECT } from '../launcher/instance.js'
import { app } from '../launcher/parts/app.js'
import { asterisk, asteriskDir } from '../launcher/parts/asterisk.js'
import { buildSounds } from '../launcher/sounds/build-sounds.js'
import { claim, logDir, runDir } from '../launcher/stack.js'
import { Supervisor } from '../launcher/supervisor.js'
import { cpuSeconds } from './cpu-seconds.js'
import { callMenu } from './menu-callers.js'
import { percentile } from './percentile.js'

const RATES = [20, 60, 100]
const SECONDS = 15
const FLOOR_NUMBER = '7000'
const FLOW_NUMBER = '1022'
const LEASE_MS = 4_000

/** The floor: no app, no journal, no fallback. */
const FLOOR = `
[from-trunk](+)
exten => ${FLOOR_NUMBER},1,Answer()
 same => n,Playback(beep)
 same => n,WaitExten(5)
 same => n,Hangup()
exten => 1,1,Playback(beep)
 same => n,Hangup()
`

/** What is published: the same call as a flow. */
const FLOW = {
  name: 'bench',
  start: 'menu',
  main: 'menu',
  prompts: { beep: { vi: 'bíp', en: 'beep' } },
  nodes: {
    menu: { kind: 'menu', prompts: ['beep'], timeout: 5, noDigit: [], wrongDigit: [], choices: { 1: 'bye' }, misses: 1, onMisses: 'bye' },
    bye: { kind: 'hang-up', prompts: ['beep'] },
  },
}

export interface IvrRow {
  driver: 'dialplan' | 'flow'
  rate: number
  calls: number
  failed: number
  measured: number
  digitToPromptP50: number
  digitToPromptP99: number
  asteriskMsPerCall: number
  appMsPerCall: number
}

function publishFlow(folder: string): void {
  const { flow, faults } = checkFlow(FLOW, { queues: [] })
  if (!flow) throw new Error(JSON.stringify(faults))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${flow.version}.json`), JSON.stringify({ flow, sounds: { vi: { beep: 'beep' }, en: { beep: 'beep' } } }))
  writeFileSync(join(folder, 'published.json'), JSON.stringify({ numbers: { default: flow.version } }))
}

/** @returns a row for each driver and rate, measured in turn on one Asterisk */
export async function benchIvr(say: (text: string) => void): Promise<IvrRow[]> {
  await installPrograms(['sox', 'espeak-ng', 'sipp'])
  const program = await findAsterisk()
  const instance = openInstance('bench', 40_220)
  await claim(instance)
  const supervisor = new Supervisor({ runDir: runDir(instance), logDir: logDir(instance) })
  try {
    await build()
    await buildSounds({ promptsDir: join(PROJECT, 'prompts'), outDir: join(asteriskDir(instance), 'share/sounds') })
    const flowsDir = join(instance.dir, 'flows')
    publishFlow(flowsDir)
    await supervisor.start(await asterisk(instance, program, { moreDialplan: FLOOR }))
    await supervisor.start(
      app('ivr', instance, {
        ARI_URL: `http://127.0.0.1:${instance.ports.asteriskHttp}`,
        ARI_USERNAME: 'hotline',
        ARI_PASSWORD: instance.secrets.ari,
        FLOWS_DIR: flowsDir,
        TICKETING_URL: `http://127.0.0.1:${instance.ports.ticketing}`,
        CONSOLE_URL: `http://127.0.0.1:${instance.ports.console}`,
        SESSION_SECRET: instance.secrets.session,
        LISTEN_HOST: '127.0.0.1',
        IVR_PORT: String(instance.ports.ivr),
      }),
    )
    await new Promise((resolve) => setTimeout(resolve, LEASE_MS)) // until the first lease is surely there
    const rows: IvrRow[] = []
    for (const rate of RATES) {
      for (const driver of ['dialplan', 'flow'] as const) {
        const pids = { asterisk: supervisor.pidOf('asterisk') ?? 0, app: supervisor.pidOf('ivr') ?? 0 }
        const before = { asterisk: cpuSeconds(pids.asterisk), app: cpuSeconds(pids.app) }
        const load = await callMenu({ target: `127.0.0.1:${instance.ports.sip}`, dial: driver === 'flow' ? FLOW_NUMBER : FLOOR_NUMBER, rate, calls: rate * SECONDS, address: '127.0.0.2', sipPort: 40_900 })
        const perCall = (name: 'asterisk' | 'app') => ((cpuSeconds(pids[name]) - before[name]) * 1000) / load.calls
        const row: IvrRow = {
          driver,
          rate,
          calls: load.calls,
          failed: load.failed,
          measured: load.digitToPrompt.length,
          digitToPromptP50: percentile(load.digitToPrompt, 0.5),
          digitToPromptP99: percentile(load.digitToPrompt, 0.99),
          asteriskMsPerCall: perCall('asterisk'),
          appMsPerCall: driver === 'flow' ? perCall('app') : 0,
        }
        rows.push(row)
        say(`${driver} at ${rate} calls/s: ${row.calls} calls, ${row.failed} failed`)
      }
    }
    return rows
  } finally {
    await supervisor.stop()
  }
}
