import { runCommand } from './prepare.mjs'

runCommand('start.ts')
