import { join } from 'node:path'
import { findAsterisk } from './asterisk-program.js'
import { build } from './build.js'
import { installPrograms } from './debian-packages.js'
import { PROJECT, type Instance } from './instance.js'
import { endOrphans, runningLauncher, sign } from './orphans.js'
import { app, APPS } from './parts/app.js'
import { asterisk, asteriskDir, type AsteriskTuning } from './parts/asterisk.js'
import { edge, publicUrl } from './parts/edge.js'
import { databaseServerUrl, mariadb } from './parts/mariadb.js'
import { redis, redisUrl } from './parts/redis.js'
import { holdPort, takenPort } from './ports.js'
import { step } from './progress.js'
import { buildSounds } from './sounds/build-sounds.js'
import { type Supervisor } from './supervisor.js'
import { Trouble } from './trouble.js'

export interface StackOptions {
  instance: Instance
  /** Trades safety at a power cut for speed. */
  fast: boolean
  seedPassword: string
  tuning?: AsteriskTuning
  /** More settings for the apps. */
  settings?: Record<string, string>
}

/** Parts that exist already, from the environment: then none of our own is started in their place. */
const external = {
  database: () => process.env['DATABASE_URL'],
  redis: () => process.env['REDIS_URL'],
  asterisk: () => process.env['ARI_URL'],
}
const ASTERISK_SETTINGS = ['ARI_URL', 'ARI_USERNAME', 'ARI_PASSWORD', 'AMI_HOST', 'AMI_PORT', 'AMI_USERNAME', 'AMI_PASSWORD', 'QUEUE_LOG_FILE', 'RECORDINGS_DIR', 'VOICEMAIL_DIR', 'SOUNDS_DIR'] as const

/** Where the apps of an instance keep their data. */
export const databaseUrl = (instance: Instance): string => external.database() ?? `${databaseServerUrl(instance)}hotline`

/** Asterisk's own call journal. */
export const queueLogFile = (instance: Instance): string => process.env['QUEUE_LOG_FILE'] ?? join(asteriskDir(instance), 'log/queue_log')

/** MariaDB and Redis alone, for integration tests. */
export async function startStores(instance: Instance, supervisor: Supervisor, fast: boolean): Promise<void> {
  await step('MariaDB', async () => supervisor.start(await mariadb(instance, { fast })))
  await step('Redis', async () => supervisor.start(await redis(instance)))
}

/** Makes the folder and the ports an instance's own: ends what a killed launcher left, and refuses a port that somebody else holds. */
export async function claim(instance: Instance): Promise<void> {
  const other = runningLauncher(runDir(instance), join(PROJECT, 'launcher'))
  if (other !== null) throw new Trouble(`This folder's Hotline 1022 is running already (process ${other}). End that one first, or use a clone of its own.`)
  const ended = await endOrphans(runDir(instance), instance.dir)
  if (ended.length > 0) process.stdout.write(`✓ Ended what an earlier start left behind: ${ended.join(', ')}\n`)
  const { sip, rtpStart, rtpEnd: _, claim: held, ...tcp } = instance.ports
  // Held first: another folder's launcher may be on its way to the same ones.
  const taken = (await holdPort(held)) ? await takenPort({ tcp: Object.values(tcp), udp: [sip, rtpStart] }) : held
  if (taken !== null) throw new Trouble(`Port ${taken} is in use by another program (perhaps another Hotline 1022 on this machine). End it, or set HOTLINE_PORT to another first port, e.g. HOTLINE_PORT=${instance.ports.edge + 1000} npm start.`)
  sign(runDir(instance))
}

export const runDir = (instance: Instance) => join(instance.dir, 'run')
export const logDir = (instance: Instance) => join(instance.dir, 'log')

/** Installs, builds and starts a whole Hotline; resolves when every part is healthy. */
export async function startStack(options: StackOptions, supervisor: Supervisor): Promise<{ environment: Record<string, string> }> {
  const { instance, fast } = options
  await installPrograms([...(external.database() ? [] : (['mariadbd'] as const)), ...(external.redis() ? [] : (['redis-server'] as const)), 'sox', 'espeak-ng', 'caddy'])
  const program = external.asterisk() ? null : await findAsterisk()
  await step('Sounds', async (say) => {
    const built = await buildSounds({ promptsDir: join(PROJECT, 'prompts'), outDir: join(asteriskDir(instance), 'share/sounds'), onProgress: (done, total) => say(`${done} of ${total}`) })
    say(`${built.made} made, ${built.kept} kept`)
  })
  await build()
  if (!external.database()) await step('MariaDB', async () => supervisor.start(await mariadb(instance, { fast })))
  if (!external.redis()) await step('Redis', async () => supervisor.start(await redis(instance)))
  if (program) await step('Asterisk', async () => supervisor.start(await asterisk(instance, program, options.tuning)))
  const environment = appEnvironment(options)
  await step('Apps', async (say) => {
    for (const name of APPS) {
      say(name)
      await supervisor.start(app(name, instance, environment))
    }
    say(APPS.join(', '))
  })
  await step('Edge', async () => supervisor.start(await edge(instance)))
  return { environment }
}

function appEnvironment({ instance, seedPassword, settings }: StackOptions): Record<string, string> {
  const { ports, secrets } = instance
  const dir = asteriskDir(instance)
  const own: Record<string, string> = {
    ARI_URL: `http://127.0.0.1:${ports.asteriskHttp}`,
    ARI_USERNAME: 'hotline',
    ARI_PASSWORD: secrets.ari,
    AMI_HOST: '127.0.0.1',
    AMI_PORT: String(ports.asteriskAmi),
    AMI_USERNAME: 'hotline',
    AMI_PASSWORD: secrets.ami,
    QUEUE_LOG_FILE: join(dir, 'log/queue_log'),
    RECORDINGS_DIR: join(dir, 'recordings'),
    VOICEMAIL_DIR: join(dir, 'voicemail'),
    SOUNDS_DIR: join(dir, 'share/sounds'),
  }
  if (external.asterisk()) {
    const missing = ASTERISK_SETTINGS.filter((name) => !process.env[name])
    if (missing.length > 0) throw new Trouble(`ARI_URL points at an Asterisk of yours; then these must be set too: ${missing.join(', ')}.`)
    for (const name of ASTERISK_SETTINGS) own[name] = process.env[name] ?? ''
  }
  return {
    ...own,
    DATABASE_URL: databaseUrl(instance),
    REDIS_URL: external.redis() ?? redisUrl(instance),
    FLOW_FILE: join(PROJECT, 'flows/1022.yaml'),
    FLOWS_DIR: join(instance.dir, 'flows'),
    ATTACHMENTS_DIR: join(instance.dir, 'attachments'),
    RECORDED_PROMPTS_DIR: join(PROJECT, 'prompts/recorded'),
    SESSION_SECRET: secrets.session,
    LISTEN_HOST: '127.0.0.1',
    TICKETING_PORT: String(ports.ticketing),
    CONSOLE_PORT: String(ports.console),
    IVR_PORT: String(ports.ivr),
    TICKETING_URL: `http://127.0.0.1:${ports.ticketing}`,
    CONSOLE_URL: `http://127.0.0.1:${ports.console}`,
    PUBLIC_URL: publicUrl(instance),
    SEED_PASSWORD: seedPassword,
    ...settings,
  }
}
