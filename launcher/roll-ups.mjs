import { runCommand } from './prepare.mjs'

runCommand('roll-ups.ts')
