// npm run roll-ups -- --check | --rebuild [--from 2026-11-01 --to 2026-11-26]: compares with a recount of the raw rows, or counts anew. Exit 0: equal; 1: not; 2: not looked at.
import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { openDatabase } from '../database/open-database.js'
import { TicketingSettings } from '../settings.js'
import { checkRollUps } from './check-roll-ups.js'
import { dayAfter } from './local-sql.js'
import { countedDays, rebuildRollUps } from './rebuild-roll-ups.js'

const { values } = parseArgs({ options: { check: { type: 'boolean' }, rebuild: { type: 'boolean' }, from: { type: 'string' }, to: { type: 'string' } } })
const isDay = (text: string | undefined) => text === undefined || /^\d{4}-\d{2}-\d{2}$/.test(text)
if (values.check === values.rebuild || !isDay(values.from) || !isDay(values.to)) {
  process.stderr.write('npm run roll-ups -- --check | --rebuild [--from 2026-11-01 --to 2026-11-26]\n')
  process.exit(2)
}
const source = await openDatabase()
const seconds = TicketingSettings.shape.SERVICE_LEVEL_SECONDS.parse(process.env['SERVICE_LEVEL_SECONDS'])
const there = await countedDays(source)
const from = values.from ?? there?.from
const to = values.to ?? there?.to
let exit = 0
if (from === undefined || to === undefined) process.stdout.write('There is nothing to count.\n')
else if (values.rebuild) {
  await rebuildRollUps(source, from, to, seconds, (month) => process.stdout.write(`  ${month.slice(0, 7)}\n`))
  process.stdout.write(`✓ Counted anew: ${from} to ${to}.\n`)
} else {
  let days = 0
  for (let day = from; day <= to; day = dayAfter(day), days++)
    for (const { table, key, column, is, shouldBe } of await checkRollUps(source.manager, day, seconds)) {
      exit = 1
      process.stdout.write(`✗ ${day} ${table} ${key}: ${column} is ${is}, should be ${shouldBe}\n`)
    }
  if (exit === 0) process.stdout.write(`✓ Equal to a recount of the raw rows: ${days} days.\n`)
}
await source.destroy()
process.exit(exit)
