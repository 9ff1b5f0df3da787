import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import type { AsteriskProgram } from '../asterisk-program.js'
import { fillTemplate } from '../fill-template.js'
import { PROJECT, type Instance } from '../instance.js'
import { findProgram } from '../debian-packages.js'
import type { PartSpec } from '../supervisor.js'

const HOST_NAME = 'asterisk'

export const asteriskDir = (instance: Instance) => join(instance.dir, 'asterisk')

/** Where Asterisk's own calls on the trunk go: a telephone company is played there by `npm test`, and by nobody else. */
export const trunkContact = (ports: Instance['ports']) => `127.0.0.2:${ports.sip}`

/** Seconds a caller may wait in a queue before the voicemail; short in tests. */
export interface AsteriskTuning {
  queueLimit?: number
  ringSeconds?: number
  /** Added to the dialplan, for a benchmark's floor. */
  moreDialplan?: string
}

/** A private Asterisk with its configuration written afresh from `asterisk-config/`. */
export async function asterisk(instance: Instance, program: AsteriskProgram, tuning: AsteriskTuning = {}): Promise<PartSpec> {
  const dir = asteriskDir(instance)
  for (const folder of ['etc', 'lib/keys', 'spool', 'run', 'log', 'cache', 'share/sounds', 'recordings', 'voicemail']) mkdirSync(join(dir, folder), { recursive: true })
  writeConfiguration(instance, program, tuning)
  linkOwnData(dir, program)
  const asteriskArgs = ['-C', join(dir, 'etc/asterisk.conf'), '-f', '-q']
  const run = program.root
    ? { command: 'unshare', args: ['--mount', '--uts', '--propagation', 'private', 'sh', '-ec', inRoot(dir, program.root), 'sh', ...asteriskArgs] }
    : { command: (await findProgram('asterisk')) ?? 'asterisk', args: asteriskArgs }
  return {
    name: 'asterisk',
    ...run,
    ready: async () => {
      const url = `http://127.0.0.1:${instance.ports.asteriskHttp}/ari/asterisk/info?only=status`
      const answer = await fetch(url, { headers: { authorization: `Basic ${btoa(`hotline:${instance.secrets.ari}`)}` }, signal: AbortSignal.timeout(2_000) })
      if (!answer.ok) throw new Error(`ARI answers ${answer.status}`)
    },
  }
}

function writeConfiguration({ dir, ports, secrets }: Instance, program: AsteriskProgram, { queueLimit, ringSeconds, moreDialplan = '' }: AsteriskTuning): void {
  const templates = join(PROJECT, 'asterisk-config')
  const values = {
    DATA_DIR: join(dir, 'asterisk'),
    MODULES_DIR: program.modulesDir,
    HTTP_PORT: ports.asteriskHttp,
    AMI_PORT: ports.asteriskAmi,
    SIP_PORT: ports.sip,
    RTP_START: ports.rtpStart,
    RTP_END: ports.rtpEnd,
    ARI_USERNAME: 'hotline',
    ARI_PASSWORD: secrets.ari,
    AMI_USERNAME: 'hotline',
    AMI_PASSWORD: secrets.ami,
    BIND_ADDRESS: '127.0.0.1',
    CONTROL_ADDRESS: '127.0.0.1',
    TRUNK_ADDRESS: '127.0.0.2',
    TRUNK_CONTACT: trunkContact(ports),
    // Nothing stands between this Asterisk and its peers, so it tells its own address.
    SIP_EXTERNAL_ADDRESS: '',
    ICE_HOST_CANDIDATE: '',
    QUEUE_LIMIT: queueLimit ?? 180,
    RING_SECONDS: ringSeconds ?? 20,
  }
  for (const file of readdirSync(templates).filter((name) => name.endsWith('.conf'))) {
    const filled = fillTemplate(file, readFileSync(join(templates, file), 'utf8'), values)
    writeFileSync(join(dir, 'asterisk/etc', file), file === 'extensions.conf' ? filled + moreDialplan : filled, { mode: 0o640 })
  }
  // Without these names every call waits on a look-up of a name server.
  writeFileSync(join(dir, 'asterisk/etc/hosts'), `127.0.0.1 localhost ${HOST_NAME} ${hostname()} A.ROOT-SERVERS.NET\n`)
}

/** Asterisk's documentation and ARI description stand where its data folder is, beside our sounds. */
function linkOwnData(dir: string, { dataDir }: AsteriskProgram): void {
  for (const name of ['documentation', 'rest-api', 'firmware', 'keys', 'static-http', 'phoneprov']) {
    const link = join(dir, 'share', name)
    if (!existsSync(link)) {
      try {
        symlinkSync(join(dataDir, name), link)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // there, and broken seen from outside the root
      }
    }
  }
}

/** The mounts live in a namespace of their own, so they go when the process goes, however it goes. */
function inRoot(dir: string, root: string): string {
  const inside = `${root}${dir}`
  return [
    `mkdir -p '${inside}'`,
    `mount --bind '${dir}' '${inside}'`,
    `mount -t proc proc '${root}/proc'`,
    `mount --rbind /dev '${root}/dev'`,
    `touch '${root}/etc/hosts'`,
    `mount --bind '${dir}/etc/hosts' '${root}/etc/hosts'`,
    // Asterisk puts its host's name into SIP towards browsers, and JsSIP refuses one that begins with a digit.
    `echo ${HOST_NAME} > /proc/sys/kernel/hostname`,
    `exec chroot '${root}' /usr/sbin/asterisk "$@"`,
  ].join('\n')
}
