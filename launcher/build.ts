import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PROJECT } from './instance.js'
import { step } from './progress.js'
import { Trouble } from './trouble.js'

const execute = promisify(execFile)
const SOURCES = ['apps', 'libs', 'package-lock.json', 'tsconfig.json', 'nest-cli.json']
const STAMP = join(PROJECT, 'dist/.built')

/** Builds the apps and the pages when a source has changed since the last build. */
export async function build(): Promise<void> {
  const fingerprint = await fingerprintOfSources()
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint) return
  await step('Build', async (say) => {
    say('apps')
    await npx('nest', 'build', '--all')
    say('pages')
    await npx('vite', 'build', 'apps/web', '--logLevel', 'warn')
    say('apps and pages')
  })
  await mkdir(join(PROJECT, 'dist'), { recursive: true })
  writeFileSync(STAMP, fingerprint)
}

async function npx(program: string, ...args: string[]): Promise<void> {
  try {
    await execute(join(PROJECT, 'node_modules/.bin', program), args, { cwd: PROJECT, maxBuffer: 64 * 1024 * 1024 })
  } catch (error) {
    const said = error as { stdout?: string; stderr?: string }
    throw new Trouble(`The build failed (${program} ${args.join(' ')}):\n${said.stdout ?? ''}${said.stderr ?? ''}`)
  }
}

/** Names, sizes and times of everything that is compiled: cheap, and it changes with any edit or checkout. */
async function fingerprintOfSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    const path = join(PROJECT, source)
    const files = (await stat(path)).isDirectory() ? (await readdir(path, { recursive: true })).sort().map((name) => join(path, name)) : [path]
    for (const file of files) {
      const { size, mtimeMs, mode } = await stat(file)
      if ((mode & 0o170000) === 0o100000) hash.update(`${file} ${size} ${mtimeMs}\n`)
    }
  }
  return hash.digest('hex')
}
