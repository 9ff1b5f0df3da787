// npm run ledger -- --from 2026-11-01 --to 2026-11-26 [--json]: rebuilds the ledger from Asterisk's queue_log and compares it with the calls. Exit 0: equal; 1: a call differs; 2: not compared.
import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { LedgerQuery } from '@app/contracts'
import { openDatabase } from '../database/open-database.js'
import { compareLedger } from './compare-ledger.js'
import { ledgerText } from './ledger-text.js'

const USAGE = 'npm run ledger -- --from 2026-11-01 --to 2026-11-26 [--json]'

function hopeless(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}

const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' }, json: { type: 'boolean', default: false } } })
const query = LedgerQuery.safeParse({ from: values.from, to: values.to })
if (!query.success) hopeless(`Which days? ${USAGE}`)
const source = await openDatabase()
try {
  const shown = process.stderr.isTTY
  const found = await compareLedger({
    ...query.data,
    manager: source.manager,
    journal: process.env['QUEUE_LOG_FILE'] ?? '',
    shortAbandonSeconds: Number(process.env['SHORT_ABANDON_SECONDS'] ?? 5),
    ...(shown && { onProgress: (share: number) => process.stderr.write(`\r${Math.round(share * 100)} %${share === 1 ? '\n' : ''}`) }),
  })
  process.stdout.write(values.json ? `${JSON.stringify(found, null, 2)}\n` : ledgerText(found))
  process.exitCode = found.differenceCount === 0 ? 0 : 1
} catch (error) {
  hopeless(`Nothing was compared: ${error instanceof Error ? error.message : String(error)}.`)
} finally {
  await source.destroy()
}
