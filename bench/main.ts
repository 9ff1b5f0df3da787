// npm run bench -- NAME: a table for people, and the same as JSON in .data/bench-NAME.json.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROJECT } from '../launcher/instance.js'
import { Trouble } from '../launcher/trouble.js'
import { benchConsole } from './console.js'
import { benchIvr } from './ivr.js'
import { benchKnowledge } from './knowledge.js'
import { benchStatistics } from './statistics.js'
import { benchTickets } from './tickets.js'

const BENCHES: Record<string, (say: (text: string) => void, words: readonly string[]) => Promise<object[]>> = { ivr: benchIvr, tickets: benchTickets, console: benchConsole, knowledge: benchKnowledge, statistics: benchStatistics }

const [name = '', ...words] = process.argv.slice(2)
const bench = BENCHES[name]
try {
  if (!bench) throw new Trouble(`Use: npm run bench -- ${Object.keys(BENCHES).join('|')}`)
  const rows = await bench((text) => process.stderr.write(`  ${text}\n`), words)
  const rounded = rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, typeof value === 'number' ? Math.round(value * 100) / 100 : (value as unknown)])))
  console.table(rounded)
  const file = join(PROJECT, '.data', `bench-${name}.json`)
  mkdirSync(join(PROJECT, '.data'), { recursive: true })
  writeFileSync(file, JSON.stringify(rounded, null, 2))
  process.stdout.write(`As JSON: ${file}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Trouble ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exitCode = 1
}
