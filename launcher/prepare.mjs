// Stage 0 of every command: plain Node without packages, so that it runs in a fresh clone and on a Node that is too old to say so.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const NEEDED = [20, 19]

function stop(sentence) {
  process.stderr.write(`\n${sentence}\n`)
  process.exit(1)
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
    stop(`Node ${process.versions.node} is too old. Hotline 1022 needs Node ${NEEDED.join('.')} or newer: install it (for example from Debian's or NodeSource's packages) and start again.`)
  }
}

/** `npm ci` when the lock file has changed since the last time. */
function installPackages() {
  const stamp = join(root, 'node_modules', '.installed-lock')
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  process.stdout.write('▸ npm packages: installing (about a minute the first time) …\n')
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (done.error?.code === 'ENOENT') stop('npm was not found. It comes with Node.js; install it and start again.')
  if (done.status !== 0) stop('npm could not install the packages (see above). Is the npm registry reachable from this machine? Then start again.')
  mkdirSync(join(root, 'node_modules'), { recursive: true })
  writeFileSync(stamp, lock)
}

/** Checks, installs what is missing, then runs the TypeScript command with the arguments given. */
export function runCommand(file) {
  checkNode()
  installPackages()
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'launcher', file), ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
  // Ctrl-C reaches the child by itself (same terminal); a signal sent to this process alone is passed on.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill('SIGTERM'))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
