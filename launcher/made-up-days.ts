import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PROJECT } from './instance.js'
import { Trouble } from './trouble.js'

const execute = promisify(execFile)

/** `--demo` and `--no-demo`: done by ticketing's own code, which alone writes its tables. @returns what it says; @throws Trouble where it refuses */
export async function madeUpDays(what: 'fill' | 'remove', databaseUrl: string): Promise<string> {
  try {
    const { stdout } = await execute(process.execPath, ['--enable-source-maps', join(PROJECT, 'dist/apps/ticketing/src/made-up/made-up.main.js'), what], { env: { ...process.env, DATABASE_URL: databaseUrl } })
    return stdout
  } catch (error) {
    throw new Trouble(((error as { stderr?: string }).stderr ?? String(error)).trim())
  }
}
