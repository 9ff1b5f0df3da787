// npm run roll-ups: on the database of `npm start`, or the one that DATABASE_URL names.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build } from './build.js'
import { openInstance, PROJECT } from './instance.js'
import { databaseUrl } from './stack.js'

await build()
const child = spawn(process.execPath, ['--enable-source-maps', join(PROJECT, 'dist/apps/ticketing/src/roll-ups/roll-ups.main.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, DATABASE_URL: databaseUrl(openInstance('main', Number(process.env['HOTLINE_PORT'] ?? 10220))) },
})
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
