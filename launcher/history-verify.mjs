import { runCommand } from './prepare.mjs'

runCommand('history-verify.ts')
