// npm run ledger -- --from … --to …: on the database and the queue_log of `npm start`, or those that DATABASE_URL and QUEUE_LOG_FILE name.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build } from './build.js'
import { openInstance, PROJECT } from './instance.js'
import { databaseUrl, queueLogFile } from './stack.js'

// The answer may be read by a program; what the build says is not part of it.
await build()
const instance = openInstance('main', Number(process.env['HOTLINE_PORT'] ?? 10220))
const child = spawn(process.execPath, ['--enable-source-maps', join(PROJECT, 'dist/apps/ticketing/src/ledger/compare-ledger.main.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, DATABASE_URL: databaseUrl(instance), QUEUE_LOG_FILE: queueLogFile(instance) },
})
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
