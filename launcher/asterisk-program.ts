import { execFile } from 'node:child_process'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findProgram, installPrograms } from './debian-packages.js'
import { step } from './progress.js'
import { Trouble } from './trouble.js'

const execute = promisify(execFile)

/** 22.10.1 mends two ARI security advisories. */
export const NEEDED = [22, 10, 1] as const

/** An Asterisk that can be run: installed on this machine, or in a root folder of its own. */
export interface AsteriskProgram {
  /** Null: installed on this machine. */
  root: string | null
  modulesDir: string
  /** Asterisk's own data files (documentation, ARI's description), as seen by the process. */
  dataDir: string
}

/** Whether Asterisk's own words (`Asterisk 22.10.1~dfsg…`) tell a version that is new enough. */
export function isNewEnough(versionText: string): boolean {
  const found = /Asterisk (\d+)\.(\d+)\.(\d+)/.exec(versionText)?.slice(1).map(Number)
  if (!found) return false
  for (const [i, needed] of NEEDED.entries()) {
    const part = found[i] ?? 0
    if (part !== needed) return part > needed
  }
  return true
}

/** The installed Asterisk when it is new enough; else one from Debian sid in a cache that all clones share. */
export async function findAsterisk(): Promise<AsteriskProgram> {
  const installed = await findProgram('asterisk')
  if (installed && isNewEnough((await execute(installed, ['-V'])).stdout)) return { root: null, modulesDir: await modulesIn('/usr/lib'), dataDir: '/usr/share/asterisk' }
  const root = join(process.env['HOTLINE_CACHE'] ?? '/var/cache/hotline-1022', 'asterisk-root')
  if (!(await exists(join(root, 'usr/sbin/asterisk')))) await makeRoot(root)
  return { root, modulesDir: (await modulesIn(join(root, 'usr/lib'))).slice(root.length), dataDir: '/usr/share/asterisk' }
}

async function makeRoot(root: string): Promise<void> {
  if (process.getuid?.() !== 0) throw new Trouble(`Asterisk ${NEEDED.join('.')} or newer is not installed, and only root may prepare a private one. Run this command once as root.`)
  await installPrograms(['mmdebstrap'])
  const growing = `${root}.${process.pid}`
  await step('Asterisk from Debian sid (about 350 MB, once a machine)', async () => {
    await mkdir(join(root, '..'), { recursive: true })
    try {
      // sid's release file can be past its date
      await execute('mmdebstrap', ['--quiet', '--variant=minbase', '--mode=root', '--aptopt=Acquire::Check-Valid-Until "false"', '--include=asterisk,asterisk-modules', 'sid', growing], { maxBuffer: 64 * 1024 * 1024 })
    } catch (error) {
      await rm(growing, { recursive: true, force: true })
      throw new Trouble(`Asterisk could not be fetched from Debian sid: ${error instanceof Error ? error.message.split('\n').slice(0, 3).join(' ') : String(error)}. Are Debian's package servers reachable?`)
    }
    const version = (await execute('chroot', [growing, '/usr/sbin/asterisk', '-V'])).stdout
    if (!isNewEnough(version)) throw new Trouble(`Debian sid has ${version.trim()}, but ${NEEDED.join('.')} or newer is needed.`)
    // Without these names every call waits on a look-up of a name server.
    await writeFile(join(growing, 'etc/hosts'), `127.0.0.1 localhost A.ROOT-SERVERS.NET\n`)
    await rename(growing, root).catch(async (error: NodeJS.ErrnoException) => {
      await rm(growing, { recursive: true, force: true })
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error // another start was quicker
    })
  })
}

async function modulesIn(lib: string): Promise<string> {
  for (const machine of ['x86_64-linux-gnu', 'aarch64-linux-gnu', '']) {
    const folder = join(lib, machine, 'asterisk/modules')
    if (await exists(folder)) return folder
  }
  throw new Trouble(`Asterisk's modules were not found under ${lib}.`)
}

const exists = (path: string) => stat(path).then(() => true, () => false)
