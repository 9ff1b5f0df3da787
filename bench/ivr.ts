// The same short menu call, by the dialplan alone, by the least Stasis app there can be, and as a published flow: an answer, a beep, a key, a beep, a hang-up.
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
const LEAST_ARI_NUMBER = '7001'
const LEAST_ARI_APP = 'least'
const FLOW_NUMBER = '1022'
const LEASE_MS = 4_000

/** The floors: no app, and the least one; no journal, no fallback. */
const FLOOR = `
[from-trunk](+)
exten => ${FLOOR_NUMBER},1,Answer()
 same => n,Playback(beep)
 same => n,WaitExten(5)
 same => n,Hangup()
exten => 1,1,Playback(beep)
 same => n,Hangup()
exten => ${LEAST_ARI_NUMBER},1,Answer()
 same => n,Stasis(${LEAST_ARI_APP})
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

type Driver = 'dialplan' | 'least-ari' | 'flow'

/** What each driver is dialled by, and the process that it costs besides Asterisk. */
const DRIVERS: Record<Driver, { dial: string; app: string | null }> = {
  dialplan: { dial: FLOOR_NUMBER, app: null },
  'least-ari': { dial: LEAST_ARI_NUMBER, app: 'least-ari' },
  flow: { dial: FLOW_NUMBER, app: 'ivr' },
}

export interface IvrRow {
  driver: Driver
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
    const least = `http://127.0.0.1:${instance.ports.asteriskHttp}`
    await supervisor.start({
      name: 'least-ari',
      command: process.execPath,
      args: ['--import', 'tsx', join(import.meta.dirname, 'least-ari.ts'), least, 'hotline', instance.secrets.ari, LEAST_ARI_APP],
      ready: async () => {
        const answer = await fetch(`${least}/ari/applications/${LEAST_ARI_APP}`, { headers: { Authorization: `Basic ${Buffer.from(`hotline:${instance.secrets.ari}`).toString('base64')}` } })
        if (!answer.ok) throw new Error(`Asterisk says ${answer.status}`)
      },
    })
    await new Promise((resolve) => setTimeout(resolve, LEASE_MS)) // until the first lease is surely there
    const rows: IvrRow[] = []
    for (const rate of RATES) {
      for (const driver of Object.keys(DRIVERS) as Driver[]) {
        const { dial, app: program } = DRIVERS[driver]
        const used = () => ({ asterisk: cpuSeconds(supervisor.pidOf('asterisk') ?? 0), app: program === null ? 0 : cpuSeconds(supervisor.pidOf(program) ?? 0) })
        const before = used()
        const load = await callMenu({ target: `127.0.0.1:${instance.ports.sip}`, dial, rate, calls: rate * SECONDS, address: '127.0.0.2', sipPort: 40_900 })
        const after = used()
        const perCall = (name: 'asterisk' | 'app') => ((after[name] - before[name]) * 1000) / load.calls
        const row: IvrRow = {
          driver,
          rate,
          calls: load.calls,
          failed: load.failed,
          measured: load.digitToPrompt.length,
          digitToPromptP50: percentile(load.digitToPrompt, 0.5),
          digitToPromptP99: percentile(load.digitToPrompt, 0.99),
          asteriskMsPerCall: perCall('asterisk'),
          appMsPerCall: perCall('app'),
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
