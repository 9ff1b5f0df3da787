import { execFile } from 'node:child_process'
import { access, constants, writeFile, rm } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { step } from './progress.js'
import { Trouble } from './trouble.js'

const execute = promisify(execFile)

/** A program we need and the Debian packages that have it. sox reads MP3 by a package of its own. */
const PACKAGES_OF = {
  mariadbd: ['mariadb-server'],
  'redis-server': ['redis-server'],
  sox: ['sox', 'libsox-fmt-mp3'],
  'espeak-ng': ['espeak-ng'],
  mmdebstrap: ['mmdebstrap'],
  caddy: ['caddy'],
  sipp: ['sip-tester'],
  chromium: ['chromium'],
} as const
export type Program = keyof typeof PACKAGES_OF

/** Where a program is on this machine, or null. */
export async function findProgram(program: string): Promise<string | null> {
  for (const folder of [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']) {
    const path = join(folder, program)
    if (await access(path, constants.X_OK).then(() => true, () => false)) return path
  }
  return null
}

/** Installs from Debian whatever of these is missing. @throws Trouble without root or network */
export async function installPrograms(programs: readonly Program[]): Promise<void> {
  const missing: Program[] = []
  for (const program of programs) if (!(await isThere(program))) missing.push(program)
  if (missing.length === 0) return
  const packages = missing.flatMap((program) => PACKAGES_OF[program])
  if (process.getuid?.() !== 0) throw new Trouble(`These Debian packages are missing and only root may install them: ${packages.join(' ')}. Run this command once as root, or install them yourself.`)
  await step(`Debian packages ${packages.join(', ')}`, async (say) => {
    // Debian starts a freshly installed server by itself, on its default port; ours are private.
    const policy = '/usr/sbin/policy-rc.d'
    const ours = await writeFile(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755, flag: 'wx' }).then(() => true, () => false)
    try {
      say('reading the package lists')
      await apt(['update', '-qq'])
      say('installing')
      await apt(['install', '-y', '-qq', '--no-install-recommends', ...packages])
    } finally {
      if (ours) await rm(policy)
    }
  })
}

/** A sox without MP3 is not the one we need. */
async function isThere(program: Program): Promise<boolean> {
  if (!(await findProgram(program))) return false
  return program !== 'sox' || (await execute('sox', ['--help'])).stdout.includes(' mp3 ')
}

async function apt(args: string[]): Promise<void> {
  try {
    await execute('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, maxBuffer: 64 * 1024 * 1024 })
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().split('\n').slice(-3).join(' ') : String(error)
    throw new Trouble(`apt-get ${args[0]} failed: ${said}. Are Debian's package servers reachable from this machine?`)
  }
}
