import { runCommand } from './prepare.mjs'

runCommand('ledger.ts')
