import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openInstance, PROJECT } from './instance.js'
import { madeUpDays } from './made-up-days.js'
import { publicUrl } from './parts/edge.js'
import { claim, databaseUrl, logDir, runDir, startStack } from './stack.js'
import { Supervisor } from './supervisor.js'
import { Trouble } from './trouble.js'

const began = performance.now()
const instance = openInstance('main', Number(process.env['HOTLINE_PORT'] ?? 10220))
const seedPassword = process.env['SEED_PASSWORD'] ?? 'hotline1022'
const supervisor = new Supervisor({ runDir: runDir(instance), logDir: logDir(instance) })

let stopping: Promise<void> | undefined
function stop(status: number): void {
  stopping ??= (async () => {
    if (supervisor.isEmpty) process.exit(status)
    process.stdout.write('\n▸ Stopping …\n')
    await supervisor.stop()
    process.stdout.write('✓ Stopped. Data stay in .data/main.\n')
    process.exit(status)
  })()
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0))

try {
  await claim(instance)
  const onRestart = (part: string, how: string, delay: number) => process.stdout.write(`! ${part} ${how}; started again${delay > 0 ? ` in ${delay} ms` : ''}\n`)
  supervisor.onRestart = onRestart
  await startStack({ instance, fast: false, seedPassword }, supervisor)
  // A refusal ends nothing: the city goes on without.
  const demo = process.argv.includes('--no-demo') ? 'remove' : process.argv.includes('--demo') ? 'fill' : null
  if (demo) process.stdout.write(await madeUpDays(demo, databaseUrl(instance)).catch((error: Error) => `${error.message}\n`))
  welcome()
} catch (error) {
  if (stopping === undefined) {
    process.stderr.write(`\n${error instanceof Trouble ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
    stop(1)
  }
}

function welcome(): void {
  const url = publicUrl(instance)
  const accounts = JSON.parse(readFileSync(join(PROJECT, 'apps/ticketing/src/seed/sample-accounts.json'), 'utf8')) as { username: string; role: string; displayName: string }[]
  const widest = Math.max(...accounts.map(({ username }) => username.length))
  const lines = [
    '',
    `Hotline 1022 is up after ${((performance.now() - began) / 1000).toFixed(1)} s:  ${url}`,
    '',
    `Sample accounts, all with the password  ${seedPassword}`,
    ...accounts.map(({ username, role, displayName }) => `  ${username.padEnd(widest)}  ${role.padEnd(10)}  ${displayName}`),
    '',
    'A first call:',
    `  1. Open ${url} and sign in as operator1; allow the microphone; press "Sẵn sàng".`,
    `  2. In another browser window open ${url}/goi-1022 and press "Gọi 1022"; or, with no microphone:  npm run call`,
    '  3. Press 1 in the menu: it rings at the operator.',
    '',
    `Logs: ${logDir(instance)}    Stop: Ctrl-C`,
    '',
  ]
  process.stdout.write(lines.join('\n'))
}
