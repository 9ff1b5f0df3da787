import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build } from './build.js'
import { openInstance, PROJECT, type Instance } from './instance.js'
import { databaseUrl } from './stack.js'

/**
 * Runs a command of ticketing's own on the database of `npm start`, or the one that DATABASE_URL names, with this command's arguments; ends as it ends.
 * @param file below `dist/apps/ticketing/src`
 * @param more further settings
 */
export async function runOnDatabase(file: string, more: (instance: Instance) => NodeJS.ProcessEnv = () => ({})): Promise<void> {
  await build()
  const instance = openInstance('main', Number(process.env['HOTLINE_PORT'] ?? 10220))
  const child = spawn(process.execPath, ['--enable-source-maps', join(PROJECT, 'dist/apps/ticketing/src', file), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, DATABASE_URL: databaseUrl(instance), ...more(instance) },
  })
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
