// Days that are made up, to try out the reports: `fill` or `remove`. Exit 0: done, or nothing was to do; 1: refused; 2: no database.
import { fillMadeUpDays, RealDaysError, removeMadeUpDays } from './made-up-days.js'

const url = process.env['DATABASE_URL'] ?? ''
const [what] = process.argv.slice(2)
try {
  if (what === 'fill') {
    const { filled, from, to, calls, tickets } = await fillMadeUpDays(url)
    process.stdout.write(filled ? `✓ Made up: ${calls} calls and ${tickets} tickets from ${from} to ${to}. Reports say so; npm start -- --no-demo takes them out.\n` : `✓ Made-up days are there already: ${from} to ${to}.\n`)
  } else if (what === 'remove') {
    const removed = Object.entries(await removeMadeUpDays(url))
    process.stdout.write(removed.length === 0 ? '✓ Nothing is made up.\n' : `✓ Taken out what was made up: ${removed.map(([table, rows]) => `${table} ${rows}`).join(', ')}.\n`)
  } else {
    process.stderr.write('made-up fill | remove\n')
    process.exitCode = 1
  }
} catch (error) {
  if (error instanceof RealDaysError) process.stderr.write(`✗ ${error.code}: ${error.words.vi}\n  ${error.words.en}\n`)
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exitCode = error instanceof RealDaysError ? 1 : 2
}
