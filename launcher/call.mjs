import { runCommand } from './prepare.mjs'

runCommand('call.ts')
