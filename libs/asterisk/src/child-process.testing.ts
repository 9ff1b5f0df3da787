import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

/**
 * Runs a module's text in a Node process of its own, which nothing but open sockets and timers keeps alive. Its globals are `stop`, a promise
 * that `release()` resolves, and what `libs/asterisk` exports, as `asterisk`.
 */
export function runAlone(text: string): { release: () => void; ended: Promise<{ code: number | null; output: string }> } {
  const prelude = `import * as asterisk from '${resolve(import.meta.dirname, 'index.ts')}'
    const stop = new Promise((go) => process.stdin.once('data', () => { process.stdin.destroy(); go() }))`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', `${prelude}\n${text}`], { stdio: 'pipe', timeout: 15_000 })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, output }))
  return { release: () => child.stdin.end('stop'), ended }
}
